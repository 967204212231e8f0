"""`dragoman export FORMAT`: what the record holds, in other people's forms."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.surfaces.cli.commands.dossier import check_dates
from dragoman.surfaces.cli.commands.register import (
    DEFAULT_RECORD,
    add_to,
    record_option,
)
from dragoman.surfaces.cli.screen import Screen
from dragoman.surfaces.cli.writing import make_folder, write_chunks
from dragoman.surfaces.export.formats import FORMATS

if TYPE_CHECKING:
    from dragoman.surfaces.export.columns import Table
    from dragoman.surfaces.export.formats import Format
    from dragoman.surfaces.export.selection import Selection, Tally


def register(app: typer.Typer, name: str, screen: Screen) -> None:
    """Add the command."""
    say = screen.say
    side = say("help.metavar.name")

    @add_to(app, name, screen, epilog=_told_formats(screen))
    def export(
        format: Annotated[
            str, typer.Argument(metavar=say("help.metavar.format"), help=say("help.export.format"))
        ],
        one: Annotated[
            str | None, typer.Argument(metavar="A", help=say("help.export.one"), show_default=False)
        ] = None,
        other: Annotated[
            str | None,
            typer.Argument(metavar="B", help=say("help.export.other"), show_default=False),
        ] = None,
        record: Annotated[str, record_option(screen)] = DEFAULT_RECORD,
        out: Annotated[
            str | None,
            typer.Option(
                "--out", "-o", metavar=say("help.metavar.file"), help=say("help.export.out")
            ),
        ] = None,
        table: Annotated[
            str | None, typer.Option("--table", metavar=side, help=say("help.export.table"))
        ] = None,
        since: Annotated[
            str | None, typer.Option("--since", metavar="DATE", help=say("help.export.since"))
        ] = None,
        until: Annotated[
            str | None, typer.Option("--until", metavar="DATE", help=say("help.export.until"))
        ] = None,
        type: Annotated[
            list[str] | None, typer.Option("--type", metavar="TYPE", help=say("help.export.type"))
        ] = None,
        status: Annotated[
            list[str] | None,
            typer.Option("--status", metavar="STATUS", help=say("help.export.status")),
        ] = None,
        predecessors: Annotated[
            bool,
            typer.Option("--predecessors/--no-predecessors", help=say("help.export.predecessors")),
        ] = True,
        per_article: Annotated[
            bool, typer.Option("--per-article", help=say("help.export.per_article"))
        ] = False,
        superseded: Annotated[
            bool, typer.Option("--superseded", help=say("help.export.superseded"))
        ] = False,
    ) -> None:
        from dragoman.record.store import open_record
        from dragoman.surfaces.cli.loading import user_files
        from dragoman.surfaces.export.choosing import filters_of
        from dragoman.surfaces.export.selection import Selection

        check_dates(screen, since, until)
        chosen = _one_of(screen, "format", format.lower(), FORMATS)
        kinds = [_one_of(screen, "type", name.upper(), _types()) for name in type or ()]
        told = [_one_of(screen, "status", name.lower(), _statuses()) for name in status or ()]
        wanted = FORMATS[chosen]
        with open_record(record, create=False) as store:
            filters = filters_of(
                store,
                *(name for name in (one, other) if name is not None),
                since=since,
                until=until,
                types=kinds,
                statuses=told,
                predecessors=predecessors,
                superseded=superseded,
                knowledge_files=user_files(),
            )
            selection = Selection(
                record=store, filters=filters, per_article=per_article, language=say.language
            )
            _write(screen, wanted, selection, table, out)
            if not per_article and (pending := store.resolving.pending()):
                screen.err.print(say("export.pending", count=pending), soft_wrap=True)


def _told_formats(screen: Screen) -> str:
    """Return what stands below the options: each format and what it does not hold."""
    say = screen.say
    told = [
        say(
            "export.about_format",
            name=name,
            about=say(f"export.about.{name}"),
            drops=say(f"export.drops_of.{name}"),
        )
        for name in FORMATS
    ]
    return "\n\n".join([say("export.formats"), *told])


def _one_of(screen: Screen, what: str, asked: str, known: Iterable[str]) -> str:
    """Return `asked`; a usage error that lists `known` if it is none of them."""
    names = list(known)
    if asked not in names:
        raise typer.BadParameter(
            screen.say(f"export.bad_{what}", asked=asked, known=", ".join(names))
        )
    return asked


def _types() -> list[str]:
    from dragoman.ontology import MILESTONE
    from dragoman.ontology.model import load_ontology

    return [*(entry.id for entry in load_ontology().types), MILESTONE]


def _statuses() -> list[str]:
    from dragoman.ontology.model import load_ontology

    return [entry.id for entry in load_ontology().statuses]


def _write(
    screen: Screen, format: "Format", selection: "Selection", table: str | None, out: str | None
) -> None:
    """Write one file, or a folder of tables, and say what became of the facts."""
    from dragoman.surfaces.export.selection import Tally
    from dragoman.surfaces.export.tables import TABLES

    say = screen.say
    if table is not None and not format.tabular:
        raise typer.BadParameter(say("export.no_table", format=format.name))
    chosen = TABLES[_one_of(screen, "table", table, TABLES)] if table is not None else None
    if out is not None and out != "-" and (out.endswith(("/", os.sep)) or Path(out).is_dir()):
        if not format.tabular:
            raise typer.BadParameter(say("export.one_file", format=format.name, path=out))
        _write_folder(screen, format, selection, Path(out), [chosen] if chosen else None)
        return
    tally = Tally()
    chunks = format.write(selection, tally, table=chosen)
    if out is None or out == "-":
        if format.binary and sys.stdout.isatty():
            raise typer.BadParameter(say("export.binary", format=format.name))
        for chunk in chunks:
            sys.stdout.buffer.write(chunk)
    else:
        write_chunks(Path(out), chunks)
    _tell(screen, format, tally, None if out in (None, "-") else Path(out))


def _write_folder(
    screen: Screen,
    format: "Format",
    selection: "Selection",
    folder: Path,
    tables: "list[Table[Any]] | None",
) -> None:
    """Write every table, or those given, and their description into `folder`."""
    from dragoman.surfaces.export.folder import DESCRIPTION, describe
    from dragoman.surfaces.export.selection import Tally
    from dragoman.surfaces.export.tables import TABLES

    make_folder(folder)
    written = {table.name: table for table in tables or TABLES.values()}
    for table in written.values():
        tally = Tally()
        path = folder / f"{table.name}{format.suffix}"
        write_chunks(path, format.write(selection, tally, table=table))
        _tell(screen, format, tally, path, last=False)
    write_chunks(folder / DESCRIPTION, [describe(format, written)])
    _tell_drops(screen, format)


def _tell(
    screen: Screen, format: "Format", tally: "Tally", path: Path | None, *, last: bool = True
) -> None:
    """Say on the error stream what was written and what was left out."""
    say = screen.say
    if path is not None:
        unit = say("export.rows", count=tally.written)
        words = say("export.done", count=tally.written, unit=unit, path=path)
        screen.err.print(words, soft_wrap=True)
    if last and not tally.written:
        screen.err.print(say("export.nothing"), soft_wrap=True)
    for reason, count in sorted(tally.left_out.items()):
        screen.err.print(say(f"export.left_out.{reason}", count=count), soft_wrap=True)
    if last:
        _tell_drops(screen, format)


def _tell_drops(screen: Screen, format: "Format") -> None:
    say = screen.say
    words = say(f"export.drops_of.{format.name}")
    screen.err.print(say("export.drops", format=format.name, words=words), soft_wrap=True)
