"""Lines of words beside a date are those that the library would make."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from dragoman.surfaces.cli.dated import Dated, break_lines

CONSOLE = Console(file=io.StringIO(), width=100)


@given(st.text(alphabet="ab é…’\ue000日本\n  ", max_size=120), st.integers(2, 40))
def test_lines_break_where_the_library_breaks_them(words, width):
    lines = Text(words).wrap(CONSOLE, width, overflow="fold")

    broken = [words[start:end] for start, end in break_lines(words, width)]

    assert [line.rstrip() for line in broken] == [line.plain.rstrip() for line in lines]


@pytest.mark.parametrize("terminal", [True, False])
def test_styles_are_shown_on_a_terminal_alone(terminal):
    console = Console(
        file=io.StringIO(),
        width=40,
        force_terminal=terminal,
        color_system="standard" if terminal else None,
    )

    words = Text.assemble(("Un mot dit deux fois,\nen gras", "bold"))

    console.print(Dated([("1 mai", words)]))

    assert ("\x1b[1m" in console.file.getvalue()) == terminal
    assert "1 mai               " in console.file.getvalue()
