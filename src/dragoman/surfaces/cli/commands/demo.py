"""`dragoman demo`: articles of our own read into a record, and their dossier shown."""

import tempfile
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated

import typer

from dragoman.surfaces.cli.commands.dossier import find_dossier, write_page
from dragoman.surfaces.cli.commands.ingest import ingest_into, show_report
from dragoman.surfaces.cli.commands.register import add_to, file_metavar
from dragoman.surfaces.cli.screen import Screen


def register(app: typer.Typer, name: str, screen: Screen) -> None:
    """Add the command."""
    say = screen.say

    @add_to(app, name, screen)
    def demo(
        out: Annotated[
            Path,
            typer.Option("--out", "-o", metavar=file_metavar(screen), help=say("help.demo.out")),
        ] = Path("dragoman-demo.html"),
        record: Annotated[
            Path | None,
            typer.Option(
                "--record", "-r", metavar=file_metavar(screen), help=say("help.demo.record")
            ),
        ] = None,
    ) -> None:
        with tempfile.TemporaryDirectory(prefix="dragoman-") as folder:
            store = record or Path(folder) / "demo.sqlite"
            with as_file(files("dragoman.surfaces.cli") / "demo_articles") as articles:
                screen.out.print(say("demo.reading"), style="bold")
                report = ingest_into(screen, [articles], store)
            show_report(screen, report, store if record else None)
            screen.out.print()
            found = find_dossier(store, "Mali", "Russie")
        from dragoman.surfaces.cli.show_dossier import show_dossier

        show_dossier(screen, found)
        write_page(screen, found, out)
        if record is not None and found.chronology:
            fact = found.chronology[0].facts[0]
            screen.out.print(say("demo.next", fact=fact, record=record), soft_wrap=True)
