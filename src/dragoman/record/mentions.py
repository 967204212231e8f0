"""What articles say of somebody: every mention, with the words."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from dragoman.record.assemble import document_info
from dragoman.record.moves import as_moved, reading_of
from dragoman.record.tables import actors, documents, texts
from dragoman.record.views import DocumentInfo
from dragoman.types.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """All that one article says of one actor.

    Attributes:
        actor: its id in the record ("A-...").
        entity: the entity it is held to be, before articles are brought together.
        document: the article.
        mentions: where it is named or described, and the words.
    """

    actor: str
    entity: str
    document: DocumentInfo
    mentions: tuple[tuple[Span, str], ...]


def list_said(connection: Connection, members: tuple[str, ...], *, most: int) -> tuple[Said, ...]:
    """Return where articles speak of the entities `members`, the latest articles first."""
    query = (
        select(actors.c.id.label("actor"), actors.c.local, actors.c.entity, documents, texts.c.text)
        .join(documents, documents.c.id == actors.c.document)
        .join(texts, texts.c.document == actors.c.document)
        .where(actors.c.entity.in_(members), documents.c.current)
        .order_by(documents.c.published.desc().nulls_last(), documents.c.id, actors.c.id)
        .limit(most)
    )
    found = []
    for row in connection.execute(query).all():
        reading = as_moved(connection, reading_of(connection, row.id))
        mentions = next((one.mentions for one in reading.actors if one.id == row.local), ())
        found.append(
            Said(
                actor=row.actor,
                entity=row.entity,
                document=document_info(row),
                mentions=tuple((one.span, one.span.of(row.text)) for one in mentions),
            )
        )
    return tuple(found)
