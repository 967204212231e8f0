"""A record copied whole from one place to another, on whichever engines, and compared."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, func, select

from dragoman.errors import RecordError
from dragoman.record import intake_tables, meeting_tables, resolution_tables
from dragoman.record.database import Database
from dragoman.record.dialect import load_rows, restart_numbers
from dragoman.record.searching import index_again
from dragoman.record.tables import METADATA

__all__ = ["Copied", "copy_record", "digest"]

_BATCH = 2000
_ENCODER = msgspec.msgpack.Encoder()
_ALL_KNOWN = (intake_tables, meeting_tables, resolution_tables)  # whose tables METADATA must hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """What was copied.

    Attributes:
        rows: how many, of all tables.
        digest: SHA-256 over all of them; both records have it.
    """

    rows: int
    digest: str


def copy_record(
    source: Database, target: Database, *, tell: Callable[[str, int], None] = lambda *_: None
) -> Copied:
    """Copy everything that `source` holds into the empty record `target`, all or nothing.

    Numbers stay what they were. What was written is read back and compared by digest
    before it counts.

    Args:
        source: where from; it may be written meanwhile, one moment of it is copied.
        target: where to.
        tell: called with the name of a table and the rows copied so far.

    Raises:
        RecordError: if the target holds anything, or if the two differ in the end.
    """
    rows = 0
    with source.reading() as reading, target.writing() as writing:
        for table in METADATA.sorted_tables:
            if writing.execute(select(func.count()).select_from(table)).scalar_one():
                raise RecordError(
                    f"{target.name} is not empty: it holds {table.name}. Name a new record to "
                    f"copy into."
                )
        for table in METADATA.sorted_tables:
            for batch in _batches(reading, table):
                load_rows(writing, table, [tuple(row) for row in batch])
                rows += len(batch)
                tell(table.name, rows)
        restart_numbers(writing, METADATA.sorted_tables)
        index_again(writing)
        before, after = digest(reading), digest(writing)
        if before != after:
            raise RecordError(
                f"the copy in {target.name} differs from {source.name}: nothing was copied. "
                f"Report it as a bug."
            )
    return Copied(rows=rows, digest=after)


def digest(connection: Connection) -> str:
    """Return the SHA-256 of every row of every table, the same on every engine."""
    whole = hashlib.sha256()
    for table in METADATA.sorted_tables:
        whole.update(f"{table.name}\n".encode())
        for batch in _batches(connection, table):
            for row in batch:
                whole.update(_ENCODER.encode(tuple(row)))
    return whole.hexdigest()


def _batches(connection: Connection, table: Table) -> Iterator[list[Any]]:
    """Yield the rows of a table in the order of its key."""
    query = select(table).order_by(*table.primary_key.columns)
    found = connection.execute(query, execution_options={"yield_per": _BATCH})
    for batch in found.partitions():
        yield list(batch)
