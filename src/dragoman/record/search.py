"""Words found in articles, in the sentences that tell of events, and in quotations."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    and_,
    case,
    cast,
    exists,
    func,
    or_,
    select,
)

from dragoman.record.assemble import document_info
from dragoman.record.database import Database
from dragoman.record.dialect import matching
from dragoman.record.resolution_tables import identities, searchables
from dragoman.record.rows import days
from dragoman.record.searching import index_pending
from dragoman.record.tables import actors, documents, events, facts, participants, texts
from dragoman.record.views import DocumentInfo

ARTICLES, SENTENCES, QUOTATIONS = "D", "E", "Q"

Order = Literal["relevance", "date", "oldest"]
"""First the places that are most about the words, or the articles published last or first."""

ORDERS: tuple[Order, ...] = ("relevance", "date", "oldest")
_PLACE = (
    searchables.c.kind + cast(searchables.c.document, String) + ":"
    + cast(searchables.c.start, String)
)  # fmt: skip
_SURE = 0.5  # how much of a place's weight does not hang on the confidence of its fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What is looked for; everything given must hold.

    Attributes:
        phrases: words, or several that stand beside each other; case and accents do
            not matter. Empty for everything that fits the rest.
        kinds: "D" articles, "E" sentences that tell of events, "Q" quotations.
        actors: ids, one of which takes part, speaks or is spoken of; in an article,
            is named.
        types, statuses: of the event; only sentences have them.
        since, until: EDTF dates between which the event or quotation may lie; of an
            undated one and of an article, its publication.
        publisher: part of the publisher's name.
        confidence: the least of a fact, in 0..1; articles have none and are left out.
    """

    phrases: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset((ARTICLES, SENTENCES, QUOTATIONS))
    actors: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    since: str | None = None
    until: str | None = None
    publisher: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One place where what was looked for stands.

    Attributes:
        kind: "D" an article, "E" a sentence that tells of an event, "Q" a quotation.
        document: the article.
        fact: id of the event or quotation; None for an article.
        start, end: where it stands, in code points of the article's text.
        words: the sentence or quotation; of an article, its text.
    """

    kind: str
    document: DocumentInfo
    fact: str | None
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found.

    Attributes:
        total: how many places there are.
        hits: some of them, in the order asked for.
        unindexed: how many articles were not looked into, because they were recorded
            since the index was last brought up to date.
    """

    total: int
    hits: tuple[Hit, ...] = field(default=())
    unindexed: int = 0


Facets = dict[str, tuple[tuple[str, int], ...]]
"""Name of a facet to its commonest values and in how many places each is."""


