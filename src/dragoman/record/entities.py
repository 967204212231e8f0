"""Who takes part in a record, and why an actor is held to be somebody."""

from sqlalchemy import Connection, func, select

from dragoman.record.resolution_tables import identities
from dragoman.record.tables import actors, entities, judgements
from dragoman.record.views import EntityInfo
from dragoman.types.entity import Judgement


def list_entities(connection: Connection) -> tuple[EntityInfo, ...]:
    """Return everybody who takes part in the record, the most named first, each once."""
    stands = func.coalesce(identities.c.cluster, actors.c.entity).label("stands")
    told = (
        select(stands, func.count(actors.c.document.distinct()).label("named"))
        .outerjoin(identities, identities.c.entity == actors.c.entity)
        .group_by(stands)
        .subquery()
    )
    query = (
        select(entities, told.c.named)
        .join(told, told.c.stands == entities.c.id)
        .order_by(told.c.named.desc(), entities.c.id)
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
