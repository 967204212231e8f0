"""What a record holds as data frames and files, in one call each; see docs/python.md."""

import os
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.record.store import Record
from dragoman.surfaces.export.choosing import ChoiceError, filters_of
from dragoman.surfaces.export.formats import FORMATS, MissingExtraError
from dragoman.surfaces.export.parquet_table import arrow_schema, arrow_table
from dragoman.surfaces.export.selection import Selection, Tally
from dragoman.surfaces.export.tables import TABLES

if TYPE_CHECKING:
    import pandas
    import polars

_ROWS = 10_000


def to_pandas(
    record: Record,
    table: str = "events",
    *,
    between: tuple[str, str] | None = None,
    about: str | None = None,
    since: str | None = None,
    until: str | None = None,
    types: Iterable[str] = (),
    statuses: Iterable[str] = (),
    per_article: bool = False,
) -> "pandas.DataFrame":
    """Return one table as a pandas frame; docs/exports.md describes the columns.

    Args:
        record: an open record.
        table: "events", "participants", "quotations", "agreements", "claims" or "documents".
        between: only what these two have with each other.
        about: only what this one takes part in.
        since, until: EDTF dates; only what may lie within them.
        types, statuses: only such events.
        per_article: a row for each article's telling, instead of one for each happening.

    Raises:
        DragomanError: if a name, a date, a table or a kind is not known, or pandas is not
            installed.
    """
    try:
        import pandas  # noqa: F401
    except ImportError as error:
        raise MissingExtraError("pandas", "pandas") from error
    filters = _filters(record, between, about, since, until, types, statuses)
    return _arrow(record, table, filters, per_article=per_article).to_pandas()


def to_polars(
    record: Record,
    table: str = "events",
    *,
    between: tuple[str, str] | None = None,
    about: str | None = None,
    since: str | None = None,
    until: str | None = None,
    types: Iterable[str] = (),
    statuses: Iterable[str] = (),
    per_article: bool = False,
) -> "polars.DataFrame":
    """Return one table as a polars frame; the arguments are those of `to_pandas`."""
    try:
        import polars
    except ImportError as error:
        raise MissingExtraError("polars", "polars") from error
    filters = _filters(record, between, about, since, until, types, statuses)
    made = polars.from_arrow(_arrow(record, table, filters, per_article=per_article))
    assert isinstance(made, polars.DataFrame)
    return made


def export(
    record: Record,
    format: str,
    path: str | Path,
    *,
    table: str = "events",
    between: tuple[str, str] | None = None,
    about: str | None = None,
    since: str | None = None,
    until: str | None = None,
    types: Iterable[str] = (),
    statuses: Iterable[str] = (),
    per_article: bool = False,
    language: str = "en",
) -> Tally:
    """Write one file in any form of `dragoman export`; return what became of the facts.

    Args:
        record: an open record.
        format: its name, such as "csv", "plover" or "geojson".
        path: the file; it is written whole or not at all.
        table: for "csv", "jsonl" and "parquet".
        language: of headlines, "en" or "fr".
        between, about, since, until, types, statuses, per_article: see `to_pandas`.

    Raises:
        DragomanError: if something asked for is not known, or a package is missing.
        OSError: if the file cannot be written.
    """
    if format not in FORMATS:
        raise ChoiceError(f"there is no format {format}. Use one of {', '.join(FORMATS)}.")
    filters = _filters(record, between, about, since, until, types, statuses)
    selection = Selection(
        record=record, filters=filters, per_article=per_article, language=language
    )
    tally = Tally()
    whole = Path(path)
    partial = whole.with_name(f".{whole.name}.part")
    try:
        with partial.open("wb") as file:
            for chunk in FORMATS[format].write(selection, tally, table=_table(table)):
                file.write(chunk)
        os.replace(partial, whole)  # noqa: PTH105
    finally:
        partial.unlink(missing_ok=True)
    return tally


def _filters(
    record: Record,
    between: tuple[str, str] | None,
    about: str | None,
    since: str | None,
    until: str | None,
    types: Iterable[str],
    statuses: Iterable[str],
) -> Any:
    if between is not None and about is not None:
        raise ChoiceError("give either between or about, not both.")
    sides = between or ((about,) if about is not None else ())
    return filters_of(record, *sides, since=since, until=until, types=types, statuses=statuses)


def _table(name: str) -> Any:
    if name not in TABLES:
        raise ChoiceError(f"there is no table {name}. Use one of {', '.join(TABLES)}.")
    return TABLES[name]


def _arrow(record: Record, table: str, filters: Any, *, per_article: bool) -> Any:
    """Return one table as a pyarrow table."""
    held = _table(table)
    import pyarrow

    schema = arrow_schema(held)
    rows = held.rows(Selection(record=record, filters=filters, per_article=per_article))
    parts = []
    while group := tuple(islice(rows, _ROWS)):
        parts.append(arrow_table(held, group, schema))
    return pyarrow.concat_tables(parts) if parts else schema.empty_table()
