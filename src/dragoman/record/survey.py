"""What a record covers, counted by the database: articles by month, pairs, latest facts."""

from dataclasses import dataclass
from typing import Unpack

from sqlalchemy import Connection, Select, and_, func, or_, select

from dragoman.record.asking import asking_of
from dragoman.record.assemble import assemble
from dragoman.record.database import Database
from dragoman.record.filters import Filters
from dragoman.record.pair_pages import find_page
from dragoman.record.queries import chosen, widen
from dragoman.record.tables import documents, entities, facts, participants
from dragoman.record.views import AnyFact

_TAKING_PART = ("actor", "recipient")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many articles one publisher gave in one month.

    Attributes:
        month: "2020-06"; "2020" where only the year is known; None if nothing is.
        publisher: None if unknown.
        documents: how many articles, each address once.
    """

    month: str | None
    publisher: str | None
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivePair:
    """Two states or organisations and how many events have both take part.

    Attributes:
        one, other: their ids.
        events: number of events, as each article tells them.
    """

    one: str
    other: str
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActiveSide:
    """A state, organisation or person and how much it does.

    Attributes:
        id: its id.
        kind, name, country: as the record has them; country None if none.
        known: whether the knowledge base knows it.
        facts: number of facts it takes part in.
        documents: number of articles in which it does.
    """

    id: str
    kind: str
    name: str
    country: str | None
    known: bool
    facts: int
    documents: int


class Survey:
    """Counts over one record. Every method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def coverage(self) -> tuple[Coverage, ...]:
        """Return how many articles each publisher gave in each month, in order of time."""
        month = func.substr(documents.c.published, 1, 7).label("month")
        query = (
            select(month, documents.c.publisher, func.count())
            .where(documents.c.current)
            .group_by("month", documents.c.publisher)
            .order_by(month.nulls_last(), documents.c.publisher)
        )
        with self._database.reading() as connection:
            return tuple(
                Coverage(month=month, publisher=publisher, documents=count)
                for month, publisher, count in connection.execute(query)
            )

    def pairs(
        self,
        limit: int,
        *,
        of: str | None = None,
        since: str | None = None,
        until: str | None = None,
        types: frozenset[str] | None = None,
    ) -> tuple[ActivePair, ...]:
        """Return the pairs with the most events, the most active first.

        Args:
            limit: how many at most.
            of: only pairs with this state or organisation.
            since, until: EDTF dates that the events may lie between.
            types: only events of these types.
        """
        first, second = participants.alias(), participants.alias()
        one = func.coalesce(first.c.country, first.c.entity)
        other = func.coalesce(second.c.country, second.c.entity)
        events = func.count(facts.c.id.distinct())
        query = (
            select(one, other, events)
            .join(second, and_(second.c.fact == first.c.fact, one < other))
            .join(facts, facts.c.id == first.c.fact)
            .join(documents, documents.c.id == facts.c.document)
            .where(
                facts.c.kind == "E",
                documents.c.current,
                first.c.role.in_(_TAKING_PART),
                second.c.role.in_(_TAKING_PART),
                one.not_like("%:%"),
                other.not_like("%:%"),
            )
            .group_by(one, other)
            .order_by(events.desc(), one, other)
            .limit(limit)
        )
        if of is not None:
            query = query.where(or_(one == of, other == of))
        if since is not None or until is not None or types is not None:
            within = chosen("E", Filters(since=since, until=until, types=types))
            query = query.where(facts.c.id.in_(within))
        with self._database.reading() as connection:
            return tuple(
                ActivePair(one=row[0], other=row[1], events=row[2])
                for row in connection.execute(query)
            )

    def years(self) -> tuple[int | None, int | None]:
        """Return the first and the last year of dated events; None if none is dated."""
        query = select(func.min(facts.c.earliest), func.max(facts.c.latest)).where(
            facts.c.kind == "E", facts.c.earliest.is_not(None), facts.c.latest.is_not(None)
        )
        with self._database.reading() as connection:
            first, last = connection.execute(query).one()
        return (int(first[:4]), int(last[:4])) if first and last else (None, None)

    def sides(self) -> tuple[ActiveSide, ...]:
        """Return everybody who takes part in a fact, the most active first."""
        told = func.count(facts.c.id.distinct()).label("told")
        named = func.count(facts.c.document.distinct()).label("named")
        query = (
            select(entities, told, named)
            .join(participants, participants.c.entity == entities.c.id)
            .join(facts, facts.c.id == participants.c.fact)
            .group_by(entities.c.id)
            .order_by(told.desc(), entities.c.id)
        )
        with self._database.reading() as connection:
            return tuple(
                ActiveSide(
                    id=row.id,
                    kind=row.kind,
                    name=row.name,
                    country=row.country,
                    known=row.known,
                    facts=row.told,
                    documents=row.named,
                )
                for row in connection.execute(query)
            )

    def slice(
        self, kind: str, *, first: int, most: int, **filters: Unpack[Filters]
    ) -> tuple[int, tuple[AnyFact, ...]]:
        """Return how many facts of `kind` fit, and some of them: the latest dated first.

        Args:
            kind: "E", "Q", "G" or "C".
            first: how many to leave out at the beginning.
            most: how many to give.
            filters: see `Filters`.
        """
        asked = {
            name for name, value in filters.items() if value is not None and value is not False
        }
        with self._database.reading() as connection:
            page = None
            if asked == {"sides"} and (sides := filters.get("sides")) is not None:
                page = find_page(connection, kind, sides, first=first, most=most)
            if page is None:
                wanted = chosen(kind, widen(connection, filters))
                page = _count_and_order(connection, wanted, first=first, most=most)
            total, ids = page
            found = {fact.fact: fact for fact in assemble(asking_of(connection), kind, ids)}
        return total, tuple(found[name] for name in ids)

    def latest(self, kind: str, limit: int) -> tuple[str, ...]:
        """Return the ids of the facts of `kind` that lie latest, the latest first.

        Only facts whose beginning and end are known lie anywhere. What ends after its article
        was published has not been seen to end, and is left out.
        """
        so_far = func.substr(facts.c.latest, 1, func.length(documents.c.published))
        query = (
            select(facts.c.id)
            .join(documents, documents.c.id == facts.c.document)
            .where(
                facts.c.kind == kind,
                documents.c.current,
                facts.c.earliest.is_not(None),
                facts.c.latest.is_not(None),
                documents.c.published.is_(None) | (so_far <= documents.c.published),
            )
            .order_by(facts.c.latest.desc(), facts.c.document.desc(), facts.c.position)
            .limit(limit)
        )
        with self._database.reading() as connection:
            return tuple(connection.scalars(query))


def _count_and_order(
    connection: Connection, wanted: Select[tuple[str]], *, first: int, most: int
) -> tuple[int, list[str]]:
    """Return how many facts `wanted` gives, and the ids of some: the latest dated first."""
    ordered = (
        select(facts.c.id)
        .where(facts.c.id.in_(wanted))
        .order_by(
            facts.c.earliest.is_(None) & facts.c.latest.is_(None),
            func.coalesce(facts.c.latest, facts.c.earliest).desc(),
            facts.c.document.desc(),
            facts.c.position,
            facts.c.id,
        )
        .offset(first)
        .limit(most)
    )
    total = connection.scalar(select(func.count()).select_from(wanted.subquery()))
    return int(total or 0), list(connection.scalars(ordered))
