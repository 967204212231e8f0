"""What somebody said, and who is said to have said it."""

from dataclasses import dataclass
from typing import Literal

from dragoman.types.span import Sourced, Span

QuotationKind = Literal["direct", "indirect"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """One continuous stretch of reported words.

    Attributes:
        id: "q1", "q2", ... in text order.
        kind: "direct" between quotation marks or after a dash; "indirect" as a
            reported clause.
        span: the words, without quotation marks and without "que".
        speaker: id of the actor who speaks; None for an unnamed speaker.
        role: how the article presents the speaker here ("ministre des Affaires
            étrangères"); None if it only names them.
        principal: id of the actor a spokesman speaks for; None otherwise.
        cue: the verb, noun or preposition that reports; its value is the lemma.
        force: what kind of saying: "say", "deny", "accuse", "promise", "warn",
            "ask", ... as the pack gives it for the cue.
        addressee: id of the actor spoken to; None if the text names none.
        medium: where it was said ("interview", "tweet", "press_conference", ...).
        said_on: EDTF date of the saying.
        evidence: the sentence or sentences holding the words and the cue.
        rule: id of the rule that found the stretch.
        confidence: probability in 0..1 that stretch and speaker are right.
    """

    id: str
    kind: QuotationKind
    span: Span
    speaker: Sourced[str] | None = None
    role: Sourced[str] | None = None
    principal: Sourced[str] | None = None
    cue: Sourced[str] | None = None
    force: Sourced[str] | None = None
    addressee: Sourced[str] | None = None
    medium: Sourced[str] | None = None
    said_on: Sourced[str] | None = None
    evidence: tuple[Span, ...]
    rule: str
    confidence: float = 1.0
