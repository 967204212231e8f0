"""Rows of a date and of what happened then, side by side.

A table of the library asks every cell how wide it would like to be, which takes longer than
all else that a long chronology needs.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

DATE_WIDTH = 18
_BETWEEN = 2
_NARROWEST = 20
Row = tuple[str, Text]


class Dated:
    """What shows rows on a console, the words beside the date and under one another."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "RenderResult":
        width = max(options.max_width - DATE_WIDTH - _BETWEEN, _NARROWEST)
        for date, words in self._rows:
            left = _lines(console, Text(date), DATE_WIDTH)
            right = _lines(console, words, width)
            for at in range(max(len(left), len(right))):
                shown = left[at].plain if at < len(left) else ""
                yield Segment(shown.ljust(DATE_WIDTH + _BETWEEN) if at < len(right) else shown)
                if at < len(right):
                    yield from right[at].render(console)
                yield Segment.line()


def _lines(console: "Console", words: Text, width: int) -> Sequence[Text]:
    """Return `words` in lines of at most `width` cells."""
    if len(words.plain) * 2 <= width and "\n" not in words.plain:
        return (words,)  # no letter is wider than two cells
    lines = words.wrap(console, width, overflow="fold")
    for line in lines:
        line.rstrip()
    return list(lines)
