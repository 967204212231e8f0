"""Where something stands in a text, and values that remember where they were read."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of ``Document.text``.

    Attributes:
        start: offset of the first character, in Unicode code points.
        end: offset after the last character; always greater than ``start``.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"span {self.start}:{self.end} is empty or starts before the text")

    def of(self, text: str) -> str:
        """Return the characters of `text` that this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced(Generic[Value]):
    """A value together with what it was read from and how.

    Attributes:
        value: the value itself.
        spans: the characters it was read from, in text order; a value that was
            derived keeps the spans it was derived from. Never empty.
        rule: id of the pattern, rule or model that made the value.
        reasoning: one line a reader can follow ("lundi, counted back from
            2023-02-07"); None where the rule says it all.
        confidence: probability in 0..1 that a careful reader would agree.
    """

    value: Value
    spans: tuple[Span, ...]
    rule: str
    reasoning: str | None = None
    confidence: float = 1.0
