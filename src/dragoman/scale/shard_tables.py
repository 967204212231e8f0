"""The tables of a shard as Parquet. Their columns are the record's, with Arrow's types."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import BigInteger, Boolean, Float, Integer, LargeBinary

from dragoman.errors import DragomanError
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
_NOT_YET = {"judgements": {"id", "relation", "undone_at"}, "participants": {"id"}}
"""Columns that only a record can fill."""


def _types(table: str) -> dict[str, str]:
    """Return the columns of a table with their types."""
    if table in _OWN:
        return _OWN[table]
    found = {}
    for column in METADATA.tables[table].c:
        if column.name in _NOT_YET.get(table, ()):
            continue
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


def write_table(path: Path, table: str, rows: Sequence[dict[str, Any]]) -> None:
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
    _, parquet = _arrow()
    table = parquet.read_table(path, memory_map=False)
    names = table.column_names
    columns = [column.to_pylist() for column in table.columns]
    for values in zip(*columns, strict=True):
        yield dict(zip(names, values, strict=True))


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ModuleNotFoundError as error:
        raise DragomanError(
            "shards need pyarrow. Install it: pip install 'dragoman[parquet]'."
        ) from error
    return pyarrow, pyarrow.parquet
