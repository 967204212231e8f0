"""The option --plot: on the terminal, or as a picture."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.surfaces.cli.screen import Screen
from dragoman.surfaces.cli.writing import write_chunks

if TYPE_CHECKING:
    from dragoman.surfaces.charts.draw import Spec

TERMINAL = "terminal"


def check_plot(plot: str) -> None:
    """Raise ChartFormatError if `plot` is neither the terminal nor a picture we draw."""
    if plot != TERMINAL:
        from dragoman.surfaces.charts.draw import check_format

        check_format(Path(plot))


def write_plot(screen: Screen, plot: str, make: "Callable[[], Spec]") -> None:
    """Draw the chart that `make` gives where `plot` says, unless that is the terminal."""
    if plot == TERMINAL:
        return
    from dragoman.surfaces.charts.draw import draw

    path = Path(plot)
    picture = draw(make(), path.suffix, locale=screen.say("chart.locale"))
    write_chunks(path, [picture])
    screen.err.print(screen.say("chart.written", path=path), soft_wrap=True)
