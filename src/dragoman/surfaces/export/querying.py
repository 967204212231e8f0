"""SQL over the exported tables, by DuckDB on their Parquet files."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dragoman.errors import DragomanError
from dragoman.record.store import Record
from dragoman.surfaces.export.formats import FORMATS, MissingExtraError
from dragoman.surfaces.export.selection import Selection, Tally
from dragoman.surfaces.export.tables import TABLES

_AT_ONCE = 1000


class QueryError(DragomanError):
    """A query that DuckDB does not take, or a folder without tables."""


class Tables:
    """The tables of one folder, open for queries."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def query(self, sql: str) -> tuple[tuple[str, ...], Iterator[tuple[Any, ...]]]:
        """Return the names of the columns, and the rows as they are fetched.

        Raises:
            QueryError: if DuckDB does not take the query; says why in its words.
        """
        import duckdb

        try:
            done = self._connection.execute(sql)
        except duckdb.Error as error:
            raise QueryError(f"{str(error).strip()}. The tables: {', '.join(TABLES)}.") from error
        names = tuple(str(column[0]) for column in done.description or ())
        return names, _rows(done)


def _rows(done: Any) -> Iterator[tuple[Any, ...]]:
    while some := done.fetchmany(_AT_ONCE):
        yield from some


def write_tables(record: Record, folder: Path, *, per_article: bool = False) -> None:
    """Write every table of a record into `folder` as Parquet.

    Raises:
        MissingExtraError: if pyarrow is not installed.
        OSError: if a file cannot be written.
    """
    selection = Selection(record=record, per_article=per_article)
    for name, table in TABLES.items():
        with (folder / f"{name}.parquet").open("wb") as file:
            for chunk in FORMATS["parquet"].write(selection, Tally(), table=table):
                file.write(chunk)


@contextmanager
def open_tables(folder: Path) -> Iterator[Tables]:
    """Open the Parquet files of `folder` for queries, which reach no other file and no network.

    Raises:
        MissingExtraError: if DuckDB is not installed.
        QueryError: if there are no tables.
    """
    try:
        import duckdb
    except ImportError as error:
        raise MissingExtraError("sql", "sql") from error
    paths = [path for name in TABLES if (path := folder / f"{name}.parquet").exists()]
    if not paths:
        raise QueryError(
            f"there are no tables in {folder}. Write them: dragoman export parquet --out {folder}/."
        )
    with duckdb.connect(":memory:") as connection:
        connection.execute("SET autoinstall_known_extensions = false")
        connection.execute(f"SET allowed_directories = [{_quoted(str(folder.resolve()))}]")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        for path in paths:
            place = _quoted(str(path.resolve()))
            connection.execute(f'CREATE VIEW "{path.stem}" AS SELECT * FROM read_parquet({place})')
        yield Tables(connection)


@contextmanager
def tables_of(record: Record, *, per_article: bool = False) -> Iterator[Tables]:
    """Write the tables of a record to a temporary folder, and open them for queries."""
    with TemporaryDirectory(prefix="dragoman-") as folder:
        write_tables(record, Path(folder), per_article=per_article)
        with open_tables(Path(folder)) as tables:
            yield tables


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
