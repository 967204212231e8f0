"""`dragoman first QUESTION`: the first of its kind, as far as the record sees."""

from pathlib import Path
from typing import Annotated

import typer

from dragoman.surfaces.cli.commands.register import DEFAULT_RECORD, add_to, record_option
from dragoman.surfaces.cli.screen import Screen


def register(app: typer.Typer, name: str, screen: Screen) -> None:
    """Add the command."""
    say = screen.say

    @add_to(app, name, screen)
    def first(
        words: Annotated[
            list[str],
            typer.Argument(metavar=say("help.metavar.words"), help=say("help.first.words")),
        ],
        record: Annotated[Path, record_option(screen)] = DEFAULT_RECORD,
        predecessors: Annotated[
            bool,
            typer.Option("--predecessors/--no-predecessors", help=say("help.first.predecessors")),
        ] = True,
        limit: Annotated[int, typer.Option("--limit", min=0, help=say("help.limit"))] = 10,
        as_json: Annotated[bool, typer.Option("--json", help=say("help.first.json"))] = False,
    ) -> None:
        from dragoman.dossier.firsts import find_firsts
        from dragoman.knowledge import load_knowledge
        from dragoman.record.store import open_record
        from dragoman.surfaces.cli.loading import user_files

        knowledge = load_knowledge(user_files())
        with open_record(record, create=False) as store:
            found = find_firsts(store, knowledge, " ".join(words), predecessors=predecessors)
        if as_json:
            from dragoman.dossier.serialise import to_json

            screen.write(to_json(found).decode())
        else:
            from dragoman.surfaces.cli.show_first import show_first

            show_first(screen, found, most=limit)
