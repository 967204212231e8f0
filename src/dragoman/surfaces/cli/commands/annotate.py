"""`dragoman annotate`: readings in the annotation form of the gold guidelines."""

import json
from pathlib import Path
from typing import Annotated

import typer

from dragoman.surfaces.cli import exits
from dragoman.surfaces.cli.commands.register import add_to, file_metavar
from dragoman.surfaces.cli.loading import load_readers, no_pack, show_failure
from dragoman.surfaces.cli.screen import Screen
from dragoman.surfaces.cli.writing import make_folder, write_text


def register(app: typer.Typer, name: str, screen: Screen) -> None:
    """Add the command."""
    say = screen.say

    @add_to(app, name, screen)
    def annotate(
        articles: Annotated[
            Path, typer.Argument(metavar="ARTICLES.json", help=say("help.annotate.articles"))
        ],
        out: Annotated[
            Path,
            typer.Option(
                "--out", "-o", metavar=file_metavar(screen), help=say("help.annotate.out")
            ),
        ],
    ) -> None:
        from dragoman.sources.load import load
        from dragoman.sources.outcome import Failure
        from dragoman.surfaces.export.gold import to_gold

        read = load_readers(screen)
        make_folder(out)
        written = failed = 0
        for outcome in load([articles]):
            if isinstance(outcome, Failure):
                show_failure(screen, outcome)
                failed += 1
                continue
            if not outcome.readable:
                show_failure(screen, no_pack(outcome))
                failed += 1
                continue
            document = outcome.document
            annotation = to_gold(document, read(document))
            text = json.dumps(annotation, ensure_ascii=False, indent=1) + "\n"
            write_text(out / f"{document.id}.json", text)
            written += 1
        screen.out.print(say("annotate.done", count=written, out=out))
        if failed:
            raise typer.Exit(exits.SOME_FAILED if written else exits.USER_ERROR)
