"""Articles that were read elsewhere put into the record many at a time.

What comes of it is what `Record.add` and the ingest would have made of the same articles
in the same order. Only what needs a look at other documents is done one by one.
"""

import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table, func, select

from dragoman.reading.serialise import from_json
from dragoman.record.aside import PutBack
from dragoman.record.copies import Twin, find_same, find_twin, is_copy, write_copy
from dragoman.record.corrections import corrected_among, synchronise
from dragoman.record.dialect import load_rows, restart_numbers, these
from dragoman.record.incoming import COLUMNS, FACT_TABLES, Incoming, place_of
from dragoman.record.intake_tables import bands, copies, origins, signatures
from dragoman.record.meetings import Fact, Part, write_meetings
from dragoman.record.origins import origin_row, write_origin
from dragoman.record.resolution_tables import waiting
from dragoman.record.searching import Indexed, Place, index_documents, write_words
from dragoman.record.tables import METADATA, actors, documents, entities, facts, readings, texts
from dragoman.record.writing import (
    correct_document,
    erase_reading,
    find_version,
    write_document,
    write_reading,
)

_AT_ONCE = 500  # documents; more would save little and hold their texts in memory


@dataclass(slots=True)
class LoadCounts:
    """What came of loading: articles that are new, were there, or are copies of others."""

    added: int = 0
    unchanged: int = 0
    copies: int = 0
    new_versions: int = 0
    facts: int = 0

    def add(self, other: "LoadCounts") -> None:
        """Count what `other` counts, too."""
        for name in LoadCounts.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


