"""Rows of the record put together again as views."""

import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import msgspec

from dragoman.record.asking import Asking
from dragoman.record.verdicts import Stated, stated
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

if TYPE_CHECKING:
    from sqlalchemy import Row

IN_TIME = """
    facts.earliest IS NULL AND facts.latest IS NULL,
    facts.earliest NULLS FIRST, facts.latest DESC NULLS FIRST,
    facts.document, facts.position, facts.id
"""
"""What orders facts by time. Of two with one beginning the wider comes first; undated ones
come last; those of one date follow the order of documents and text."""

Parts = dict[str, tuple[RecordedActor, ...]]

_EVENT = msgspec.json.Decoder(Event)
_QUOTATION = msgspec.json.Decoder(Quotation)
_AGREEMENT = msgspec.json.Decoder(Agreement)
_CLAIM = msgspec.json.Decoder(Claim)


def _heads(table: str, *columns: str) -> str:
    """Return the question for facts, what is told of them in `table`, and what they tell of."""
    details = ", ".join(f"{table}.{column}" for column in columns)
    return f"""
        SELECT facts.id, facts.document, facts.earliest, facts.latest, facts.body,
            members.cluster, {details}
        FROM facts JOIN {table} ON {table}.fact = facts.id
        LEFT JOIN members ON members.fact = facts.id
        WHERE facts.id IN ({{ids}}) ORDER BY {IN_TIME}
    """


_HEADS: Mapping[str, str] = {
    "E": _heads("events", "attributed_to"),
    "Q": _heads("quotations", "words"),
    "G": _heads("agreements", "event"),
    "C": _heads("claims", "about", "attributed_to"),
}
_OF_DOCUMENT = tuple(field.name for field in fields(DocumentInfo))
_DOCUMENTS = f"SELECT {', '.join(_OF_DOCUMENT)} FROM documents"
_TEXTS = "SELECT document, text FROM texts WHERE document IN ({keys})"
_TAKING = """
    SELECT fact, role, actor FROM participants
    WHERE fact IN ({ids}) ORDER BY fact, role, position
"""
_ACTORS = """
    SELECT local, id, coalesce(cluster, actors.entity), name, kind, country, role, sector
    FROM actors LEFT JOIN identities ON identities.entity = actors.entity
    WHERE id IN ({ids})
"""


def document_info(row: "Row[Any]") -> DocumentInfo:
    """Return one row of `documents`, as SQLAlchemy gives it, as a view."""
    return _document([getattr(row, name) for name in _OF_DOCUMENT])


def assemble(asking: Asking, kind: str, ids: Sequence[str]) -> tuple[AnyFact, ...]:
    """Return the facts of `kind` with the ids `ids`, in order of time; see `IN_TIME`."""
    rows = asking.rows(_HEADS[kind], ids=ids) if ids else []
    if not rows:
        return ()
    held = [row[0] for row in rows]
    parts = participants_of(asking, held)
    sources = documents_of(asking, sorted({row[1] for row in rows}))
    views = [_view(kind, row, sources[row[1]], parts[row[0]]) for row in rows]
    said = stated(asking, held) if kind == "E" else ()
    return _as_said(views, said) if said else tuple(views)


def _as_said(views: Sequence[AnyFact], said: Sequence[Stated]) -> tuple[AnyFact, ...]:
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


def documents_of(asking: Asking, keys: Sequence[int]) -> dict[int, DocumentInfo]:
    """Return the documents with the numbers `keys`."""
    rows = asking.rows(f"{_DOCUMENTS} WHERE id IN ({{keys}})", keys=keys) if keys else []
    return {row[0]: _document(row) for row in rows}


def every_document(asking: Asking, *, superseded: bool) -> tuple[DocumentInfo, ...]:
    """Return all documents in order of recording, older versions only if asked for."""
    which = "" if superseded else "WHERE current"
    return tuple(map(_document, asking.rows(f"{_DOCUMENTS} {which} ORDER BY id")))


def _document(row: Sequence[Any]) -> DocumentInfo:
    values = dict(zip(_OF_DOCUMENT, row, strict=True))
    return DocumentInfo(**values | {"current": bool(values["current"])})  # SQLite says 1


def texts_of(asking: Asking, keys: Sequence[int]) -> dict[int, str]:
    """Return the frozen texts of the documents with the numbers `keys`."""
    return dict(asking.rows(_TEXTS, keys=keys) if keys else ())


def participants_of(asking: Asking, ids: Sequence[str]) -> dict[str, Parts]:
    """Return who takes part in the facts `ids`: by fact, then by role, in order."""
    rows = asking.rows(_TAKING, ids=ids)
    known = {
        id: RecordedActor(
            actor=local, id=id, entity=entity, name=name,
            kind=kind, country=country, role=role, sector=sector,
        )
        for local, id, entity, name, kind, country, role, sector in asking.rows(
            _ACTORS, ids=sorted({row[2] for row in rows})
        )
    }  # fmt: skip
    found: dict[str, Parts] = defaultdict(dict)
    for fact, role, actor in rows:
        roles = found[fact]
        roles[role] = (*roles.get(role, ()), known[actor])
    return found


def _view(kind: str, row: tuple[Any, ...], document: DocumentInfo, parts: Parts) -> AnyFact:
    """Return one fact with its document and its participants."""
    id, _, earliest, latest, packed, cluster, *details = row
    body = zlib.decompress(packed)
    dates = {"earliest": earliest, "latest": latest}
    if kind == "E":
        return RecordedEvent(
            fact=id,
            document=document,
            **dates,
            event=_EVENT.decode(body),
            actors=parts.get("actor", ()),
            recipients=parts.get("recipient", ()),
            attributed_to=details[0],
            happening=cluster,
        )
    if kind == "Q":
        return RecordedQuotation(
            fact=id,
            document=document,
            **dates,
            quotation=_QUOTATION.decode(body),
            words=details[0],
            speaker=next(iter(parts.get("speaker", ())), None),
            principal=next(iter(parts.get("principal", ())), None),
            addressee=next(iter(parts.get("addressee", ())), None),
            about=parts.get("about", ()),
        )
    if kind == "G":
        return RecordedAgreement(
            fact=id,
            document=document,
            **dates,
            agreement=_AGREEMENT.decode(body),
            event=details[0],
            parties=parts.get("party", ()),
            signatories=parts.get("signatory", ()),
            accord=cluster,
        )
    return RecordedClaim(
        fact=id,
        document=document,
        **dates,
        claim=_CLAIM.decode(body),
        about=details[0],
        actors=parts.get("about", ()),
        attributed_to=details[1],
    )
