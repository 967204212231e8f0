"""What speaks for one candidate: the features that are weighed."""

import re
from collections import Counter
from dataclasses import dataclass, field
from math import log1p

from dragoman.languages.quotes_schema import Pronoun
from dragoman.reading.quotes.floor import Floor, Pointers
from dragoman.reading.quotes.reports import Report
from dragoman.reading.quotes.sightings import Sighting, Sightings

Features = dict[str, float]

WINDOW = 8  # sentences
POINTED = ("linked", "other", "presented", "continued", "following")
_PEOPLE = 4.0
_GAPS = 4  # sentences, more are as many
_RANKS = 3  # candidates, later ones rank alike
_NEAR = 2  # sentences
_STEPS = ((1, "next"), (3, "near"), (8, "far"))


@dataclass(frozen=True, slots=True)
class Context:
    """One quotation and all that is around it.

    Attributes:
        sightings: where the actors stand.
        report: the quotation.
        sentence: number of the sentence of the words that name the speaker, else its own.
        pronoun: by which pronoun its speaker is told; None if by none.
        pointers: whom the rules point at.
        floor: who has spoken so far.
        before, ahead: mentions around it, in text order.
        slogan: whether a crowd shouts or carries it.
        voice: who its words say that they speak for; None if it is not direct.
        known: whether each actor fits, kept by `fits`.
    """

    sightings: Sightings
    report: Report
    sentence: int
    pronoun: Pronoun | None
    pointers: Pointers
    floor: Floor
    before: list[Sighting]
    ahead: list[Sighting]
    slogan: bool
    voice: str | None
    known: dict[str, bool] = field(default_factory=dict)

    def fits(self, actor: str) -> bool:
        """Tell whether an actor is a person, or for a plural a group, that a pronoun may mean."""
        if actor not in self.known:
            self.known[actor] = self._fits(actor)
        return self.known[actor]

    def _fits(self, actor: str) -> bool:
        kind = self.sightings.actor(actor).kind.value
        if self.pronoun is None:
            return kind == "person"
        if self.pronoun.number == "Plur":
            return kind == "group" or actor in self.sightings.plural
        gender = self.sightings.genders.get(actor)
        return kind == "person" and (
            not gender or not self.pronoun.gender or gender == self.pronoun.gender
        )


@dataclass(frozen=True, slots=True)
class Ranks:
    """How near those stand before a quotation that may be meant.

    Attributes:
        places: name of a feature to the actors it counts, each with its place, 0 the nearest.
        near: those in the sentences just before.
    """

    places: dict[str, dict[str, int]]
    near: frozenset[str]


def rank(context: Context) -> Ranks:
    """Return how near those stand that may be meant."""
    fits = [s for s in reversed(context.before) if context.fits(s.actor)]
    rows = {
        "fit": [s.actor for s in fits],
        "fit.subject": [s.actor for s in fits if s.subject],
        "fit.main": [s.actor for s in fits if s.main],
    }
    return Ranks(
        {name: {a: n for n, a in enumerate(dict.fromkeys(row))} for name, row in rows.items()},
        frozenset(s.actor for s in fits if context.sentence - s.head.sentence <= _NEAR),
    )


def features_of(context: Context, ranks: Ranks, actor: str, named: frozenset[str]) -> Features:
    """Return what speaks for and against an actor as the speaker.

    `named` are the lower-case names inside the quotation.
    """
    sightings, report = context.sightings, context.report
    known = sightings.actor(actor)
    found: Features = {f"kind.{known.kind.value}": 1.0}
    for name in POINTED:
        if getattr(context.pointers, name) == actor:
            found[name] = 1.0
            if name == "linked" and report.speaker is not None:
                found[f"linked.{report.speaker.rule}"] = 1.0
                found[f"linked.{known.kind.value}"] = 1.0
                if context.pointers.clear:
                    found["linked.clear"] = 1.0
                    found[f"linked.clear.{report.rule}"] = 1.0
            if name == "other" and report.other is not None:
                found[f"other.{report.other.rule}"] = 1.0
                found[f"other.{known.kind.value}"] = 1.0
            if name in ("linked", "other", "following"):
                found[f"{name}.{report.rule}"] = 1.0
    found |= _spoken(context, actor)
    found |= _later(context, actor)
    found |= _standing(context, ranks, actor)
    found |= _seen(context, actor)
    found |= _agreement(context, actor)
    if context.slogan:
        found[f"slogan.{known.kind.value}"] = 1.0
    words = sightings.words[actor]
    if known.kind.value == "person" and known.name.value.lower().split()[-1] in named:
        found["names_itself"] = 1.0
    if context.voice is not None:
        found[f"{context.voice}.{known.kind.value}"] = 1.0
    if report.speaker is not None and report.speaker.form == "noun":
        head = sightings.page.tokens[report.speaker.head]
        if head.lower in words:
            found["same_noun"] = 1.0
    return found


