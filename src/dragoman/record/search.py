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
    func,
    or_,
    select,
)

from dragoman.record.assemble import document_info
from dragoman.record.database import Database
from dragoman.record.dialect import matching, these
from dragoman.record.relevance import WEIGHED, look_at, most_about
from dragoman.record.resolution_tables import identities, searchables, unindexed
from dragoman.record.searching import index_pending
from dragoman.record.tables import actors, documents, events, facts, participants, texts
from dragoman.record.views import DocumentInfo
from dragoman.types.edtf import days

ARTICLES, SENTENCES, QUOTATIONS = "D", "E", "Q"

Order = Literal["relevance", "date", "oldest"]
"""First the places that are most about the words, or the articles published last or first."""

ORDERS: tuple[Order, ...] = ("relevance", "date", "oldest")
_PLACE = (
    searchables.c.kind + cast(searchables.c.document, String) + ":"
    + cast(searchables.c.start, String)
)  # fmt: skip


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
        more: whether there are still more, which were not looked at: of the places of words
            that stand in very many, only those recorded last are weighed.
        unindexed: how many articles were not looked into, because they were recorded
            since the index was last brought up to date.
    """

    total: int
    hits: tuple[Hit, ...] = field(default=())
    more: bool = False
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
            if sought.phrases and order == "relevance":
                told = _told(connection, sought, *WEIGHED)
                ids, total, more = most_about(
                    connection, told, sought.phrases, most=most, once=once
                )
            else:
                told = _ids_once(_places(connection, sought), once=once)
                ids, total, more = *_by_date(connection, told, most=most, order=order), False
            waiting = select(func.count()).select_from(unindexed)
            return Found(
                total=total,
                hits=_hits(connection, ids),
                more=more,
                unindexed=int(connection.execute(waiting).scalar_one()),
            )

    def facets(self, sought: Sought, *, most: int = 8) -> Facets:
        """Return what else the places where `sought` stands have in common.

        Args:
            sought: what is looked for.
            most: how many values of each facet to give, the commonest first.

        Returns:
            "actor" (ids), "type", "status", "year" and "publisher"; years are those of an
            event or quotation, else of the publication. Empty facets are left out. Only the
            places that `find` looks at are counted.
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
        count = func.count(_PLACE.distinct())
        found: Facets = {}
        with self._database.reading() as connection:
            if sought.phrases:
                places = _told(connection, sought, *WEIGHED)
                near = [place.id for place in look_at(connection, places, sought.phrases)[0]]
                if not near:
                    return found
                conditions: list[ColumnElement[bool]] = [
                    searchables.c.id.in_(these(connection, near))
                ]
            else:
                conditions = _conditions(connection, sought)
            for name, column in columns.items():
                told = searchables.join(documents, documents.c.id == searchables.c.document)
                told = told.outerjoin(facts, facts.c.id == searchables.c.fact)
                told = told.outerjoin(events, events.c.fact == searchables.c.fact)
                if name == "actor":
                    told = told.join(participants, participants.c.fact == searchables.c.fact)
                    same = identities.c.entity == participants.c.entity
                    told = told.outerjoin(identities, same)
                query = (
                    select(column, count)
                    .select_from(told)
                    .where(*conditions, column.is_not(None))
                    .group_by(column)
                    .order_by(count.desc(), column)
                    .limit(most)
                )
                rows = tuple((str(row[0]), int(row[1])) for row in connection.execute(query))
                if rows:
                    found[name] = rows
        return found


def _told(connection: Connection, sought: Sought, *columns: ColumnElement[Any]) -> Select[Any]:
    """Return the query for columns of the places where `sought` stands, in no order."""
    return (
        select(*columns)
        .join_from(searchables, documents, documents.c.id == searchables.c.document)
        .outerjoin(facts, facts.c.id == searchables.c.fact)
        .outerjoin(events, events.c.fact == searchables.c.fact)
        .where(*_conditions(connection, sought))
    )


def _places(connection: Connection, sought: Sought) -> Select[Any]:
    """Return the query for the ids of all places where `sought` stands, in no order."""
    query = _told(connection, sought, searchables.c.id)
    if not sought.phrases:
        return query
    matched = matching(connection, sought.phrases).subquery("matched")
    return query.join(matched, matched.c.id == searchables.c.id)


def _ids_once(query: Select[Any], *, once: bool) -> Select[Any]:
    """Return the query for the same ids; if `once`, as `_each_once` does."""
    if not once:
        return query
    rank = func.row_number().over(
        partition_by=(searchables.c.kind, searchables.c.document, searchables.c.start),
        order_by=(func.coalesce(facts.c.confidence, 1.0).desc(), searchables.c.id),
    )
    told = query.add_columns(rank.label("rank")).subquery()
    return query.join(told, told.c.id == searchables.c.id).where(told.c.rank == 1)


def _by_date(
    connection: Connection, query: Select[Any], *, most: int, order: Order
) -> tuple[list[int], int]:
    """Return some of the ids of a query, by the day of publication, and how many there are."""
    published = documents.c.published
    day = published if order == "oldest" else published.desc()
    ordered = query.order_by(day.nulls_last(), documents.c.id, searchables.c.id).limit(most)
    total = connection.execute(select(func.count()).select_from(query.subquery())).scalar_one()
    return list(connection.scalars(ordered)), int(total)


def _hits(connection: Connection, ids: Sequence[int]) -> tuple[Hit, ...]:
    """Return places by their ids, in that order."""
    query = (
        select(
            searchables.c.id.label("place"), searchables.c.kind, searchables.c.fact,
            searchables.c.start, searchables.c.end, documents, texts.c.text,
        )
        .join_from(searchables, documents, documents.c.id == searchables.c.document)
        .join(texts, texts.c.document == documents.c.id)
        .where(searchables.c.id.in_(these(connection, ids)))
    )  # fmt: skip
    held = {row.place: row for row in connection.execute(query)} if ids else {}
    return tuple(
        Hit(
            kind=row.kind,
            document=document_info(row),
            fact=row.fact,
            start=row.start,
            end=row.end,
            words=row.text[row.start : row.end],
        )
        for row in map(held.__getitem__, ids)
    )


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
