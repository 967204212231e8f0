"""What the finders of direct and of reported speech hand on."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from dragoman.reading.analysis import Analysis, Token
from dragoman.reading.quotes.cues import Cue, find_cues
from dragoman.reading.quotes.lexicon import Lexicon
from dragoman.reading.quotes.marks import Stretch, find_stretches
from dragoman.reading.quotes.speakers import Speaker
from dragoman.types.quotation import QuotationKind
from dragoman.types.span import Span

FEWEST_WORDS = 4
"""Shorter stretches between marks are scare quotes, names and single terms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One stretch of reported words, before its speaker is known as an actor.

    Attributes:
        kind: between marks or as a clause.
        span: the words.
        cue: what reports them; None if only the running speaker does.
        speaker: the words that name who speaks; None if nothing does.
        evidence: the sentences that hold the words and the cue.
        rule: id of what found the stretch.
        confidence: probability in 0..1 that it is a quotation.
        alone: whether nothing but the stretch stands in its sentences, so that its
            neighbours may tell who speaks.
    """

    kind: QuotationKind
    span: Span
    cue: Cue | None
    speaker: Speaker | None
    evidence: tuple[Span, ...]
    rule: str
    confidence: float
    alone: bool = False


@dataclass(frozen=True)
class Page:
    """One text with its cues and its stretches between marks, ready to be read.

    Attributes:
        analysis: sentences and words.
        lexicon: cues of the language.
        stretches: what stands between marks, in order.
        cues: what reports, in order; cues inside long stretches are left out.
        inside: cues inside long stretches.
    """

    analysis: Analysis
    lexicon: Lexicon
    stretches: tuple[Stretch, ...]
    cues: tuple[Cue, ...]
    inside: tuple[Cue, ...]
    _starts: tuple[int, ...] = field(default=(), repr=False)
    _places: tuple[int, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(c.first for c in self.cues))
        object.__setattr__(self, "_places", tuple(s.outer.start for s in self.stretches))

    def cues_in(self, first: int, last: int) -> tuple[Cue, ...]:
        """Return the cues whose first token has an index from `first` to below `last`."""
        return self.cues[bisect_left(self._starts, first) : bisect_left(self._starts, last)]

    def stretches_in(self, span: Span) -> tuple[Stretch, ...]:
        """Return the stretches that begin inside `span`."""
        low, high = bisect_left(self._places, span.start), bisect_left(self._places, span.end)
        return self.stretches[low:high]

    def stretch_over(self, offset: int) -> Stretch | None:
        """Return the stretch whose marks enclose the character at `offset`, or None."""
        n = bisect_right(self._places, offset) - 1
        if n >= 0 and offset < self.stretches[n].outer.end:
            return self.stretches[n]
        return None

    def evidence(self, *tokens: Token) -> tuple[Span, ...]:
        """Return the sentences of `tokens` and those between them, in text order."""
        numbers = [t.sentence for t in tokens]
        return tuple(s.span for s in self.analysis.sentences[min(numbers) : max(numbers) + 1])


def count_words(words: str) -> int:
    """Return how many of the blank-separated pieces of `words` hold a letter or digit."""
    return sum(any(c.isalnum() for c in piece) for piece in words.split())


def open_page(analysis: Analysis, lexicon: Lexicon) -> Page:
    """Find the marks and the cues of a text."""
    stretches = find_stretches(analysis.text)
    places = [s.outer.start for s in stretches]
    cues: list[Cue] = []
    inside: list[Cue] = []
    for cue in find_cues(analysis, lexicon):
        start = analysis.tokens[cue.first].start
        n = bisect_right(places, start) - 1
        quoted = n >= 0 and start < stretches[n].outer.end
        (inside if quoted else cues).append(cue)
    return Page(analysis, lexicon, stretches, tuple(cues), tuple(inside))
