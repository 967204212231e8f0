"""How much a record holds, and whether its file is sound."""

import sqlite3

from sqlalchemy import Connection, Table, func, select

from dragoman.record.database import FORMATS, Database
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
    """Run SQLite's checks on the whole file and return what they found."""
    with database.reading() as connection:
        answers = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        problems = [str(answer) for answer in answers if answer != "ok"]
        loose = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        problems.extend(f"row {row[1]} of {row[0]} refers to no row of {row[2]}" for row in loose)
        held = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
        counts = count(connection)
    files = (database.path, database.path.with_name(database.path.name + "-wal"))
    return Health(
        path=str(database.path),
        problems=tuple(problems),
        format=str(held),
        newest_format=FORMATS[-1],
        size=sum(file.stat().st_size for file in files if file.exists()),
        read_only=database.read_only,
        sqlite=sqlite3.sqlite_version,
        counts=counts,
    )
