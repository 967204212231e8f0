"""Facts of the record one after the other, however many: memory holds one batch of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar, Unpack

from sqlalchemy import Connection, Select, case, func, or_, select

from dragoman.record.asking import asking_of
from dragoman.record.assemble import assemble, document_info
from dragoman.record.database import Database
from dragoman.record.dialect import these
from dragoman.record.filters import Filters
from dragoman.record.queries import chosen, rejected, widen
from dragoman.record.resolution_tables import clusters, members
from dragoman.record.tables import actors, documents, events, facts, readings, texts
from dragoman.record.views import AnyFact, DocumentInfo
from dragoman.types.reading import Provenance

Order = Literal["document", "time"]
"""As documents were recorded and texts run, or as time went, undated facts last."""

Fact = TypeVar("Fact", bound=AnyFact, covariant=True)
_BATCH = 500
_KINDS = ("E", "Q", "G", "C")
_HAPPENED = ("actual", "ongoing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One article's telling of a happening.

    Attributes:
        fact: id of the event there.
        publisher, url: of the article; None if unknown.
    """

    fact: str
    publisher: str | None
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Generic[Fact]):
    """One fact with the text that tells it.

    Attributes:
        fact: the fact, its document and its participants.
        text: the frozen text of that document; all offsets point into it.
        provenance: what read it.
        happening: id of what it tells of ("H-..."; an accord "T-..."); None if it was not
            compared with other articles yet, or cannot be.
        tellings: who tells of that, this article first; it alone if it was not compared.
    """

    fact: Fact
    text: str
    provenance: Provenance
    happening: str | None = None
    tellings: tuple[Telling, ...] = ()


class Streaming:
    """What of the record can be passed over in one go. Each pass sees one moment of it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def facts(
        self,
        kind: str,
        *,
        order: Order = "document",
        once: bool = False,
        **filters: Unpack[Filters],
    ) -> Iterator[Told[Any]]:
        """Yield the facts of `kind` ("E", "Q", "G" or "C") that fit every filter.

        Args:
            kind: what facts.
            order: as they come.
            once: of the events that tell of one happening only one: rather one that says
                that it happened, then one that is dated, then the happening's lead.
            filters: see `Filters`.
        """
        with self._database.reading() as connection:
            wanted = chosen(kind, widen(connection, filters))
            query = _ordered(_once(wanted) if once and kind == "E" else wanted, order)
            found = connection.execute(query, execution_options={"yield_per": _BATCH})
            for batch in found.partitions():
                yield from _told(connection, kind, [row.id for row in batch])

    def documents(self, **filters: Unpack[Filters]) -> Iterator[tuple[DocumentInfo, Provenance]]:
        """Yield the documents that tell a fact which fits; without filters all current ones."""
        query = select(documents, *_MADE_BY).join(readings, readings.c.document == documents.c.id)
        if not filters.get("superseded", False):
            query = query.where(documents.c.current)
        asked = any(value for name, value in filters.items() if name != "superseded")
        with self._database.reading() as connection:
            if asked:
                wide = widen(connection, filters)
                within = select(facts.c.document).where(
                    or_(*(facts.c.id.in_(chosen(kind, wide)) for kind in _asked(filters)))
                )
                query = query.where(documents.c.id.in_(within))
            found = connection.execute(
                query.order_by(documents.c.id), execution_options={"yield_per": _BATCH}
            )
            for row in found:
                yield document_info(row), _provenance(row)

    def names(self, document: int) -> dict[str, str]:
        """Return the id of each actor and fact of a document by its id in the reading."""
        with self._database.reading() as connection:
            return {
                row.local: row.id
                for table in (actors, facts)
                for row in connection.execute(
                    select(table.c.local, table.c.id).where(table.c.document == document)
                )
            }


_MADE_BY = (readings.c.dragoman, readings.c.pack, readings.c.knowledge, readings.c.model)


def _asked(filters: Filters) -> Sequence[str]:
    """Return the kinds of facts that `filters` can mean: types and statuses are events'."""
    return ("E",) if filters.get("types") or filters.get("statuses") else _KINDS


