"""Who takes part in a record, and why an actor is held to be somebody."""

from sqlalchemy import Connection, func, select

from dragoman.record.tables import actors, entities, judgements
from dragoman.record.views import EntityInfo
from dragoman.types.entity import Judgement


def list_entities(connection: Connection) -> tuple[EntityInfo, ...]:
    """Return every entity that takes part in the record, the most named first."""
    named = func.count(actors.c.document.distinct()).label("named")
    query = (
        select(entities, named)
        .join(actors, actors.c.entity == entities.c.id)
        .group_by(entities.c.id)
        .order_by(named.desc(), entities.c.id)
    )
    return tuple(
        EntityInfo(
            id=row.id,
            kind=row.kind,
            name=row.name,
            country=row.country,
            known=row.known,
            documents=row.named,
        )
        for row in connection.execute(query)
    )


def list_judgements(connection: Connection, subject: str) -> tuple[Judgement, ...]:
    """Return the decisions of identity on one actor or fact, oldest first."""
    columns = judgements.c
    query = select(judgements).where(columns.subject == subject).order_by(columns.id)
    return tuple(
        Judgement(
            subject=row.subject,
            verdict=row.verdict,
            by=row.by,
            score=row.score,
            decided_at=row.decided_at,
        )
        for row in connection.execute(query)
    )
