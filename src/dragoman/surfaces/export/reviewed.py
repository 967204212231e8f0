"""Articles that people judged to the end, in the form of the annotated corpus."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from io import BytesIO
from typing import TypeVar, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from dragoman.record.casting import ADDED
from dragoman.record.store import Record
from dragoman.record.views import RecordedActor, RecordedEvent
from dragoman.surfaces.export.gold import ADDED_BY_PERSON, to_gold
from dragoman.types.actor import Actor, ActorKind, Mention, MentionForm
from dragoman.types.document import Document
from dragoman.types.event import Event, likely_parts
from dragoman.types.reading import Reading
from dragoman.types.span import Sourced, Span

Value = TypeVar("Value")

_EPOCH = (1980, 1, 1, 0, 0, 0)


def reviewed_gold(record: Record) -> bytes:
    """Return a zip of one ``<id>.json`` for each article all of whose events are judged.

    Rejected events are left out, corrected ones are as they were corrected; the same
    record gives the same bytes.
    """
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as files:
        for key in record.reviewing.finished():
            document, reading = reviewed(record, key)
            body = json.dumps(to_gold(document, reading), ensure_ascii=False, indent=1) + "\n"
            name = "".join(c if c.isalnum() or c in "-_." else "-" for c in document.id)
            files.writestr(ZipInfo(f"{key:06d}-{name}.json", _EPOCH), body)
    return written.getvalue()


def reviewed(record: Record, key: int) -> tuple[Document, Reading]:
    """Return an article and its reading as people judged it."""
    info = record.document(key)
    document = Document(
        id=info.name,
        text=record.text(key),
        title=info.title,
        published=info.published,
        publisher=info.publisher,
        url=info.url,
        language=info.language,
    )
    reading = record.reading(key)
    views = record.events(document=key, superseded=True)
    stand = {view.event.id: _as_shown(view.event) for view in views}
    added = _added(views, document, taken=len(reading.actors))
    called = {local: actor.id for local, actor in added.items()}
    events = tuple(
        _renamed(stand[event.id], called) for event in reading.events if event.id in stand
    )
    agreements = tuple(line for line in reading.agreements if line.event in stand)
    actors = (*reading.actors, *added.values())
    return document, replace(reading, actors=actors, events=events, agreements=agreements)


def _as_shown(event: Event) -> Event:
    """Return an event with those alone who people saw take part in it."""
    actors, recipients = likely_parts(event)
    return replace(event, actors=actors, recipients=recipients)


def _added(views: Iterable[RecordedEvent], document: Document, *, taken: int) -> dict[str, Actor]:
    """Return the actors that reviewers added to an article, by their ids in the record."""
    found: dict[str, Actor] = {}
    for view in views:
        for actor in (*view.actors, *view.recipients):
            if actor.actor.startswith(ADDED) and actor.actor not in found:
                id = f"a{taken + 1 + len(found)}"
                found[actor.actor] = _actor(actor, id, document, view.event.mentions[0].trigger)
    return found


def _actor(added: RecordedActor, id: str, document: Document, trigger: Span) -> Actor:
    """Return an added actor; where the text does not name it, the event's words stand in."""
    places = [
        Span(*match.span()) for match in re.finditer(rf"\b{re.escape(added.name)}\b", document.text)
    ]
    form: MentionForm = "name" if places else "collective"
    spans = tuple(places) or (trigger,)

    def said(value: Value) -> Sourced[Value]:
        return Sourced(value=value, spans=spans, rule=ADDED_BY_PERSON)

    return Actor(
        id=id,
        name=said(added.name),
        kind=said(cast(ActorKind, added.kind)),
        country=said(added.country) if added.country else None,
        mentions=tuple(
            Mention(span=span, head=span, form=form, rule=ADDED_BY_PERSON) for span in spans
        ),
    )


def _renamed(event: Event, called: Mapping[str, str]) -> Event:
    if not called:
        return event

    def rename(held: tuple[Sourced[str], ...]) -> tuple[Sourced[str], ...]:
        return tuple(replace(one, value=called.get(one.value, one.value)) for one in held)

    return replace(event, actors=rename(event.actors), recipients=rename(event.recipients))
