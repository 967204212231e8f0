"""An article dealt out to windows that the encoder can read at one time."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.reading.context.pieces import Piece

LONGEST = 256
"""Pieces of a window, its two marks included."""
BACK = 72
"""Pieces told before, that a window repeats so that its first words have a context."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of an article's pieces.

    Attributes:
        first, last: the pieces it holds, by index in the article, `last` excluded.
        new: the first piece that no window before it holds.
    """

    first: int
    last: int
    new: int


def deal(pieces: Sequence[Piece], ends: Sequence[int]) -> tuple[Window, ...]:
    """Return the windows of an article; each piece is new in exactly one.

    Args:
        pieces: of the article.
        ends: where its sentences end, in code points; windows break there if they can.
    """
    stops = _stops(pieces, ends)
    windows: list[Window] = []
    new = 0
    while new < len(pieces):
        first = new
        if windows:
            # As many whole sentences before as the room for them takes.
            back = [stop for stop in stops if new - BACK <= stop < new]
            first = back[0] if back else max(0, new - BACK // 2)
        most = first + LONGEST - 2
        fits = [stop for stop in stops if new < stop <= most]
        last = fits[-1] if fits else min(most, len(pieces))
        windows.append(Window(first, last, new))
        new = last
    return tuple(windows)


def _stops(pieces: Sequence[Piece], ends: Sequence[int]) -> list[int]:
    """Return the indices of the pieces that follow the end of a sentence, and their number."""
    starts = [piece.start for piece in pieces]
    found = {bisect_left(starts, end) for end in ends}
    return sorted((found | {len(pieces)}) - {0})