class Loader:
    """Loads articles within one writing transaction."""

    def __init__(self, connection: Connection, now: str, put_back: PutBack) -> None:
        self._connection, self._now, self._put_back = connection, now, put_back
        self._next = self._first_free()
        self._pending: list[tuple[int, Incoming]] = []
        self._twin: Twin | None = None
        self.counts = LoadCounts()

    def load(self, articles: Sequence[Incoming]) -> None:
        """Put `articles` into the record, in their order."""
        for start in range(0, len(articles), _AT_ONCE):
            self._load_some(articles[start : start + _AT_ONCE])
        restart_numbers(self._connection, [documents])

    def _load_some(self, articles: Sequence[Incoming]) -> None:
        shas = [article.document.sha256 for article in articles]
        known = self._among(documents.c.sha256, shas)
        taken = self._among(documents.c.address, [article.address for article in articles])
        copied = self._among(copies.c.sha256, shas)
        shared = self._met(bands.c.key, [key for article in articles for key in article.keys])
        borne = self._met(facts.c.id, [id for article in articles for id in _ids(article, "facts")])
        borne |= self._met(
            actors.c.id, [id for article in articles for id in _ids(article, "actors")]
        )
        for article, sha in zip(articles, shas, strict=True):
            if sha in known:
                self._add_known(article)
                continue
            alone = article.address in taken or sha in copied or _bears(article, borne)
            alike = not shared.isdisjoint(article.keys)
            if alone or alike:
                self._flush()
            if not self._link(article, seen=sha in copied, alike=alike):
                known.add(sha)
                taken.add(article.address)
                if alone or self._twin is not None:
                    self._add_alone(article)
                else:
                    self._pending.append((self._next, article))
                    self._next += 1
        self._flush()

    def _add_known(self, article: Incoming) -> None:
        """Note that a recorded text stands elsewhere, too, or what its source says of it now."""
        self._flush()
        connection, document, address = self._connection, article.document, article.address
        held = find_version(connection, document, address=address)
        if held is not None and held.corrected and article.reading:
            self._put_back.everything()
            erase_reading(connection, held.document)
            correct_document(connection, document, key=held.document)
            self._write_reading(article, held.document)
            self.counts.added += 1
            return
        twin = find_same(connection, document, address=address)
        if twin is None or not write_copy(
            connection, document, address=address, twin=twin, added_at=self._now
        ):
            self.counts.unchanged += 1
        else:
            self.counts.copies += 1

    def _link(self, article: Incoming, *, seen: bool, alike: bool) -> bool:
        """Link an article that is a copy of another; False if it is to be recorded itself.

        Args:
            article: the article.
            seen: whether its text is known as a copy.
            alike: whether it shares a key with another; nothing else can be like it.
        """
        connection, document, address = self._connection, article.document, article.address
        self._twin = None
        if seen and is_copy(connection, document, address=address):
            self.counts.unchanged += 1
            return True
        if alike:
            self._twin = find_twin(
                connection, document, address=address, signature=article.signature
            )
        if self._twin is not None and not self._twin.likeness.adds:
            write_copy(connection, document, address=address, twin=self._twin, added_at=self._now)
            self.counts.copies += 1
            return True
        if not article.reading:
            self.counts.unchanged += 1
            return True
        return False

    def _first_free(self) -> int:
        last = self._connection.execute(select(func.max(documents.c.id))).scalar_one()
        return int(last or 0) + 1

    def _among(self, column: Any, values: Sequence[str] | Sequence[int]) -> set[Any]:
        """Return those of `values` that the record holds in `column`."""
        if not values:
            return set()
        query = select(column).where(column.in_(these(self._connection, values)))
        return set(self._connection.scalars(query))

    def _met(self, column: Any, values: Sequence[str] | Sequence[int]) -> set[Any]:
        """Return those of `values` that the record holds in `column`, or that come twice."""
        found = self._among(column, values)
        if len(set(values)) < len(values):
            found |= {value for value, count in Counter(values).items() if count > 1}
        return found

    def _add_alone(self, article: Incoming) -> None:
        """Record an article that touches others: a version, or one of a family."""
        self._flush()
        self._put_back.by_fact()
        restart_numbers(self._connection, [documents])
        added = write_document(
            self._connection, article.document, address=article.address, added_at=self._now
        )
        self._write_reading(article, added.document)
        self.counts.added += 1
        self.counts.new_versions += added.version > 1
        self._next = self._first_free()

    def _write_reading(self, article: Incoming, key: int) -> None:
        """Write what was read of the document with number `key`, as for any one article."""
        reading = from_json(zlib.decompress(article.reading))
        write_reading(self._connection, article.document, reading, key=key, decided_at=self._now)
        write_origin(self._connection, key, article.origin)
        index_documents(self._connection, [key])
        self.counts.facts += len(article.rows["facts"])

    def _flush(self) -> None:
        """Write the articles that wait, table by table."""
        held, self._pending = self._pending, []
        if not held:
            return
        self._write(documents, [self._document(key, article) for key, article in held])
        load_rows(self._connection, texts, [(key, a.document.text) for key, a in held])
        load_rows(self._connection, signatures, [(key, a.signature) for key, a in held])
        places = sorted({(band, key) for key, article in held for band in article.keys})
        load_rows(self._connection, bands, places)
        load_rows(
            self._connection, readings, [(key, *a.made_by, a.reading) for key, a in held], _READING
        )
        self._add_entities(held)
        for name in FACT_TABLES:
            self._load(METADATA.tables[name], held)
        self._write(origins, [origin_row(key, article.origin, None) for key, article in held])
        load_rows(self._connection, waiting, [(key,) for key, _ in held])
        self._note_meetings(held)
        told = [fact for _, article in held for fact in _ids(article, "events")]
        if corrected := corrected_among(self._connection, told):
            self._put_back.by_fact()
            synchronise(self._connection, corrected)
        write_words(self._connection, [_words(key, article) for key, article in held])
        self.counts.added += len(held)
        self.counts.facts += sum(len(article.rows["facts"]) for _, article in held)

    def _add_entities(self, held: Sequence[tuple[int, Incoming]]) -> None:
        rows = {row[0]: row for _, article in held for row in article.entities}
        for known in self._among(entities.c.id, list(rows)):
            del rows[known]
        load_rows(self._connection, entities, list(rows.values()), COLUMNS["entities"])

    def _note_meetings(self, held: Sequence[tuple[int, Incoming]]) -> None:
        parts: dict[str, list[Part]] = defaultdict(list)
        for _, article in held:
            for row in map(_PART, article.rows["participants"]):
                parts[row[0]].append(row[1:])
        told: Iterator[Fact] = (
            (id, kind, key, position, earliest, latest)
            for key, article in held
            for id, kind, position, earliest, latest in map(_FACT, article.rows["facts"])
        )
        write_meetings(self._connection, told, parts)

    def _write(self, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        names = list(rows[0])
        load_rows(self._connection, table, [tuple(row.values()) for row in rows], names)

    def _load(self, table: Table, held: Sequence[tuple[int, Incoming]]) -> None:
        """Write the rows that wait for one table, with what they share."""
        name = table.name
        if "document" in table.c:
            values = [(*row, key) for key, article in held for row in article.rows[name]]
            names = (*COLUMNS[name], "document")
        elif "decided_at" in table.c:
            values = [(*row, self._now) for _, article in held for row in article.rows[name]]
            names = (*COLUMNS[name], "decided_at")
        else:
            values = [row for _, article in held for row in article.rows[name]]
            names = COLUMNS[name]
        load_rows(self._connection, table, values, names)

    def _document(self, key: int, article: Incoming) -> dict[str, Any]:
        document = article.document
        return {
            "id": key,
            "sha256": document.sha256,
            "name": document.id,
            "address": article.address,
            "version": 1,
            "current": True,
            "title": document.title,
            "publisher": document.publisher,
            "url": document.url,
            "published": document.published,
            "language": document.language,
            "added_at": self._now,
        }


def _columns(table: str, *names: str) -> Callable[[tuple[Any, ...]], Any]:
    """Return what takes the values of columns out of a row that waits."""
    return itemgetter(*(place_of(table, name) for name in names))


_READING = ("document", "schema", "dragoman", "pack", "knowledge", "model", "body")
_PART = _columns("participants", "fact", "role", "entity", "country")
_FACT = _columns("facts", "id", "kind", "position", "earliest", "latest")
_MENTION = _columns("event_mentions", "fact", "ordinal", "sentence_start", "sentence_end")
_SAID = _columns("quotations", "fact", "words")
_PLACE = _columns("facts", "id", "position")


def _ids(article: Incoming, table: str) -> list[str]:
    """Return the ids of the rows of a table that begins with them."""
    return [row[0] for row in article.rows[table]]


def _bears(article: Incoming, ids: Set[str]) -> bool:
    """Tell whether one of an article's facts or actors bears one of `ids`."""
    return bool(ids) and not ids.isdisjoint((*_ids(article, "facts"), *_ids(article, "actors")))


def _words(key: int, article: Incoming) -> Indexed:
    """Return the places of an article that can be searched, as `index_documents` finds them."""
    places: list[Place] = [
        ("E", fact, start, end)
        for fact, _, start, end in sorted(map(_MENTION, article.rows["event_mentions"]))
    ]
    if article.rows["quotations"]:
        at = dict(map(_PLACE, article.rows["facts"]))
        places += [
            ("Q", fact, at[fact], at[fact] + len(words))
            for fact, words in sorted(map(_SAID, article.rows["quotations"]))
        ]
    return Indexed(
        document=key, title=article.document.title, text=article.document.text, places=places
    )
