"""How far large archives have been taken in, and how far standing tasks have got."""

from dataclasses import dataclass

from sqlalchemy import Connection, Table, delete, insert, select

from dragoman.record.intake_tables import archives, marks


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveState:
    """How far an archive has been taken in.

    Attributes:
        stamp: size and time of change of the file that was read; another file begins anew.
        offset: byte of the last record that was dealt with.
        held: articles of it that are recorded.
        whole: whether its end was reached.
    """

    stamp: str
    offset: int
    held: int
    whole: bool


def read_archive(connection: Connection, path: str) -> ArchiveState | None:
    """Return how far the archive at `path` has been taken in; None if it never was."""
    row = connection.execute(select(archives).where(archives.c.path == path)).one_or_none()
    if row is None:
        return None
    return ArchiveState(stamp=row.stamp, offset=row.offset, held=row.held, whole=row.whole)


def write_archive(connection: Connection, path: str, state: ArchiveState) -> None:
    """Note how far the archive at `path` has been taken in."""
    values = {
        "path": path,
        "stamp": state.stamp,
        "offset": state.offset,
        "held": state.held,
        "whole": state.whole,
    }
    put(connection, archives, "path", values)


def read_mark(connection: Connection, name: str) -> str | None:
    """Return how far the task called `name` has got; None if it never began."""
    query = select(marks.c.value).where(marks.c.name == name)
    found = connection.execute(query).scalar_one_or_none()
    return str(found) if found is not None else None


def write_mark(connection: Connection, name: str, value: str) -> None:
    """Note how far the task called `name` has got."""
    put(connection, marks, "name", {"name": name, "value": value})


def drop_mark(connection: Connection, name: str) -> None:
    """Forget how far the task called `name` has got."""
    connection.execute(delete(marks).where(marks.c.name == name))


def list_marks(connection: Connection, prefix: str) -> dict[str, str]:
    """Return the marks whose names begin with `prefix`, by the rest of their names."""
    query = select(marks).where(marks.c.name.startswith(prefix, autoescape=True))
    rows = connection.execute(query.order_by(marks.c.name))
    return {row.name.removeprefix(prefix): row.value for row in rows}


def put(connection: Connection, table: Table, key: str, values: dict[str, object]) -> None:
    """Write a row in the place of the one with the same key, if there is one."""
    connection.execute(delete(table).where(table.c[key] == values[key]))
    connection.execute(insert(table), values)
