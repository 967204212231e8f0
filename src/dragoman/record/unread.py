"""Texts in languages that no pack reads yet, kept until one does."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, delete, func, insert, select

from dragoman.record.copies import said_of
from dragoman.record.intake_tables import unread
from dragoman.sources.origin import Origin
from dragoman.types.document import Document

_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Origin)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A text that waits for a pack of its language.

    Attributes:
        id: its number among them.
        document: the text, with what its source says of it.
        address: what versions of it share.
        origin: where it was taken from, its page included; None if that is not known.
    """

    id: int
    document: Document
    address: str
    origin: Origin | None


def write_unread(
    connection: Connection,
    document: Document,
    *,
    address: str,
    added_at: str,
    origin: Origin | None = None,
) -> bool:
    """Keep a text that cannot be read yet; False if it was kept before."""
    held = select(unread.c.id).where(
        unread.c.address == address, unread.c.sha256 == document.sha256
    )
    if connection.execute(held).first() is not None:
        return False
    values = said_of(document, address=address, added_at=added_at)
    packed = zlib.compress(document.text.encode())
    kept = zlib.compress(_ENCODER.encode(origin)) if origin is not None else None
    connection.execute(insert(unread), {**values, "text": packed, "origin": kept})
    return True


def count_unread(connection: Connection) -> dict[str, int]:
    """Return how many texts wait, by language, the most frequent first."""
    number = func.count()
    query = (
        select(unread.c.language, number)
        .group_by(unread.c.language)
        .order_by(number.desc(), unread.c.language)
    )
    return {str(row[0]): int(row[1]) for row in connection.execute(query)}


def list_unread(
    connection: Connection, languages: Iterable[str], *, after: int, most: int
) -> tuple[Unread, ...]:
    """Return some texts in `languages`, those behind the number `after`, in order."""
    query = (
        select(unread)
        .where(unread.c.language.in_(sorted(languages)), unread.c.id > after)
        .order_by(unread.c.id)
        .limit(most)
    )
    return tuple(
        Unread(
            id=row.id,
            address=row.address,
            origin=_DECODER.decode(zlib.decompress(row.origin)) if row.origin else None,
            document=Document(
                id=row.name,
                text=zlib.decompress(row.text).decode(),
                title=row.title,
                language=row.language,
                published=row.published,
                publisher=row.publisher,
                url=row.url,
            ),
        )
        for row in connection.execute(query)
    )


def drop_unread(connection: Connection, id: int) -> None:
    """Forget a text that has been read."""
    connection.execute(delete(unread).where(unread.c.id == id))
