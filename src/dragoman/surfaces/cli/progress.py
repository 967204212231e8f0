"""How far a long run has got: a moving bar on a terminal, a line now and then elsewhere."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dragoman.surfaces.cli.screen import Screen

if TYPE_CHECKING:
    from dragoman.scale.pace import Progress

_LINES = 10
_QUIET_SECONDS = 2.0
_STEPS = 1000


@contextmanager
def showing_progress(screen: Screen) -> "Iterator[Callable[[Progress], None]]":
    """Give what shows progress on the error stream for as long as the block runs."""
    if not screen.err.is_terminal:
        yield _in_lines(screen)
        return
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    with Bar(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[share]}"),
        TextColumn("{task.fields[pace]}"),
        console=screen.err,
        transient=True,
    ) as bar:
        task = bar.add_task(screen.say("progress.finding"), total=None, share="", pace="")

        def show(progress: "Progress") -> None:
            known = progress.fraction is not None
            bar.update(
                task,
                description=screen.say(f"progress.{progress.phase}"),
                completed=int(_STEPS * progress.fraction) if progress.fraction is not None else 0,
                total=_STEPS if known else None,
                share=_share(screen, progress),
                pace=_pace(screen, progress),
            )

        yield show


def _in_lines(screen: Screen) -> "Callable[[Progress], None]":
    """Return what writes a line for every tenth of a run that takes a while."""
    told = 0
    begun = time.monotonic()

    def show(progress: "Progress") -> None:
        nonlocal told
        if progress.phase not in ("reading", "loading") or progress.fraction is None:
            return
        tenth = int(progress.fraction * _LINES)
        if tenth > told and time.monotonic() - begun > _QUIET_SECONDS:
            told = tenth
            done = _share(screen, progress)
            screen.err.print(f"{done} {_pace(screen, progress)}".rstrip())

    return show


def _share(screen: Screen, progress: "Progress") -> str:
    """Return the share that is done, never rounded up: 100 % is said at the end alone."""
    if progress.fraction is None:
        return ""
    return screen.say("progress.line", percent=int(progress.fraction * 100))


def _pace(screen: Screen, progress: "Progress") -> str:
    """Return how many articles are done, the rate and the time left, as far as known."""
    if progress.phase == "finding":
        return screen.say("progress.found", count=progress.done)
    parts = [screen.say("progress.done_articles", count=progress.done)]
    if progress.rate is not None:
        parts.append(screen.say("progress.rate", rate=f"{progress.rate:.1f}"))
    if progress.left is not None:
        parts.append(screen.say("progress.left", left=_clock(progress.left)))
    return ", ".join(parts)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
