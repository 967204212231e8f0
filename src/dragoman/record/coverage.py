"""Which articles the record holds and which of them name somebody, without their texts."""

from sqlalchemy import or_, select

from dragoman.record.assemble import document_info
from dragoman.record.filters import Side
from dragoman.record.store import Record
from dragoman.record.tables import actors, documents
from dragoman.record.views import DocumentInfo


def documents_naming(record: Record, *sides: Side) -> tuple[DocumentInfo, ...]:
    """Return the current articles that name every one of `sides`, in order of recording.

    A side is named by any actor that is one of its entities or is of one of its countries.
    """
    query = select(documents).where(documents.c.current).order_by(documents.c.id)
    for side in sides:
        members = sorted(side)
        named = select(actors.c.document).where(
            or_(actors.c.entity.in_(members), actors.c.country.in_(members))
        )
        query = query.where(documents.c.id.in_(named))
    with record._database.reading() as connection:
        return tuple(document_info(row) for row in connection.execute(query))
