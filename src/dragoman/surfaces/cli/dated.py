"""Rows of a date and of what happened then, side by side.

A table of the library asks every cell how wide it would like to be, and its texts are cut with
their styles even where none is shown: that takes longer than all else a long chronology needs.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from rich.cells import cell_len, chop_cells
from rich.segment import Segment
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

DATE_WIDTH = 18
_BETWEEN = 2
_NARROWEST = 20
_TAB = 8
_WORD = re.compile(r"\s*\S+\s*")
Row = tuple[str, Text]


class Dated:
    """What shows rows on a console, the words beside the date and under one another."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "RenderResult":
        width = max(options.max_width - DATE_WIDTH - _BETWEEN, _NARROWEST)
        for date, given in self._rows:
            words = _without_tabs(given)
            left, right = break_lines(date, DATE_WIDTH), break_lines(words.plain, width)
            for at in range(max(len(left), len(right))):
                shown = date[slice(*left[at])] if at < len(left) else ""
                yield Segment(shown.ljust(DATE_WIDTH + _BETWEEN) if at < len(right) else shown)
                if at < len(right):
                    yield from _shown(words, *right[at], console)
                yield Segment.line()


def _without_tabs(words: Text) -> Text:
    if "\t" not in words.plain:
        return words
    spaced = words.copy()
    spaced.expand_tabs(_TAB)
    return spaced


def _shown(words: Text, start: int, end: int, console: "Console") -> "Iterator[Segment]":
    """Yield a part of `words`, with its styles if the console shows any."""
    if console.color_system is None:
        yield Segment(words.plain[start:end])
    else:
        yield from words[start:end].render(console)


def break_lines(words: str, width: int) -> list[tuple[int, int]]:
    """Return where each line of `words` begins and ends if none is wider than `width` cells.

    Spaces at the end of a line are left out.
    """
    if len(words) * 2 <= width and "\n" not in words:
        return [(0, len(words))]  # no letter is wider than two cells
    found = []
    start = 0
    for line in words.split("\n"):
        cuts = [0, *_cuts(line, width), len(line)]
        for first, last in pairwise(cuts):
            found.append((start + first, start + first + len(line[first:last].rstrip())))
        start += len(line) + 1
    return found


def _cuts(line: str, width: int) -> Iterator[int]:
    """Yield where `line` must be cut: before words, and in words that fill more than a line."""
    if len(line) * 2 <= width:
        return
    used = 0
    for match in _WORD.finditer(line):
        word = match[0]
        needs = cell_len(word.rstrip())
        if used + needs <= width:
            used += cell_len(word)
            continue
        at = match.start()
        parts = chop_cells(word, width) if needs > width else [word]
        for part in parts:
            if at:
                yield at
            at += len(part)
        used = cell_len(parts[-1])