def first_person(sightings: Sightings, report: Report) -> str:
    """Return for whom the words of a quotation say that they speak."""
    text = report.span.of(sightings.page.analysis.text)
    for name, pattern in sightings.page.rules.first_person.items():
        if re.search(rf"\b(?:{'|'.join(pattern)})(?:\b|')", text, re.IGNORECASE):
            return f"says.{name}"
    return "says.other"


def _spoken(context: Context, actor: str) -> Features:
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


def _same_paragraph(context: Context, sentence: int) -> bool:
    analysis = context.sightings.page.analysis
    if not 0 <= sentence <= context.sentence:
        return False
    between = analysis.text[analysis.sentences[sentence].end : context.report.span.start]
    return "\n" not in between


def _seen(context: Context, actor: str) -> Features:
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


def is_slogan(sightings: Sightings, report: Report) -> bool:
    """Tell whether words around the marks say that a crowd shouts or carries them."""
    page = sightings.page
    words = page.analysis.tokens_in(report.span)
    first, last = page.sentence(words[0]).first, page.sentence(words[-1]).last
    outside = (*page.tokens[first : words[0].i], *page.tokens[words[-1].i + 1 : last])
    return any(t.lower in page.rules.slogans and not page.quoted(t) for t in outside)


def _standing(context: Context, ranks: Ranks, actor: str) -> Features:
    """Return how the actor stands out among those that may be meant."""
    found: Features = {}
    for name, places in ranks.places.items():
        if actor in places:
            found[f"{name}.{min(places[actor], _RANKS)}"] = 1.0
    if ranks.near == {actor}:
        found["fit.lone"] = 1.0
    stood = [s for s in context.before if not s.named]
    if stood and stood[-1].actor == actor:
        found["stood"] = 1.0
        if context.sentence - stood[-1].head.sentence <= 1:
            found["stood.near"] = 1.0
    seen = [s for s in context.before if s.actor == actor]
    if seen:
        found[f"as.{seen[-1].head.dep.partition(':')[0]}"] = 1.0
        whole = context.sightings.before(seen[-1].head.i + 1, 0)
        named = [s for s in whole if s.actor == actor]
        if named and named[0].head.sentence == seen[-1].head.sentence:
            found["new"] = 1.0
        counts = Counter([s.actor for s in whole if context.fits(s.actor)])
        if counts and counts[actor] == max(counts.values()):
            found["lead"] = 1.0
        found |= _clause(context, seen[-1])
    found |= _opening(context, actor)
    return found


def _clause(context: Context, last: Sighting) -> Features:
    """Return how the last mention stands to the subject of its sentence."""
    found: Features = {}
    beside = [
        s
        for s in context.before
        if s.head.sentence == last.head.sentence and s.actor != last.actor and context.fits(s.actor)
    ]
    if beside and last.main:
        found["over"] = 1.0
    if not last.main and any(s.main for s in beside):
        found["under"] = 1.0
    return found


def _opening(context: Context, actor: str) -> Features:
    """Return whether the actor is the subject of the sentence that opens the paragraph."""
    analysis = context.sightings.page.analysis
    start = analysis.text.rfind("\n", 0, context.report.span.start) + 1
    sentence = analysis.sentence_at(start)
    if start == 0 or sentence is None:
        return {}
    for sighting in context.before:
        if sighting.head.sentence == sentence.index and sighting.subject:
            return {"paragraph.subject": 1.0} if sighting.actor == actor else {}
    return {}


def _later(context: Context, actor: str) -> Features:
    """Return where the actor is mentioned behind the words."""
    last = context.sightings.page.analysis.tokens_in(context.report.span)[-1].sentence
    people = False
    for sighting in context.ahead:
        person = context.sightings.actor(sighting.actor).kind.value == "person"
        if sighting.actor == actor:
            where = "here" if sighting.head.sentence == last else "next"
            found: Features = {f"ahead.{where}": 1.0}
            if sighting.subject:
                found[f"ahead.{where}.subject"] = 1.0
            if person and not people:
                found[f"ahead.{where}.person"] = 1.0
            return found
        people |= person
    return {}


def _place(context: Context, last: Sighting) -> Features:
    gap = context.sentence - last.head.sentence
    found: Features = {"gap": float(min(gap, WINDOW))}
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


def _agreement(context: Context, actor: str) -> Features:
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
