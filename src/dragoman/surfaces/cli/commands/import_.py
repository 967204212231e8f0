"""`dragoman import FILE`: corrections and readings come back."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from dragoman.surfaces.cli import exits
from dragoman.surfaces.cli.commands.register import (
    DEFAULT_RECORD,
    add_to,
    file_metavar,
    record_option,
)
from dragoman.surfaces.cli.screen import Screen


def register(app: typer.Typer, name: str, screen: Screen) -> None:
    """Add the command."""
    say = screen.say

    @add_to(app, name, screen)
    def import_(
        file: Annotated[
            Path, typer.Argument(metavar=file_metavar(screen), help=say("help.import.file"))
        ],
        record: Annotated[str, record_option(screen)] = DEFAULT_RECORD,
        by: Annotated[
            str | None,
            typer.Option(
                "--by",
                metavar=say("help.metavar.name"),
                envvar="DRAGOMAN_USER",
                help=say("help.import.by"),
            ),
        ] = None,
    ) -> None:
        from dragoman.record.store import open_record
        from dragoman.sources.outcome import RefusedError
        from dragoman.surfaces.export.returning import take_back

        if not by:
            raise typer.BadParameter(say("import.no_author"))
        with open_record(record) as store:
            if str(file) == "-":
                returned = take_back(sys.stdin.buffer, store, by=by)
            else:
                try:
                    with file.open("rb") as opened:
                        returned = take_back(opened, store, by=by)
                except OSError as error:
                    raise RefusedError(
                        "unreadable", f"{file} cannot be read", "Name another file."
                    ) from error
        for where, why in returned.refused:
            screen.err.print(say("import.refused", where=where, why=why), soft_wrap=True)
        screen.err.print(
            say(
                "import.done",
                read=returned.read,
                corrected=returned.corrected,
                rejected=returned.rejected,
                added=returned.added,
                unchanged=returned.unchanged,
                unknown=returned.unknown,
            ),
            soft_wrap=True,
        )
        if returned.refused:
            raise typer.Exit(exits.SOME_FAILED)
