"""What one actor did to, with or about another."""

from dataclasses import dataclass
from typing import Literal

from dragoman.types.span import Sourced, Span

Status = Literal["actual", "ongoing", "planned", "proposed", "denied", "failed", "hypothetical"]
AgreementStage = Literal[
    "announced", "negotiated", "initialled", "signed", "ratified", "in_force",
    "suspended", "denounced", "expired",
]  # fmt: skip


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
        recipients: ids of who is acted upon; often empty.
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
