"""A reading in the annotation form of the gold guidelines."""

from collections.abc import Iterable
from typing import Any

from dragoman.ontology import MILESTONE
from dragoman.types.actor import Actor
from dragoman.types.document import Document
from dragoman.types.event import Agreement, Event
from dragoman.types.quotation import Quotation
from dragoman.types.reading import Reading
from dragoman.types.span import Sourced, Span

_CALENDAR = ("date", "interval")
_DERIVED = "times.reign"
"""Times that the text names only by who was in power: no expression of the guidelines."""
ADDED_BY_PERSON = "judgement"
"""Rule of an actor that a reviewer added: its article need not name it anywhere."""

_UNNAMED = ("pronoun", "collective")
_ENDED = ("suspended", "denounced")


def to_gold(document: Document, reading: Reading) -> dict[str, Any]:
    """Return `reading` as one annotation object: ``<id>.json`` of the guidelines.

    Left out are what the guidelines leave out: actors that take part in nothing,
    milestones, durations, pronouns as mentions.
    """
    text = document.text
    events = [event for event in reading.events if event.type.value != MILESTONE]
    kept = {event.id for event in events}
    agreements = [
        agreement
        for agreement in reading.agreements
        if agreement.event in kept and agreement.stage.value not in _ENDED
    ]
    taking_part = participants(events, agreements, reading.quotations)
    return {
        "id": document.id,
        "actors": [_actor(a, text) for a in reading.actors if a.id in taking_part],
        "events": [_event(event, text) for event in events],
        "agreements": [_agreement(agreement) for agreement in agreements],
        "quotes": [_quote(quotation, text) for quotation in reading.quotations],
        "times": [
            {"text": time.span.of(text), "value": time.value}
            for time in reading.times
            if time.kind in _CALENDAR and time.rule != _DERIVED
        ],
    }


def participants(
    events: Iterable[Event], agreements: Iterable[Agreement], quotations: Iterable[Quotation]
) -> set[str]:
    """Return the ids of actors that act, are acted upon, sign or speak."""
    named: list[Sourced[str] | None] = []
    for event in events:
        named += [*event.actors, *event.recipients, event.attributed_to]
    for agreement in agreements:
        named += [*agreement.parties, *agreement.signatories]
    named += [quotation.speaker for quotation in quotations]
    return {value.value for value in named if value is not None}


def _value(sourced: Sourced[Any] | None) -> Any:
    return None if sourced is None else sourced.value


def _values(sourced: tuple[Sourced[str], ...]) -> list[str]:
    return list(dict.fromkeys(value.value for value in sourced))


def _actor(actor: Actor, text: str) -> dict[str, Any]:
    forms = [m.span.of(text) for m in actor.mentions if m.form not in _UNNAMED]
    if not forms and actor.name.rule != ADDED_BY_PERSON:
        forms = [actor.name.spans[0].of(text)]
    return {
        "id": actor.id,
        "name": actor.name.value,
        "kind": actor.kind.value,
        "country": _value(actor.country),
        "sector": _value(actor.sector),
        "role": _value(actor.role),
        "mentions": list(dict.fromkeys(forms)),
    }


def _event(event: Event, text: str) -> dict[str, Any]:
    return {
        "id": event.id,
        "type": event.type.value,
        "mode": _value(event.mode),
        "status": event.status.value,
        "actor": _values(event.actors),
        "recipient": _values(event.recipients),
        "place": _value(event.place),
        "date": _value(event.when),
        "date_text": event.when.spans[0].of(text) if event.when else None,
        "attributed_to": _value(event.attributed_to),
        "contexts": _values(event.contexts),
        "mentions": [
            {"trigger": m.trigger.of(text), "evidence": m.sentence.of(text)} for m in event.mentions
        ],
    }


def _agreement(agreement: Agreement) -> dict[str, Any]:
    return {
        "event": agreement.event,
        "parties": _values(agreement.parties),
        "signatories": _values(agreement.signatories),
        "title": _value(agreement.title),
        "date": _value(agreement.date),
        "place": _value(agreement.place),
        "occasion": _value(agreement.occasion),
        "subjects": _values(agreement.subjects),
    }


def _quote(quotation: Quotation, text: str) -> dict[str, Any]:
    cue = quotation.cue
    evidence = Span(quotation.evidence[0].start, quotation.evidence[-1].end)
    return {
        "kind": quotation.kind,
        "text": quotation.span.of(text),
        "speaker": _value(quotation.speaker),
        "cue": cue.spans[0].of(text) if cue and evidence.covers(cue.spans[0]) else None,
        "evidence": evidence.of(text),
    }
