"""What the finders of direct and of reported speech hand on."""

from dataclasses import dataclass

from dragoman.reading.quotes.cues import Cue
from dragoman.reading.quotes.speaker import Speaker
from dragoman.types.quotation import QuotationKind
from dragoman.types.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One stretch of reported words, before its speaker is known as an actor.

    Attributes:
        kind: between marks or as a clause.
        span: the words.
        cue: what reports them; None if only the running speaker does.
        speaker: the words that name who speaks; None if nothing does.
        other: the words that another cue of its sentence names as who speaks; None if no
            other does.
        evidence: the sentences that hold the words and the cue.
        rule: id of what found the stretch.
        confidence: probability in 0..1 that it is a quotation.
        alone: whether nothing but the stretch stands in its sentences, so that its
            neighbours may tell who speaks.
        too_short: whether it is no quotation of its own but tells who is speaking.
    """

    kind: QuotationKind
    span: Span
    cue: Cue | None
    speaker: Speaker | None
    evidence: tuple[Span, ...]
    rule: str
    confidence: float
    alone: bool = False
    too_short: bool = False
    other: Speaker | None = None
