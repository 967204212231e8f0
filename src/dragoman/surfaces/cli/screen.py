"""The terminal, or the file or pipe that stands in for it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from dragoman.surfaces.messages.catalogue import Messages

if TYPE_CHECKING:
    from rich.console import Console

_PIPED_WIDTH = 100
_WIDEST = 120


@dataclass(frozen=True)
class Screen:
    """Where a command writes, and in which language.

    Attributes:
        say: the catalogue.
    """

    say: Messages

    @cached_property
    def out(self) -> "Console":
        """The console for answers: plain text unless it is a terminal."""
        return _console(stderr=False)

    @cached_property
    def err(self) -> "Console":
        """The console for progress and complaints."""
        return _console(stderr=True)

    def write(self, data: str) -> None:
        """Write `data` to standard output as it is, for other programs."""
        sys.stdout.write(data if data.endswith("\n") else data + "\n")

    @contextmanager
    def waiting(self, words: str) -> Iterator[None]:
        """Show on a terminal that something takes its time; nothing elsewhere."""
        if not self.err.is_terminal:
            yield
            return
        with self.err.status(words):
            yield


def _console(*, stderr: bool) -> "Console":
    from rich.console import Console

    console = Console(stderr=stderr, highlight=False, emoji=False, markup=False)
    if console.is_terminal:
        console.width = min(console.width, _WIDEST)
    elif "COLUMNS" not in os.environ:
        console.width = _PIPED_WIDTH
    return console
