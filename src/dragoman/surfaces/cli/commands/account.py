"""`dragoman account`: who may sign in to the pages."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from dragoman.surfaces.cli.commands.register import add_to, file_metavar
from dragoman.surfaces.cli.screen import Screen

_ACTIONS = ("add", "remove", "show")


def register(app: typer.Typer, name: str, screen: Screen) -> None:
    """Add the command."""
    say = screen.say

    @add_to(app, name, screen)
    def account(
        action: Annotated[
            str, typer.Argument(metavar="add|remove|show", help=say("help.account.action"))
        ],
        who: Annotated[
            str | None,
            typer.Argument(metavar=say("help.metavar.name"), help=say("help.account.who")),
        ] = None,
        accounts: Annotated[
            Path,
            typer.Option(
                "--accounts", metavar=file_metavar(screen), help=say("help.account.accounts")
            ),
        ] = Path("dragoman-accounts.sqlite"),
        role: Annotated[
            str,
            typer.Option("--role", metavar="reader|reviewer|admin", help=say("help.account.role")),
        ] = "reader",
    ) -> None:
        from dragoman.surfaces.web.team.accounts import Accounts

        if action not in _ACTIONS or (action == "show") != (who is None):
            raise typer.BadParameter(say("account.no_action"))
        held = Accounts(accounts)
        if action == "show":
            for user in held.listed():
                screen.write(f"{user.name}\t{user.role}\n")
        elif who is not None and action == "add":
            held.add(who, role, _password(screen))
            screen.err.print(say("account.added", name=who, role=role, path=accounts))
        elif who is not None and not held.remove(who):
            raise typer.BadParameter(say("account.unknown", name=who))


def _password(screen: Screen) -> str:
    """Return the password: asked for at a terminal, else the first line that comes in."""
    if sys.stdin.isatty():
        return str(typer.prompt(screen.say("account.password"), hide_input=True))
    return sys.stdin.readline().rstrip("\n")
