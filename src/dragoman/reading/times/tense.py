"""Whether a clause looks back or ahead, as far as the parse shows."""

from functools import cache
from typing import Literal

from dragoman.languages.pack import load_section
from dragoman.languages.times_schema import TenseRules, TimeGrammar
from dragoman.reading.analysis import Analysis, Token
from dragoman.reading.times.matching import fold
from dragoman.types.span import Span

Tense = Literal["past", "present", "future"]


def clause_tense(analysis: Analysis, span: Span) -> tuple[Tense | None, bool]:
    """Return when the clause around `span` places what it tells, and if it surely does.

    None if the sentence is not parsed, or no verb tells. It is sure where the date
    belongs to a finite verb itself, and not to a noun below it.
    """
    rules = load_section(analysis.language, "times", TimeGrammar).tense
    lead = _lead(analysis, span)
    if lead.endswith(_ends(rules.before)):
        return "past", True
    if lead.endswith(_ends(rules.after)):
        return "future", True
    tokens = analysis.tokens_in(span)
    if not tokens or not tokens[0].dep:
        return None, False
    inside = {token.i for token in tokens}
    top = next((t for t in tokens if t.head not in inside or t.head == t.i), tokens[0])
    direct = True
    for verb in (top, *analysis.ancestors(top)):
        if verb.i in inside:
            continue
        if verb.pos in ("VERB", "AUX"):
            found = _verb_tense(analysis, verb)
            if found:
                return found, direct and verb.lemma not in rules.expected
        if any(c.lower in rules.before for c in analysis.children(verb) if c.dep == "case"):
            return "past", True
        direct = False
        if verb.pos in ("NOUN", "PROPN", "ADJ"):
            copula = [c for c in analysis.children(verb) if c.dep in ("cop", "aux:tense")]
            for token in copula:
                found = _finite(token)
                if found == "present" and verb.lemma in rules.perfect:
                    found = "past"
                if found:
                    return found, False
    return None, False


def has_verb(analysis: Analysis, span: Span) -> bool:
    """Tell whether the sentence around `span` has a finite verb; titles often have none.

    True where the sentence is not parsed.
    """
    tokens = analysis.tokens_in(span)
    if not tokens or not tokens[0].dep:
        return True
    words = analysis.words(analysis.sentence_of(tokens[0]))
    return any(w.pos in ("VERB", "AUX") and w.feat("VerbForm") in (None, "Fin") for w in words)


def is_nominal(analysis: Analysis, span: Span) -> bool:
    """Tell whether a preposition ties the date to a noun ("l'attaque de mardi")."""
    rules = load_section(analysis.language, "times", TimeGrammar).tense
    lead = _lead(analysis, span)
    return lead.endswith(_ends(rules.nominal))


def is_open(analysis: Analysis, span: Span) -> bool:
    """Tell whether the words before `span` look past the tense ("jusqu'à")."""
    rules = load_section(analysis.language, "times", TimeGrammar).tense
    lead = _lead(analysis, span)
    return lead.endswith(_ends(rules.open))


def _lead(analysis: Analysis, span: Span) -> str:
    """Return the folded words before `span`, with a space at both ends."""
    before = fold(analysis.text[max(0, span.start - 24) : span.start]).replace("\n", " ")
    return f" {before.strip()} "


@cache
def _ends(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Return how the words before a date end if they are one of `phrases`."""
    return tuple(f" {fold(words)} " for words in phrases)


def _finite(token: Token) -> Tense | None:
    tense = token.feat("Tense")
    if token.feat("VerbForm") not in (None, "Fin"):
        return None
    if tense in ("Past", "Imp"):
        return "past"
    if tense == "Fut":
        return "future"
    return "present" if tense == "Pres" or token.feat("Mood") == "Cnd" else None


def _is_conditional(verb: Token, rules: TenseRules) -> bool:
    """Tell whether a verb is in the conditional, which parsers confuse with the past."""
    form = verb.lower
    ending = next((e for e in rules.conditional if form.endswith(e)), None)
    if ending is None:
        return False
    stem = form.removesuffix(ending) + ending[0]
    return stem in rules.irregular or (bool(verb.lemma) and stem == verb.lemma.rstrip("e"))


def _verb_tense(analysis: Analysis, verb: Token) -> Tense | None:
    """Return the tense of one verb with its auxiliaries; None if it shows none."""
    rules = load_section(analysis.language, "times", TimeGrammar).tense
    children = analysis.children(verb)
    auxiliaries = [c for c in children if c.dep.startswith("aux") or c.dep == "cop"]
    if verb.feat("VerbForm") == "Inf" or any(a.feat("VerbForm") == "Inf" for a in auxiliaries):
        governor = analysis.head(verb)
        ahead = _finite(governor) in ("present", "future")
        marks = {c.lower for c in children if c.dep in ("mark", "case")}
        if marks & rules.aiming:
            return "future" if ahead else None
        if governor.i != verb.i and governor.lemma in rules.future:
            if ahead:
                return "future"
            # "devait se tenir": ahead of what was told, on either side of publication
            return "present" if governor.feat("Tense") == "Imp" else "past"
        return None
    if verb.feat("VerbForm") == "Part" or verb.feat("Tense") == "Past":
        for auxiliary in auxiliaries:
            tense = _finite(auxiliary)
            if tense == "present":
                passive = auxiliary.dep == "aux:pass"
                return "future" if passive and verb.lemma in rules.expected else "past"
            if tense:
                return tense
        if verb.feat("VerbForm") == "Part" and verb.feat("Tense") == "Past":
            return "future" if verb.lemma in rules.expected else "past"
        if verb.feat("VerbForm") == "Part":
            return None
    if _is_conditional(verb, rules):
        return "future" if verb.dep in ("ccomp", "acl:relcl") else "present"
    for token in (verb, *auxiliaries):
        tense = _finite(token)
        if tense:
            return "future" if tense == "present" and verb.lemma in rules.expected else tense
    return None
