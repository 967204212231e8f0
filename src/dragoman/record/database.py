"""Open a record, bring it to today's format, and put its errors in plain words.

What is said here of files is SQLite's; `record.postgres` does the same on a server.
"""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import RecordError
from dragoman.record.asking import Asking, asking_of
from dragoman.record.files import (
    ASK_INDEXES,
    Connect,
    Explain,
    check_place,
    connector,
    explainer,
    log,
    missing_indexes,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

FORMATS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007")
"""Every format of the record this package can read, oldest first. The last is today's."""

_SCRIPTS = "dragoman.record:migrations"
_APPLICATION_ID = 0x44524147  # "DRAG": tells a record from any other SQLite file


@dataclass(frozen=True, kw_only=True)
class Database:
    """An open record.

    Attributes:
        name: the file, or the address on a server without its password.
        path: the file; None on a server.
        make_engine: makes what `engine` is.
        connect: opens the file; None on a server.
        read_only: whether it can only be read.
        explain: returns in one line what an error of the engine means and what to do;
            None if that is not known.
    """

    name: str
    path: Path | None
    make_engine: "Callable[[], Engine]"
    connect: Connect | None = None
    read_only: bool
    explain: Explain
    _idle: list[sqlite3.Connection] = field(default_factory=list)

    @cached_property
    def engine(self) -> "Engine":
        """What gives connections of SQLAlchemy; its transactions take the option "writing"."""
        return self.make_engine()

    def close(self) -> None:
        """Let go of the file, or of the server."""
        while self._idle:
            self._idle.pop().close()
        if self.connect is None or "engine" in vars(self):  # a server's is there from the start
            self.engine.dispose()

    @contextmanager
    def asking(self) -> Iterator[Asking]:
        """Give what asks in SQL, and sees one unchanging state of the record."""
        if self.connect is None:
            with self.reading() as connection:
                yield asking_of(connection)
            return
        with plain_errors(self.explain), self._lent(self.connect) as driver:
            driver.execute("BEGIN")
            yield Asking(driver, on_sqlite=True)

    @contextmanager
    def _lent(self, connect: Connect) -> Iterator[sqlite3.Connection]:
        """Give a connection for one transaction, and keep it for the next."""
        try:
            driver = self._idle.pop()  # another thread may take the last one
        except IndexError:
            driver = connect()
        try:
            yield driver
        finally:
            driver.rollback()  # nothing was written
            self._idle.append(driver)

    @contextmanager
    def reading(self) -> "Iterator[Connection]":
        """Give a connection that sees one unchanging state of the record."""
        with plain_errors(self.explain), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> "Iterator[Connection]":
        """Give a connection that writes all or nothing, one writer at a time."""
        if self.read_only:
            raise RecordError(
                f"{self.name} may only be read. Give yourself the right to write it, or name "
                f"another record."
            )
        engine = self.engine.execution_options(writing=True)
        with plain_errors(self.explain), engine.begin() as connection:
            yield connection

    def fold_log(self) -> None:
        """Write into a file what stands in its log, which a large load has made large.

        Where somebody is reading for long it stays, and goes when the last one is done.
        """
        if self.connect is not None:
            with plain_errors(self.explain), closing(self.connect()) as driver:
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def open_database(where: str | Path, *, create: bool, patience: float) -> Database:
    """Open the record at `where` in today's format.

    Args:
        where: a file, or an address such as "postgresql://user@host/press".
        create: whether to make an empty record if there is none.
        patience: seconds to wait while another program writes.

    Raises:
        RecordError: if it is missing, is no record, was made by a newer dragoman, is
            damaged, or cannot be read.
    """
    if is_server(where):
        from dragoman.record.postgres import open_server  # needs psycopg

        return open_server(str(where), create=create, patience=patience)
    path = Path(where)
    explain = explainer(path)
    check_place(path, create=create)
    with plain_errors(explain):
        read_only = path.exists() and not os.access(path, os.W_OK)
        held = _format_of(path, connector(path, read_only=read_only, patience=patience))
        check_format(str(path), held, read_only=read_only)
        if held != FORMATS[-1]:
            if held is not None:
                _back_up(path, held)
            _migrate(path, patience=patience)
        if not read_only:
            _mend(path)
    connect = connector(path, read_only=read_only, patience=patience)  # its log may be new
    return Database(
        name=str(path),
        path=path,
        make_engine=lambda: _engine(connect),
        connect=connect,
        read_only=read_only,
        explain=explain,
    )


def is_server(where: str | Path) -> bool:
    """Tell whether `where` is an address on a server, not a file."""
    return isinstance(where, str) and where.startswith(("postgresql://", "postgres://"))


def shown(where: str | Path) -> str:
    """Return `where` as it may be shown: without a password."""
    if not is_server(where):
        return str(where)
    from sqlalchemy.engine import make_url

    return make_url(str(where)).render_as_string(hide_password=True)


def check_format(name: str, held: str | None, *, read_only: bool) -> None:
    """Raise if the format of a record cannot be read, or must be changed and cannot be."""
    if held not in (None, *FORMATS):
        raise RecordError(
            f"{name} was made by a newer dragoman (record format {held}; this one knows up "
            f"to {FORMATS[-1]}). Update dragoman, or name another record."
        )
    if held != FORMATS[-1] and read_only:
        raise RecordError(
            f"{name} has the older format {held or 'none'} and may only be read. Give "
            f"yourself the right to write it, so that it can be brought up to date."
        )


def migrate(database: Database, wanted: str) -> None:
    """Bring an open record to another format, for an older dragoman; then close it.

    A file is copied beside itself before.

    Raises:
        RecordError: if there is no such format.
    """
    if wanted not in FORMATS:
        raise RecordError(f"there is no format {wanted}. Name one of {', '.join(FORMATS)}.")
    if database.path is not None:
        _back_up(database.path, FORMATS[-1])
    with database.writing() as connection:
        change_format(connection, wanted)


def change_format(connection: "Connection", wanted: str | None = None) -> None:
    """Bring the record behind a writing connection to another format, all or nothing.

    Args:
        connection: with which the change is made; the caller commits it.
        wanted: the format; today's if None, "base" for no table at all. An older one
            has no place for what came later: that is lost.
    """
    from alembic import command  # slow to import, and needed only here
    from alembic.config import Config
    from alembic.migration import MigrationContext

    config = Config()
    config.set_main_option("script_location", _SCRIPTS)
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    held = MigrationContext.configure(connection).get_current_revision()
    if wanted is None or (wanted != "base" and wanted > (held or "")):
        command.upgrade(config, wanted or "head")
    else:
        command.downgrade(config, wanted)


def _engine(connect: Connect) -> "Engine":
    """Return an engine whose transactions are exactly those we begin."""
    from sqlalchemy import create_engine, event  # takes longer than answering most questions
    from sqlalchemy.pool import QueuePool

    engine = create_engine(
        "sqlite+pysqlite://",
        creator=connect,
        poolclass=QueuePool,  # facts that are streamed hold a connection while others are asked for
    )

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _: Any) -> None:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")

    @event.listens_for(engine, "begin")
    def _begin(connection: "Connection") -> None:
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _format_of(path: Path, connect: Connect) -> str | None:
    """Return the format of the record at `path`; None for a missing or empty file."""
    if not path.exists() or (path.stat().st_size == 0 and not log(path).exists()):
        return None
    with closing(connect()) as driver:
        driver.execute("BEGIN")
        [held] = driver.execute("PRAGMA application_id").fetchone()
        [tables] = driver.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if held != _APPLICATION_ID and not tables:
            return None
        if held != _APPLICATION_ID:
            raise RecordError(
                f"{path} is an SQLite file, but not a record of dragoman. Name another file."
            )
        [format] = driver.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(format)


