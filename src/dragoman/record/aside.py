"""What a load of very many facts lays aside so as to write faster, and puts back.

On SQLite these are the indexes that no step of loading asks. They stay aside from one
transaction of the load to the next; whoever opens the record puts back what a load that
was killed has left aside. On PostgreSQL foreign keys cost most: they are looked at once
for all rows at the end of each transaction, which is whole or was not.
"""

import gc
import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from dragoman.record.dialect import gather_words, is_sqlite
from dragoman.record.files import ASK_INDEXES, BY_FACT, INDEXES, missing_indexes


@dataclass(frozen=True, slots=True)
class PutBack:
    """Puts back at once what is aside.

    Attributes:
        everything: before anything is erased, for its rows are found by it.
        by_fact: before the rows of a fact that is recorded are looked for.
    """

    everything: Callable[[], None]
    by_fact: Callable[[], None]


_SORTERS = 2  # threads besides the one that makes an index
_MOST_CHECKED = 500_000  # facts; to look at all keys of more costs what it saves
_KEYS = """
    SELECT conrelid::regclass::text AS bearer, confrelid::regclass::text AS named,
           quote_ident(conname) AS key, pg_get_constraintdef(pg_constraint.oid) AS meaning,
           pg_has_role(relowner, 'USAGE') AS ours
    FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
    WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
    ORDER BY conrelid, conname
"""


def lay_indexes_aside(connection: Connection) -> None:
    """Drop the indexes of a file that loading can do without; on a server they stay."""
    if is_sqlite(connection):
        gather_words(connection, many=True)
        for name in INDEXES:
            connection.exec_driver_sql(f"DROP INDEX IF EXISTS {name}")


def put_indexes_back(connection: Connection, wanted: Collection[str] = INDEXES) -> None:
    """Make those of the `wanted` indexes of a file that are aside."""
    if not is_sqlite(connection):
        return
    missing = missing_indexes(connection.exec_driver_sql(ASK_INDEXES).scalars()) & set(wanted)
    if not missing:
        return
    if wanted is INDEXES:
        gather_words(connection, many=False)
    from dragoman.record import intake_tables, meeting_tables, resolution_tables, tables

    connection.exec_driver_sql(f"PRAGMA threads = {_SORTERS}")
    every = (intake_tables, meeting_tables, resolution_tables, tables)  # METADATA must hold them
    for table in every[-1].METADATA.sorted_tables:
        for index in table.indexes:
            if index.name in missing:
                index.create(connection)


def mend_indexes(engine: Engine) -> None:
    """Make the indexes that a load which was killed has left aside.

    Args:
        engine: on a file that may be written; it waits for nobody. Whoever writes just now
            may be the very load that laid them aside: without them all is right, but slow.
    """
    try:
        with engine.execution_options(writing=True).begin() as connection:
            put_indexes_back(connection)
    except OperationalError as error:
        if getattr(error.orig, "sqlite_errorcode", None) != sqlite3.SQLITE_BUSY:
            raise


@contextmanager
def unhindered(connection: Connection, *, held: int | None) -> Iterator[PutBack]:
    """Let one transaction write without what was laid aside for it.

    Args:
        connection: a writing one, at the beginning of its transaction.
        held: facts in the record, if it receives more than it holds; else None.
    """
    if held is None or (held > _MOST_CHECKED and not is_sqlite(connection)):
        yield PutBack(_nothing, _nothing)
    elif is_sqlite(connection):
        yield PutBack(
            partial(put_indexes_back, connection), partial(put_indexes_back, connection, BY_FACT)
        )
    else:
        put_back = _lay_keys_aside(connection)
        yield PutBack(put_back, _nothing)
        put_back()


def _nothing() -> None:
    """Put nothing back."""


def _lay_keys_aside(connection: Connection) -> Callable[[], None]:
    """Drop all foreign keys, unless others are reading or the tables are not ours.

    Nobody is waited for: a reader that holds one table may be about to ask for the next.
    """
    keys = connection.exec_driver_sql(_KEYS).all()
    tables = sorted({name for key in keys for name in (key.bearer, key.named)})
    if not keys or not all(key.ours for key in keys):
        return _nothing
    try:
        with connection.begin_nested():
            connection.exec_driver_sql(
                f"LOCK TABLE {', '.join(tables)} IN ACCESS EXCLUSIVE MODE NOWAIT"
            )
    except OperationalError as error:
        if getattr(error.orig, "sqlstate", None) != "55P03":  # another holds a lock
            raise
        return _nothing
    for key in keys:
        connection.exec_driver_sql(f"ALTER TABLE {key.bearer} DROP CONSTRAINT {key.key}")
    aside = list(keys)

    def put_back() -> None:
        while aside:
            key = aside.pop()
            connection.exec_driver_sql(
                f"ALTER TABLE {key.bearer} ADD CONSTRAINT {key.key} {key.meaning}"
            )

    return put_back


@contextmanager
def without_collector() -> Iterator[None]:
    """Make very many rows, none of which refers to itself, without looking for such."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
