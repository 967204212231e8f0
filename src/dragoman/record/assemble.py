"""Rows of the record put together again as views."""

import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, func, select
from sqlalchemy.sql.elements import ColumnElement

from dragoman.record.dialect import as_list, listed
from dragoman.record.resolution_tables import identities, members
from dragoman.record.tables import (
    actors,
    agreements,
    claims,
    documents,
    events,
    facts,
    participants,
    quotations,
)
from dragoman.record.verdicts import stated
from dragoman.record.views import (
    AnyFact,
    DocumentInfo,
    RecordedActor,
    RecordedAgreement,
    RecordedClaim,
    RecordedEvent,
    RecordedQuotation,
)
from dragoman.types.event import Agreement, Claim, Event
from dragoman.types.quotation import Quotation

_EVENT = msgspec.json.Decoder(Event)
_QUOTATION = msgspec.json.Decoder(Quotation)
_AGREEMENT = msgspec.json.Decoder(Agreement)
_CLAIM = msgspec.json.Decoder(Claim)
_DETAILS: Mapping[str, tuple[Any, tuple[ColumnElement[Any], ...]]] = {
    "E": (events, (events.c.attributed_to,)),
    "Q": (quotations, (quotations.c.words,)),
    "G": (agreements, (agreements.c.event,)),
    "C": (claims, (claims.c.about, claims.c.attributed_to)),
}
_HEAD = (
    facts.c.id, facts.c.document, facts.c.earliest, facts.c.latest, facts.c.body,
    members.c.cluster,
)  # fmt: skip
Parts = dict[str, tuple[RecordedActor, ...]]


def document_info(row: Row[Any]) -> DocumentInfo:
    """Return one row of `documents` as a view."""
    return DocumentInfo(
        id=row.id,
        name=row.name,
        title=row.title,
        publisher=row.publisher,
        url=row.url,
        published=row.published,
        language=row.language,
        sha256=row.sha256,
        version=row.version,
        current=row.current,
        added_at=row.added_at,
    )


def assemble(connection: Connection, kind: str, wanted: Select[tuple[str]]) -> tuple[AnyFact, ...]:
    """Return the facts of `kind` whose ids `wanted` gives, in order of time.

    Of two with one beginning the wider comes first. Undated facts come last; those of
    one date follow the order of documents and text.
    """
    return _views(connection, kind, connection.execute(_heads(kind, wanted)).all())


def assemble_these(connection: Connection, kind: str, ids: Sequence[str]) -> tuple[AnyFact, ...]:
    """Return the facts of `kind` with the ids `ids`; see `assemble`."""
    query = _heads_of(connection.dialect.name, kind)
    rows = connection.execute(query, {"ids": as_list(connection, ids)}).all()
    return _views(connection, kind, rows)


def _heads(kind: str, wanted: Select[tuple[Any]]) -> Select[Any]:
    details, columns = _DETAILS[kind]
    return (
        select(*_HEAD, *columns)
        .join(details, details.c.fact == facts.c.id)
        .outerjoin(members, members.c.fact == facts.c.id)
        .where(facts.c.id.in_(wanted))
        .order_by(
            facts.c.earliest.is_(None) & facts.c.latest.is_(None),
            facts.c.earliest.nulls_first(),
            facts.c.latest.desc().nulls_first(),
            facts.c.document,
            facts.c.position,
            facts.c.id,
        )
    )


@cache
def _heads_of(dialect: str, kind: str) -> Select[Any]:
    return _heads(kind, listed(dialect, "ids"))


def _views(connection: Connection, kind: str, rows: Sequence[Row[Any]]) -> tuple[AnyFact, ...]:
    if not rows:
        return ()
    ids = [row.id for row in rows]
    parts = participants_of(connection, ids)
    sources = documents_of(connection, sorted({row.document for row in rows}))
    views = [_view(kind, row, sources[row.document], parts[row.id]) for row in rows]
    said = stated(connection, ids) if kind == "E" else ()
    return _as_said(views, said) if said else tuple(views)


