"""Several shards loaded into a record in one transaction, and what a first load may do."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, func, select

from dragoman.record.archives import read_mark, write_mark
from dragoman.record.aside import (
    PutBack,
    lay_indexes_aside,
    put_indexes_back,
    unhindered,
    without_collector,
)
from dragoman.record.database import Database
from dragoman.record.dialect import is_sqlite, these
from dragoman.record.incoming import Incoming
from dragoman.record.intake_tables import marks
from dragoman.record.loading import LoadCounts, Loader
from dragoman.record.pages import drop_pages, keep_pages, much_memory
from dragoman.record.tables import facts

_FACTS_AT_ONCE = 50_000  # other writers wait for as long
_FIRST = 200_000
_SHARE = 8
"""A first load brings so much in one transaction, or an eighth of what is held: whichever page
of an index it writes, it writes once, and few pages are not written in each (docs/adr/0016)."""


class Loading:
    """Loads what was read elsewhere into one record."""

    def __init__(self, database: Database, now: Callable[[], str]) -> None:
        self._database, self._now = database, now
        self._many = False

    def counts(self) -> LoadCounts:
        """Return counts of nothing, to add to."""
        return LoadCounts()

    def load(self, name: str, articles: Sequence[Incoming]) -> LoadCounts | None:
        """Load the articles of the shard `name`, all or none; None if that was done before."""
        with self.batch() as batch:
            return batch.load(name, articles)

    def known(self, names: Sequence[str]) -> set[str]:
        """Return those of the shards `names` that were loaded before."""
        with self._database.reading() as connection:
            query = select(marks.c.name).where(marks.c.name.in_(these(connection, names)))
            return set(connection.scalars(query)) if names else set()

    @contextmanager
    def many(self, coming: int) -> Iterator[None]:
        """Load shards within: more facts than are held write faster without some indexes.

        Args:
            coming: how many facts will be loaded.
        """
        with self._database.writing() as connection:
            self._many = coming > _held(connection)
            if self._many:
                lay_indexes_aside(connection)
                before = keep_pages(connection)
        if not self._many:
            yield
            return
        try:
            yield
        finally:
            self._many = False
            with self._database.writing() as connection:
                put_indexes_back(connection)
                drop_pages(connection, before)
            self._database.fold_log()

    @contextmanager
    def batch(self) -> Iterator["Batch"]:
        """Give what loads several shards, all of them or none: pages are written once for all."""
        with self._database.writing() as connection, much_memory(connection), without_collector():
            held = _held(connection) if self._many else None
            with unhindered(connection, held=held) as put_back:
                yield Batch(connection, self._now(), put_back, _most(connection, held))


def _held(connection: Connection) -> int:
    """Return how many facts the record holds."""
    return connection.execute(select(func.count()).select_from(facts)).scalar_one()


def _most(connection: Connection, held: int | None) -> int:
    """Return how many facts one transaction may bring; on a server others wait for its end.

    Args:
        connection: to the record.
        held: facts in it, if it receives more than it holds; else None.
    """
    if held is None or not is_sqlite(connection):
        return _FACTS_AT_ONCE
    return max(_FIRST, held // _SHARE)


class Batch:
    """Loads shards within one writing transaction.

    Attributes:
        most: facts that are enough for one.
    """

    def __init__(self, connection: Connection, now: str, put_back: PutBack, most: int) -> None:
        self._connection, self._now, self._put_back = connection, now, put_back
        self.most = most

    def load(self, name: str, articles: Sequence[Incoming]) -> LoadCounts | None:
        """Load the articles of the shard `name`; None if that was done before."""
        if read_mark(self._connection, name) is not None:
            return None
        loader = Loader(self._connection, self._now, self._put_back)
        loader.load(articles)
        write_mark(self._connection, name, self._now)
        return loader.counts
