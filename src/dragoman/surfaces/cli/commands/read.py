"""`dragoman read FILE`: what is understood of one article, or of several."""

from typing import Annotated

import typer

from dragoman.surfaces.cli import exits
from dragoman.surfaces.cli.commands.register import add_to, file_metavar
from dragoman.surfaces.cli.loading import (
    load_readers,
    no_pack,
    show_failure,
    show_notice,
    user_files,
    where,
)
from dragoman.surfaces.cli.screen import Screen


def register(app: typer.Typer, name: str, screen: Screen) -> None:
    """Add the command."""
    say = screen.say

    @add_to(app, name, screen)
    def read(
        file: Annotated[
            str, typer.Argument(metavar=file_metavar(screen), help=say("help.read.file"))
        ],
        as_json: Annotated[bool, typer.Option("--json", help=say("help.read.json"))] = False,
        form: Annotated[
            str | None,
            typer.Option("--as", metavar=say("help.metavar.format"), help=say("help.read.form")),
        ] = None,
        allow_private: Annotated[
            bool, typer.Option("--allow-private", help=say("help.read.allow_private"))
        ] = False,
    ) -> None:
        from dragoman.knowledge import load_knowledge
        from dragoman.reading.serialise import to_json
        from dragoman.sources.load import load
        from dragoman.sources.outcome import Failure
        from dragoman.surfaces.cli.show_reading import show_reading
        from dragoman.surfaces.cli.sources import make_options

        options = make_options(screen, form=form, allow_private=allow_private)
        reader = load_readers(screen)
        shown = failed = 0
        for outcome in load([file], options):
            if isinstance(outcome, Failure):
                show_failure(screen, outcome)
                failed += 1
                continue
            for notice in outcome.notices:
                show_notice(screen, where(screen, outcome.path, outcome.article), notice)
            if not outcome.readable:
                show_failure(screen, no_pack(outcome))
                failed += 1
                continue
            reading = reader(outcome.document)
            if as_json:
                screen.write(to_json(reading).decode())
            else:
                show_reading(screen, outcome.document, reading, load_knowledge(user_files()))
            shown += 1
        if failed:
            raise typer.Exit(exits.SOME_FAILED if shown else exits.USER_ERROR)
