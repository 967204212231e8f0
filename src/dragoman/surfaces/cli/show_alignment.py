"""The leaning of a state between two poles, on a terminal."""

from collections.abc import Iterator, Sequence

from rich.table import Table
from rich.text import Text

from dragoman.dossier.alignment import Alignment, Leaning
from dragoman.surfaces.cli.screen import Screen
from dragoman.surfaces.messages.asked import alignment_title, side_name, tell_coverage
from dragoman.surfaces.messages.catalogue import Messages
from dragoman.surfaces.messages.dates import show_date
from dragoman.surfaces.messages.numbers import show_number, show_share
from dragoman.surfaces.messages.sentences import Narrator

_WIDTH = 37  # characters from one pole to the other; odd, so that there is a middle
_RUN = 2


def show_alignment(screen: Screen, alignment: Alignment) -> None:
    """Show each period as a point between the poles, then the changes and the caveat."""
    say, out = screen.say, screen.out
    out.print(Text(alignment_title(alignment, say), style="bold"))
    narrator = Narrator(say)
    towards = [narrator.side(pole) for pole in alignment.poles]
    out.print(say("alignment.explained", first=towards[0], second=towards[1]), style="dim")
    out.print()
    if not alignment.periods:
        out.print(say("alignment.none"))
    else:
        out.print(_periods(alignment, say))
        if alignment.unplaced:
            out.print(say("relation.unplaced", count=alignment.unplaced), style="dim")
        if alignment.shared:
            out.print(say("alignment.shared", count=alignment.shared), style="dim")
        out.print()
        _changes(screen, alignment)
    out.print()
    out.print(tell_coverage(alignment.coverage, (alignment.state,), say), style="italic")


def _periods(alignment: Alignment, say: Messages) -> Table:
    first, second = (side_name(pole, say) for pole in alignment.poles)
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="bold", padding=(0, 1))
    table.add_column(say("relation.period"), no_wrap=True)
    table.add_column(_poles(first, second), no_wrap=True)
    for key in ("leaning", "bounds", "happenings", "articles"):
        table.add_column(say(f"alignment.{key}"), justify="right", no_wrap=True)
    for run in _runs(alignment.periods):
        if isinstance(run, int):
            table.add_row(Text(say("alignment.gap", count=run), style="dim"))
            continue
        table.add_row(
            show_date(run.period, say),
            _scale(run),
            show_number(run.leaning, say, digits=2) if run.leaning is not None else "",
            _bounds(run, say),
            say("alignment.pair", first=run.first, second=run.second),
            str(run.articles),
        )
    return table


def _poles(first: str, second: str) -> str:
    """Return the names of the poles at the ends of the scale, cut if they are long."""
    most = _WIDTH // 2 - 3
    names = [name if len(name) <= most else name[: most - 1] + "…" for name in (second, first)]
    gap = _WIDTH - len(names[0]) - len(names[1]) - 4
    return f"← {names[0]}{' ' * gap}{names[1]} →"


def _bounds(period: Leaning, say: Messages) -> str:
    if period.low is None or period.high is None:
        return ""
    low, high = (show_number(value, say, digits=2) for value in (period.low, period.high))
    return say("alignment.between", low=low, high=high)


def _runs(periods: Sequence[Leaning]) -> Iterator[Leaning | int]:
    """Yield periods in order, and for a long run of empty ones how many they are."""
    empty: list[Leaning] = []
    for period in periods:
        if period.leaning is None:
            empty.append(period)
            continue
        if len(empty) > _RUN:
            yield len(empty)
        else:
            yield from empty
        empty = []
        yield period


def _scale(period: Leaning) -> Text:
    """Return a line from pole to pole with the bounds and the mean on it."""
    line = ["·"] * _WIDTH
    line[_WIDTH // 2] = "│"
    if period.leaning is None:
        return Text("".join(line), style="dim")
    mean = _place(period.leaning)
    if period.low is not None and period.high is not None:
        low, high = _place(period.low), _place(period.high)
        for at in range(min(low, mean), max(high, mean) + 1):
            line[at] = "─"
    line[mean] = "●"
    style = "green" if period.leaning > 0 else "red"
    return Text("".join(line), style=style)


def _place(value: float) -> int:
    return round((max(-1.0, min(1.0, value)) + 1) / 2 * (_WIDTH - 1))


def _changes(screen: Screen, alignment: Alignment) -> None:
    say, out = screen.say, screen.out
    if not alignment.changes:
        out.print(say("alignment.no_change"))
        return
    out.print(Text(say("alignment.changes"), style="bold underline"))
    for change in alignment.changes:
        out.print(
            say(
                "alignment.change",
                day=show_date(change.day, say),
                earliest=show_date(change.earliest, say),
                latest=show_date(change.latest, say),
                before=show_number(change.before, say, digits=2),
                after=show_number(change.after, say, digits=2),
                support=show_share(change.support, say),
            ),
            soft_wrap=True,
        )
