"""Who may speak a quotation, and what speaks for each: the features that are weighed.

Candidates are the actors near the words, whoever spoke before, whom the rules point at,
and nobody. Their features are weighed by the numbers in the pack (``speakers``), which
``scripts/train/speakers.py`` fits on annotated articles.
"""

from dataclasses import dataclass

from dragoman.languages.quotes_schema import Pronoun
from dragoman.reading.quotes.cues import pronoun_of
from dragoman.reading.quotes.features import (
    POINTED,
    WINDOW,
    Context,
    Features,
    features_of,
    first_person,
    is_slogan,
    rank,
)
from dragoman.reading.quotes.floor import Floor, Pointers
from dragoman.reading.quotes.phrases import NOUNS
from dragoman.reading.quotes.reports import Report
from dragoman.reading.quotes.sightings import Sighting, Sightings

_FARTHEST = 500  # words
_OBJECTS = frozenset(("obj", "iobj", "obl:arg", "obl:agent"))
_ONWARD = "direct.next-paragraph"  # of one quotation: nobody else speaks it


@dataclass(frozen=True, slots=True)
class Option:
    """One candidate: an actor id, or None for nobody in particular."""

    actor: str | None
    features: Features


def options_for(
    sightings: Sightings, report: Report, pointers: Pointers, floor: Floor
) -> list[Option]:
    """Return who may speak `report`, with features; the last is nobody."""
    page = sightings.page
    words = page.analysis.tokens_in(report.span)
    head = report.speaker.head if report.speaker is not None else words[0].i
    sentence = page.tokens[head].sentence
    first = page.analysis.sentences[max(0, sentence - WINDOW)].first
    # a name that speaks is itself seen
    stop = head + 1 if pointers.linked is not None else head
    before = [
        s
        for s in _merged(sightings, floor, max(first, head - _FARTHEST), stop)
        if not report.span.overlaps(s.head.span)
    ]
    case = _case(report, pointers)
    pronoun = _pronoun(sightings, report)
    ahead = _ahead(sightings, report, stop)
    rows = _rows(before, ahead, floor, pointers)
    if pronoun is not None:
        barred = _barred(sightings, before, head)
        rows = [actor for actor in rows if actor not in barred]
    if report.rule == _ONWARD and floor.spoken and floor.spoken[-1][0] is not None:
        rows = [floor.spoken[-1][0]]
    context = Context(
        sightings, report, sentence, pronoun, pointers, floor, before, ahead,
        slogan=is_slogan(sightings, report),
        voice=first_person(sightings, report) if report.kind == "direct" else None,
    )  # fmt: skip
    named = _named_inside(sightings, report)
    ranks = rank(context)
    options = []
    for actor in rows:
        features = features_of(context, ranks, actor, named)
        options.append(Option(actor, _crossed(case, features)))
    nobody: Features = {"nobody": 1.0}
    if report.speaker is not None and report.speaker.form == "generic":
        nobody["nobody.generic"] = 1.0
    if not floor.spoken:
        nobody["nobody.first"] = 1.0
    if report.kind == "direct":
        nobody["nobody.direct"] = 1.0
    if pronoun is not None and _rival(sightings, head, pronoun):
        nobody["nobody.rival"] = 1.0
    options.append(Option(None, _crossed(case, nobody)))
    return options


def _merged(sightings: Sightings, floor: Floor, first: int, stop: int) -> list[Sighting]:
    """Return names and pronouns before a word, in text order."""
    found = list(sightings.before(stop, first))
    for sighting in reversed(floor.stood):
        if sighting.head.i < first:
            break
        if sighting.head.i < stop:
            found.append(sighting)
    found.sort(key=lambda s: s.head.i)
    return found


def _crossed(case: str, features: Features) -> Features:
    found = features | {f"{case}:{name}": value for name, value in features.items()}
    wide = case.partition(".")[0]
    if wide != case:
        found |= {f"{wide}:{name}": value for name, value in features.items()}
    return found


