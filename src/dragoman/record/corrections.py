"""What people say of single events: that a value is another, or that there was no such event.

Each is a judgement: it says who decided and when, and can be undone. The reading stays as it
was; the columns that events are found by follow the judgements that stand.
"""

import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import Connection, Row, Select, insert, select, update

from dragoman.errors import RecordError
from dragoman.record.asking import asking_of
from dragoman.record.casting import (
    LONGEST,
    PARTS,
    Cast,
    cast_of,
    company_of,
    encode_cast,
    find_cast,
    recast,
)
from dragoman.record.database import Database
from dragoman.record.meetings import note_meetings
from dragoman.record.settling import unsettle, wait
from dragoman.record.tables import events, facts, judgements
from dragoman.record.verdicts import REJECTED, Stated, stated
from dragoman.types.edtf import days, is_edtf
from dragoman.types.event import Event
from dragoman.types.span import Sourced

if TYPE_CHECKING:
    from dragoman.ontology.model import Ontology

FIELDS: Mapping[str, str] = {
    "type": "type",
    "mode": "mode",
    "act": "act",
    "status": "status",
    "date": "when",
    "place": "place",
}
"""What can be corrected: the name of the column, and of the field of an event."""

ACCEPTED = "accepted"
"""The verdict that an event is as it was read."""

_NEEDED = ("type", "status")
_DECODER = msgspec.json.Decoder(Event)


class CorrectionError(RecordError):
    """A correction does not fit the vocabulary, or is of no event of this record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One decision of a person on one event.

    Attributes:
        id: number of the judgement.
        fact: the event.
        field: one of `FIELDS` or `casting.PARTS`, `REJECTED` or `ACCEPTED`.
        value: what it should be; None for nothing, and without a field. Of those who take
            part, as `casting.encode_cast` writes them.
        by: who decided.
        at: ISO 8601 moment, in UTC.
    """

    id: int
    fact: str
    field: str
    value: str | None
    by: str
    at: str


class Corrections:
    """The corrections of a record."""

    def __init__(self, database: Database, now: Callable[[], str]) -> None:
        self._database = database
        self._now = now

    def correct(
        self,
        fact: str,
        values: Mapping[str, str | None],
        *,
        by: str,
        cast: Mapping[str, Sequence[Cast]] | None = None,
    ) -> int:
        """Record that fields of an event should be `values`; return how many were not so yet.

        Args:
            fact: id of the event.
            values: by the names in `FIELDS`; None where there should be nothing. Where
                the type changes, a mode and an act that do not fit it go.
            by: who decides.
            cast: who takes part, by the names in `casting.PARTS`; whom it leaves out stays.

        Raises:
            CorrectionError: if the record has no such event, or it may not be so.
        """
        with self._database.writing() as connection:
            row = _row(connection, fact)
            now = corrected(_DECODER.decode(zlib.decompress(row.body)), _standing(connection, fact))
            wanted = _without_misfits(now, values)
            new = {name: value for name, value in wanted.items() if _value(now, name) != value}
            _check(fact, now, new)
            cast_anew = _cast_anew(connection, row, cast or {})
            moment = self._now()
            for name, value in (new | cast_anew).items():
                self._decide(connection, fact, f"{name}={value or ''}", by, moment)
            if new or cast_anew:
                synchronise(connection, [fact])
                unsettle(connection, row.document)
            if cast_anew:
                wait(connection, [row.document])
        return len(new) + len(cast_anew)

    def company(self, fact: str) -> tuple[Cast, ...]:
        """Return everybody in the article that tells an event, in the order of their naming.

        Raises:
            CorrectionError: if the record has no such event.
        """
        with self._database.reading() as connection:
            return company_of(connection, _row(connection, fact).document)

    def cast(self, fact: str) -> Mapping[str, tuple[Cast, ...]]:
        """Return who takes part in an event, by the names in `casting.PARTS`."""
        with self._database.reading() as connection:
            return cast_of(connection, fact)

    def reject(self, fact: str, *, by: str) -> bool:
        """Record that there was no such event; return whether that is new.

        Raises:
            CorrectionError: if the record has no such event.
        """
        with self._database.writing() as connection:
            row = _row(connection, fact)
            if _stands(connection, fact, REJECTED):
                return False
            self._decide(connection, fact, REJECTED, by)
            note_meetings(connection, _itself(fact))
            unsettle(connection, row.document)
        return True

    def accept(self, fact: str, *, by: str) -> bool:
        """Record that an event is as it was read; return whether that is new.

        Raises:
            CorrectionError: if the record has no such event.
        """
        with self._database.writing() as connection:
            _row(connection, fact)
            if _stands(connection, fact, ACCEPTED):
                return False
            self._decide(connection, fact, ACCEPTED, by)
        return True

    def undo(self, correction: int) -> bool:
        """Undo one decision; return False if it is none that stands."""
        with self._database.writing() as connection:
            query = select(judgements).where(
                judgements.c.id == correction, judgements.c.undone_at.is_(None)
            )
            row = connection.execute(query).one_or_none()
            if row is None or _read(row) is None:
                return False
            change = update(judgements).where(judgements.c.id == correction)
            connection.execute(change.values(undone_at=self._now()))
            synchronise(connection, [row.subject])
            document = _row(connection, row.subject).document
            unsettle(connection, document)
            if row.verdict.partition("=")[0] in PARTS:
                wait(connection, [document])
        return True

    def of(self, fact: str) -> tuple[Correction, ...]:
        """Return the corrections of an event that stand, oldest first."""
        query = _query([fact], rejections=True)
        with self._database.reading() as connection:
            found = (_read(row) for row in connection.execute(query))
            return tuple(one for one in found if one is not None)

    def _decide(
        self, connection: Connection, fact: str, verdict: str, by: str, moment: str | None = None
    ) -> None:
        row = {"subject": fact, "verdict": verdict, "by": by, "score": 1.0}
        connection.execute(insert(judgements), row | {"decided_at": moment or self._now()})


