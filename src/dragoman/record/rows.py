"""A reading laid out as the rows that the record keeps of it."""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import msgspec

from dragoman.record.ids import IdMaker, Letter
from dragoman.record.views import Role
from dragoman.resolution.entities import identify
from dragoman.types.actor import Actor
from dragoman.types.document import Document
from dragoman.types.edtf import days
from dragoman.types.event import Agreement, Claim, Event, likely_parts
from dragoman.types.quotation import Quotation
from dragoman.types.reading import Reading
from dragoman.types.span import Sourced, Span

Row = dict[str, Any]
_ENCODER = msgspec.json.Encoder(order="deterministic")


@dataclass(slots=True)
class Rows:
    """Rows by table, in the order in which tables can be filled."""

    entities: list[Row] = field(default_factory=list)
    actors: list[Row] = field(default_factory=list)
    judgements: list[Row] = field(default_factory=list)
    facts: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    event_mentions: list[Row] = field(default_factory=list)
    quotations: list[Row] = field(default_factory=list)
    agreements: list[Row] = field(default_factory=list)
    claims: list[Row] = field(default_factory=list)
    participants: list[Row] = field(default_factory=list)


def pack(value: object) -> bytes:
    """Return `value` as compressed JSON."""
    return zlib.compress(_ENCODER.encode(value), 6)


def lay_out(
    reading: Reading, document: Document, *, key: int, ids: IdMaker, decided_at: str
) -> Rows:
    """Return the rows of `reading`, with ids from content.

    Args:
        reading: a verified reading of `document`.
        document: the document it was read from.
        key: number of the document in the record.
        ids: makes the ids of this document's facts.
        decided_at: ISO 8601 moment for the judgements of identity.
    """
    return _Layout(reading, document, key, ids, decided_at).rows


