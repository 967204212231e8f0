"""Events without their bodies: what columns tell of them, for lists too long to be read whole."""

import zlib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, Unpack, cast

import msgspec
from sqlalchemy import Connection, Select, select

from dragoman.record.asking import asking_of
from dragoman.record.assemble import assemble, documents_of, participants_of, texts_of
from dragoman.record.database import Database
from dragoman.record.dialect import as_list, listed
from dragoman.record.filters import Filters
from dragoman.record.pair_pages import facts_between
from dragoman.record.queries import chosen, widen
from dragoman.record.resolution_tables import members
from dragoman.record.store import Record
from dragoman.record.tables import (
    event_mentions,
    events,
    facts,
)
from dragoman.record.views import DocumentInfo, RecordedActor, RecordedEvent, RecordedQuotation
from dragoman.types.span import Span


class EventHead(NamedTuple):
    """An event as the columns of the record tell it; see `RecordedEvent`.

    A tuple, which is made in a fifth of the time that a frozen dataclass takes.

    Attributes:
        fact: its id.
        document: where it was read.
        type, mode, act, status, when, place: as it is corrected.
        confidence: in 0..1.
        attributed_to: on whose word; None if the article tells it itself.
        happening: id of what it tells together with others; None until it is resolved.
        actors, recipients: who takes part, in order.
        moment: what orders events as the record does: by time, undated last.
    """

    fact: str
    document: DocumentInfo
    type: str
    mode: str | None
    act: str | None
    status: str
    when: str | None
    place: str | None
    confidence: float
    attributed_to: str | None
    happening: str | None
    actors: tuple[RecordedActor, ...]
    recipients: tuple[RecordedActor, ...]
    moment: tuple[bool, str, str, int, int]


class _Value(msgspec.Struct):
    value: str


class _Body(msgspec.Struct):
    quantities: tuple[_Value, ...] = ()


_BODY = msgspec.json.Decoder(_Body)


class Heads:
    """Events of one record without their bodies. Every method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, **filters: Unpack[Filters]) -> tuple[EventHead, ...]:
        """Return the events that fit every filter, in the order of `Record.events`."""
        with self._database.reading() as connection:
            if filters.keys() == {"sides"} and (sides := filters["sides"]):
                held = facts_between(connection, "E", sides)
                if held is not None:
                    names = {"ids": as_list(connection, held)}
                    return _heads(connection, listed(connection.dialect.name, "ids"), names)
            return _heads(connection, chosen("E", widen(connection, filters)))

    def these(self, ids: Sequence[str]) -> tuple[EventHead, ...]:
        """Return the events with the ids `ids`, in the order of `Record.events`."""
        with self._database.reading() as connection:
            names = {"ids": as_list(connection, ids)}
            return _heads(connection, listed(connection.dialect.name, "ids"), names)

    def quotations(self, **filters: Unpack[Filters]) -> tuple[str, ...]:
        """Return the ids of quotations that fit every filter, in the order of the record."""
        with self._database.reading() as connection:
            wanted = chosen("Q", widen(connection, filters))
            query = select(facts.c.id).where(facts.c.id.in_(wanted)).order_by(*_ORDER)
            return tuple(connection.scalars(query))

    def whole(self, ids: Sequence[str]) -> tuple[RecordedEvent, ...]:
        """Return the events with the ids `ids` with their bodies."""
        with self._database.asking() as asking:
            return cast("tuple[RecordedEvent, ...]", assemble(asking, "E", ids))

    def quoted(self, ids: Sequence[str]) -> tuple[RecordedQuotation, ...]:
        """Return the quotations with the ids `ids` with their bodies."""
        with self._database.asking() as asking:
            return cast("tuple[RecordedQuotation, ...]", assemble(asking, "Q", ids))

    def texts(self, documents: Sequence[int]) -> dict[int, str]:
        """Return the frozen texts of documents by their numbers."""
        with self._database.asking() as asking:
            return texts_of(asking, documents)

    def quantities(self, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Return what was handed over in the events `ids`, verbatim, by event."""
        with self._database.reading() as connection:
            query = _bodies_of(connection.dialect.name)
            rows = connection.execute(query, {"ids": as_list(connection, ids)})
            return {
                id: tuple(q.value for q in _BODY.decode(zlib.decompress(body)).quantities)
                for id, body in rows
            }

    def sentences(self, ids: Sequence[str]) -> dict[str, tuple[tuple[Span, str], ...]]:
        """Return the sentences that tell each of the events `ids` and where, by event."""
        found: dict[str, tuple[tuple[Span, str], ...]] = {}
        with self._database.reading() as connection:
            query = _sentences_of(connection.dialect.name)
            rows = connection.execute(query, {"ids": as_list(connection, ids)}).all()
            text = texts_of(asking_of(connection), sorted({row.document for row in rows}))
        for fact, document, start, end in rows:
            span = Span(start, end)
            found[fact] = (*found.get(fact, ()), (span, span.of(text[document])))
        return found


def heads_of(record: Record) -> Heads:
    """Return the events of `record` without their bodies."""
    return Heads(record._database)


_ORDER = (
    facts.c.earliest.is_(None) & facts.c.latest.is_(None),
    facts.c.earliest.nulls_first(),
    facts.c.latest.desc().nulls_first(),
    facts.c.document,
    facts.c.position,
    facts.c.id,
)


def _heads(
    connection: Connection, wanted: Select[Any], names: Mapping[str, Any] | None = None
) -> tuple[EventHead, ...]:
    rows = connection.execute(_query(wanted), names or {}).all()
    if not rows:
        return ()
    asking = asking_of(connection)
    sources = documents_of(asking, sorted({row[1] for row in rows}))
    parts = participants_of(asking, [row[0] for row in rows])
    found = []
    for (
        id, document, earliest, latest, position, confidence, type, mode, act, status, when, place,
        source, cluster,
    ) in rows:  # fmt: skip
        taking = parts[id]
        dateless = earliest is None and latest is None
        found.append(
            EventHead(
                fact=id,
                document=sources[document],
                type=type,
                mode=mode,
                act=act,
                status=status,
                when=when,
                place=place,
                confidence=confidence,
                attributed_to=source,
                happening=cluster,
                actors=taking.get("actor", ()),
                recipients=taking.get("recipient", ()),
                moment=(dateless, earliest or "", latest or "9", document, position),
            )
        )
    return tuple(found)


def _query(wanted: Select[Any]) -> Select[Any]:
    return (
        select(
            facts.c.id, facts.c.document, facts.c.earliest, facts.c.latest, facts.c.position,
            facts.c.confidence, events.c.type, events.c.mode, events.c.act, events.c.status,
            events.c.date, events.c.place, events.c.attributed_to, members.c.cluster,
        )
        .join(events, events.c.fact == facts.c.id)
        .outerjoin(members, members.c.fact == facts.c.id)
        .where(facts.c.id.in_(wanted))
        .order_by(*_ORDER)
    )  # fmt: skip


@cache
def _bodies_of(dialect: str) -> Select[Any]:
    return select(facts.c.id, facts.c.body).where(facts.c.id.in_(listed(dialect, "ids")))


@cache
def _sentences_of(dialect: str) -> Select[Any]:
    mentions = event_mentions
    return (
        select(
            mentions.c.fact, facts.c.document, mentions.c.sentence_start, mentions.c.sentence_end
        )
        .join(facts, facts.c.id == mentions.c.fact)
        .where(mentions.c.fact.in_(listed(dialect, "ids")))
        .order_by(mentions.c.fact, mentions.c.ordinal)
    )
