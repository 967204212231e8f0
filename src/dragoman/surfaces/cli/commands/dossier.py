"""`dragoman dossier A B`: what the record holds of two sides."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.surfaces.cli.commands.register import (
    DEFAULT_RECORD,
    add_to,
    file_metavar,
    record_option,
)
from dragoman.surfaces.cli.screen import Screen
from dragoman.surfaces.cli.writing import write_text

if TYPE_CHECKING:
    from dragoman.dossier.entry import Dossier


def register(app: typer.Typer, name: str, screen: Screen) -> None:
    """Add the command."""
    say = screen.say

    @add_to(app, name, screen)
    def dossier(
        one: Annotated[str, typer.Argument(metavar="A", help=say("help.dossier.one"))],
        other: Annotated[str, typer.Argument(metavar="B", help=say("help.dossier.other"))],
        record: Annotated[str, record_option(screen)] = DEFAULT_RECORD,
        since: Annotated[
            str | None,
            typer.Option("--since", metavar="DATE", help=say("help.dossier.since")),
        ] = None,
        until: Annotated[
            str | None,
            typer.Option("--until", metavar="DATE", help=say("help.dossier.until")),
        ] = None,
        predecessors: Annotated[
            bool,
            typer.Option("--predecessors/--no-predecessors", help=say("help.dossier.predecessors")),
        ] = True,
        html: Annotated[
            Path | None,
            typer.Option("--html", metavar=file_metavar(screen), help=say("help.dossier.html")),
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help=say("help.dossier.json"))] = False,
    ) -> None:
        check_dates(screen, since, until)
        found = find_dossier(
            record, one, other, predecessors=predecessors, since=since, until=until
        )
        if as_json:
            from dragoman.dossier.serialise import to_json

            screen.write(to_json(found).decode())
        elif html is None:
            from dragoman.surfaces.cli.show_dossier import show_dossier

            show_dossier(screen, found)
        if html is not None:
            write_page(screen, found, html)


def check_dates(screen: Screen, *dates: str | None) -> None:
    """Raise a usage error if a date is not EDTF."""
    from dragoman.types.edtf import is_edtf

    for date in dates:
        if date is not None and not is_edtf(date):
            raise typer.BadParameter(screen.say("dossier.bad_date", date=date))


def find_dossier(
    record: str | Path,
    one: str,
    other: str,
    *,
    predecessors: bool = True,
    since: str | None = None,
    until: str | None = None,
) -> "Dossier":
    """Return the dossier of two names.

    Raises:
        RecordError: if there is no record.
        NameNotFoundError: if a name is not known.
        SameSideError: if both names mean one side.
    """
    from dragoman.dossier.pair import pair_dossier
    from dragoman.dossier.sides import SameSideError, find_side
    from dragoman.knowledge import load_knowledge
    from dragoman.record.store import open_record
    from dragoman.surfaces.cli.loading import user_files

    knowledge = load_knowledge(user_files())
    with open_record(record, create=False) as store:
        first = find_side(one, knowledge, entities=store.entities, predecessors=predecessors)
        second = find_side(other, knowledge, entities=store.entities, predecessors=predecessors)
        if first.ids & second.ids:
            raise SameSideError(one, other)
        return pair_dossier(store, knowledge, first, second, since=since, until=until)


def write_page(screen: Screen, dossier: "Dossier", path: Path) -> None:
    """Write the dossier as a page, and say where it is."""
    from dragoman.surfaces.web.page import dossier_page

    write_text(path, dossier_page(dossier, screen.messages))
    screen.err.print(screen.say("dossier.written", path=path), soft_wrap=True)
