"""Mentions that people moved from one entity to another, kept whatever is read or resolved again.

A move is a judgement whose relation is "moved" (all that an article says of one actor) or
"moved one" (one mention). Its subject is the place of a mention in the text, which no
reading changes; its verdict is the entity. The reading stays as it was made: what is laid
out of it follows the moves that stand.
"""

import re
import zlib
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from dragoman.errors import DragomanError, UnknownNameError
from dragoman.reading.serialise import from_json
from dragoman.record.dialect import add_new
from dragoman.record.tables import actors, documents, entities, judgements, readings, texts
from dragoman.resolution.entities import identify
from dragoman.resolution.moves import Move, with_moves
from dragoman.resolution.names import fold_name
from dragoman.types.actor import Actor
from dragoman.types.reading import Reading
from dragoman.types.span import Span

MOVED, MOVED_ONE = "moved", "moved one"

_DIGITS = 16
_WHICH = re.compile(r"(A-[0-9a-f]+)(?:@(\d+))?", re.IGNORECASE)
_SUBJECT = re.compile(r"([0-9a-f]+)@(\d+)-(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What a move was of.

    Attributes:
        document: number of the article.
        words: the mention.
        former: the entity it was read as; None if it is read no more.
    """

    document: int
    words: str
    former: str | None


@dataclass(frozen=True, slots=True)
class _Place:
    """A mention in the record."""

    document: Any
    actor: Any
    read: Actor
    span: Span
    whole: bool


def moves_of(connection: Connection, sha256: str) -> tuple[Move, ...]:
    """Return the moves that stand in the text with that hash, in the order they were said."""
    columns = judgements.c
    begin = sha256[:_DIGITS] + "@"
    query = (
        select(judgements, entities.c.name, entities.c.country)
        .outerjoin(entities, entities.c.id == columns.verdict)
        .where(
            columns.subject >= begin,
            columns.subject < begin + "~",
            columns.relation.in_((MOVED, MOVED_ONE)),
            columns.undone_at.is_(None),
        )
        .order_by(columns.id)
    )
    return tuple(
        Move(
            span=span_of(row.subject),
            whole=row.relation == MOVED,
            entity=row.verdict,
            name=row.name or row.verdict,
            country=row.country,
            by=row.by,
        )
        for row in connection.execute(query)
    )


def as_moved(connection: Connection, reading: Reading) -> Reading:
    """Return a reading with the mentions that people moved where they put them."""
    moves = moves_of(connection, reading.document)
    return with_moves(reading, moves) if moves else reading


def write_move(
    connection: Connection, which: str, to: str | None, *, name: str | None, by: str, now: str
) -> tuple[int, int]:
    """Note that a mention is of another entity; return the number of that and of the document.

    Args:
        connection: a writing one.
        which: "A-..." for all that an article says of an actor; "A-...@120" for the
            mention that begins at that character.
        to: id of the entity; None for one of its own.
        name: what an entity is called that the record does not hold yet.
        by: who decides.
        now: ISO 8601 moment, in UTC.

    Raises:
        UnknownNameError: if there is no such mention or entity.
        DragomanError: if the mention is of that entity already.
    """
    place = _place(connection, which)
    if to is None:
        to = _own(place)
        name = place.read.name.value
    if to == place.actor.entity:
        raise DragomanError(f"{which} is {to} already. Name another entity.")
    held = select(entities.c.id).where(entities.c.id == to)
    if connection.execute(held).first() is None:
        if name is None:
            raise UnknownNameError(f"there is nobody with the id {to!r} in the record.")
        own = "~" in to
        row = {"id": to, "kind": place.actor.kind, "name": name, "known": ":" not in to}
        add_new(connection, entities, [row | {"country": place.actor.country if own else None}])
    columns = judgements.c
    sha256 = place.document.sha256
    subject = f"{sha256[:_DIGITS]}@{place.span.start}-{place.span.end}"
    relation = MOVED if place.whole else MOVED_ONE
    earlier = update(judgements).where(
        columns.subject == subject, columns.relation == relation, columns.undone_at.is_(None)
    )
    connection.execute(earlier.values(undone_at=now))
    values = {"subject": subject, "verdict": to, "relation": relation, "by": by, "score": 1.0}
    written = connection.execute(
        insert(judgements).returning(columns.id), values | {"decided_at": now}
    )
    return int(written.scalar_one()), place.document.id


def document_of(connection: Connection, subject: str) -> Row[Any]:
    """Return the document in which the subject of a move stands.

    Raises:
        UnknownNameError: if the record does not hold it.
    """
    begin = subject.partition("@")[0]
    column = documents.c.sha256
    query = select(documents).where(column >= begin, column < begin + "~")
    row = connection.execute(query).first()
    if row is None:
        raise UnknownNameError(f"there is no article of {subject!r} in the record.")
    return row


def tell_move(connection: Connection, subject: str) -> Moved:
    """Return what a move was of, as its article was read."""
    row, span = document_of(connection, subject), span_of(subject)
    reading = reading_of(connection, row.id)
    former = next(
        (
            identify(actor, document=reading.document).entity
            for actor in reading.actors
            for mention in actor.mentions
            if mention.span == span and mention.form != "collective"
        ),
        None,
    )
    text = connection.scalar(select(texts.c.text).where(texts.c.document == row.id))
    return Moved(document=row.id, words=span.of(text or ""), former=former)


def span_of(subject: str) -> Span:
    """Return where the mention stands that a move is of."""
    match = _SUBJECT.fullmatch(subject)
    assert match is not None, subject
    return Span(int(match[2]), int(match[3]))


def _own(place: _Place) -> str:
    """Return the id of an entity that one mention alone is of; rules join it with nobody."""
    kind, country = place.actor.kind, place.actor.country or ""
    folded = fold_name(place.read.name.value)
    return f"{kind}:{folded}:{country}~{place.document.sha256[:8]}-{place.span.start}"


def _place(connection: Connection, which: str) -> _Place:
    match = _WHICH.fullmatch(which.strip())
    if match is None:
        raise UnknownNameError(
            f"{which!r} names no mention: write A-... or A-...@120, as `dragoman mentions` does."
        )
    wanted = f"A{match[1][1:].lower()}"
    row = connection.execute(select(actors).where(actors.c.id == wanted)).one_or_none()
    if row is None:
        raise UnknownNameError(f"there is no actor {wanted} in the record.")
    document = connection.execute(select(documents).where(documents.c.id == row.document)).one()
    reading = as_moved(connection, reading_of(connection, row.document))
    read = next((actor for actor in reading.actors if actor.id == row.local), None)
    if read is None:
        raise UnknownNameError(
            f"{wanted} stands on no words of its article: a person put it into an event. "
            f"Correct who takes part in that event."
        )
    single = [one for one in read.mentions if one.form != "collective"] or list(read.mentions)
    if match[2] is None:
        return _Place(document, row, read, single[0].span, True)
    spans = [one.span for one in single if one.span.start == int(match[2])]
    if not spans:
        known = ", ".join(str(one.span.start) for one in single)
        raise UnknownNameError(
            f"no mention of {wanted} that can be moved begins at {match[2]}; they begin at {known}."
        )
    return _Place(document, row, read, spans[0], False)


def reading_of(connection: Connection, key: int) -> Reading:
    """Return the reading of the document with number `key`, as it was made."""
    body = connection.scalar(select(readings.c.body).where(readings.c.document == key))
    assert body is not None
    return from_json(zlib.decompress(body))
