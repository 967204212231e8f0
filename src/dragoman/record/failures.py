"""What could not be recorded, and the runs that tried."""

from collections import defaultdict

from sqlalchemy import Connection, delete, insert, select, update

from dragoman.record.dialect import put_row
from dragoman.record.tables import failures, runs
from dragoman.record.views import FailureGroup, RecordedFailure


def write_failure(connection: Connection, failure: RecordedFailure) -> None:
    """Keep `failure`, in the place of an older one of the same article."""
    values = {
        "path": failure.path,
        "article": failure.article or "",
        "cause": failure.cause,
        "message": failure.message,
        "advice": failure.advice,
        "detail": failure.detail,
        "at": failure.at,
    }
    put_row(connection, failures, ("path", "article"), values)


def has_failures(connection: Connection, path: str) -> bool:
    """Tell whether failures of the file at `path` are kept."""
    query = select(failures.c.id).where(failures.c.path == path)
    return connection.execute(query).first() is not None


def drop_failures(connection: Connection, path: str, article: str | None = None) -> None:
    """Forget the failures of the file at `path`, or of one article in it, if any."""
    statement = delete(failures).where(failures.c.path == path)
    if article is not None:
        statement = statement.where(failures.c.article == article)
    connection.execute(statement)


def list_failures(connection: Connection) -> tuple[FailureGroup, ...]:
    """Return all failures by cause, the most frequent cause first."""
    groups: dict[str, list[RecordedFailure]] = defaultdict(list)
    query = select(failures).order_by(failures.c.path, failures.c.article)
    for row in connection.execute(query):
        groups[row.cause].append(
            RecordedFailure(
                path=row.path,
                article=row.article or None,
                cause=row.cause,
                message=row.message,
                advice=row.advice,
                detail=row.detail,
                at=row.at,
            )
        )
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(FailureGroup(cause=cause, failures=tuple(kept)) for cause, kept in ordered)


def start_run(connection: Connection, started_at: str) -> int:
    """Note that an ingest begins; return its number."""
    query = insert(runs).returning(runs.c.id)
    return int(connection.execute(query, {"started_at": started_at}).scalar_one())


def end_run(connection: Connection, run: int, ended_at: str, values: dict[str, int]) -> None:
    """Note that ingest `run` has ended, with what it did."""
    connection.execute(update(runs).where(runs.c.id == run).values(ended_at=ended_at, **values))
