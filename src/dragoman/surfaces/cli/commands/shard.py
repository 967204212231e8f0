"""`dragoman shard FILE...`: files read into shards of Parquet, here or on a cluster."""

from pathlib import Path
from typing import Annotated

import typer

from dragoman.surfaces.cli.commands.register import add_to
from dragoman.surfaces.cli.screen import Screen


def register(app: typer.Typer, name: str, screen: Screen) -> None:
    """Add the command."""
    say = screen.say

    @add_to(app, name, screen)
    def shard(
        files: Annotated[
            list[Path],
            typer.Argument(metavar=say("help.metavar.paths"), help=say("help.shard.files")),
        ],
        out: Annotated[
            Path,
            typer.Option(
                "--out", "-o", metavar=say("help.metavar.folder"), help=say("help.shard.out")
            ),
        ] = Path("shards"),
        workers: Annotated[
            int, typer.Option("--workers", min=1, max=512, help=say("help.ingest.workers"))
        ] = 1,
        engine: Annotated[
            str | None,
            typer.Option(
                "--engine", metavar=say("help.metavar.engine"), help=say("help.ingest.engine")
            ),
        ] = None,
    ) -> None:
        from dragoman.knowledge import load_knowledge
        from dragoman.scale.ahead import InstalledReader
        from dragoman.scale.engines import open_engine
        from dragoman.scale.load import installed_reader_name, make_shards
        from dragoman.scale.shards import Manifest
        from dragoman.surfaces.cli.loading import user_files

        def tell(done: int, manifest: Manifest) -> None:
            told = say(
                "shard.made",
                done=done,
                all=len(files),
                source=manifest.source,
                documents=manifest.documents,
                facts=manifest.facts,
                failures=manifest.failures,
            )
            screen.err.print(told, soft_wrap=True)

        missing = [path for path in files if not path.is_file()]
        if missing:
            raise typer.BadParameter(say("shard.missing", path=missing[0]))
        used = user_files()
        opened = open_engine(engine, workers)
        try:
            made = make_shards(
                files,
                out,
                read=InstalledReader(used),
                made_by=installed_reader_name(load_knowledge(used).digest),
                engine=opened,
                tell=tell,
            )
        finally:
            opened.close()
        screen.out.print(say("shard.done", count=len(made), out=out), soft_wrap=True)
