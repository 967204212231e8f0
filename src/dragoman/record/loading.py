"""Articles that were read elsewhere put into the record many at a time.

What comes of it is what `Record.add` and the ingest would have made of the same articles
in the same order. Only what needs a look at other documents is done one by one.
"""

import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table, func, select

from dragoman.reading.serialise import from_json
from dragoman.record.archives import read_mark, write_mark
from dragoman.record.copies import Twin, find_same, find_twin, is_copy, write_copy
from dragoman.record.corrections import corrected_among, synchronise
from dragoman.record.database import Database
from dragoman.record.dialect import add_new, load_rows, much_memory, restart_numbers, these
from dragoman.record.intake_tables import bands, copies, origins, signatures
from dragoman.record.meetings import Fact, Part, write_meetings
from dragoman.record.origins import origin_row, write_origin
from dragoman.record.resolution_tables import waiting
from dragoman.record.searching import Indexed, index_documents, write_words
from dragoman.record.tables import METADATA, actors, documents, entities, facts, readings, texts
from dragoman.record.writing import (
    correct_document,
    erase_reading,
    find_version,
    write_document,
    write_reading,
)
from dragoman.sources.origin import Origin
from dragoman.types.document import Document

FACT_TABLES = (
    *("actors", "judgements", "facts", "events", "event_mentions"),
    *("quotations", "agreements", "claims", "participants"),
)
"""What is laid out of a reading beside its entities, in the order in which it can be written."""