def _back_up(path: Path, held: str) -> None:
    """Copy the record beside itself before its format changes.

    Another program may migrate it meanwhile: then its backup stands, not ours.
    """
    copy = path.with_name(f"{path.name}.format-{held}.bak")
    draft = copy.with_name(f"{copy.name}.{os.getpid()}")
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(draft)) as target:
            source.backup(target)
            [copied] = target.execute("SELECT version_num FROM alembic_version").fetchone()
        if copied == held:
            draft.replace(copy)
    finally:
        draft.unlink(missing_ok=True)


def _migrate(path: Path, *, patience: float) -> None:
    """Bring the record at `path` to today's format, all or nothing."""
    engine = _engine(connector(path, read_only=False, patience=patience))
    try:
        _use_log(engine, patience=patience)
        with engine.execution_options(writing=True).begin() as connection:
            change_format(connection)
            connection.exec_driver_sql(f"PRAGMA application_id = {_APPLICATION_ID}")
    finally:
        engine.dispose()


def _mend(path: Path) -> None:
    """Make the indexes that are missing because a load of the record at `path` was killed."""
    connect = connector(path, read_only=False, patience=0)
    with closing(connect()) as connection:
        if not missing_indexes(name for (name,) in connection.execute(ASK_INDEXES)):
            return
    from dragoman.record.aside import mend_indexes

    engine = _engine(connect)
    try:
        mend_indexes(engine)
    finally:
        engine.dispose()


def _use_log(engine: "Engine", *, patience: float) -> None:
    """Turn on the write-ahead log, so that readers never wait for a writer.

    SQLite does not wait by itself when two programs ask for this at once.
    """
    until = time.monotonic() + patience
    while True:
        raw = engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
        finally:
            raw.close()


def _is_of_server(cause: BaseException | None) -> bool:
    """Tell whether an error is PostgreSQL's, without loading what speaks to it."""
    return type(cause).__module__.startswith("psycopg")


@contextmanager
def plain_errors(explain: Explain) -> Iterator[None]:
    """Turn what a database complains of into one line that says what to do."""
    try:
        yield
    except Exception as error:
        cause = getattr(error, "orig", error)  # SQLAlchemy's hold the driver's
        if not isinstance(cause, sqlite3.Error) and not _is_of_server(cause):
            raise
        told = explain(cause) if cause is not None else None
        if told is None:
            raise
        raise RecordError(told) from error
