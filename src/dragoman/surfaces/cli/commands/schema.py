"""`dragoman schema`: the JSON Schema of a reading."""

import json

import typer

from dragoman.surfaces.cli.commands.register import add_to
from dragoman.surfaces.cli.screen import Screen


def register(app: typer.Typer, name: str, screen: Screen) -> None:
    """Add the command."""

    @add_to(app, name, screen)
    def schema() -> None:
        from dragoman.reading.serialise import json_schema

        screen.write(json.dumps(json_schema(), ensure_ascii=False, indent=2))