_AT_ONCE = 500  # documents; more would save little and hold their texts in memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """An article that was read elsewhere.

    Attributes:
        document, address, origin: as the source gives them.
        reading: the verified reading, as `rows.pack` packs it.
        made_by: what made it: schema, dragoman, pack, knowledge, model.
        signature, keys: of the text, as `sources.similar` makes them; empty: no words.
        entities: rows of the entities that its actors are.
        rows: rows by table of `FACT_TABLES`, as `rows.lay_out` lays them out; the number of
            the document and moments are filled in here.
    """

    document: Document
    address: str
    origin: Origin
    reading: bytes
    made_by: tuple[int, str, str, str, str]
    signature: bytes
    keys: tuple[int, ...]
    entities: Sequence[dict[str, Any]]
    rows: Mapping[str, Sequence[dict[str, Any]]]


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


@dataclass(slots=True)
class _Pending:
    """Articles that touch no other one and are written together."""

    articles: list[tuple[int, Incoming]] = field(default_factory=list)
    keys: set[int] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)


class Loader:
    """Loads articles within one writing transaction."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now
        self._next = self._first_free()
        self._pending = _Pending()
        self._held_keys: set[int] = set()
        self._twin: Twin | None = None
        self.counts = LoadCounts()

    def load(self, articles: Sequence[Incoming]) -> None:
        """Put `articles` into the record, in their order."""
        for start in range(0, len(articles), _AT_ONCE):
            self._load_some(articles[start : start + _AT_ONCE])
        restart_numbers(self._connection, [documents])

    def _load_some(self, articles: Sequence[Incoming]) -> None:
        shas = [article.document.sha256 for article in articles]
        self._held_keys = self._among(bands.c.key, [key for a in articles for key in a.keys])
        known = self._among(documents.c.sha256, shas)
        taken = self._among(documents.c.address, [article.address for article in articles])
        copied = self._among(copies.c.sha256, shas)
        borne = self._among(facts.c.id, [row["id"] for a in articles for row in a.rows["facts"]])
        borne |= self._among(actors.c.id, [row["id"] for a in articles for row in a.rows["actors"]])
        for article, sha in zip(articles, shas, strict=True):
            if sha in known:
                self._add_known(article)
                continue
            ids = {row["id"] for table in ("facts", "actors") for row in article.rows[table]}
            alone = article.address in taken or sha in copied or ids & (borne | self._pending.ids)
            if alone or not self._pending.keys.isdisjoint(article.keys):
                self._flush()
            if not self._link(article, seen=sha in copied):
                known.add(sha)
                taken.add(article.address)
                if alone or self._twin is not None:
                    self._add_alone(article)
                else:
                    self._pending.articles.append((self._next, article))
                    self._pending.keys.update(article.keys)
                    self._pending.ids |= ids
                    self._next += 1
        self._flush()

    def _add_known(self, article: Incoming) -> None:
        """Note that a recorded text stands elsewhere, too, or what its source says of it now."""
        self._flush()
        connection, document, address = self._connection, article.document, article.address
        held = find_version(connection, document, address=address)
        if held is not None and held.corrected and article.reading:
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

    def _link(self, article: Incoming, *, seen: bool) -> bool:
        """Link an article that is a copy of another; False if it is to be recorded itself."""
        connection, document, address = self._connection, article.document, article.address
        self._twin = None
        if seen and is_copy(connection, document, address=address):
            self.counts.unchanged += 1
            return True
        if not self._held_keys.isdisjoint(article.keys):  # nothing else can be like it
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

    def _add_alone(self, article: Incoming) -> None:
        """Record an article that touches others: a version, or one of a family."""
        self._flush()
        restart_numbers(self._connection, [documents])
        added = write_document(
            self._connection, article.document, address=article.address, added_at=self._now
        )
        self._write_reading(article, added.document)
        self._held_keys.update(article.keys)
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
        held, self._pending = self._pending.articles, _Pending()
        if not held:
            return
        self._held_keys.update(band for _, article in held for band in article.keys)
        self._write(documents, [self._document(key, article) for key, article in held])
        self._write(texts, [{"document": key, "text": a.document.text} for key, a in held])
        self._write(signatures, [{"document": key, "body": a.signature} for key, a in held])
        places = sorted({(band, key) for key, article in held for band in article.keys})
        self._write(bands, [{"key": band, "document": key} for band, key in places])
        self._write(readings, [_reading(key, article) for key, article in held])
        known = {row["id"]: row for _, article in held for row in article.entities}
        add_new(self._connection, entities, list(known.values()))
        for name in FACT_TABLES:
            table = METADATA.tables[name]
            if "document" in table.c:
                self._load(table, [((key,), a.rows[name]) for key, a in held], ("document",))
            elif "decided_at" in table.c:
                parts = [((self._now,), a.rows[name]) for _, a in held]
                self._load(table, parts, ("decided_at",))
            else:
                self._load(table, [((), a.rows[name]) for _, a in held], ())
        self._write(origins, [origin_row(key, article.origin, None) for key, article in held])
        load_rows(self._connection, waiting, [(key,) for key, _ in held])
        told = [row["fact"] for _, article in held for row in article.rows["events"]]
        self._note_meetings(held)
        synchronise(self._connection, corrected_among(self._connection, told))
        write_words(self._connection, [_words(key, article) for key, article in held])
        self.counts.added += len(held)
        self.counts.facts += sum(len(article.rows["facts"]) for _, article in held)

    def _note_meetings(self, held: Sequence[tuple[int, Incoming]]) -> None:
        parts: dict[str, list[Part]] = defaultdict(list)
        for _, article in held:
            for row in article.rows["participants"]:
                parts[row["fact"]].append((row["role"], row["entity"], row["country"]))
        told: Iterator[Fact] = (
            (row["id"], row["kind"], key, row["position"], row["earliest"], row["latest"])
            for key, article in held
            for row in article.rows["facts"]
        )
        write_meetings(self._connection, told, parts)

    def _write(self, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        if rows:
            self._load(table, [((), rows)], ())

    def _load(
        self,
        table: Table,
        parts: Iterable[tuple[tuple[Any, ...], Sequence[dict[str, Any]]]],
        filled: tuple[str, ...],
    ) -> None:
        """Write rows, those of each part with the same values in the columns `filled`."""
        names: list[str] = []
        values: list[tuple[Any, ...]] = []
        for same, rows in parts:
            if rows and not names:
                names = [name for name in rows[0] if name not in filled]
                take = itemgetter(*names)  # many times as fast as going through the names
            values += [take(row) + same for row in rows]
        load_rows(self._connection, table, values, [*names, *filled])

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


def _reading(key: int, article: Incoming) -> dict[str, Any]:
    names = ("schema", "dragoman", "pack", "knowledge", "model")
    made_by = dict(zip(names, article.made_by, strict=True))
    return {"document": key, **made_by, "body": article.reading}


def _words(key: int, article: Incoming) -> Indexed:
    """Return the places of an article that can be searched, as `index_documents` finds them."""
    mentions = sorted(
        (row["fact"], row["ordinal"], row["sentence_start"], row["sentence_end"])
        for row in article.rows["event_mentions"]
    )
    at = {row["id"]: row["position"] for row in article.rows["facts"]}
    said = sorted((row["fact"], len(row["words"])) for row in article.rows["quotations"])
    return Indexed(
        document=key,
        title=article.document.title,
        text=article.document.text,
        places=[
            *(("E", fact, start, end) for fact, _, start, end in mentions),
            *(("Q", fact, at[fact], at[fact] + length) for fact, length in said),
        ],
    )


class Loading:
    """Loads what was read elsewhere into one record."""

    def __init__(self, database: Database, now: Callable[[], str]) -> None:
        self._database, self._now = database, now

    def counts(self) -> LoadCounts:
        """Return counts of nothing, to add to."""
        return LoadCounts()

    def load(self, name: str, articles: Sequence[Incoming]) -> LoadCounts | None:
        """Load the articles of the shard `name`, all or none; None if that was done before."""
        with self._database.writing() as connection, much_memory(connection):
            if read_mark(connection, name) is not None:
                return None
            loader = Loader(connection, self._now())
            loader.load(articles)
            write_mark(connection, name, self._now())
            return loader.counts
