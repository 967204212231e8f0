"""Sort English titles of office into the office kinds of the spine."""

import re

JUNIOR = re.compile(
    r"deputy|vice|assistant|under-?\s?secretary|minister of state (?:for|of|to)|delegate|"
    r"parliamentary|shadow|secretary of state (?:to|in)|minister-delegate|associate|acting deputy|"
    r"alternate|spouse|first lady|advis[oe]r|counsel+or|private secretary|cabinet of|"
    r"military cabinet|office of|leader of the opposition"
)
SUBNATIONAL = re.compile(
    r"governor|mayor|province|provincial|oblast|county|regional|quebec|ontario|alberta|flemish|"
    r"flanders|wallonia|brussels|catalonia|valenciana|crimea|kurdistan|kashmir|zanzibar|"
    r"premier of (?!the state)|chief minister|ruler of|minister-president|emirate|"
    r"french community|junta|comunidad|community of|city"
)
RULES: tuple[tuple[str, str], ...] = (
    ("ambassador", r"\bambassador|high commissioner to|permanent representative|consul general"),
    ("spokesperson", r"spokes|white house press secretary"),
    (
        "chief_of_staff",
        r"chief of (?:the )?(?:joint |army |general |defence |defense |air |naval )+staff|"
        r"chief of staff of the (?:army|armed|air|navy|people)|chief of defen[cs]e(?: forces?)?$|"
        r"chairman of the joint chiefs|chair of the chiefs|chief of the (?:national )?defen[cs]e|"
        r"commander.in.chief of the armed|head of the armed forces|chief of the joint staff",
    ),
    (
        "speaker",
        r"\bspeaker|president of the (?:national (?:people's )?assembly|senate|parliament|"
        r"chamber|house of|congress of deputies|spanish senate|federal senate)|"
        r"chairman of the (?:state duma|federation council|verkhovna rada|council of the nat|"
        r"standing committee of the national)",
    ),
    ("head_of_state", r"^(?:interim |acting |transitional |federal )?president"
     r"(?: of the republic)?$|^head of state|^supreme leader$|chairman of the "
     r"(?:sovereignty council|presidential|national committee for the salvation|"
     r"national council for)"),
    ("monarch", r"^(?:king|queen|emir|sultan|emperor|monarch|grand duke)$"),
    (
        "head_of_government",
        r"^(?:interim |acting |federal )?(?:prime minister|chancellor|head of government)$|"
        r"^premier of the state council|^president of the (?:government|council of ministers)$",
    ),
    (
        "foreign_minister",
        r"(?:minister|secretary).* (?:foreign|external) (?:affairs|relations)|"
        r"secretary of state for foreign|minister of international relations and coop|"
        r"minister of (?:europe and )?foreign affairs|foreign minister",
    ),
    (
        "defence_minister",
        r"(?:minister|secretary).* (?:defen[cs]e|armed forces|war)\b|minister of the armies",
    ),
    (
        "interior_minister",
        r"(?:minister|secretary).* (?:interior|internal affairs|home affairs|home department|"
        r"territorial administration)",
    ),
    ("security_minister", r"(?:minister|secretary).*(?:public|national|state|internal|homeland) "
     r"security|minister (?:of|for) (?:security|intelligence)"),
    ("minister", r"\bminister\b|chancellor of the exchequer|keeper of the seals|secretary of the "
     r"treasury|secretary of (?:agriculture|commerce|education|energy|health|housing|labor|transp)|"
     r"^secretary (?:of state )?for |attorney general$|president of the council of ministers"),
)  # fmt: skip
NOT_KIND = {
    "foreign_minister": re.compile(r"trade"),
    "security_minister": re.compile(r"social|food|water|economic|tax|council|strategy|immigration"),
    "chief_of_staff": re.compile(r"\b(?:air|naval|navy)\b"),
    "speaker": re.compile(
        r"legislative assembly of|house of assembly of|state house|yukon|council of europe"
    ),
    "interior_minister": re.compile(r"communications"),
    "defence_minister": re.compile(r"veterans$|home front|production|equipment|council"),
}
SECRETARY_OF_STATE = re.compile(r"^secretary of state$")
TERRITORIAL = frozenset({"MLI", "CMR", "BFA", "GIN", "TCD", "TGO"})
"""States whose interior minister bears the title of territorial administration."""
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in RULES)


def office_of(title: str, country: str) -> str:
    """Return the office kind that an English title names in a country."""
    words = title.lower().replace("’", "'").strip()
    if country == "IND" and words == "minister of foreign affairs":
        return "other"  # Wikidata gives this to the foreign secretaries, who are no ministers
    if "territorial administration" in words and country not in TERRITORIAL:
        words = words.replace("territorial administration", "territory")
    if country == "USA" and words == "secretary of the interior":
        return "minister"
    if country == "USA" and SECRETARY_OF_STATE.match(words):
        return "foreign_minister"
    for kind, pattern in _COMPILED:
        if not pattern.search(words):
            continue
        if kind in NOT_KIND and NOT_KIND[kind].search(words):
            continue
        if kind in ("ambassador", "spokesperson"):
            return "other" if JUNIOR.search(words) else kind
        if SUBNATIONAL.search(words):
            return "other"
        if JUNIOR.search(words):
            return "minister" if "minister" in words and "office" not in words else "other"
        return kind
    return "other"