def _itself(fact: str) -> Select[tuple[str]]:
    return select(facts.c.id).where(facts.c.id == fact)


def _stands(connection: Connection, fact: str, verdict: str) -> bool:
    """Tell whether somebody's verdict on a fact stands."""
    query = select(judgements.c.id).where(
        judgements.c.subject == fact,
        judgements.c.verdict == verdict,
        judgements.c.undone_at.is_(None),
    )
    return connection.execute(query).first() is not None


def standing(rows: Iterable[Stated]) -> Mapping[str, tuple[Correction, ...]]:
    """Return what judgements say that stand, by fact, in their order; see `stated`."""
    found: dict[str, tuple[Correction, ...]] = {}
    for row in rows:
        one = _read(row)
        if one is not None:
            found[one.fact] = (*found.get(one.fact, ()), one)
    return found


def corrected(event: Event, corrections: Sequence[Correction]) -> Event:
    """Return `event` as people say it was; every such value names who said so."""
    for one in corrections:
        name = FIELDS.get(one.field)
        if name is None:
            continue
        held: Sourced[Any] | None = getattr(event, name)
        made: Sourced[Any] | None = None
        if one.value is not None:
            made = Sourced(
                value=one.value,
                spans=held.spans if held else (event.mentions[0].trigger,),
                rule=f"judgement:{one.by}",
                reasoning=f"corrected from {held.value if held else 'nothing'}, {one.at}",
            )
        changed: Any = {name: made}
        event = replace(event, **changed)
    return event


def synchronise(connection: Connection, ids: Sequence[str]) -> None:
    """Let the columns that events are found by, and who takes part, say what stands of them."""
    for fact in ids:
        row = connection.execute(select(facts).where(facts.c.id == fact)).one_or_none()
        if row is None or row.kind != "E":
            continue
        read, said = _DECODER.decode(zlib.decompress(row.body)), _standing(connection, fact)
        event = corrected(read, said)
        parts = {one.field: one.value for one in said if one.field in PARTS}
        recast(connection, row.document, fact, read, parts)
        columns = {name: _value(event, name) for name in FIELDS}
        connection.execute(update(events).where(events.c.fact == fact).values(**columns))
        earliest, latest = days(columns["date"])
        dates = {"earliest": earliest, "latest": latest}
        connection.execute(update(facts).where(facts.c.id == fact).values(**dates))
        note_meetings(connection, _itself(fact))


