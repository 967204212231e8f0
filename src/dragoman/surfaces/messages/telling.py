"""Facts as whole sentences with a verb: "Près de Moscou, X et Y signent un accord"."""

import re

from dragoman.dossier.entry import AgreementLine, Entry
from dragoman.surfaces.messages.catalogue import Messages
from dragoman.surfaces.messages.dates import show_date
from dragoman.surfaces.messages.isolating import isolated
from dragoman.surfaces.messages.sentences import Narrator, capital

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)(?::(\w+))?\}")
_NUMBER = re.compile(r"<([^<>|]*)\|([^<>|]*)>")
_SPACES = re.compile(r"\s+(?=[ ,.)])|(?<=\() ")
_LONGEST_PLACE = 60
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
_MONTH_OR_YEAR = re.compile(r"\d{4}(-(0\d|1[0-2]))?$")
_DECADE = re.compile(r"\d{3}X$")


def tell_sentence(
    narrator: Narrator, entry: Entry, *, dated: bool = False, within: bool = False
) -> str:
    """Return `entry` as a sentence with a verb where we have one for it, else as a line.

    Status and attribution are left out, and the full stop.

    Args:
        narrator: tells in its language.
        entry: the fact.
        dated: whether the sentence begins with its date.
        within: whether it goes on within another sentence, without a capital of its own.
    """
    say = narrator.say
    told = _agreement(narrator, entry) if entry.agreements else _event(narrator, entry)
    when = say_when(entry.when, say) if dated else ""
    if told is None:
        words = narrator.tell(entry)
        if within and not words[:2].isupper():
            words = words[:1].lower() + words[1:]
        return say("told.line", when=capital(when), what=words) if when else words
    place, words = told
    told_whole = ", ".join(part for part in (when, place, words) if part)
    return told_whole if within else capital(told_whole)


def say_when(edtf: str | None, say: Messages) -> str:
    """Return a date as an adverbial: "le 25 juin 2019", "en mai 1962"; "" if unknown."""
    if edtf is None:
        return ""
    shown = show_date(edtf, say)
    if _DAY.match(edtf):
        return say("told.on_day", date=shown)
    if _MONTH_OR_YEAR.match(edtf):
        return say("told.in_time", date=shown)
    if _DECADE.match(edtf):
        return say("told.in_decade", date=shown)
    return shown


def _event(narrator: Narrator, entry: Entry) -> tuple[str, str] | None:
    """Return the place to begin with, and the sentence; None if there is no template."""
    act = (entry.act or "").replace(".", "_")
    keys = [act, act.split("_")[0] if act.startswith("visit") else "", ""]
    if entry.mode:
        keys[2] = f"{entry.type}_{entry.mode}"
    for key, exact in ((keys[0], True), (keys[1], True), (keys[2], True), (entry.type, False)):
        for template in narrator.say.tables.get(f"told.events.{key}", ()) if key else ():
            words = _fill(narrator, template, entry)
            if words is None:
                continue
            if not exact:
                words += narrator.say("sentence.trigger", words=isolated(entry.trigger))
            place = "" if "{place}" in template else narrator.slot("place", "", entry)
            return "" if len(place) > _LONGEST_PLACE or _is_party(place, entry) else place, words
    return None


def _is_party(place: str, entry: Entry) -> bool:
    """Tell whether a place is one of the states that take part: the sentence names it."""
    states = [party for party in (*entry.actors, *entry.recipients) if party.kind == "state"]
    names = [name for party in states for name in (party.name, *party.names.values())]
    return any(place.casefold().endswith(name.casefold()) for name in names if place)


def _fill(narrator: Narrator, template: str, entry: Entry) -> str | None:
    """Return a template filled; None if a slot that it needs is empty, or its number unfit."""

    def keep(match: re.Match[str]) -> str:
        slots = [narrator.slot(m[1], m[2] or "", entry) for m in _SLOT.finditer(match[1])]
        return match[1] if all(slots) else ""

    needed = _SLOT.findall(_OPTIONAL.sub("", template))
    if not all(narrator.slot(name, preposition, entry) for name, preposition in needed):
        return None
    subject = next((name for name, _ in needed if name in ("actors", "parties")), "actors")
    kept = _counted(_OPTIONAL.sub(keep, template), many=_many(narrator, entry, subject))
    if kept is None:
        return None
    filled = _SLOT.sub(lambda m: narrator.slot(m[1], m[2] or "", entry), kept)
    return _SPACES.sub("", filled).strip()


def _counted(template: str, *, many: bool) -> str | None:
    """Return a template with the number of its verbs chosen; None if it has none for it."""
    chosen = [match[2 if many else 1] for match in _NUMBER.finditer(template)]
    if not all(chosen):
        return None
    return _NUMBER.sub(lambda match: match[2 if many else 1], template)


def _many(narrator: Narrator, entry: Entry, subject: str) -> bool:
    parties = entry.actors if subject == "actors" else (*entry.actors, *entry.recipients)
    return _is_many(narrator, [narrator.grammar.party(party).words for party in parties])


def _is_many(narrator: Narrator, names: list[str]) -> bool:
    """Tell whether a list of names takes a verb in the plural."""
    different = list(dict.fromkeys(names))
    articles = tuple(narrator.say.tables["told.plural_articles"])
    return len(different) > 1 or (bool(different) and different[0].startswith(articles))


def _agreement(narrator: Narrator, entry: Entry) -> tuple[str, str] | None:
    """Return the place and the sentence of an entry that takes one agreement to a stage."""
    line = entry.agreements[0]
    if len(entry.agreements) > 1 or entry.is_visit:
        return None
    key = f"told.stages.{line.stage}"
    parties = line.signatories if line.stage == "signed" else ()
    parties = parties or (entry.actors if entry.recipients else ()) or line.parties
    if not narrator.say.has(key) or not parties:
        return None
    nouns = list(dict.fromkeys(narrator.grammar.party(party) for party in parties))
    many = _is_many(narrator, [noun.words for noun in nouns])
    verb = _counted(narrator.say.raw(key), many=many)
    if verb is None:
        return None
    words = f"{narrator.grammar.listed(nouns)} {verb} {_title(narrator, line)}"
    if entry.recipients and not line.signatories:
        others = [narrator.grammar.party(party) for party in entry.recipients]
        words += f" {narrator.grammar.listed(others, 'with')}"
    if line.occasion:
        words += narrator.say("sentence.agreement.occasion", occasion=narrator.occasion(line))
    place = narrator.grammar.place(line.place) if line.place else ""
    place = "" if len(place) > _LONGEST_PLACE else place
    return place, words


def _title(narrator: Narrator, line: AgreementLine) -> str:
    """Return what is signed: the article's own title with its article, else "an agreement"."""
    title = isolated(line.title or "")
    lower = title[:1].lower() + title[1:]
    if lower.startswith(tuple(narrator.say.tables["told.titled"])):
        return lower
    return narrator.say("told.agreement", title=title) if title else narrator.say("told.untitled")
