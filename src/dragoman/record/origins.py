"""Where recorded documents were taken from, and the pages they were extracted from."""

import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from dragoman.record.intake_tables import originals, origins
from dragoman.record.tables import documents
from dragoman.sources.origin import FoundDate, Origin, Original

_AT_ONCE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A page that a document was extracted from, to be extracted again.

    Attributes:
        document: number of the document.
        address: what its versions share.
        url: where it was published; None if unknown.
        name: what its source calls it.
        publisher: as recorded; None if unknown.
        origin: where it was taken from, the page included.
    """

    document: int
    address: str
    url: str | None
    name: str
    publisher: str | None
    origin: Origin


def write_origin(connection: Connection, key: int, origin: Origin) -> None:
    """Note where the document with number `key` was taken from, in the place of what was noted."""
    kept = None
    if origin.original is not None:
        kept = _write_original(connection, origin.original)
    connection.execute(delete(origins).where(origins.c.document == key))
    connection.execute(insert(origins), origin_row(key, origin, kept))


def origin_row(key: int, origin: Origin, kept: str | None) -> dict[str, int | str | None]:
    """Return the row of the document with number `key`, whose page is kept under that hash."""
    others = [[date.edtf, date.source, date.words] for date in origin.others]
    return {
        "document": key,
        "format": origin.format,
        "extractor": origin.extractor,
        "place": origin.place,
        "fetched_at": origin.fetched_at,
        "original": kept,
        "date_from": origin.date.source if origin.date else None,
        "date_words": origin.date.words if origin.date else None,
        "date_others": json.dumps(others, ensure_ascii=False) if others else None,
    }


def _write_original(connection: Connection, original: Original) -> str:
    digest = hashlib.sha256(original.body).hexdigest()
    held = select(originals.c.sha256).where(originals.c.sha256 == digest)
    if connection.execute(held).first() is None:
        connection.execute(
            insert(originals),
            {
                "sha256": digest,
                "media_type": original.media_type,
                "charset": original.charset,
                "size": len(original.body),
                "body": zlib.compress(original.body),
            },
        )
    return digest


def read_origin(connection: Connection, key: int, *, whole: bool = False) -> Origin | None:
    """Return where the document with number `key` was taken from; None if that is not known.

    Args:
        connection: the record.
        key: number of the document.
        whole: whether to give the page it was extracted from, too.
    """
    query = (
        select(origins, documents.c.published)
        .join(documents, documents.c.id == origins.c.document)
        .where(origins.c.document == key)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    date = None
    if row.date_from is not None and row.published is not None:
        date = FoundDate(row.published, row.date_from, row.date_words)
    return Origin(
        format=row.format,
        extractor=row.extractor,
        place=row.place,
        fetched_at=row.fetched_at,
        original=_original(connection, row.original) if whole and row.original else None,
        date=date,
        others=tuple(FoundDate(*other) for other in json.loads(row.date_others or "[]")),
    )


def _original(connection: Connection, digest: str) -> Original:
    row = connection.execute(select(originals).where(originals.c.sha256 == digest)).one()
    return Original(body=zlib.decompress(row.body), media_type=row.media_type, charset=row.charset)


def list_kept(connection: Connection, *, after: int, extractor: str) -> tuple[Kept, ...]:
    """Return some documents with the page they were extracted from by another extractor.

    Args:
        connection: the record.
        after: number behind which to look; 0 for the first.
        extractor: what extracts now.
    """
    query = (
        select(documents)
        .join(origins, origins.c.document == documents.c.id)
        .where(
            documents.c.current,
            documents.c.id > after,
            origins.c.original.is_not(None),
            origins.c.extractor != extractor,
        )
        .order_by(documents.c.id)
        .limit(_AT_ONCE)
    )
    return tuple(_kept(connection, query))


def _kept(connection: Connection, query: object) -> Iterator[Kept]:
    for row in connection.execute(query).all():  # type: ignore[call-overload]
        origin = read_origin(connection, row.id, whole=True)
        assert origin is not None
        yield Kept(
            document=row.id,
            address=row.address,
            url=row.url,
            name=row.name,
            publisher=row.publisher,
            origin=origin,
        )
