"""What one actor did to, with or about another."""

from dataclasses import dataclass
from typing import Literal

from dragoman.types.span import Sourced, Span

Status = Literal["actual", "ongoing", "planned", "proposed", "denied", "failed", "hypothetical"]
AgreementStage = Literal[
    "announced", "negotiated", "initialled", "signed", "ratified", "in_force",
    "suspended", "denounced", "expired",
]  # fmt: skip


LIKELY = 0.5
"""From this confidence on somebody is told of as taking part: likelier than not. Of those whom a
reading names with less, hardly one in seven does."""

_BETWEEN = frozenset(("CONSULT", "COOPERATE", "agreement", "ties", "ceasefire"))
"""Types, families of acts and modes of what takes two."""

Parts = tuple[Sourced[str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """One sentence that tells of an event.

    Attributes:
        trigger: the shortest words that express it; a split expression keeps its
            first stretch here.
        sentence: the whole sentence.
        rule: id of the pattern that found it.
        confidence: probability in 0..1 that the sentence tells of such an event.
    """

    trigger: Span
    sentence: Span
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One happening of one article, however many sentences tell of it.

    Attributes:
        id: "e1", "e2", ... in order of first mention.
        type: PLOVER type, such as "CONSULT", or "MILESTONE" for what PLOVER does
            not code (independence, taking or leaving office).
        mode: PLOVER mode, such as "visit"; None if none applies.
        act: our finer code from ``ontology/additions.yaml`` ("delivery",
            "accreditation", "rupture", "visit.leg", ...); None if none applies.
        status: whether it happened.
        actors: ids of who acts: a guest rather than its host; every party if none
            leads. Values are actor ids.
        recipients: ids of who is acted upon; often empty. Both sides name the
            unlikely, too, each with its confidence: see `likely_parts`.
        place: the most specific place, as the text writes it.
        when: EDTF date of the happening; None if the text gives no way to know.
            Its reasoning says how the date was reached.
        attributed_to: actor id of the source, when the text tells it on somebody's
            word; verbatim words of the source where it is no actor of the article.
        quantities: what was delivered, how many ("deux hélicoptères"), verbatim.
        contexts: up to three PLOVER contexts, the most telling first.
        mentions: every sentence that reports it, in text order; never empty.
        confidence: probability in 0..1 that this is an event of this type.
    """

    id: str
    type: Sourced[str]
    mode: Sourced[str] | None = None
    act: Sourced[str] | None = None
    status: Sourced[Status]
    actors: tuple[Sourced[str], ...] = ()
    recipients: tuple[Sourced[str], ...] = ()
    place: Sourced[str] | None = None
    when: Sourced[str] | None = None
    attributed_to: Sourced[str] | None = None
    quantities: tuple[Sourced[str], ...] = ()
    contexts: tuple[Sourced[str], ...] = ()
    mentions: tuple[EventMention, ...]
    confidence: float = 1.0


def likely_parts(event: Event) -> tuple[Parts, Parts]:
    """Return the actors and recipients of `event` who are likely to take part.

    A reading names everybody who may take part, so that nobody is lost to whoever weighs them.
    The likeliest of a side always stands for it, and two for what takes two and is told without
    a recipient.
    """
    parties = 2 if _takes_two(event) and not event.recipients else 1
    return _likely(event.actors, parties), _likely(event.recipients, 1)


def _takes_two(event: Event) -> bool:
    act, mode = event.act.value if event.act else "", event.mode.value if event.mode else ""
    if mode == "visit":
        return False
    return not _BETWEEN.isdisjoint((event.type.value, mode, act.split(".")[0]))


def _likely(side: Parts, least: int) -> Parts:
    """Return those of `side` who are likely, and its `least` likeliest, in its order."""
    ranked = sorted(side, key=lambda part: -part.confidence)
    leading = ranked[:least]
    return tuple(part for part in side if part.confidence >= LIKELY or part in leading)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """One accord, treaty, memorandum or joint declaration.

    Attributes:
        id: "g1", "g2", ... in text order.
        event: id of the event that signs, announces or ends it.
        parties: ids of the states or bodies that are bound.
        signatories: ids of those who signed for them.
        title: how the article names it.
        stage: how far it has got.
        date: EDTF date of that stage.
        place: where, as the text writes it.
        occasion: on the margin of what ("forum Armée 2019").
        subjects: PLOVER contexts it is about.
        confidence: probability in 0..1 that the parties and the stage are right.
    """

    id: str
    event: str
    parties: tuple[Sourced[str], ...]
    signatories: tuple[Sourced[str], ...] = ()
    title: Sourced[str] | None = None
    stage: Sourced[AgreementStage]
    date: Sourced[str] | None = None
    place: Sourced[str] | None = None
    occasion: Sourced[str] | None = None
    subjects: tuple[Sourced[str], ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim of uniqueness: "for the first time", "the first ... since".

    Attributes:
        id: "c1", "c2", ... in text order.
        kind: which superlative of history.
        span: the words that claim it.
        about: id of the event it is claimed of; None if the text's event was not read.
        scope: the words that limit it ("dans l'histoire", "depuis 1968").
        since: EDTF date that limits it, where the text gives one.
        attributed_to: actor id of who claims it; None if the article itself does.
        sentence: the sentence that holds it.
        rule: id of the rule that found it.
    """

    id: str
    kind: Literal["first", "last", "only", "unprecedented"]
    span: Span
    about: str | None = None
    scope: Sourced[str] | None = None
    since: Sourced[str] | None = None
    attributed_to: Sourced[str] | None = None
    sentence: Span
    rule: str
