"""How far a long run has got: a moving bar on a terminal, a line now and then elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dragoman.surfaces.cli.screen import Screen

if TYPE_CHECKING:
    from dragoman.scale.ingest import Progress

_LINES = 10


@contextmanager
def showing_progress(screen: Screen) -> "Iterator[Callable[[Progress], None]]":
    """Give what shows progress on the error stream for as long as the block runs."""
    if not screen.err.is_terminal:
        yield _in_lines(screen)
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    with Bar(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[pace]}"),
        console=screen.err,
        transient=True,
    ) as bar:
        task = bar.add_task(screen.say("progress.finding"), total=None, pace="")

        def show(progress: "Progress") -> None:
            bar.update(
                task,
                description=screen.say(f"progress.{progress.phase}"),
                completed=progress.done,
                total=progress.total,
                pace=_pace(screen, progress),
            )

        yield show


def _in_lines(screen: Screen) -> "Callable[[Progress], None]":
    """Return what writes a line for every tenth of a long run."""
    told = 0

    def show(progress: "Progress") -> None:
        nonlocal told
        if progress.phase != "reading" or not progress.total:
            return
        tenth = progress.done * _LINES // progress.total
        if progress.total >= _LINES * 2 and tenth > told:
            told = tenth
            done = screen.say("progress.line", done=progress.done, total=progress.total)
            screen.err.print(f"{done} {_pace(screen, progress)}".rstrip())

    return show


def _pace(screen: Screen, progress: "Progress") -> str:
    """Return the rate and the time left, as far as they are known."""
    if progress.rate is None or progress.left is None:
        return ""
    return screen.say("progress.pace", rate=f"{progress.rate:.1f}", left=_clock(progress.left))


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
