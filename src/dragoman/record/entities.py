"""Who takes part in a record, and why an actor is held to be somebody."""

from dragoman.record.asking import Asking
from dragoman.record.views import EntityInfo
from dragoman.types.entity import Judgement

_ENTITIES = """
    SELECT entities.id, kind, name, country, known, named FROM entities
    JOIN (
        SELECT coalesce(cluster, actors.entity) AS stands, count(DISTINCT document) AS named
        FROM actors LEFT JOIN identities ON identities.entity = actors.entity
        GROUP BY coalesce(cluster, actors.entity)
    ) AS told ON told.stands = entities.id
    ORDER BY named DESC, entities.id
"""
_JUDGEMENTS = """
    SELECT subject, verdict, "by", score, decided_at FROM judgements
    WHERE subject = :subject ORDER BY id
"""


def list_entities(asking: Asking) -> tuple[EntityInfo, ...]:
    """Return everybody who takes part in the record, the most named first, each once."""
    return tuple(
        EntityInfo(id=id, kind=kind, name=name, country=country, known=bool(known), documents=named)
        for id, kind, name, country, known, named in asking.rows(_ENTITIES)
    )


def list_judgements(asking: Asking, subject: str) -> tuple[Judgement, ...]:
    """Return the decisions of identity on one actor or fact, oldest first."""
    return tuple(
        Judgement(subject=subject, verdict=verdict, by=by, score=score, decided_at=decided_at)
        for subject, verdict, by, score, decided_at in asking.rows(_JUDGEMENTS, subject=subject)
    )
