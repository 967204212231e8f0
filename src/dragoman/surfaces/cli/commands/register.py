"""How a command enters the command line."""

from collections.abc import Callable
from typing import TypeVar

import typer

from dragoman.surfaces.cli.screen import Screen
from dragoman.surfaces.cli.spoken import spoken_command

Command = TypeVar("Command", bound=Callable[..., None])

DEFAULT_RECORD = "dragoman.sqlite"
"""The record in the current folder, as a version control or a note book would do it."""


def add_to(
    app: typer.Typer, name: str, screen: Screen, *, epilog: str | None = None
) -> Callable[[Command], Command]:
    """Return the decorator that adds a command with its help in the screen's language.

    `epilog` stands below its options.
    """
    say = screen.say

    def add(function: Command) -> Command:
        app.command(
            name,
            cls=spoken_command(say),
            help=say(f"help.{name}.about"),
            short_help=say(f"help.{name}.short"),
            epilog=epilog,
            options_metavar=say("help.options_metavar"),
        )(function)
        return function

    return add


def record_option(screen: Screen) -> typer.models.OptionInfo:
    """Return the option that names the record: --record, else DRAGOMAN_RECORD."""
    option = typer.Option(
        "--record",
        "-r",
        envvar="DRAGOMAN_RECORD",
        metavar=screen.say("help.metavar.file"),
        help=screen.say("help.record_option"),
    )
    assert isinstance(option, typer.models.OptionInfo)
    return option


def knowledge_option(screen: Screen) -> typer.models.OptionInfo:
    """Return the option that names the user's own knowledge, else DRAGOMAN_KNOWLEDGE."""
    option = typer.Option(
        "--knowledge",
        envvar="DRAGOMAN_KNOWLEDGE",
        metavar=screen.say("help.metavar.file"),
        help=screen.say("help.own_knowledge"),
    )
    assert isinstance(option, typer.models.OptionInfo)
    return option


def file_metavar(screen: Screen) -> str:
    """Return what stands for a file in the help."""
    return screen.say("help.metavar.file")
