"""The index of words: what is put in, what is taken out."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select

from dragoman.record.dialect import (
    add_new,
    add_words,
    drop_words,
    load_rows,
    restart_numbers,
    these,
)
from dragoman.record.resolution_tables import searchables, unindexed
from dragoman.record.tables import documents, event_mentions, facts, quotations, texts

_AT_ONCE = 200
Place = tuple[str, str | None, int, int]
"""Kind, as in `searchables`, fact, start and end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """An article as it is indexed.

    Attributes:
        document: its number.
        title: None if it has none.
        text: the frozen text.
        places: where it tells of events, then where somebody is quoted.
    """

    document: int
    title: str | None
    text: str
    places: Sequence[Place]


def index_pending(connection: Connection, *, most: int = _AT_ONCE) -> int:
    """Index some documents that are not indexed yet; return how many there were."""
    query = select(unindexed.c.document).order_by(unindexed.c.document).limit(most)
    keys = connection.scalars(query).all()
    index_documents(connection, keys)
    return len(keys)


def await_index(connection: Connection, documents: Sequence[int]) -> None:
    """Let `documents` be indexed, if they do not wait for it already."""
    add_new(connection, unindexed, [{"document": key} for key in documents])


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
        (row.id, *_words(row.kind, row.title, row.text, row.start, row.end))
        for row in connection.execute(query)
    ]
    if rows:
        drop_words(connection, rows)
        connection.execute(delete(searchables).where(searchables.c.document == document))
        await_index(connection, [document])


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
            (row.id, *_words(row.kind, row.title, row.text, row.start, row.end))
            for row in connection.execute(query)
        ]
        if not rows:
            return
        add_words(connection, rows)
        last = rows[-1][0]


def index_documents(connection: Connection, keys: Sequence[int]) -> None:
    """Index documents that are not indexed yet, with their facts, by their numbers."""
    if not keys:
        return
    wanted = these(connection, keys)
    sources = connection.execute(
        select(documents.c.id, documents.c.title, texts.c.text)
        .join(texts, texts.c.document == documents.c.id)
        .where(documents.c.id.in_(wanted))
        .order_by(documents.c.id)
    ).all()
    places: dict[int, list[Place]] = {row.id: [] for row in sources}
    sentences = (
        select(
            facts.c.document,
            event_mentions.c.fact,
            event_mentions.c.sentence_start,
            event_mentions.c.sentence_end,
        )
        .join(facts, facts.c.id == event_mentions.c.fact)
        .where(facts.c.document.in_(wanted))
        .order_by(event_mentions.c.fact, event_mentions.c.ordinal)
    )
    for key, fact, start, end in connection.execute(sentences):
        places[key].append(("E", fact, start, end))
    said = (
        select(facts.c.document, facts.c.id, facts.c.position, quotations.c.words)
        .join(quotations, quotations.c.fact == facts.c.id)
        .where(facts.c.document.in_(wanted))
        .order_by(facts.c.id)
    )
    for row in connection.execute(said):
        places[row.document].append(("Q", row.id, row.position, row.position + len(row.words)))
    write_words(
        connection,
        [
            Indexed(document=row.id, title=row.title, text=row.text, places=places[row.id])
            for row in sources
        ],
    )
    connection.execute(delete(unindexed).where(unindexed.c.document.in_(wanted)))


def write_words(connection: Connection, articles: Sequence[Indexed]) -> None:
    """Index articles that are not indexed yet, in their order."""
    number = int(connection.scalar(select(func.max(searchables.c.id))) or 0)
    rows: list[tuple[int, str, int, str | None, int, int]] = []
    words: list[tuple[int, str, str]] = []
    for article in articles:
        text = _broken(article.text)
        whole: Place = ("D", None, 0, len(article.text))
        for kind, fact, start, end in (whole, *article.places):
            number += 1
            rows.append((number, kind, article.document, fact, start, end))
            named = _broken(article.title) if kind == "D" and article.title else ""
            words.append((number, named, text[start:end]))
    load_rows(connection, searchables, rows)
    restart_numbers(connection, [searchables])
    add_words(connection, words)


def _words(kind: str, title: str | None, body: str, start: int, end: int) -> tuple[str, str]:
    """Return the title and the words of one place; only a whole article has a title."""
    named = title if kind == "D" and title else ""
    return _broken(named), _broken(body[start:end])


def _broken(words: str) -> str:
    """Return `words` with the one apostrophe that every engine breaks words at."""
    return words.replace("’", "'").replace("ʼ", "'")
