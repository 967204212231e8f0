"""Expressions of time, as the text words them."""

from dataclasses import dataclass
from typing import Literal

from dragoman.types.span import Span

TimeKind = Literal["date", "interval", "duration", "set", "age"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """One expression of time in an article.

    Attributes:
        span: the words themselves.
        kind: "date" and "interval" name points of the calendar; durations
            ("pendant trois ans"), sets ("tous les lundis") and ages do not.
        value: EDTF (ISO 8601-2) of what it names; None if the text and the
            publication date do not say, and for durations, sets and ages.
        rule: id of the grammar rule that read it.
        anchor: the expression it was counted from ("trois jours plus tard"), if
            that is in the text; None if it stands alone or counts from
            publication.
        reasoning: how the value was reached, in one line; None if it is literal.
        confidence: probability in 0..1 that the value is right.
    """

    span: Span
    kind: TimeKind
    value: str | None
    rule: str
    anchor: Span | None = None
    reasoning: str | None = None
    confidence: float = 1.0
