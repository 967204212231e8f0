"""The command line as a whole: its language, its commands, its exit codes."""

import os
import sys
from collections.abc import Iterable, Sequence
from typing import Annotated

import typer
from typer.main import get_command

from dragoman.errors import DragomanError
from dragoman.surfaces.cli import exits
from dragoman.surfaces.cli.commands import COMMANDS, add_command
from dragoman.surfaces.cli.screen import Screen, harmless, unbind
from dragoman.surfaces.cli.spoken import spoken_group, told_usage, understood
from dragoman.surfaces.messages.catalogue import LANGUAGES, Messages, choose_language, load_messages


def run(arguments: Sequence[str]) -> int:
    """Run the command line on `arguments` and return its exit code."""
    asked, rest = _take_language(arguments)
    say = load_messages(choose_language(asked))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        answer = get_command(build_app(say, _wanted(rest))).main(
            args=rest, prog_name="dragoman", standalone_mode=False
        )
        sys.stdout.flush()
        return answer if isinstance(answer, int) else exits.DONE
    except DragomanError as error:
        _complain(say, understood(error, say))
        return exits.USER_ERROR
    except (KeyboardInterrupt, typer.Abort):
        _complain(say, say("cli.interrupted"))
        return exits.INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has enough: nothing more to say, nor to flush at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exits.DONE
    except Exception as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            sys.stderr.write(f"{error}\n")
            return exits.USAGE
        told = told_usage(error, say)
        if told is None:
            raise
        _complain(say, told)
        return exits.USAGE


def build_app(say: Messages, names: Iterable[str] = COMMANDS) -> typer.Typer:
    """Return the commands `names` with their help in one language."""
    app = typer.Typer(
        name="dragoman",
        cls=spoken_group(say),
        help=say("help.dragoman"),
        epilog=say("help.exit_codes"),
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        options_metavar=say("help.options_metavar"),
        subcommand_metavar=say("help.command_metavar"),
    )

    def show_version(wanted: bool) -> None:
        if wanted:
            from dragoman import __version__

            sys.stdout.write(f"dragoman {__version__}\n")
            raise typer.Exit

    @app.callback()
    def _root(
        lang: Annotated[
            str | None, typer.Option("--lang", metavar="|".join(LANGUAGES), help=say("help.lang"))
        ] = None,
        version: Annotated[  # noqa: ARG001 - its callback does the work
            bool,
            typer.Option(
                "--version", is_eager=True, callback=show_version, help=say("help.version")
            ),
        ] = False,
    ) -> None:
        if lang is not None and lang not in LANGUAGES:
            raise typer.BadParameter(
                say("cli.unknown_language", asked=lang, known=", ".join(LANGUAGES))
            )

    for name in names:
        add_command(app, name, Screen(say))
    return app


def _wanted(arguments: Sequence[str]) -> Iterable[str]:
    """Return the command that `arguments` ask for; every one if that is not plain.

    Loading them all takes longer than some of them run.
    """
    rest = list(arguments)
    if rest[:1] == ["--lang"]:
        rest = rest[2:]
    elif rest and rest[0].startswith("--lang="):
        rest = rest[1:]
    return rest[:1] if rest and rest[0] in COMMANDS else COMMANDS


def _take_language(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    """Return what --lang asks for, wherever it stands, and the arguments with it in front."""
    rest = list(arguments)
    for index, argument in enumerate(rest):
        if argument == "--":
            break
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang="), [rest.pop(index), *rest]
        if argument == "--lang" and index + 1 < len(rest):
            asked = rest[index + 1]
            return asked, ["--lang", asked, *rest[:index], *rest[index + 2 :]]
    return None, rest


def _complain(say: Messages, what: str) -> None:
    words = " ".join(what.replace("\n", " ").split(" "))
    sys.stderr.write(harmless(unbind(say("cli.complaint", what=words))) + "\n")
