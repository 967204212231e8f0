"""`dragoman sql QUERY`: questions of one's own, over the exported tables."""

import csv
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.surfaces.cli.commands.register import DEFAULT_RECORD, add_to, record_option
from dragoman.surfaces.cli.screen import Screen

if TYPE_CHECKING:
    from dragoman.surfaces.export.querying import Tables

_WIDEST = 60


def register(app: typer.Typer, name: str, screen: Screen) -> None:
    """Add the command."""
    say = screen.say

    @add_to(app, name, screen)
    def sql(
        query: Annotated[str, typer.Argument(metavar="SQL", help=say("help.sql.query"))],
        record: Annotated[str, record_option(screen)] = DEFAULT_RECORD,
        tables: Annotated[
            Path | None,
            typer.Option(
                "--tables", metavar=say("help.metavar.folder"), help=say("help.sql.tables")
            ),
        ] = None,
        per_article: Annotated[
            bool, typer.Option("--per-article", help=say("help.sql.per_article"))
        ] = False,
        as_csv: Annotated[bool, typer.Option("--csv", help=say("help.sql.csv"))] = False,
        as_json: Annotated[bool, typer.Option("--json", help=say("help.sql.json"))] = False,
        limit: Annotated[int, typer.Option("--limit", min=0, help=say("help.sql.limit"))] = 50,
    ) -> None:
        with _opened(record, tables, per_article=per_article) as held:
            names, rows = held.query(query)
            if as_json:
                _write_json(screen, names, rows)
            elif as_csv:
                writer = csv.writer(sys.stdout, lineterminator="\n")
                writer.writerow(names)
                writer.writerows([_plain(cell) for cell in row] for row in rows)
            else:
                _show(screen, names, rows, limit)


@contextmanager
def _opened(record: str, folder: Path | None, *, per_article: bool) -> "Iterator[Tables]":
    from dragoman.surfaces.export.querying import open_tables, tables_of

    if folder is not None:
        with open_tables(folder) as tables:
            yield tables
        return
    from dragoman.record.store import open_record

    with (
        open_record(record, create=False) as store,
        tables_of(store, per_article=per_article) as tables,
    ):
        yield tables


def _write_json(screen: Screen, names: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    import msgspec

    for row in rows:
        made = dict(zip(names, row, strict=True))
        screen.write(msgspec.json.encode(made, enc_hook=str).decode())


def _show(
    screen: Screen, names: tuple[str, ...], rows: Iterator[tuple[Any, ...]], limit: int
) -> None:
    from rich.table import Table

    shown = list(islice(rows, limit) if limit else rows)
    table = Table(box=None, pad_edge=False)
    for name in names:
        table.add_column(name, overflow="fold")
    for row in shown:
        table.add_row(*(_short(_plain(cell)) for cell in row))
    screen.out.print(table)
    if limit and next(rows, None) is not None:
        screen.err.print(screen.say("sql.more", count=limit), soft_wrap=True)


def _plain(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, list):
        return "|".join(_plain(one) for one in cell)
    return str(cell)


def _short(words: str) -> str:
    return words if len(words) <= _WIDEST else words[: _WIDEST - 1] + "…"