def _as_said(views: Sequence[AnyFact], said: Sequence[Row[Any]]) -> tuple[AnyFact, ...]:
    """Return events as people corrected them."""
    from dragoman.record.casting import PARTS, as_cast  # seldom needed, and slow to load
    from dragoman.record.corrections import corrected, standing

    stands = standing(said)

    def as_said(view: AnyFact) -> AnyFact:
        if view.fact not in stands or not isinstance(view, RecordedEvent):
            return view
        event = corrected(view.event, stands[view.fact])
        by = {one.field: (one.by, one.at) for one in stands[view.fact] if one.field in PARTS}
        if by:
            event = as_cast(event, {"actors": view.actors, "recipients": view.recipients}, by)
        return replace(view, event=event)

    return tuple(map(as_said, views))


def documents_of(connection: Connection, keys: Sequence[int]) -> dict[int, DocumentInfo]:
    """Return the documents with the numbers `keys`."""
    query = _documents_query(connection.dialect.name)
    found = connection.execute(query, {"keys": as_list(connection, keys)})
    return {row.id: document_info(row) for row in found}


@cache
def _documents_query(dialect: str) -> Select[Any]:
    return select(documents).where(documents.c.id.in_(listed(dialect, "keys", numbers=True)))


@cache
def _taking_query(dialect: str) -> Select[Any]:
    return (
        select(participants.c.fact, participants.c.role, participants.c.actor)
        .where(participants.c.fact.in_(listed(dialect, "ids")))
        .order_by(participants.c.fact, participants.c.role, participants.c.position)
    )


@cache
def _actors_query(dialect: str) -> Select[Any]:
    return (
        select(actors, func.coalesce(identities.c.cluster, actors.c.entity).label("somebody"))
        .outerjoin(identities, identities.c.entity == actors.c.entity)
        .where(actors.c.id.in_(listed(dialect, "ids")))
    )


def participants_of(connection: Connection, ids: Sequence[str]) -> dict[str, Parts]:
    """Return who takes part in the facts `ids`: by fact, then by role, in order."""
    dialect = connection.dialect.name
    rows = connection.execute(_taking_query(dialect), {"ids": as_list(connection, ids)}).all()
    names = {"ids": as_list(connection, sorted({row[2] for row in rows}))}
    known = {
        row.id: recorded_actor(row, entity=row.somebody)
        for row in connection.execute(_actors_query(dialect), names)
    }
    found: dict[str, Parts] = defaultdict(dict)
    for fact, role, actor in rows:
        roles = found[fact]
        roles[role] = (*roles.get(role, ()), known[actor])
    return found


def recorded_actor(row: Row[Any], *, entity: str | None = None) -> RecordedActor:
    """Return one row of `actors` as a view, as the `entity` it is across documents."""
    return RecordedActor(
        actor=row.local,
        id=row.id,
        entity=entity or row.entity,
        name=row.name,
        kind=row.kind,
        country=row.country,
        role=row.role,
        sector=row.sector,
    )


def _view(kind: str, row: Row[Any], document: DocumentInfo, parts: Parts) -> AnyFact:
    """Return one fact with its document and its participants."""
    body = zlib.decompress(row.body)
    dates = {"earliest": row.earliest, "latest": row.latest}
    if kind == "E":
        return RecordedEvent(
            fact=row.id,
            document=document,
            **dates,
            event=_EVENT.decode(body),
            actors=parts.get("actor", ()),
            recipients=parts.get("recipient", ()),
            attributed_to=row.attributed_to,
            happening=row.cluster,
        )
    if kind == "Q":
        return RecordedQuotation(
            fact=row.id,
            document=document,
            **dates,
            quotation=_QUOTATION.decode(body),
            words=row.words,
            speaker=next(iter(parts.get("speaker", ())), None),
            principal=next(iter(parts.get("principal", ())), None),
            addressee=next(iter(parts.get("addressee", ())), None),
            about=parts.get("about", ()),
        )
    if kind == "G":
        return RecordedAgreement(
            fact=row.id,
            document=document,
            **dates,
            agreement=_AGREEMENT.decode(body),
            event=row.event,
            parties=parts.get("party", ()),
            signatories=parts.get("signatory", ()),
            accord=row.cluster,
        )
    return RecordedClaim(
        fact=row.id,
        document=document,
        **dates,
        claim=_CLAIM.decode(body),
        about=row.about,
        actors=parts.get("about", ()),
        attributed_to=row.attributed_to,
    )