class _Layout:
    """Fills the rows of one reading, one kind of fact after the other."""

    def __init__(
        self, reading: Reading, document: Document, key: int, ids: IdMaker, decided_at: str
    ) -> None:
        self.rows = Rows()
        self._document = document
        self._key = key
        self._ids = ids
        self._actors: dict[str, Row] = {}
        self._places = sorted(
            (m.span, actor.id) for actor in reading.actors for m in actor.mentions
        )
        for actor in reading.actors:
            self._add_actor(actor, decided_at)
        events = {event.id: event for event in reading.events}
        names = {event.id: self._add_event(event) for event in reading.events}
        for quotation in reading.quotations:
            self._add_quotation(quotation)
        for agreement in reading.agreements:
            self._add_agreement(agreement, events[agreement.event], names)
        for claim in reading.claims:
            self._add_claim(claim, events.get(claim.about or ""), names)

    def _add_actor(self, actor: Actor, decided_at: str) -> None:
        identity = identify(actor, document=self._document.sha256)
        row = {
            "id": self._ids.make("A", actor.kind.value, actor.mentions[0].span),
            "document": self._key,
            "local": actor.id,
            "entity": identity.entity,
            "name": actor.name.value,
            "kind": actor.kind.value,
            "country": _value(actor.country),
            "sector": _value(actor.sector),
            "role": _value(actor.role),
        }
        self._actors[actor.id] = row
        self.rows.actors.append(row)
        self.rows.entities.append(
            {
                "id": identity.entity,
                "kind": row["kind"],
                "name": row["name"],
                "country": row["country"],
                "known": identity.known,
            }
        )
        self.rows.judgements.append(
            {
                "subject": row["id"],
                "verdict": identity.entity,
                "by": identity.by,
                "score": identity.score,
                "decided_at": decided_at,
            }
        )

    def _add_event(self, event: Event) -> str:
        first = event.mentions[0]
        when = _value(event.when)
        fact = self._add_fact("E", event.type.value, first.trigger, event, when, event.confidence)
        source = _value(event.attributed_to)
        self.rows.events.append(
            {
                "fact": fact,
                "type": event.type.value,
                "mode": _value(event.mode),
                "act": _value(event.act),
                "status": event.status.value,
                "date": when,
                "place": _value(event.place),
                "attributed_to": self._name(source),
            }
        )
        for ordinal, mention in enumerate(event.mentions):
            self.rows.event_mentions.append(
                {
                    "fact": fact,
                    "ordinal": ordinal,
                    "trigger_start": mention.trigger.start,
                    "trigger_end": mention.trigger.end,
                    "sentence_start": mention.sentence.start,
                    "sentence_end": mention.sentence.end,
                    "rule": mention.rule,
                }
            )
        doing, meant = likely_parts(event)
        self._take_part(fact, "actor", _values(doing))
        self._take_part(fact, "recipient", _values(meant))
        self._take_part(fact, "source", [source] if source in self._actors else [])
        return fact

    def _add_quotation(self, quotation: Quotation) -> None:
        said_on = _value(quotation.said_on)
        fact = self._add_fact(
            "Q", quotation.kind, quotation.span, quotation, said_on, quotation.confidence
        )
        self.rows.quotations.append(
            {
                "fact": fact,
                "kind": quotation.kind,
                "force": _value(quotation.force),
                "words": quotation.span.of(self._document.text),
            }
        )
        for role in ("speaker", "principal", "addressee"):
            self._take_part(fact, role, _values([getattr(quotation, role)]))
        self._take_part(fact, "about", self._mentioned(quotation.span))

    def _add_agreement(self, agreement: Agreement, event: Event, names: dict[str, str]) -> None:
        trigger = agreement.title.spans[0] if agreement.title else event.mentions[0].trigger
        date = _value(agreement.date)
        fact = self._add_fact(
            "G", agreement.stage.value, trigger, agreement, date, agreement.confidence
        )
        self.rows.agreements.append(
            {
                "fact": fact,
                "event": names[event.id],
                "stage": agreement.stage.value,
                "title": _value(agreement.title),
                "date": date,
            }
        )
        self._take_part(fact, "party", _values(agreement.parties))
        self._take_part(fact, "signatory", _values(agreement.signatories))

    def _add_claim(self, claim: Claim, event: Event | None, names: dict[str, str]) -> None:
        when = _value(event.when) if event else None
        fact = self._add_fact("C", claim.kind, claim.span, claim, when, 1.0)
        source = _value(claim.attributed_to)
        self.rows.claims.append(
            {
                "fact": fact,
                "kind": claim.kind,
                "about": names[event.id] if event else None,
                "attributed_to": self._name(source),
            }
        )
        if event:
            about = _values(chain(*likely_parts(event)))
        else:
            about = [name for name in self._mentioned(claim.sentence) if name != source]
        self._take_part(fact, "about", about)
        self._take_part(fact, "source", [source] if source in self._actors else [])

    def _add_fact(
        self,
        letter: Letter,
        what: str,
        span: Span,
        fact: Event | Quotation | Agreement | Claim,
        date: str | None,
        confidence: float,
    ) -> str:
        name = self._ids.make(letter, what, span)
        earliest, latest = days(date)
        self.rows.facts.append(
            {
                "id": name,
                "kind": letter,
                "document": self._key,
                "local": fact.id,
                "position": span.start,
                "earliest": earliest,
                "latest": latest,
                "confidence": confidence,
                "body": pack(fact),
            }
        )
        return name

    def _take_part(self, fact: str, role: Role, actors: Iterable[str]) -> None:
        for position, local in enumerate(dict.fromkeys(actors)):
            actor = self._actors[local]
            self.rows.participants.append(
                {
                    "fact": fact,
                    "actor": actor["id"],
                    "role": role,
                    "position": position,
                    "entity": actor["entity"],
                    "country": actor["country"],
                }
            )

    def _mentioned(self, span: Span) -> Iterator[str]:
        """Yield ids of the actors mentioned inside `span`, in text order."""
        return (local for place, local in self._places if span.covers(place))

    def _name(self, source: str | None) -> str | None:
        """Return the name of an actor, or the words themselves where it is none."""
        if source is None or source not in self._actors:
            return source
        return str(self._actors[source]["name"])


def _value(sourced: Sourced[Any] | None) -> Any:
    return sourced.value if sourced is not None else None


def _values(sourced: Iterable[Sourced[str] | None]) -> list[str]:
    return [one.value for one in sourced if one is not None]
