"""One dispatch at several addresses: found, linked, and not read twice."""

import zlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, delete, insert, select

from dragoman.record.archives import read_mark, write_mark
from dragoman.record.intake_tables import bands, copies, kin, signatures
from dragoman.record.tables import documents, texts
from dragoman.types.document import Document

if TYPE_CHECKING:
    from dragoman.sources.similar import Likeness

_WORTH_COMPARING = 0.25  # estimated similarity below which no text is fetched to compare
_MOST_MEMBERS = 2000  # documents that share a key with the one in hand; beyond, only some of each
_MOST_OF_BLOCK = 32  # of the oldest and as many of the newest that share one key
_MOST_ESTIMATED = 64
_MOST_COMPARED = 8
_ALL_SIGNED = "signatures.whole"


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """A recorded document that an incoming one is one dispatch with.

    Attributes:
        document: its number.
        root: number of the first document of their family.
        likeness: how much the two share, the recorded one being the earlier.
    """

    document: int
    root: int
    likeness: "Likeness"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A copy of a document that was not read: the same dispatch elsewhere.

    Attributes:
        document: number of the document that was read.
        address: where the copy stands.
        name, title, publisher, url, published: what its source says of it.
        similarity: 1.0 for the very same text.
    """

    document: int
    address: str
    name: str
    title: str | None
    publisher: str | None
    url: str | None
    published: str | None
    similarity: float


def find_twin(
    connection: Connection,
    document: Document,
    *,
    address: str | None,
    signature: bytes | None = None,
) -> Twin | None:
    """Return the recorded document most like `document`; None if none is one dispatch with it.

    What stands at the same address is no twin but another version. The work has a bound,
    however large the record and however many documents share the same boilerplate: a twin
    that thousands of others hide may be missed, and is then read twice.

    Args:
        connection: the record.
        document: what came in.
        address: where it stands.
        signature: of its text; worked out if None.
    """
    from dragoman.sources.similar import band_keys, compare, estimate, sign  # loads NumPy

    signature = signature or sign(document.text)
    if signature is None:
        return None
    near = [
        (estimate(signature, row.body), row.document)
        for row in _nearest(connection, band_keys(signature))
        if address is None or row.address != address
    ]
    near = sorted((one for one in near if one[0] >= _WORTH_COMPARING), key=lambda o: (-o[0], o[1]))
    best: tuple[Likeness, int] | None = None
    for _, key in near[:_MOST_COMPARED]:
        text = connection.execute(select(texts.c.text).where(texts.c.document == key))
        likeness = compare(str(text.scalar_one()), document.text)
        better = best is None or likeness.similarity > best[0].similarity
        if likeness.alike and better:
            best = likeness, key
            if likeness.similarity == 1:
                break
    if best is None:
        return None
    return Twin(document=best[1], root=_root(connection, best[1]), likeness=best[0])


def _nearest(connection: Connection, keys: tuple[int, ...]) -> list[Row[Any]]:
    """Return number, address and signature of the documents that share most of `keys`."""
    shared: Counter[int] = Counter()
    member = select(bands.c.document)
    # The primary key is in this order, so that no more rows are looked at than are asked for.
    few = member.where(bands.c.key.in_(keys)).order_by(bands.c.key, bands.c.document)
    found = connection.execute(few.limit(_MOST_MEMBERS + 1)).scalars().all()
    if len(found) <= _MOST_MEMBERS:
        shared.update(found)
    else:  # of blocks that hold thousands, the oldest and the newest
        for key in keys:
            block = member.where(bands.c.key == key).limit(_MOST_OF_BLOCK)
            oldest = connection.execute(block.order_by(bands.c.document)).scalars()
            newest = connection.execute(block.order_by(bands.c.document.desc())).scalars()
            shared.update({*oldest, *newest})
    most = sorted(shared, key=lambda one: (-shared[one], one))[:_MOST_ESTIMATED]
    query = (
        select(signatures.c.document, signatures.c.body, documents.c.address)
        .join(documents, documents.c.id == signatures.c.document)
        .where(signatures.c.document.in_(most))
    )
    return list(connection.execute(query))


def find_same(connection: Connection, document: Document, *, address: str) -> Twin | None:
    """Return the document with the very text of `document` at another address, if any."""
    from dragoman.sources.similar import Likeness  # loads NumPy

    query = select(documents.c.id, documents.c.address).where(documents.c.sha256 == document.sha256)
    row = connection.execute(query).one_or_none()
    if row is None or row.address == address:
        return None
    same = Likeness(similarity=1.0, held=1.0, adds=False)
    return Twin(document=row.id, root=_root(connection, row.id), likeness=same)


def write_signature(connection: Connection, key: int, text: str) -> None:
    """Make the document with number `key` findable by its likes."""
    from dragoman.sources.similar import band_keys, sign  # loads NumPy

    signature = sign(text)
    connection.execute(insert(signatures), {"document": key, "body": signature or b""})
    if signature is not None:
        rows = [{"key": band, "document": key} for band in sorted(set(band_keys(signature)))]
        connection.execute(insert(bands), rows)


def write_kin(connection: Connection, key: int, twin: Twin) -> None:
    """Note that the document with number `key` is one dispatch with `twin`."""
    values = {"document": key, "root": twin.root, "similarity": twin.likeness.similarity}
    connection.execute(insert(kin), values)


def write_copy(
    connection: Connection, document: Document, *, address: str, twin: Twin, added_at: str
) -> bool:
    """Note a copy that is not read; False if it was known."""
    known = select(copies.c.id).where(
        copies.c.address == address, copies.c.sha256 == document.sha256
    )
    if connection.execute(known).first() is not None:
        return False
    original = select(documents.c.sha256).where(documents.c.id == twin.document)
    same = connection.execute(original).scalar_one() == document.sha256
    connection.execute(
        insert(copies),
        {
            **said_of(document, address=address, added_at=added_at),
            "document": twin.document,
            "similarity": twin.likeness.similarity,
            "text": None if same else zlib.compress(document.text.encode()),
        },
    )
    return True


def drop_copy(connection: Connection, document: Document) -> None:
    """Forget that the text of `document` is a copy, because it is now read itself."""
    connection.execute(delete(copies).where(copies.c.sha256 == document.sha256))


def is_copy(connection: Connection, document: Document, *, address: str) -> bool:
    """Tell whether this very text at this address is known as a copy."""
    query = select(copies.c.id).where(
        copies.c.address == address, copies.c.sha256 == document.sha256
    )
    return connection.execute(query).first() is not None


def said_of(document: Document, *, address: str, added_at: str) -> dict[str, str | None]:
    """Return the columns of what a source says of a text that is not recorded as a document."""
    return {
        "sha256": document.sha256,
        "address": address,
        "name": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "url": document.url,
        "published": document.published,
        "language": document.language,
        "added_at": added_at,
    }


def list_copies(connection: Connection, document: int | None = None) -> tuple[Copy, ...]:
    """Return the copies of one document, or all, in the order they came."""
    query = select(copies).order_by(copies.c.id)
    if document is not None:
        query = query.where(copies.c.document == document)
    return tuple(
        Copy(
            document=row.document,
            address=row.address,
            name=row.name,
            title=row.title,
            publisher=row.publisher,
            url=row.url,
            published=row.published,
            similarity=row.similarity,
        )
        for row in connection.execute(query)
    )


def sign_older(connection: Connection, *, most: int) -> int:
    """Sign documents of an older format of the record; return how many were signed.

    Fewer than `most` means that all are, which is noted: looking for them in a large
    record takes long.
    """
    if read_mark(connection, _ALL_SIGNED) is not None:
        return 0
    query = (
        select(texts.c.document, texts.c.text)
        .outerjoin(signatures, signatures.c.document == texts.c.document)
        .where(signatures.c.document.is_(None))
        .order_by(texts.c.document)
        .limit(most)
    )
    rows = connection.execute(query).all()
    for row in rows:
        write_signature(connection, row.document, row.text)
    if len(rows) < most:
        write_mark(connection, _ALL_SIGNED, "yes")
    return len(rows)


def _root(connection: Connection, key: int) -> int:
    found = connection.execute(select(kin.c.root).where(kin.c.document == key)).scalar_one_or_none()
    return int(found) if found is not None else key
