"""Visits on a terminal: how often who came to whom, who travelled, each visit, journeys."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from dragoman.dossier.visits import Direction, Journey, Traveller, Visit, Visits
from dragoman.surfaces.cli.dated import Dated
from dragoman.surfaces.cli.screen import Screen
from dragoman.surfaces.cli.show_lists import (
    columns,
    fact_of,
    names_of,
    part_heading,
    show_caveat,
    show_heading,
    show_more,
)
from dragoman.surfaces.messages.catalogue import Messages
from dragoman.surfaces.messages.dates import show_date

_MOST_TRAVELLERS = 10


def show_visits(screen: Screen, found: Visits, *, most: int) -> None:
    """Show figures first, then every visit.

    Args:
        screen: where to.
        found: the visits.
        most: how many of each part to show; 0 shows all.
    """
    say, out = screen.say, screen.out
    show_heading(screen, "visits", found.wish)
    if not (found.visits or found.undated or found.unfulfilled):
        out.print(say("listing.nothing"))
    if found.directions:
        out.print()
        shown = found.directions[:most] if most else found.directions
        out.print(_directions(shown, say))
        show_more(screen, len(found.directions), len(shown))
    if found.travellers:
        part_heading(screen, say("listing.travellers"))
        out.print(_travellers(found.travellers[:_MOST_TRAVELLERS], say))
    for key in ("visits", "undated", "unfulfilled"):
        visits: tuple[Visit, ...] = getattr(found, key)
        if visits:
            part_heading(screen, say(f"listing.visit.{key}", count=len(visits)))
            some = visits[:most] if most else visits
            out.print(_visits(some, say))
            show_more(screen, len(visits), len(some))
    if found.journeys:
        part_heading(screen, say("listing.journeys", count=len(found.journeys)))
        out.print(_journeys(found.journeys, say))
    show_caveat(screen, found.coverage, found.wish.sides)


def _name(id: str, names: dict[str, str], say: Messages) -> str:
    return names.get(say.language, id)


def _day(when: str | None, say: Messages) -> str:
    return show_date(when, say) if when else ""


def _directions(directions: Sequence[Direction], say: Messages) -> Table:
    table = columns(say, ("guest", "host", "visits", "first", "last"))
    for direction in directions:
        table.add_row(
            _name(direction.guest, direction.guest_names, say),
            _name(direction.host, direction.host_names, say),
            str(direction.visits),
            _day(direction.first, say),
            _day(direction.last, say),
        )
    return table


def _travellers(travellers: Sequence[Traveller], say: Messages) -> Table:
    table = columns(say, ("traveller", "visits", "first", "last"))
    for traveller in travellers:
        table.add_row(
            names_of((traveller.party,), say),
            str(traveller.visits),
            _day(traveller.first, say),
            _day(traveller.last, say),
        )
    return table


def _visits(visits: Sequence[Visit], say: Messages) -> Table:
    table = columns(say, ("date", "guests", "hosts", "place", "fact"))
    for visit in visits:
        words = Text(names_of(visit.guests, say))
        if visit.entry.status != "actual":
            words.append(f" [{say(f'status.{visit.entry.status}')}]", style="cyan")
        table.add_row(
            _day(visit.entry.when, say),
            words,
            names_of(visit.hosts, say),
            visit.entry.place or "",
            fact_of(visit.entry, say),
        )
    return table


def _journeys(journeys: Sequence[Journey], say: Messages) -> Dated:
    rows = []
    for journey in journeys:
        legs = " → ".join(
            say("listing.leg", place=_where(leg, say), day=_day(leg.entry.when, say))
            for leg in journey.legs
        )
        start = _day(journey.legs[0].entry.when, say)
        rows.append((start, Text(f"{names_of((journey.party,), say)} : {legs}")))
    return Dated(rows)


def _where(visit: Visit, say: Messages) -> str:
    hosts = [party for party in visit.hosts if party.kind == "state"] or list(visit.hosts)
    return visit.entry.place or names_of(hosts, say) or visit.host or "?"
