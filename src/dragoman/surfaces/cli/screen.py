"""The terminal, or the file or pipe that stands in for it."""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from typing import IO, TYPE_CHECKING, Any, TextIO, cast

from dragoman.surfaces.messages.catalogue import Messages

if TYPE_CHECKING:
    from rich.console import Console

_NO_BREAK, _STAND_IN = "\u00a0", "\ue000"
_PIPED_WIDTH = 100
_WIDEST = 120

_UNSAFE: dict[int, str] = dict.fromkeys(
    [
        *(code for code in range(0x20) if chr(code) not in "\t\n\r"),
        *range(0x7F, 0xA0),  # among them what begins an order to a terminal in one character
        *range(0x202A, 0x202F), *range(0x2066, 0x206A),  # what turns the order of letters round
    ],
    "\ufffd",
) | {ord("\r"): ""}  # fmt: skip
_IS_UNSAFE = re.compile(f"[{re.escape(''.join(map(chr, _UNSAFE)))}]")


def harmless(text: str) -> str:
    """Return `text` without what a terminal would obey: an article may hold anything."""
    return text.translate(_UNSAFE) if _IS_UNSAFE.search(text) else text


def bind(messages: Messages) -> Messages:
    """Return the catalogue with a stand-in for spaces that must not end a line.

    Rich breaks lines at them as at any space, and would leave a lone "»" on a line;
    the streams below put the spaces back.
    """
    entries = {key: text.replace(_NO_BREAK, _STAND_IN) for key, text in messages.entries.items()}
    return replace(messages, entries=entries)


def unbind(text: str) -> str:
    """Return `text` with the spaces that `bind` took out."""
    return text.replace(_STAND_IN, _NO_BREAK)


class _Unbinding:
    """A stream that puts back the spaces that `bind` took out."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return self._stream.write(unbind(text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@dataclass(frozen=True)
class Screen:
    """Where a command writes, and in which language.

    Attributes:
        messages: the catalogue.
    """

    messages: Messages

    @cached_property
    def say(self) -> Messages:
        """The catalogue for what is shown here; see `bind`."""
        return bind(self.messages)

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
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.segment import Segment

    class PipeConsole(Console):
        """A console that leaves it to the command line to end when nobody reads on."""

        def render(
            self, renderable: RenderableType, options: ConsoleOptions | None = None
        ) -> Iterator[Segment]:
            for segment in super().render(renderable, options):
                if segment.control:
                    yield segment
                else:
                    yield Segment(harmless(segment.text), segment.style)

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    stream = cast("IO[str]", _Unbinding(sys.stderr if stderr else sys.stdout))
    console = PipeConsole(file=stream, highlight=False, emoji=False, markup=False)
    if console.is_terminal:
        console.width = min(console.width, _WIDEST)
    elif "COLUMNS" not in os.environ:
        console.width = _PIPED_WIDTH
    return console
