"""The tables of a shard as Parquet. Their columns are the record's, with Arrow's types."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import BigInteger, Boolean, Float, Integer, LargeBinary

from dragoman.errors import DragomanError
from dragoman.record.incoming import COLUMNS, FILLED
from dragoman.record.tables import METADATA

_SAID = ("name", "address", "title", "publisher", "url", "published", "language", "text")
_OWN: dict[str, dict[str, str]] = {
    "documents": {
        "id": "int64",
        "sha256": "string",
        **dict.fromkeys(_SAID, "string"),
        "origin": "binary",
        "signature": "binary",
        "keys": "list",
        "schema": "int64",
        **dict.fromkeys(("dragoman", "pack", "knowledge", "model"), "string"),
        "reading": "binary",
    },
    "unread": {**dict.fromkeys(_SAID, "string"), "origin": "binary"},
    "failures": dict.fromkeys(
        ("path", "article", "cause", "message", "advice", "detail"), "string"
    ),
}


def _types(table: str) -> dict[str, str]:
    """Return the columns of a table with their types."""
    if table in _OWN:
        return _OWN[table]
    found = {}
    for column in METADATA.tables[table].c:
        if column.name not in (*COLUMNS[table], *FILLED):
            continue  # only a record can fill it
        kind = "string"
        if isinstance(column.type, (Integer, BigInteger)):
            kind = "int64"
        elif isinstance(column.type, Float):
            kind = "float64"
        elif isinstance(column.type, Boolean):
            kind = "bool"
        elif isinstance(column.type, LargeBinary):
            kind = "binary"
        found[column.name] = kind
    return found


def write_table(path: Path, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write the rows of one table, in their order; the same rows give the same bytes."""
    arrow, parquet = _arrow()
    kinds = {
        "string": arrow.string(),
        "int64": arrow.int64(),
        "float64": arrow.float64(),
        "bool": arrow.bool_(),
        "binary": arrow.binary(),
        "list": arrow.list_(arrow.int64()),
    }
    types = _types(table)
    columns = [
        arrow.array([row[name] for row in rows], type=kinds[kind]) for name, kind in types.items()
    ]
    parquet.write_table(
        arrow.table(columns, names=list(types)), path, compression="zstd", write_statistics=True
    )


def read_table(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of one table, in their order."""
    columns = read_columns(path)
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(columns, values, strict=True))


def read_columns(path: Path) -> dict[str, list[Any]]:
    """Return the values of every column of one table."""
    _, parquet = _arrow()
    # One reader after the other: what is read is small, and a thread each would cost more.
    table = parquet.read_table(path, memory_map=False, use_threads=False)
    return dict(zip(table.column_names, (one.to_pylist() for one in table.columns), strict=True))


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ModuleNotFoundError as error:
        raise DragomanError(
            "shards need pyarrow. Install it: pip install 'dragoman[parquet]'."
        ) from error
    return pyarrow, pyarrow.parquet
