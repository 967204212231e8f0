"""Put one reading into the record: all of its rows, or none."""

from collections.abc import Iterable

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from dragoman.reading.verify import verify
from dragoman.record.copies import drop_copy, find_twin, write_kin, write_signature
from dragoman.record.corrections import corrected_among, synchronise
from dragoman.record.database import Database
from dragoman.record.dialect import add_new
from dragoman.record.ids import IdMaker
from dragoman.record.meetings import forget_meetings, note_meetings, of_documents
from dragoman.record.moves import MOVED, MOVED_ONE, as_moved, reading_of
from dragoman.record.origins import write_origin
from dragoman.record.refusal import UnverifiedError
from dragoman.record.rows import Row, Rows, lay_out, pack
from dragoman.record.searching import await_index, forget_words
from dragoman.record.settling import unsettle, wait
from dragoman.record.tables import (
    METADATA,
    actors,
    documents,
    entities,
    facts,
    judgements,
    readings,
    texts,
)
from dragoman.record.views import Added
from dragoman.sources.origin import Origin
from dragoman.types.document import Document
from dragoman.types.reading import Reading


def add_document(
    database: Database,
    document: Document,
    reading: Reading,
    *,
    address: str | None,
    replace: bool,
    origin: Origin | None,
    now: str,
) -> Added:
    """Record a document and its reading, all or nothing; see `Record.add`."""
    problems = verify(reading, document)
    if problems:
        raise UnverifiedError(document, problems)
    with database.writing() as connection:
        added = find_version(connection, document, address=address)
        if added and not added.corrected and not replace:
            return added
        if added:
            erase_reading(connection, added.document)
            correct_document(connection, document, key=added.document)
        else:
            added = write_document(
                connection, document, address=address or document.url, added_at=now
            )
        write_reading(connection, document, reading, key=added.document, decided_at=now)
        if origin is not None:
            write_origin(connection, added.document, origin)
        return added


def find_version(
    connection: Connection, document: Document, *, address: str | None
) -> Added | None:
    """Return where the text of `document` is recorded; None if it is not.

    It is to be corrected if its own address now gives another date, title, publisher
    or URL. What another address says of the same text changes nothing.
    """
    query = select(documents).where(documents.c.sha256 == document.sha256)
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    said = _said_of(document)
    differs = any(value is not None and value != row._mapping[name] for name, value in said.items())
    return Added(
        created=False,
        corrected=differs and row.address == (address or document.url),
        document=row.id,
        version=row.version,
    )


def _said_of(document: Document) -> dict[str, str | None]:
    """Return what a source says of a text beside the text itself."""
    return {
        "title": document.title,
        "publisher": document.publisher,
        "url": document.url,
        "published": document.published,
    }


def correct_document(connection: Connection, document: Document, *, key: int) -> None:
    """Write what its source now says of the document with number `key`."""
    values = {name: value for name, value in _said_of(document).items() if value is not None}
    if values:
        connection.execute(update(documents).where(documents.c.id == key).values(**values))


def write_document(
    connection: Connection, document: Document, *, address: str | None, added_at: str
) -> Added:
    """Insert `document` as the newest version at its address."""
    last = None
    if address is not None:
        at_address = documents.c.address == address
        query = select(func.max(documents.c.version)).where(at_address)
        last = connection.execute(query).scalar_one()
        if last is not None:
            forget_meetings(connection, of_documents(select(documents.c.id).where(at_address)))
        connection.execute(update(documents).where(at_address).values(current=False))
    version = (last or 0) + 1
    key = connection.execute(
        insert(documents).returning(documents.c.id),
        {
            "sha256": document.sha256,
            "name": document.id,
            "address": address,
            "version": version,
            "current": True,
            **_said_of(document),
            "language": document.language,
            "added_at": added_at,
        },
    ).scalar_one()
    connection.execute(insert(texts), {"document": key, "text": document.text})
    twin = find_twin(connection, document, address=address)
    write_signature(connection, key, document.text)
    if twin is not None:
        write_kin(connection, key, twin)
    drop_copy(connection, document)
    return Added(created=True, document=key, version=version)


def write_reading(
    connection: Connection, document: Document, reading: Reading, *, key: int, decided_at: str
) -> None:
    """Insert `reading` and every fact in it for the document with number `key`."""
    said = as_moved(connection, reading)
    rows = _lay_out_freely(connection, document, said, key=key, decided_at=decided_at)
    made_by = reading.provenance
    connection.execute(
        insert(readings),
        {
            "document": key,
            "schema": reading.schema,
            "dragoman": made_by.dragoman,
            "pack": made_by.pack,
            "knowledge": made_by.knowledge,
            "model": made_by.model,
            "body": pack(reading),
        },
    )
    add_new(connection, entities, rows.entities)
    wait(connection, [key])
    await_index(connection, [key])
    for name in Rows.__dataclass_fields__:
        if name != "entities":
            _insert(connection, METADATA.tables[name], getattr(rows, name))
    note_meetings(connection, of_documents([key]))
    synchronise(connection, corrected_among(connection, [row["fact"] for row in rows.events]))


def erase_reading(connection: Connection, key: int) -> None:
    """Delete the reading of a document and all that was recorded from it, not its text."""
    forget_words(connection, key)
    forget_meetings(connection, of_documents([key]))
    unsettle(connection, key)
    own = select(actors.c.id).where(actors.c.document == key)
    connection.execute(delete(judgements).where(judgements.c.subject.in_(own)))
    connection.execute(delete(facts).where(facts.c.document == key))
    connection.execute(delete(actors).where(actors.c.document == key))
    connection.execute(delete(readings).where(readings.c.document == key))
    bearers = select(actors.c.entity)
    awaited = select(judgements.c.verdict).where(
        judgements.c.relation.in_((MOVED, MOVED_ONE)), judgements.c.undone_at.is_(None)
    )
    connection.execute(
        delete(entities).where(entities.c.id.not_in(bearers), entities.c.id.not_in(awaited))
    )


def write_again(connection: Connection, key: int, *, decided_at: str) -> None:
    """Lay the reading of the document with number `key` out anew, as people now say it is."""
    row = connection.execute(
        select(documents, texts.c.text)
        .join(texts, texts.c.document == documents.c.id)
        .where(documents.c.id == key)
    ).one()
    document = Document(
        id=row.name,
        text=row.text,
        title=row.title,
        language=row.language,
        published=row.published,
        publisher=row.publisher,
        url=row.url,
    )
    reading = reading_of(connection, key)
    erase_reading(connection, key)
    write_reading(connection, document, reading, key=key, decided_at=decided_at)


def _lay_out_freely(
    connection: Connection, document: Document, reading: Reading, *, key: int, decided_at: str
) -> Rows:
    """Lay out `reading` with ids that no other document's facts bear.

    Two contents share the digits of an id about once in a million facts; the later
    one then gets longer ids.
    """
    taken: set[str] = set()
    while True:
        ids = IdMaker(document.sha256, taken)
        rows = lay_out(reading, document, key=key, ids=ids, decided_at=decided_at)
        clashes = _borne(connection, [row["id"] for row in (*rows.actors, *rows.facts)])
        if not clashes:
            return rows
        taken |= clashes


def _borne(connection: Connection, wanted: list[str]) -> set[str]:
    """Return those of the `wanted` ids that the record already holds."""
    found: set[str] = set()
    for start in range(0, len(wanted), 500):
        some = wanted[start : start + 500]
        for column in (facts.c.id, actors.c.id):
            found.update(connection.scalars(select(column).where(column.in_(some))))
    return found


def _insert(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    values = list(rows)
    if values:
        connection.execute(insert(table), values)
