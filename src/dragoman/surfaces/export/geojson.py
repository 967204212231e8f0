"""Events on the map as GeoJSON (RFC 7946)."""

from collections.abc import Iterator
from typing import Any

import msgspec

from dragoman.knowledge.coordinates import Point, locate
from dragoman.record.streaming import Told
from dragoman.record.views import RecordedEvent
from dragoman.surfaces.export.cells import value
from dragoman.surfaces.export.headlines import headline_with, load_known
from dragoman.surfaces.export.selection import Selection, Tally


def write_geojson(selection: Selection, tally: Tally) -> Iterator[bytes]:
    """Yield a collection of features, one for each event; without a known place, no geometry."""
    encode = msgspec.json.Encoder().encode
    headline = headline_with(selection)
    knowledge = load_known()
    between = b""
    yield b'{"type":"FeatureCollection","features":[\n'
    for told in selection.events():
        place = value(told.fact.event.place)
        point = locate(knowledge, place) if place else None
        if point is None:
            tally.left_out["unlocated"] += 1
        yield between + encode(_feature(told, point, headline(told)))
        between = b",\n"
        tally.written += 1
    yield b"\n]}\n"


def _feature(told: Told[RecordedEvent], point: Point | None, headline: str) -> dict[str, Any]:
    fact, event = told.fact, told.fact.event
    return {
        "type": "Feature",
        "id": fact.fact,
        "geometry": {"type": "Point", "coordinates": [point.longitude, point.latitude]}
        if point
        else None,
        "properties": {
            "headline": headline,
            "type": event.type.value,
            "mode": value(event.mode),
            "status": event.status.value,
            "date": value(event.when),
            "earliest": fact.earliest,
            "latest": fact.latest,
            "place": value(event.place),
            "precision": point.precision if point else None,
            "country": point.country if point else None,
            "actors": [actor.name for actor in fact.actors],
            "recipients": [actor.name for actor in fact.recipients],
            "sentence": event.mentions[0].sentence.of(told.text),
            "confidence": event.confidence,
            "publisher": fact.document.publisher,
            "url": fact.document.url,
        },
    }
