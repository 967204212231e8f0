"""Who may speak a quotation, and what speaks for each: the features that are weighed.

Candidates are the actors near the words, whoever spoke before, whom the rules point at,
and nobody. Their features are weighed by the numbers in the pack (``speakers``), which
``scripts/train/speakers.py`` fits on annotated articles.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from math import log1p

from dragoman.languages.quotes_schema import Pronoun
from dragoman.reading.quotes.cues import pronoun_of
from dragoman.reading.quotes.reports import Report
from dragoman.reading.quotes.sightings import Sighting, Sightings

Features = dict[str, float]

_WINDOW = 8  # sentences
_FARTHEST = 500  # words
_RECENT = 4  # speakers
_PEOPLE = 4.0
_GAPS = 4  # sentences, more are as many
_ONWARD = "direct.next-paragraph"  # of one quotation: nobody else speaks it
_CLEAR = 0.85  # a speaker that the text names so clearly has no rivals
_STEPS = ((1, "next"), (3, "near"), (8, "far"))


@dataclass(frozen=True, slots=True)
class Pointers:
    """Whom the rules point at; each an actor id or None.

    Attributes:
        linked: whom the words that name the speaker mean.
        presented: whom the neighbours of a quotation without cue point at.
        continued: who spoke before, where a description fits.
        following: who speaks next.
    """

    linked: str | None = None
    presented: str | None = None
    continued: str | None = None
    following: str | None = None


@dataclass
class Floor:
    """Who has spoken so far, and for whom pronouns stood.

    Attributes:
        spoken: (actor id or None, sentence) of each quotation, in text order.
        times: how often each actor spoke.
        stood: pronouns of the telling ("Il est arrivé lundi"), in text order.
        answer: who speaks the quotation that is being decided.
    """

    spoken: list[tuple[str | None, int]] = field(default_factory=list)
    times: Counter[str] = field(default_factory=Counter)
    stood: list[Sighting] = field(default_factory=list)
    answer: str | None = None

    def add(self, actor: str | None, sentence: int) -> None:
        """Note who spoke last."""
        self.spoken.append((actor, sentence))
        if actor is not None:
            self.times[actor] += 1

    def recent(self) -> list[tuple[str, int]]:
        """Return the last distinct speakers with their sentences, the latest first."""
        found: dict[str, int] = {}
        for actor, sentence in reversed(self.spoken[-12:]):
            if actor is not None:
                found.setdefault(actor, sentence)
            if len(found) == _RECENT:
                break
        return list(found.items())


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
    first = page.analysis.sentences[max(0, sentence - _WINDOW)].first
    # a name that speaks is itself seen
    stop = head + 1 if pointers.linked is not None else head
    before = [
        s
        for s in _merged(sightings, floor, max(first, head - _FARTHEST), stop)
        if not report.span.overlaps(s.head.span)
    ]
    case = _case(report, pointers)
    pronoun = _pronoun(sightings, report)
    rows = _rows(before, floor, pointers)
    words_clear = report.speaker is not None and report.speaker.confidence >= _CLEAR
    if pointers.linked is not None and words_clear:
        rows = [pointers.linked]
    if report.rule == _ONWARD and floor.spoken and floor.spoken[-1][0] is not None:
        rows = [floor.spoken[-1][0]]
    context = _Context(sightings, report, sentence, pronoun, pointers, floor, before)
    named = _named_inside(sightings, report)
    options = []
    for actor in rows:
        features = _features(context, actor, named)
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


@dataclass(frozen=True, slots=True)
class _Context:
    sightings: Sightings
    report: Report
    sentence: int
    pronoun: Pronoun | None
    pointers: Pointers
    floor: Floor
    before: list[Sighting]


def _crossed(case: str, features: Features) -> Features:
    return features | {f"{case}:{name}": value for name, value in features.items()}


def _case(report: Report, pointers: Pointers) -> str:
    """Return how the text tells the speaker: by "pronoun", "name", ..., or "silence"."""
    words = report.speaker
    if words is None:
        return "silence" if report.alone else "mute"
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


def _rows(before: list[Sighting], floor: Floor, pointers: Pointers) -> list[str]:
    """Return the candidates, the likeliest places first, each once."""
    pointed = (pointers.linked, pointers.presented, pointers.continued, pointers.following)
    rows = [actor for actor in pointed if actor is not None]
    rows += [sighting.actor for sighting in reversed(before)]
    rows += [actor for actor, _ in floor.recent()]
    return list(dict.fromkeys(rows))


def _named_inside(sightings: Sightings, report: Report) -> frozenset[str]:
    """Return the lower-case capitalised words inside the quotation: names it holds."""
    tokens = sightings.page.analysis.tokens_in(report.span)
    return frozenset(t.lower for t in tokens if t.pos == "PROPN" or t.ent == "PER")


def _features(context: _Context, actor: str, named: frozenset[str]) -> Features:
    sightings, report = context.sightings, context.report
    known = sightings.actor(actor)
    found: Features = {f"kind.{known.kind.value}": 1.0}
    for name in ("linked", "presented", "continued", "following"):
        if getattr(context.pointers, name) == actor:
            found[name] = 1.0
            if name == "linked" and report.speaker is not None:
                found[f"linked.{report.speaker.rule}"] = 1.0
            if name in ("linked", "following"):
                found[f"{name}.{report.rule}"] = 1.0
    found |= _spoken(context, actor)
    found |= _seen(context, actor)
    found |= _agreement(context, actor)
    words = sightings.words[actor]
    if known.kind.value == "person" and known.name.value.lower().split()[-1] in named:
        found["names_itself"] = 1.0
    if report.kind == "direct":
        first = _first_person(sightings, report)
        found[f"{first}.{known.kind.value}"] = 1.0
    if report.speaker is not None and report.speaker.form == "noun":
        head = sightings.page.tokens[report.speaker.head]
        if head.lower in words:
            found["same_noun"] = 1.0
    return found


def _first_person(sightings: Sightings, report: Report) -> str:
    text = report.span.of(sightings.page.analysis.text)
    for name, pattern in sightings.page.rules.first_person.items():
        if re.search(rf"\b(?:{'|'.join(pattern)})(?:\b|')", text, re.IGNORECASE):
            return f"says.{name}"
    return "says.other"


def _spoken(context: _Context, actor: str) -> Features:
    """Return how the actor spoke before."""
    found: Features = {}
    floor = context.floor
    if floor.spoken and floor.spoken[-1][0] == actor:
        gap = context.sentence - floor.spoken[-1][1]
        step = next((name for limit, name in _STEPS if gap <= limit), "away")
        found[f"run.{step}"] = 1.0
        if gap <= 0:
            found["run.here"] = 1.0
        elif _same_paragraph(context, floor.spoken[-1][1]):
            found["run.paragraph"] = 1.0
    elif len(floor.recent()) > 1 and floor.recent()[1][0] == actor:
        found["spoke_before"] = 1.0
    if floor.times[actor]:
        found["spoke"] = log1p(floor.times[actor])
    return found


def _same_paragraph(context: _Context, sentence: int) -> bool:
    analysis = context.sightings.page.analysis
    if not 0 <= sentence <= context.sentence:
        return False
    between = analysis.text[analysis.sentences[sentence].end : context.report.span.start]
    return "\n" not in between


def _seen(context: _Context, actor: str) -> Features:
    """Return where the actor was mentioned last, and how often."""
    found: Features = {}
    people: set[str] = set()
    times = 0
    first_main = first_subject = first_person = True
    for sighting in reversed(context.before):
        if sighting.actor == actor:
            times += 1
            if times == 1:
                found |= _place(context, sighting)
                found["people_between"] = min(float(len(people)), _PEOPLE)
            gap = min(context.sentence - sighting.head.sentence, _GAPS)
            found[f"seen.{gap}"] = 1.0
            if sighting.subject:
                found[f"subject.{gap}"] = 1.0
                if first_subject:
                    found["subject.first"] = 1.0
            if sighting.main:
                found[f"main.{gap}"] = 1.0
                if first_main:
                    found["main.first"] = 1.0
            if first_person and sighting.named:
                found["person.first"] = 1.0
            continue
        person = context.sightings.actor(sighting.actor).kind.value == "person"
        if times == 0 and sighting.named and person:
            people.add(sighting.actor)
        first_person &= not person
        first_subject &= not sighting.subject
        first_main &= not sighting.main
    if context.pointers.linked == actor:
        found |= {"seen.0": 1.0, "gap": 0.0, "named": 1.0, "person.first": 1.0}
    elif times == 0:
        found["unseen"] = 1.0
    found["times"] = log1p(times)
    return found


def _place(context: _Context, last: Sighting) -> Features:
    gap = context.sentence - last.head.sentence
    found: Features = {"gap": float(min(gap, _WINDOW))}
    if last.subject:
        found["subject"] = 1.0
    if last.named:
        found["named"] = 1.0
    analysis = context.sightings.page.analysis
    sentence = analysis.sentences[last.head.sentence]
    opening = analysis.tokens[sentence.first : last.head.i]
    if not any(t.pos in ("NOUN", "PROPN", "VERB") for t in opening):
        found["opens"] = 1.0
    if "\n" not in analysis.text[last.head.end : context.report.span.start]:
        found["paragraph"] = 1.0
    return found


def _agreement(context: _Context, actor: str) -> Features:
    """Return how a pronoun, or the noun that speaks, agrees with the actor."""
    found: Features = {}
    sightings, report = context.sightings, context.report
    gender = sightings.genders.get(actor)
    kind = sightings.actor(actor).kind.value
    pronoun = context.pronoun
    if pronoun is not None:
        if pronoun.gender and gender:
            found["gender_same" if gender == pronoun.gender else "gender_other"] = 1.0
        plural = kind == "group" or actor in sightings.plural
        if plural != (pronoun.number == "Plur"):
            found[f"number_other.{kind}"] = 1.0
        if kind == "person":
            found["he_person"] = 1.0
        coref = sightings.index.of_token(sightings.page.tokens[report.speaker.head])  # type: ignore[union-attr]
        if actor in coref:
            found["coref"] = 1.0
    elif report.speaker is not None and report.speaker.form == "noun":
        head = sightings.page.tokens[report.speaker.head]
        told = head.feat("Gender") if head.pos == "NOUN" else None
        if told and gender and kind == "person":
            found["noun_same" if told == gender else "noun_other"] = 1.0
        if sightings.page.is_person(head) and kind != "person":
            found["noun_person_other"] = 1.0
    return found
