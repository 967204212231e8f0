"""What a text has named so far, for expressions that count from it."""

from dataclasses import dataclass, field

from dragoman.types.edtf import bounds
from dragoman.types.span import Span

_NEAR = 600  # characters; further back the narrative has moved on


@dataclass(frozen=True, slots=True)
class Named:
    """A date the text has named.

    Attributes:
        value: its EDTF.
        span: where.
        sentence: index of its sentence.
        literal: whether the text gave its year.
    """

    value: str
    span: Span
    sentence: int
    literal: bool


@dataclass(slots=True)
class Narrative:
    """The dates named so far, in text order; it grows while a text is read."""

    named: list[Named] = field(default_factory=list)

    def add(self, named: Named) -> None:
        """Remember one more date."""
        self.named.append(named)

    def last(self, span: Span, *, day: bool = False) -> Named | None:
        """Return the nearest date before `span`, if it is not too far back.

        Args:
            span: the expression that counts from it.
            day: ask for a day rather than a month or year, if there is one near.
        """
        near = [n for n in self.named if span.start - n.span.end <= _NEAR]
        if day:
            for named in reversed(near):
                first, last = bounds(named.value)
                if first is not None and first == last:
                    return named
        return near[-1] if near else None

    def before(self, span: Span) -> tuple[Named, ...]:
        """Return the dates named before `span`, the nearest first, as far as a story goes."""
        near = [n for n in self.named if span.start - n.span.end <= _NEAR]
        return tuple(reversed(near))

    def in_sentence(self, sentence: int, span: Span) -> Named | None:
        """Return the date of a sentence that stands nearest to `span`, or None."""
        here = [n for n in self.named if n.sentence == sentence]
        return min(here, key=lambda n: abs(n.span.start - span.start), default=None)

    def told_year(self, span: Span, sentence: int) -> Named | None:
        """Return the nearest date with a year of its own, this sentence or the two before."""
        for named in reversed(self.named):
            if sentence - named.sentence > 2 or span.start - named.span.end > _NEAR:
                return None
            if named.literal:
                return named
        return None