def _ordered(wanted: Select[tuple[str]], order: Order) -> Select[tuple[str]]:
    within = (facts.c.document, facts.c.position, facts.c.id)
    query = select(facts.c.id).where(facts.c.id.in_(wanted))
    if order == "document":
        return query.order_by(*within)
    return query.order_by(
        facts.c.earliest.is_(None) & facts.c.latest.is_(None),
        facts.c.earliest.nulls_first(),
        facts.c.latest.desc().nulls_first(),
        *within,
    )


def _once(wanted: Select[tuple[str]]) -> Select[tuple[str]]:
    """Return the query for one of those of `wanted` that tell of one happening."""
    rank = func.row_number().over(
        partition_by=func.coalesce(members.c.cluster, facts.c.id),
        order_by=(
            case((events.c.status.in_(_HAPPENED), 0), else_=1),
            case((facts.c.earliest.is_(None), 1), else_=0),
            case((clusters.c.lead == facts.c.id, 0), else_=1),
            facts.c.document,
            facts.c.position,
            facts.c.id,
        ),
    )
    ranked = (
        select(facts.c.id, rank.label("rank"))
        .join(events, events.c.fact == facts.c.id)
        .join(members, members.c.fact == facts.c.id, isouter=True)
        .join(clusters, clusters.c.id == members.c.cluster, isouter=True)
        .where(facts.c.id.in_(wanted))
        .subquery()
    )
    return select(ranked.c.id).where(ranked.c.rank == 1)


def _told(connection: Connection, kind: str, ids: Sequence[str]) -> Iterator[Told[Any]]:
    """Yield the facts `ids` in that order, with their texts."""
    found = {fact.fact: fact for fact in assemble(asking_of(connection), kind, ids)}
    sources = _sources(connection, sorted({fact.document.id for fact in found.values()}))
    told_of, tellings = _tellings(connection, ids)
    for name in ids:
        fact = found[name]
        text, provenance = sources[fact.document.id]
        own = Telling(fact=name, publisher=fact.document.publisher, url=fact.document.url)
        happening = told_of.get(name)
        others = tellings.get(happening or "", ())
        yield Told(
            fact=fact,
            text=text,
            provenance=provenance,
            happening=happening,
            tellings=(own, *(other for other in others if other.fact != name)),
        )


def _tellings(
    connection: Connection, ids: Sequence[str]
) -> tuple[Mapping[str, str], Mapping[str, tuple[Telling, ...]]]:
    """Return the happening of each fact, and by happening who tells of it."""
    query = select(members).where(members.c.fact.in_(these(connection, ids)))
    told_of = {row.fact: row.cluster for row in connection.execute(query)}
    if not told_of:
        return {}, {}
    query = (
        select(members.c.cluster, members.c.fact, documents.c.publisher, documents.c.url)
        .join(facts, facts.c.id == members.c.fact)
        .join(documents, documents.c.id == facts.c.document)
        .where(
            members.c.cluster.in_(these(connection, sorted(set(told_of.values())))),
            documents.c.current,
            facts.c.id.not_in(rejected()),
        )
        .order_by(documents.c.id, facts.c.position, facts.c.id)
    )
    found: dict[str, tuple[Telling, ...]] = {}
    for row in connection.execute(query):
        telling = Telling(fact=row.fact, publisher=row.publisher, url=row.url)
        found[row.cluster] = (*found.get(row.cluster, ()), telling)
    return told_of, found


def _sources(connection: Connection, keys: Sequence[int]) -> Mapping[int, tuple[str, Provenance]]:
    query = (
        select(texts.c.document, texts.c.text, *_MADE_BY)
        .join(readings, readings.c.document == texts.c.document)
        .where(texts.c.document.in_(these(connection, keys)))
    )
    return {row.document: (row.text, _provenance(row)) for row in connection.execute(query)}


def _provenance(row: Any) -> Provenance:
    return Provenance(
        dragoman=row.dragoman, pack=row.pack, knowledge=row.knowledge, model=row.model
    )
