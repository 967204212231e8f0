"""Words cut into the pieces that the reader of context knows: a unigram vocabulary."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

SPACE = "▁"
"""Stands at the start of every word, as in the published vocabulary."""
_UNKNOWN_COST = 10.0


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a text.

    Attributes:
        id: its number in the vocabulary.
        start, end: code points of the text it stands for.
    """

    id: int
    start: int
    end: int


@dataclass(frozen=True)
class Pieces:
    """A vocabulary of pieces with the logarithm of how frequent each is.

    Attributes:
        known: piece to its number and score.
        unknown: number of what no piece covers.
        longest: characters of the longest piece.
        floor: score of an unknown character.
    """

    known: dict[str, tuple[int, float]]
    unknown: int
    longest: int
    floor: float
    _cut: dict[str, tuple[tuple[int, int, int], ...]] = field(default_factory=dict, repr=False)

    def cut(self, text: str) -> list[Piece]:
        """Return the likeliest pieces of `text`, in order; spaces have none of their own."""
        found: list[Piece] = []
        for letters, places in _words(text):
            word = "".join(letters)
            known = self._cut.get(word)
            if known is None:
                known = self._cut[word] = tuple(self._best(SPACE + word))
            for id, first, last in known:
                # Letter 0 is the mark of the word's start, which stands for no character.
                start = places[max(first - 1, 0)]
                end = places[max(last - 1, 0)]
                found.append(Piece(id, start, end if last - 1 > 0 else start))
        return found

    def _best(self, word: str) -> list[tuple[int, int, int]]:
        """Return (id, first, last) of the pieces whose scores add up to most."""
        size = len(word)
        best = [0.0] + [-1e9] * size
        back = [(0, self.unknown)] * (size + 1)
        for start in range(size):
            base = best[start]
            for end in range(start + 1, min(size, start + self.longest) + 1):
                piece = self.known.get(word[start:end])
                if piece is not None and base + piece[1] > best[end]:
                    best[end], back[end] = base + piece[1], (start, piece[0])
            if base + self.floor > best[start + 1]:
                best[start + 1], back[start + 1] = base + self.floor, (start, self.unknown)
        found: list[tuple[int, int, int]] = []
        at = size
        while at > 0:
            start, id = back[at]
            found.append((id, start, at))
            at = start
        return found[::-1]


def to_pieces(pieces: Iterable[str], scores: Iterable[float], unknown: int) -> Pieces:
    """Build a vocabulary from its pieces in the order of their numbers."""
    known = {
        piece: (n, float(score))
        for n, (piece, score) in enumerate(zip(pieces, scores, strict=True))
    }
    return Pieces(
        known=known,
        unknown=unknown,
        longest=max(map(len, known), default=1),
        floor=min((score for _, score in known.values()), default=0.0) - _UNKNOWN_COST,
    )


def _words(text: str) -> Iterable[tuple[list[str], list[int]]]:
    """Yield each word's letters, compatibility forms resolved, and where each begins.

    The places hold one more entry than letters: where the word ends.
    """
    letters: list[str] = []
    places: list[int] = []
    for at, raw in enumerate(text):
        for letter in raw if raw.isascii() else unicodedata.normalize("NFKC", raw):
            if letter.isspace():
                if letters:
                    yield letters, [*places, at]
                letters, places = [], []
            else:
                letters.append(letter)
                places.append(at)
    if letters:
        yield letters, [*places, len(text)]
