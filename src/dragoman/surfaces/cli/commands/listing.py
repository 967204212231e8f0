"""`dragoman chronology`, `visits`, `agreements`, `deliveries`: lists of one side or of a pair."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.surfaces.cli.commands.dossier import check_dates
from dragoman.surfaces.cli.commands.register import DEFAULT_RECORD, add_to, record_option
from dragoman.surfaces.cli.screen import Screen

if TYPE_CHECKING:
    from dragoman.dossier.lists import Wish
    from dragoman.knowledge import Knowledge
    from dragoman.record.store import Record

Find = Callable[["Record", "Knowledge", "Wish"], Any]
Show = Callable[..., None]
Register = Callable[[typer.Typer, str, Screen], None]
_PAIR = 2


def listing(load: Callable[[], tuple[Find, Show]]) -> Register:
    """Return what adds a command that lists what one side or a pair is part of.

    Args:
        load: imports and gives what finds the list and what shows it.
    """

    def register(app: typer.Typer, name: str, screen: Screen) -> None:
        say = screen.say

        @add_to(app, name, screen)
        def list_them(
            names: Annotated[
                list[str], typer.Argument(metavar="A [B]", help=say("help.listing.names"))
            ],
            record: Annotated[str, record_option(screen)] = DEFAULT_RECORD,
            since: Annotated[
                str | None, typer.Option("--since", metavar="DATE", help=say("help.dossier.since"))
            ] = None,
            until: Annotated[
                str | None, typer.Option("--until", metavar="DATE", help=say("help.dossier.until"))
            ] = None,
            members: Annotated[
                bool, typer.Option("--members", help=say("help.listing.members"))
            ] = False,
            among: Annotated[bool, typer.Option("--among", help=say("help.listing.among"))] = False,
            predecessors: Annotated[
                bool,
                typer.Option(
                    "--predecessors/--no-predecessors", help=say("help.dossier.predecessors")
                ),
            ] = True,
            limit: Annotated[int, typer.Option("--limit", min=0, help=say("help.limit"))] = 100,
            as_json: Annotated[bool, typer.Option("--json", help=say("help.dossier.json"))] = False,
        ) -> None:
            check_dates(screen, since, until)
            if len(names) > _PAIR or (among and len(names) == _PAIR):
                raise typer.BadParameter(say("listing.too_many"))
            find, show = load()
            found = _find(
                find,
                record,
                tuple(names),
                since=since,
                until=until,
                among=among,
                members=members or among,
                predecessors=predecessors,
            )
            if as_json:
                from dragoman.dossier.serialise import to_json

                screen.write(to_json(found).decode())
            else:
                show(screen, found, most=limit)

    return register


def _find(
    find: Find,
    record: str | Path,
    names: tuple[str, ...],
    *,
    since: str | None,
    until: str | None,
    among: bool,
    members: bool,
    predecessors: bool,
) -> Any:
    from dragoman.dossier.lists import Wish
    from dragoman.dossier.sides import find_sides
    from dragoman.knowledge import load_knowledge
    from dragoman.record.store import open_record
    from dragoman.surfaces.cli.loading import user_files

    knowledge = load_knowledge(user_files())
    with open_record(record, create=False) as store:
        sides = find_sides(
            names,
            knowledge,
            entities=store.entities,
            predecessors=predecessors,
            members=members,
        )
        return find(store, knowledge, Wish(sides=sides, since=since, until=until, among=among))


def _chronology() -> tuple[Find, Show]:
    from dragoman.dossier.lists import find_chronology
    from dragoman.surfaces.cli.show_lists import show_chronology

    return find_chronology, show_chronology


def _visits() -> tuple[Find, Show]:
    from dragoman.dossier.visits import find_visits
    from dragoman.surfaces.cli.show_visits import show_visits

    return find_visits, show_visits


def _agreements() -> tuple[Find, Show]:
    from dragoman.dossier.accords import find_accords
    from dragoman.surfaces.cli.show_lists import show_accords

    return find_accords, show_accords


def _deliveries() -> tuple[Find, Show]:
    from dragoman.dossier.lists import find_deliveries
    from dragoman.surfaces.cli.show_lists import show_deliveries

    return find_deliveries, show_deliveries


chronology = listing(_chronology)
visits = listing(_visits)
agreements = listing(_agreements)
deliveries = listing(_deliveries)
