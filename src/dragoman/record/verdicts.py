"""What people's judgements of facts say, as the questions of the record need it.

Apart from what writes those judgements, so that asking loads none of it.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from dragoman.record.dialect import as_list, listed
from dragoman.record.tables import judgements

REJECTED = "rejected"
"""The verdict that there was no such fact."""


def rejected() -> Select[tuple[str]]:
    """Return the query for the ids of facts that somebody rejected."""
    return select(judgements.c.subject).where(
        judgements.c.verdict == REJECTED, judgements.c.undone_at.is_(None)
    )


def stated(connection: Connection, ids: Sequence[str]) -> Sequence[Row[Any]]:
    """Return the judgements that say what a field of the facts `ids` is, oldest first."""
    query = _stated_of(connection.dialect.name)
    return connection.execute(query, {"ids": as_list(connection, ids)}).all()


@cache
def _stated_of(dialect: str) -> Select[Any]:
    return (
        select(judgements)
        .where(
            judgements.c.subject.in_(listed(dialect, "ids")),
            judgements.c.undone_at.is_(None),
            judgements.c.verdict.contains("="),
        )
        .order_by(judgements.c.id)
    )