class Search:
    """Full-text search over one record."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def index(self) -> int:
        """Index what is not indexed yet, if it may; return how many documents that were."""
        done = 0
        if self._database.read_only:
            return done
        while True:
            with self._database.writing() as connection:
                some = index_pending(connection)
            done += some
            if not some:
                return done

    def find(
        self, sought: Sought, *, most: int = 20, order: Order = "relevance", once: bool = False
    ) -> Found:
        """Return where `sought` stands, at most `most` places and how many there are.

        Without words to be relevant to, the latest come first unless the oldest shall.

        Args:
            sought: what is looked for.
            most: how many places to give.
            order: which come first.
            once: give and count a sentence that tells several events once, with the surest.
        """
        with self._database.reading() as connection:
            conditions = _conditions(connection, sought)
            matched = matching(connection, sought.phrases).subquery() if sought.phrases else None
            joined = (
                select(searchables, documents, texts.c.text)
                .join(documents, documents.c.id == searchables.c.document)
                .join(texts, texts.c.document == documents.c.id)
                .outerjoin(facts, facts.c.id == searchables.c.fact)
                .outerjoin(events, events.c.fact == searchables.c.fact)
                .where(*conditions)
            )
            published = documents.c.published
            day = published if order == "oldest" else published.desc()
            latest: list[ColumnElement[Any]] = [
                day.nulls_last(), documents.c.id, searchables.c.id
            ]  # fmt: skip
            if matched is not None:
                joined = joined.join(matched, matched.c.id == searchables.c.id)
                if order == "relevance":
                    sure = _SURE + (1 - _SURE) * func.coalesce(facts.c.confidence, 1.0)
                    latest.insert(0, (matched.c.rank * sure).desc())
            if once:
                joined = _each_once(joined)
            counted = joined.with_only_columns(func.count(), maintain_column_froms=True)
            total = int(connection.execute(counted).scalar_one())
            rows = connection.execute(
                joined.with_only_columns(
                    searchables.c.kind, searchables.c.fact, searchables.c.start,
                    searchables.c.end, documents, texts.c.text,
                    maintain_column_froms=True,
                )
                .order_by(*latest)
                .limit(most)
            )  # fmt: skip
            hits = tuple(
                Hit(
                    kind=row.kind,
                    document=document_info(row),
                    fact=row.fact,
                    start=row.start,
                    end=row.end,
                    words=row.text[row.start : row.end],
                )
                for row in rows
            )
            return Found(total=total, hits=hits, unindexed=_unindexed(connection))

    def facets(self, sought: Sought, *, most: int = 8) -> Facets:
        """Return what else the places where `sought` stands have in common.

        Args:
            sought: what is looked for.
            most: how many values of each facet to give, the commonest first.

        Returns:
            "actor" (ids), "type", "status", "year" and "publisher"; years are those of an
            event or quotation, else of the publication. Empty facets are left out.
        """
        begun = func.coalesce(facts.c.earliest, facts.c.latest, documents.c.published)
        somebody = func.coalesce(identities.c.cluster, participants.c.entity)
        columns = {
            "actor": somebody,
            "type": events.c.type,
            "status": events.c.status,
            "year": func.substr(begun, 1, 4),
            "publisher": documents.c.publisher,
        }
        places = func.count(_PLACE.distinct())
        found: Facets = {}
        with self._database.reading() as connection:
            conditions = _conditions(connection, sought)
            if sought.phrases:
                matched = matching(connection, sought.phrases).subquery()
                conditions.append(searchables.c.id.in_(select(matched.c.id)))
            for name, column in columns.items():
                told = searchables.join(documents, documents.c.id == searchables.c.document)
                told = told.outerjoin(facts, facts.c.id == searchables.c.fact)
                told = told.outerjoin(events, events.c.fact == searchables.c.fact)
                if name == "actor":
                    told = told.join(participants, participants.c.fact == searchables.c.fact)
                    same = identities.c.entity == participants.c.entity
                    told = told.outerjoin(identities, same)
                query = (
                    select(column, places)
                    .select_from(told)
                    .where(*conditions, column.is_not(None))
                    .group_by(column)
                    .order_by(places.desc(), column)
                    .limit(most)
                )
                rows = tuple((str(row[0]), int(row[1])) for row in connection.execute(query))
                if rows:
                    found[name] = rows
        return found


def _each_once(joined: Select[Any]) -> Select[Any]:
    """Return the query for the same places, each sentence or quotation no more than once."""
    rank = func.row_number().over(
        partition_by=(searchables.c.kind, searchables.c.document, searchables.c.start),
        order_by=(func.coalesce(facts.c.confidence, 1.0).desc(), searchables.c.id),
    )
    told = joined.with_only_columns(
        searchables.c.id, rank.label("rank"), maintain_column_froms=True
    ).subquery()
    return joined.join(told, told.c.id == searchables.c.id).where(told.c.rank == 1)


def _unindexed(connection: Connection) -> int:
    indexed = exists().where(searchables.c.document == documents.c.id)
    query = select(func.count()).select_from(documents).where(~indexed)
    return int(connection.execute(query).scalar_one())


def _conditions(connection: Connection, sought: Sought) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [
        searchables.c.kind.in_(sorted(sought.kinds)),
        documents.c.current,
    ]
    if sought.actors:
        conditions.append(_with(connection, sought.actors))
    if sought.types:
        conditions.append(events.c.type.in_(sorted(sought.types)))
    if sought.statuses:
        conditions.append(events.c.status.in_(sorted(sought.statuses)))
    if sought.publisher:
        named = func.lower(documents.c.publisher)
        conditions.append(named.contains(sought.publisher.lower(), autoescape=True))
    if sought.confidence is not None:
        conditions.append(facts.c.confidence >= sought.confidence)
    first, last = days(sought.since)[0], days(sought.until)[1]
    if first is not None:
        conditions.append(_day(facts.c.latest, "9999") >= first)
    if last is not None:
        conditions.append(_day(facts.c.earliest, "") <= last)
    return conditions


def _day(column: ColumnElement[Any], open_end: str) -> ColumnElement[Any]:
    """Return the day of a fact, else of its article's publication."""
    begun = or_(facts.c.earliest.is_not(None), facts.c.latest.is_not(None))
    dated: ColumnElement[Any] = func.coalesce(column, open_end)
    published = func.coalesce(func.substr(documents.c.published, 1, 10), open_end)
    return case((begun, dated), else_=published)


def _with(connection: Connection, ids: Sequence[str] | frozenset[str]) -> ColumnElement[bool]:
    same = select(identities.c.entity).where(identities.c.cluster.in_(sorted(ids)))
    everybody = sorted({*ids, *connection.scalars(same)})
    taking = select(participants.c.fact).where(
        or_(participants.c.entity.in_(everybody), participants.c.country.in_(everybody))
    )
    named = select(actors.c.document).where(
        or_(actors.c.entity.in_(everybody), actors.c.country.in_(everybody))
    )
    return or_(
        searchables.c.fact.in_(taking),
        and_(searchables.c.fact.is_(None), searchables.c.document.in_(named)),
    )
