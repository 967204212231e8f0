"""A table as Parquet, its columns described in the file itself."""

import io
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from dragoman.surfaces.export.columns import SCHEMA, Cell, Column, Table
from dragoman.surfaces.export.formats import MissingExtraError
from dragoman.surfaces.export.selection import Selection, Tally

_ROWS = 10_000
"""Rows of a row group: what memory holds at a time."""


def write_parquet(table: Table[Any], selection: Selection, tally: Tally) -> Iterator[bytes]:
    """Yield `table`, a row group at a time.

    Raises:
        MissingExtraError: if pyarrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtraError("parquet", "parquet") from error
    schema = arrow_schema(table)
    sink = _Sink()
    with parquet.ParquetWriter(
        pyarrow.PythonFile(sink, mode="w"), schema, compression="zstd"
    ) as writer:
        rows = table.rows(selection)
        while group := tuple(islice(rows, _ROWS)):
            writer.write_table(arrow_table(table, group, schema))
            tally.written += len(group)
            yield sink.take()
    yield sink.take()


def arrow_schema(table: Table[Any]) -> Any:
    """Return the schema of `table` for pyarrow, with what each column means."""
    import pyarrow

    types = {
        "text": pyarrow.string(),
        "texts": pyarrow.list_(pyarrow.string()),
        "number": pyarrow.float64(),
        "whole": pyarrow.int64(),
        "flag": pyarrow.bool_(),
        "day": pyarrow.date32(),
    }
    fields = [
        pyarrow.field(
            column.name,
            types[column.kind],
            nullable=not column.required,
            metadata={"description": column.about},
        )
        for column in table.columns
    ]
    return pyarrow.schema(
        fields, metadata={"dragoman.table": table.name, "dragoman.schema": SCHEMA}
    )


def arrow_table(table: Table[Any], rows: Sequence[tuple[Cell, ...]], schema: Any) -> Any:
    """Return `rows` as a pyarrow table."""
    import pyarrow

    arrays = [
        pyarrow.array([_cell(row[index], column) for row in rows], type=field.type)
        for index, (column, field) in enumerate(zip(table.columns, schema, strict=True))
    ]
    return pyarrow.Table.from_arrays(arrays, schema=schema)


def _cell(value: Cell, column: Column[Any]) -> Any:
    if column.kind == "day" and isinstance(value, str):
        return date.fromisoformat(value)
    return value


class _Sink(io.RawIOBase):
    """Takes what is written, gives it away, and knows how much there was."""

    def __init__(self) -> None:
        self._held: list[bytes] = []
        self._written = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        held = bytes(data)
        self._held.append(held)
        self._written += len(held)
        return len(held)

    def tell(self) -> int:
        return self._written

    def take(self) -> bytes:
        """Return what was written since the last time."""
        data = b"".join(self._held)
        self._held.clear()
        return data
