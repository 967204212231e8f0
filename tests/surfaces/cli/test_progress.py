"""What is shown of a long run."""

import io

import pytest
from rich.console import Console

from dragoman.scale.pace import Progress
from dragoman.surfaces.cli.progress import showing_progress
from dragoman.surfaces.cli.screen import Screen
from dragoman.surfaces.messages.catalogue import load_messages


def shown(progress, *, terminal):
    """Return what a terminal or a pipe shows for one moment of a run."""
    screen, out = Screen(load_messages("en")), io.StringIO()
    screen.__dict__["err"] = Console(file=out, force_terminal=terminal, width=120, markup=False)
    with showing_progress(screen) as show:
        show(progress)
    return out.getvalue()


def at(fraction, **more):
    return Progress(
        phase="reading", done=7, fraction=fraction, rate=2.0, left=more.get("left"), path="a"
    )


@pytest.mark.parametrize("fraction", [0.995, 0.999])
def test_a_terminal_never_shows_all_before_the_end(fraction):
    told = shown(at(fraction), terminal=True)

    assert "99 %" in told
    assert "100" not in told


def test_a_terminal_shows_phase_share_rate_and_time_left():
    told = shown(at(0.5, left=3725.0), terminal=True)

    for words in ("Reading", "50 %", "7 articles", "2.0 a second", "1:02:05 left"):
        assert words in told


def test_a_share_that_is_not_known_is_not_shown():
    told = shown(at(None), terminal=True)

    assert "7 articles" in told
    assert "%" not in told


def test_a_pipe_gets_nothing_of_a_short_run():
    assert shown(at(0.5), terminal=False) == ""
