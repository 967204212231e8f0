"""`dragoman serve`: the pages of a record, on this machine."""

from typing import Annotated

import typer

from dragoman.surfaces.cli.commands.register import DEFAULT_RECORD, add_to, record_option
from dragoman.surfaces.cli.screen import Screen

_PORT = 8310


def register(app: typer.Typer, name: str, screen: Screen) -> None:
    """Add the command."""
    say = screen.say

    @add_to(app, name, screen)
    def serve(
        record: Annotated[str, record_option(screen)] = DEFAULT_RECORD,
        port: Annotated[
            int, typer.Option("--port", min=0, max=65535, help=say("help.serve.port"))
        ] = _PORT,
    ) -> None:
        import uvicorn

        from dragoman.knowledge import load_knowledge
        from dragoman.surfaces.cli.loading import user_files
        from dragoman.surfaces.web.app import make_app
        from dragoman.surfaces.web.library import library_at

        library = library_at(record, load_knowledge(user_files()))
        config = uvicorn.Config(
            make_app(library), host="127.0.0.1", port=port, log_level="warning", server_header=False
        )
        server = uvicorn.Server(config)
        screen.out.print(
            say("serve.at", url=f"http://127.0.0.1:{port}/", record=library.record.name),
            soft_wrap=True,
        )
        server.run()
