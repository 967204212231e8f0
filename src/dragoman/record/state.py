"""How much a record holds, and whether it is sound."""

import sqlite3

from sqlalchemy import Connection, Table, func, select

from dragoman.record.database import FORMATS, Database
from dragoman.record.dialect import is_sqlite
from dragoman.record.intake_tables import copies, unread
from dragoman.record.tables import actors, documents, entities, facts, failures
from dragoman.record.views import Counts, Health


def count(connection: Connection) -> Counts:
    """Return how much the record holds."""

    def rows(table: Table) -> int:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())

    kinds = select(facts.c.kind, func.count()).group_by(facts.c.kind)
    by_kind = {row[0]: int(row[1]) for row in connection.execute(kinds)}
    current = select(func.count()).select_from(documents).where(documents.c.current)
    return Counts(
        documents=int(connection.execute(current).scalar_one()),
        versions=rows(documents),
        entities=rows(entities),
        actors=rows(actors),
        events=by_kind.get("E", 0),
        quotations=by_kind.get("Q", 0),
        agreements=by_kind.get("G", 0),
        claims=by_kind.get("C", 0),
        failures=rows(failures),
        copies=rows(copies),
        unread=rows(unread),
    )


def examine(database: Database) -> Health:
    """Run the engine's checks on the whole record and return what they found."""
    with database.reading() as connection:
        if is_sqlite(connection):
            engine, problems, size = _examine_file(connection, database)
        else:
            engine, problems, size = _examine_server(connection)
        held = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
        counts = count(connection)
    return Health(
        name=database.name,
        problems=problems,
        format=str(held),
        newest_format=FORMATS[-1],
        size=size,
        read_only=database.read_only,
        engine=engine,
        counts=counts,
    )


def _examine_file(connection: Connection, database: Database) -> tuple[str, tuple[str, ...], int]:
    """Return the version of SQLite, what it finds wrong, and the bytes of the file."""
    answers = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    problems = [str(answer) for answer in answers if answer != "ok"]
    loose = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    problems.extend(f"row {row[1]} of {row[0]} refers to no row of {row[2]}" for row in loose)
    assert database.path is not None
    files = (database.path, database.path.with_name(database.path.name + "-wal"))
    size = sum(file.stat().st_size for file in files if file.exists())
    return f"SQLite {sqlite3.sqlite_version}", tuple(problems), size


def _examine_server(connection: Connection) -> tuple[str, tuple[str, ...], int]:
    """Return the version of PostgreSQL, indexes it could not build, and bytes."""
    version = connection.exec_driver_sql("SHOW server_version").scalar_one()
    invalid = connection.exec_driver_sql(
        "SELECT indexrelid::regclass::text FROM pg_index "
        "WHERE NOT indisvalid AND indrelid IN (SELECT oid FROM pg_class "
        "WHERE relnamespace = current_schema()::regnamespace) ORDER BY 1"
    ).scalars()
    problems = tuple(f"index {name} is not complete: REINDEX it" for name in invalid)
    size = connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one()
    return f"PostgreSQL {str(version).split()[0]}", problems, int(size)


def stamp(database: Database) -> str:
    """Return what changes whenever the record does, and may change when it does not."""
    if database.path is None:
        with database.reading() as connection:
            return str(connection.exec_driver_sql("SELECT pg_current_snapshot()").scalar_one())
    parts = []
    for file in (database.path, database.path.with_name(database.path.name + "-wal")):
        state = file.stat() if file.exists() else None
        # An empty log says nothing: it comes and goes with the programs that read.
        parts.append(f"{state.st_mtime_ns:x}.{state.st_size:x}" if state and state.st_size else "-")
    return "-".join(parts)
