"""`dragoman serve`: the pages of a record, for oneself or for a team."""

import threading
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated

import typer

from dragoman.surfaces.cli.commands.register import (
    DEFAULT_RECORD,
    add_to,
    file_metavar,
    record_option,
)
from dragoman.surfaces.cli.screen import Screen

_PORT = 8310
_PREPARED = 6
_LOOPBACK = "127.0.0.1"


def register(app: typer.Typer, name: str, screen: Screen) -> None:
    """Add the command."""
    say = screen.say

    @add_to(app, name, screen)
    def serve(
        record: Annotated[str, record_option(screen)] = DEFAULT_RECORD,
        port: Annotated[
            int, typer.Option("--port", min=0, max=65535, help=say("help.serve.port"))
        ] = _PORT,
        accounts: Annotated[
            Path | None,
            typer.Option(
                "--accounts", metavar=file_metavar(screen), help=say("help.serve.accounts")
            ),
        ] = None,
        host: Annotated[str, typer.Option("--host", help=say("help.serve.host"))] = _LOOPBACK,
        https: Annotated[bool, typer.Option("--https", help=say("help.serve.https"))] = False,
    ) -> None:
        import uvicorn

        from dragoman.knowledge import load_knowledge
        from dragoman.surfaces.cli.loading import user_files
        from dragoman.surfaces.web.app import make_app
        from dragoman.surfaces.web.library import library_at
        from dragoman.surfaces.web.team.accounts import Accounts
        from dragoman.surfaces.web.team.gate import Gate

        if accounts is None and not _is_loopback(host):
            raise typer.BadParameter(say("serve.not_alone", host=host))
        if accounts is not None and not accounts.exists():
            raise typer.BadParameter(say("serve.no_accounts", path=accounts))
        gate = Gate() if accounts is None else Gate(Accounts(accounts), hosts=None, secure=https)
        library = library_at(record, load_knowledge(user_files()))
        config = uvicorn.Config(
            make_app(library, gate), host=host, port=port, log_level="warning", server_header=False
        )
        server = uvicorn.Server(config)
        screen.out.print(
            say("serve.at", url=f"http://{host}:{port}/", record=library.record.name),
            soft_wrap=True,
        )
        threading.Thread(target=library.prepare, args=(_PREPARED,), daemon=True).start()
        server.run()


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
