"""One text made ready for reading: its marks and its cues."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace

from dragoman.languages.quotes_schema import QuoteRules
from dragoman.reading.analysis import Analysis, Sentence, Token
from dragoman.reading.quotes.cues import Cue, find_cues
from dragoman.reading.quotes.lexicon import Lexicon
from dragoman.reading.quotes.marks import Stretch, find_stretches
from dragoman.types.span import Span

_REACH = 300  # words; keeps time linear where a text has no full stops

FEWEST_WORDS = 4
"""Shorter stretches between marks are scare quotes, names and single terms."""


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
    _inner: tuple[int, ...] = field(default=(), repr=False)
    _places: tuple[int, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(c.first for c in self.cues))
        object.__setattr__(self, "_inner", tuple(c.first for c in self.inside))
        object.__setattr__(self, "_places", tuple(s.outer.start for s in self.stretches))

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words of the text."""
        return self.analysis.tokens

    @property
    def rules(self) -> QuoteRules:
        """What the language pack knows of reported speech."""
        return self.lexicon.rules

    def sentence(self, token: Token) -> Sentence:
        """Return the sentence that holds `token`, or what is near of a monstrous one."""
        whole = self.analysis.sentences[token.sentence]
        if whole.last - whole.first <= 2 * _REACH:
            return whole
        first, last = max(whole.first, token.i - _REACH), min(whole.last, token.i + _REACH)
        return replace(
            whole,
            first=first,
            last=last,
            start=self.tokens[first].start,
            end=self.tokens[last - 1].end,
        )

    def quoted(self, token: Token) -> bool:
        """Tell whether `token` stands between marks, in a stretch that is no scare quote."""
        stretch = self.stretch_over(token.start)
        return (
            stretch is not None and count_words(stretch.span.of(self.analysis.text)) >= FEWEST_WORDS
        )

    def is_person(self, head: Token) -> bool:
        """Tell whether a noun names or describes a person."""
        if head.ent == "PER" or {head.lemma, head.lower} & self.rules.people:
            return True
        return any(
            t.ent == "PER"
            for t in self.analysis.children(head)
            if t.dep in ("flat:name", "appos", "nmod")
        )

    def cues_in(self, first: int, last: int) -> tuple[Cue, ...]:
        """Return the cues whose first token has an index from `first` to below `last`."""
        return self.cues[bisect_left(self._starts, first) : bisect_left(self._starts, last)]

    def inside_in(self, first: int, last: int) -> tuple[Cue, ...]:
        """Return the cues inside marks whose first token lies from `first` to below `last`."""
        low, high = bisect_left(self._inner, first), bisect_left(self._inner, last)
        return self.inside[low:high]

    def opened(self) -> "Page":
        """Return the same text as if it had no marks, to read what stands inside them."""
        return Page(self.analysis, self.lexicon, (), (), ())

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
