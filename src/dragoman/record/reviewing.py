"""The events that somebody should look at, in the order of need, and how far one has come."""

from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select

from dragoman.record.corrections import ACCEPTED
from dragoman.record.database import Database
from dragoman.record.tables import documents, event_mentions, facts, judgements
from dragoman.record.verdicts import REJECTED

Order = Literal["confidence", "document"]
"""The least certain first, or as documents were recorded and their texts run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the review has come.

    Attributes:
        judged: events that somebody accepted, rejected or corrected.
        total: all of them.
    """

    judged: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """Which events are reviewed in which order.

    Attributes:
        order: see `Order`.
        rule: only events that this rule found; None for all.
    """

    order: Order = "confidence"
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One decision of a person.

    Attributes:
        id: number of the judgement.
        fact: the event.
        verdict: "accepted", "rejected", or "field=value".
        by: who decided.
        at: ISO 8601 moment, in UTC.
        undone_at: when it was undone; None if it stands.
    """

    id: int
    fact: str
    verdict: str
    by: str
    at: str
    undone_at: str | None


class Reviewing:
    """The queue of a record. Every method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def progress(self, queue: Queue) -> Progress:
        """Return how many events of the queue are judged."""
        query = _queued(queue)
        with self._database.reading() as connection:
            total = connection.scalar(select(func.count()).select_from(query.subquery()))
            left = query.where(facts.c.id.not_in(_judged()))
            waiting = connection.scalar(select(func.count()).select_from(left.subquery()))
        return Progress(judged=int(total or 0) - int(waiting or 0), total=int(total or 0))

    def following(self, queue: Queue, fact: str | None) -> str | None:
        """Return the first event after `fact` that waits, else the first that waits at all.

        None if none waits. With None for `fact`, the first that waits.
        """
        waiting = _queued(queue).where(facts.c.id.not_in(_judged()))
        with self._database.reading() as connection:
            place = connection.execute(_place(fact)).one_or_none() if fact else None
            if place is not None:
                beyond = _beyond(queue, place, forwards=True)
                found = connection.scalar(_sorted(waiting.where(beyond), queue).limit(1))
                if found is not None:
                    return str(found)
            first = connection.scalar(_sorted(waiting, queue).limit(1))
            return str(first) if first is not None else None

    def beside(self, queue: Queue, fact: str, *, forwards: bool) -> str | None:
        """Return the event after or before `fact`, judged or not; None at the end."""
        with self._database.reading() as connection:
            place = connection.execute(_place(fact)).one_or_none()
            if place is None:
                return None
            query = _queued(queue).where(_beyond(queue, place, forwards=forwards))
            found = connection.scalar(_sorted(query, queue, forwards=forwards).limit(1))
            return str(found) if found is not None else None

    def last(self, by: str) -> Judged | None:
        """Return the latest decision of somebody that stands; None if there is none."""
        query = (
            select(judgements)
            .where(judgements.c.by == by, judgements.c.undone_at.is_(None), _by_people())
            .order_by(judgements.c.id.desc())
            .limit(1)
        )
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else _read(row)

    def history(self, *, most: int) -> tuple[Judged, ...]:
        """Return the latest decisions of everybody, undone ones too, the latest first."""
        query = select(judgements).where(_by_people()).order_by(judgements.c.id.desc()).limit(most)
        with self._database.reading() as connection:
            return tuple(_read(row) for row in connection.execute(query))

    def rules(self) -> tuple[tuple[str, int], ...]:
        """Return the rules that found events, with how many, the most frequent first."""
        count = func.count(event_mentions.c.fact.distinct())
        query = (
            select(event_mentions.c.rule, count)
            .group_by(event_mentions.c.rule)
            .order_by(count.desc(), event_mentions.c.rule)
        )
        with self._database.reading() as connection:
            return tuple((row[0], row[1]) for row in connection.execute(query))

    def finished(self) -> tuple[int, ...]:
        """Return the numbers of the documents all of whose events are judged; at least one."""
        of_document = (
            select(facts.c.document)
            .join(documents, documents.c.id == facts.c.document)
            .where(facts.c.kind == "E", documents.c.current)
        )
        waiting = of_document.where(facts.c.id.not_in(_judged()))
        query = of_document.where(facts.c.document.not_in(waiting)).distinct()
        with self._database.reading() as connection:
            return tuple(connection.scalars(query.order_by(facts.c.document)))


def _by_people() -> ColumnElement[bool]:
    """Return the condition of judgements that people make of events."""
    return and_(
        judgements.c.subject.startswith("E-"),
        or_(
            judgements.c.verdict.in_((ACCEPTED, REJECTED)),
            judgements.c.verdict.contains("="),
        ),
    )


def _judged() -> Select[tuple[str]]:
    return select(judgements.c.subject).where(_by_people(), judgements.c.undone_at.is_(None))


def _queued(queue: Queue) -> Select[tuple[str]]:
    query = (
        select(facts.c.id)
        .join(documents, documents.c.id == facts.c.document)
        .where(facts.c.kind == "E", documents.c.current)
    )
    if queue.rule is not None:
        found = select(event_mentions.c.fact).where(event_mentions.c.rule == queue.rule)
        query = query.where(facts.c.id.in_(found))
    return query


_BY = {
    "confidence": (facts.c.confidence, facts.c.document, facts.c.position, facts.c.id),
    "document": (facts.c.document, facts.c.position, facts.c.id),
}


def _place(fact: str) -> Select[Any]:
    return select(facts).where(facts.c.id == fact)


def _sorted(
    query: Select[tuple[str]], queue: Queue, *, forwards: bool = True
) -> Select[tuple[str]]:
    columns = _BY[queue.order]
    return query.order_by(*(column if forwards else column.desc() for column in columns))


def _beyond(queue: Queue, place: Row[Any], *, forwards: bool) -> ColumnElement[bool]:
    """Return the condition of events after or before a place in the queue."""
    beyond: list[ColumnElement[bool]] = []
    same: list[ColumnElement[bool]] = []
    for column in _BY[queue.order]:
        held = getattr(place, column.name)
        beyond.append(and_(*same, column > held if forwards else column < held))
        same.append(column == held)
    return or_(*beyond)


def _read(row: Row[Any]) -> Judged:
    return Judged(
        id=row.id,
        fact=row.subject,
        verdict=row.verdict,
        by=row.by,
        at=row.decided_at,
        undone_at=row.undone_at,
    )