def corrected_among(connection: Connection, ids: Sequence[str]) -> list[str]:
    """Return those of `ids` of which a correction stands."""
    return sorted(standing(stated(asking_of(connection), ids))) if ids else []


def _standing(connection: Connection, fact: str) -> tuple[Correction, ...]:
    found = (_read(row) for row in connection.execute(_query([fact])))
    return tuple(one for one in found if one is not None)


def _query(ids: Sequence[str], *, rejections: bool = False) -> Select[Any]:
    query = select(judgements).where(
        judgements.c.subject.in_(ids), judgements.c.undone_at.is_(None)
    )
    if not rejections:
        query = query.where(judgements.c.verdict.contains("="))
    return query.order_by(judgements.c.id)


def _read(row: "Stated | Row[Any]") -> Correction | None:
    """Return a judgement as a correction; None if it is one of identity."""
    field, equals, value = row.verdict.partition("=")
    if not equals or (field not in FIELDS and field not in PARTS):
        if row.verdict not in (REJECTED, ACCEPTED):
            return None
        field, value = row.verdict, ""
    return Correction(
        id=row.id,
        fact=row.subject,
        field=field,
        value=value or None,
        by=row.by,
        at=row.decided_at,
    )


def _row(connection: Connection, fact: str) -> Row[Any]:
    row = connection.execute(
        select(facts).where(facts.c.id == fact, facts.c.kind == "E")
    ).one_or_none()
    if row is None:
        raise CorrectionError(f"{fact}: there is no such event in this record. Name another.")
    return row


def _value(event: Event, name: str) -> str | None:
    sourced: Sourced[Any] | None = getattr(event, FIELDS[name])
    return None if sourced is None else str(sourced.value)


def _cast_anew(
    connection: Connection, row: Row[Any], cast: Mapping[str, Sequence[Cast]]
) -> dict[str, str]:
    """Return those parts of `cast` that are not so yet, as judgements keep them."""
    held = cast_of(connection, row.id) if cast else {}
    new = {}
    for name in PARTS:
        if name not in cast:
            continue
        wanted = find_cast(connection, row.document, cast[name])
        if [_who(one) for one in wanted] != [_who(one) for one in held[name]]:
            new[name] = encode_cast(wanted)
            if len(new[name].encode()) > LONGEST:
                raise CorrectionError(f"{row.id}: so many cannot be {name}. Name fewer.")
    return new


def _who(cast: Cast) -> str | None:
    return cast.actor or cast.entity


def _ontology() -> "Ontology":
    """Return the vocabulary, loaded only where something is corrected: asking pays for none."""
    from dragoman.ontology.model import load_ontology

    return load_ontology()


def _without_misfits(now: Event, values: Mapping[str, str | None]) -> dict[str, str | None]:
    """Return `values`, and no mode or act where those of `now` do not fit a new type."""
    wanted = {name: value for name, value in values.items() if name in FIELDS}
    type = wanted.get("type") or now.type.value
    if type == now.type.value:
        return wanted
    ontology = _ontology()
    if not ontology.allows(type, _value(now, "mode")):
        wanted.setdefault("mode", None)
    refined = {act.id: act.type for act in ontology.acts}
    if refined.get(_value(now, "act") or "") != type:
        wanted.setdefault("act", None)
    return wanted


def _check(fact: str, now: Event, new: Mapping[str, str | None]) -> None:
    """Raise if an event may not be what it should become."""
    ontology = _ontology()
    after = {name: new.get(name, _value(now, name)) for name in FIELDS}
    for name in _NEEDED:
        if after[name] is None:
            raise CorrectionError(f"{fact}: every event has a {name}. Give one.")
    if after["status"] not in {entry.id for entry in ontology.statuses}:
        known = ", ".join(entry.id for entry in ontology.statuses)
        raise CorrectionError(
            f"{fact}: there is no status {after['status']!r}. Use one of {known}."
        )
    if not ontology.allows(after["type"] or "", after["mode"], after["act"]):
        raise CorrectionError(
            f"{fact}: no event is {after['type']} with the mode {after['mode']} and the act "
            f"{after['act']}. Correct all three."
        )
    if after["date"] is not None and not is_edtf(after["date"]):
        raise CorrectionError(f"{fact}: {after['date']!r} is no EDTF date. Write it as 2023-02-07.")