def _case(report: Report, pointers: Pointers) -> str:
    """Return how the text tells the speaker: by "pronoun", "name", ..., or "silence"."""
    words = report.speaker
    if words is None:
        return "silence" if report.alone else "mute"
    if words.form == "pronoun":
        return "pronoun.behind" if words.rule == "inverted-pronoun" else "pronoun.told"
    if words.form != "noun":
        return words.form
    return "noun" if pointers.linked is not None else "unknown"


def _pronoun(sightings: Sightings, report: Report) -> Pronoun | None:
    if report.speaker is None or report.speaker.form != "pronoun":
        return None
    token = sightings.page.tokens[report.speaker.head]
    word = pronoun_of(token) or token.lower
    return next((p for p in sightings.page.rules.pronouns if p.text == word), None)


def _rival(sightings: Sightings, i: int, pronoun: Pronoun) -> bool:
    """Tell whether a thing was the last subject that a pronoun may stand for ("le traité")."""
    page = sightings.page
    if pronoun_of(page.tokens[i]) is not None:
        return False
    first = page.analysis.sentences[max(0, page.tokens[i].sentence - 1)].first
    for token in reversed(page.tokens[first:i]):
        if not token.dep.startswith("nsubj") or token.pos != "NOUN" or page.quoted(token):
            continue
        if pronoun.number != (token.feat("Number") or pronoun.number):
            continue
        if pronoun.gender and token.feat("Gender") not in (None, pronoun.gender):
            continue
        return not sightings.before(token.i + 1, token.i) and not page.is_person(token)
    return False


def _ahead(sightings: Sightings, report: Report, stop: int) -> list[Sighting]:
    """Return the mentions behind the words, in their sentence and the next, in text order."""
    page = sightings.page
    last = page.analysis.tokens_in(report.span)[-1]
    end = page.analysis.sentences[min(last.sentence + 1, len(page.analysis.sentences) - 1)].last
    return list(sightings.before(end, max(stop, last.i + 1)))


def _rows(
    before: list[Sighting], ahead: list[Sighting], floor: Floor, pointers: Pointers
) -> list[str]:
    """Return the candidates, the likeliest places first, each once."""
    rows = [getattr(pointers, name) for name in POINTED if getattr(pointers, name) is not None]
    rows += [sighting.actor for sighting in reversed(before)]
    rows += [sighting.actor for sighting in ahead]
    rows += [actor for actor, _ in floor.recent()]
    return list(dict.fromkeys(rows))


def _barred(sightings: Sightings, before: list[Sighting], i: int) -> frozenset[str]:
    """Return the actors that grammar bars the subject pronoun at `i` from meaning.

    In "il a reçu X" and "X, qu'il a reçu" it is not X who receives.
    """
    page = sightings.page
    analysis = page.analysis
    sentence = page.tokens[i].sentence
    verb = analysis.head(page.tokens[i])
    barred = {s.actor for s in before if s.head.head == verb.i and s.head.dep in _OBJECTS}
    relative = next((t for t in (verb, *analysis.ancestors(verb)) if t.dep == "acl:relcl"), None)
    nouns = [analysis.head(relative)] if relative is not None and relative.i == verb.i else []
    if i > 1 and page.tokens[i - 1].lower in page.rules.that:
        n = i - 2
        while n > 0 and not page.tokens[n].text[0].isalnum():
            n -= 1
        nouns.append(page.tokens[n])
    for noun in nouns:
        if noun.sentence == sentence and noun.i < i and noun.pos in NOUNS:
            barred.update(sightings.index.of_token(noun))
    return frozenset(barred)


def _named_inside(sightings: Sightings, report: Report) -> frozenset[str]:
    """Return the lower-case capitalised words inside the quotation: names it holds."""
    tokens = sightings.page.analysis.tokens_in(report.span)
    return frozenset(t.lower for t in tokens if t.pos == "PROPN" or t.ent == "PER")
