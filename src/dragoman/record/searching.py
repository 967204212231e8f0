"""The index of words: what is put in, what is taken out."""

import re

from sqlalchemy import Connection, delete, insert, select

from dragoman.record.dialect import add_words, drop_words
from dragoman.record.resolution_tables import searchables
from dragoman.record.tables import documents, event_mentions, facts, quotations, texts

_AT_ONCE = 200
_BREAKS = re.compile(r"[’ʼ]")


def index_pending(connection: Connection, *, most: int = _AT_ONCE) -> int:
    """Index some documents that are not indexed yet; return how many there were."""
    known = select(searchables.c.document).where(searchables.c.kind == "D")
    query = (
        select(documents.c.id, documents.c.title, texts.c.text)
        .join(texts, texts.c.document == documents.c.id)
        .where(documents.c.id.not_in(known))
        .order_by(documents.c.id)
        .limit(most)
    )
    rows = connection.execute(query).all()
    for row in rows:
        _index(connection, row.id, row.title, row.text)
    return len(rows)


def forget_words(connection: Connection, document: int) -> None:
    """Take a document and its facts out of the index.

    The index keeps no text: it is told again what it was given, so the text and the
    title must still be what they were.
    """
    query = (
        select(searchables, documents.c.title, texts.c.text)
        .join(documents, documents.c.id == searchables.c.document)
        .join(texts, texts.c.document == searchables.c.document)
        .where(searchables.c.document == document)
    )
    rows = [
        {"id": row.id, "words": _words(row.kind, row.title, row.text, row.start, row.end)}
        for row in connection.execute(query)
    ]
    if rows:
        drop_words(connection, rows)
        connection.execute(delete(searchables).where(searchables.c.document == document))


def index_again(connection: Connection) -> None:
    """Fill the empty index of words with all that `searchables` names."""
    last = 0
    while True:
        query = (
            select(searchables, documents.c.title, texts.c.text)
            .join(documents, documents.c.id == searchables.c.document)
            .join(texts, texts.c.document == searchables.c.document)
            .where(searchables.c.id > last)
            .order_by(searchables.c.id)
            .limit(_AT_ONCE)
        )
        rows = [
            {"id": row.id, "words": _words(row.kind, row.title, row.text, row.start, row.end)}
            for row in connection.execute(query)
        ]
        if not rows:
            return
        add_words(connection, rows)
        last = rows[-1]["id"]


def _index(connection: Connection, key: int, title: str | None, body: str) -> None:
    places: list[tuple[str, str | None, int, int]] = [("D", None, 0, len(body))]
    sentences = (
        select(
            event_mentions.c.fact, event_mentions.c.sentence_start, event_mentions.c.sentence_end
        )
        .join(facts, facts.c.id == event_mentions.c.fact)
        .where(facts.c.document == key)
        .order_by(event_mentions.c.fact, event_mentions.c.ordinal)
    )
    places.extend(("E", *row) for row in connection.execute(sentences))
    said = (
        select(facts.c.id, facts.c.position, quotations.c.words)
        .join(quotations, quotations.c.fact == facts.c.id)
        .where(facts.c.document == key)
        .order_by(facts.c.id)
    )
    places.extend(
        ("Q", row.id, row.position, row.position + len(row.words))
        for row in connection.execute(said)
    )
    ids = connection.scalars(
        insert(searchables).returning(searchables.c.id, sort_by_parameter_order=True),
        [
            {"kind": kind, "document": key, "fact": fact, "start": start, "end": end}
            for kind, fact, start, end in places
        ],
    ).all()
    add_words(
        connection,
        [
            {"id": id, "words": _words(kind, title, body, start, end)}
            for id, (kind, _, start, end) in zip(ids, places, strict=True)
        ],
    )


def _words(kind: str, title: str | None, body: str, start: int, end: int) -> str:
    words = body[start:end]
    if kind == "D" and title:
        words = f"{title}\n{words}"
    return _BREAKS.sub("'", words)
