"""The commands, each in its module: a call loads the one it asks for, and help loads all."""

from collections.abc import Callable, Mapping
from importlib import import_module

import typer

from dragoman.surfaces.cli.screen import Screen

COMMANDS: Mapping[str, str] = {
    "read": "read.register",
    "ingest": "ingest.register",
    "watch": "watch.register",
    "errors": "errors.register",
    "dossier": "dossier.register",
    "first": "first.register",
    "chronology": "listing.chronology",
    "visits": "listing.visits",
    "agreements": "listing.agreements",
    "deliveries": "listing.deliveries",
    "relation": "relation.register",
    "alignment": "alignment.register",
    "quotes": "quotes.register",
    "search": "search.register",
    "why": "why.register",
    "merge": "identity.merge",
    "split": "identity.split",
    "mentions": "identity.mentions",
    "move": "identity.move",
    "undo": "identity.undo",
    "history": "identity.history",
    "serve": "serve.register",
    "account": "account.register",
    "who": "who.register",
    "knowledge": "knowledge.register",
    "export": "export.register",
    "import": "import_.register",
    "sql": "sql.register",
    "record": "record.register",
    "shard": "shard.register",
    "annotate": "annotate.register",
    "demo": "demo.register",
    "doctor": "doctor.register",
    "schema": "schema.register",
}
"""Name of each command to what adds it, in its module, in the order of the help."""


def add_command(app: typer.Typer, name: str, screen: Screen) -> None:
    """Add the command `name` to the command line."""
    module, _, function = COMMANDS[name].partition(".")
    register: Callable[[typer.Typer, str, Screen], None] = getattr(
        import_module(f"{__name__}.{module}"), function
    )
    register(app, name, screen)
