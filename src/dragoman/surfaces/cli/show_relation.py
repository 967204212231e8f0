"""A relation over time on a terminal."""

from collections.abc import Iterator, Sequence

from rich.table import Table
from rich.text import Text

from dragoman.dossier.relation import Period, Relation
from dragoman.surfaces.cli.screen import Screen
from dragoman.surfaces.messages.asked import side_name, tell_coverage
from dragoman.surfaces.messages.catalogue import Messages
from dragoman.surfaces.messages.dates import show_date
from dragoman.surfaces.messages.numbers import show_number

_REACH = 20  # characters of the longest bar
_EIGHTHS = " ▏▎▍▌▋▊▉"
_RUN = 2  # empty periods that are told one by one


def show_relation(screen: Screen, relation: Relation) -> None:
    """Show each period as a bar, then the sorts of events, then what the record covers."""
    say, out = screen.say, screen.out
    names = {"one": side_name(relation.one, say), "other": side_name(relation.other, say)}
    out.print(Text(say("relation.title", **names), style="bold"))
    out.print(say("relation.explained"), style="dim")
    if not relation.types:
        out.print()
        out.print(say("relation.none"))
    else:
        out.print()
        out.print(_periods(relation, say))
        if relation.unplaced:
            out.print(say("relation.unplaced", count=relation.unplaced), style="dim")
        out.print()
        out.print(_types(relation, say))
    out.print()
    out.print(tell_coverage(relation.coverage, (relation.one, relation.other), say), style="italic")


def _periods(relation: Relation, say: Messages) -> Table:
    most = max(
        (max(period.cooperation, -period.conflict) for period in relation.periods), default=1.0
    )
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="bold", padding=(0, 1))
    table.add_column(say("relation.period"), no_wrap=True)
    table.add_column(say("relation.conflict"), justify="right", no_wrap=True)
    table.add_column(say("relation.cooperation"), no_wrap=True)
    for key in ("plus", "minus", "happenings", "articles"):
        table.add_column(say(f"relation.{key}"), justify="right", no_wrap=True)
    for run in runs(relation.periods):
        if isinstance(run, int):
            table.add_row(Text(say("relation.gap", count=run), style="dim"))
            continue
        table.add_row(
            show_date(run.period, say),
            Text(bar(-run.conflict / most, _REACH, leftward=True), style="red"),
            Text(bar(run.cooperation / most, _REACH), style="green"),
            show_number(run.cooperation, say, digits=1) if run.cooperation else "",
            show_number(run.conflict, say, digits=1) if run.conflict else "",
            str(run.happenings),
            say("relation.of_articles", naming=run.naming, articles=run.articles),
        )
    return table


def runs(periods: Sequence[Period]) -> Iterator[Period | int]:
    """Yield periods in order, and for a long run of empty ones how many they are."""
    empty: list[Period] = []
    for period in periods:
        if not period.happenings:
            empty.append(period)
            continue
        if len(empty) > _RUN:
            yield len(empty)
        else:
            yield from empty
        empty = []
        yield period


def bar(share: float, reach: int, *, leftward: bool = False) -> str:
    """Return a bar of `share` of `reach` characters, to an eighth where it grows rightward."""
    filled = max(share, 0) * reach
    whole = int(filled)
    if leftward:
        return "█" * max(round(filled), 1 if filled else 0)
    rest = _EIGHTHS[int((filled - whole) * len(_EIGHTHS))].strip()
    return "█" * whole + (rest or ("▏" if filled and not whole else ""))


def _types(relation: Relation, say: Messages) -> Table:
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="bold", padding=(0, 1))
    table.add_column(say("relation.type"), no_wrap=True)
    table.add_column(say("relation.happenings"), justify="right")
    table.add_column(say("relation.score"), justify="right")
    for kind in relation.types:
        style = "green" if kind.score > 0 else "red"
        table.add_row(
            Text(say.label("type", kind.type), style=style),
            str(kind.happenings),
            show_number(kind.score, say, digits=1),
        )
    return table
