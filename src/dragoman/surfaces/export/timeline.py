"""Events as the JSON that TimelineJS shows."""

from collections.abc import Iterator
from html import escape
from typing import Any

import msgspec

from dragoman.record.streaming import Told
from dragoman.record.views import RecordedEvent
from dragoman.surfaces.export.cells import value
from dragoman.surfaces.export.headlines import headline_with
from dragoman.surfaces.export.selection import Selection, Tally
from dragoman.surfaces.messages.catalogue import load_messages
from dragoman.surfaces.messages.dates import show_date
from dragoman.types.edtf import Point, parse_edtf


def write_timeline(selection: Selection, tally: Tally) -> Iterator[bytes]:
    """Yield the timeline of what has a date, in order of time."""
    encode = msgspec.json.Encoder().encode
    headline = headline_with(selection)
    say = load_messages(selection.language)
    between = b""
    yield b'{"scale":"human","events":[\n'
    for told in selection.events("time"):
        dates = _dates(value(told.fact.event.when))
        if dates is None:
            tally.left_out["undated"] += 1
            continue
        shown = dates | {
            "display_date": show_date(value(told.fact.event.when), say),
            "unique_id": told.fact.fact,
            "group": told.fact.event.type.value,
            "text": {"headline": escape(headline(told), quote=False), "text": _text(told)},
        }
        yield between + encode(shown)
        between = b",\n"
        tally.written += 1
    yield b"\n]}\n"


def _dates(edtf: str | None) -> dict[str, Any] | None:
    """Return the start, and the end of an interval; None if there is no known beginning."""
    if edtf is None:
        return None
    parsed = parse_edtf(edtf)
    if parsed.start is None:
        return None
    dates = {"start_date": _date(parsed.start)}
    if parsed.end is not None:
        dates["end_date"] = _date(parsed.end)
    return dates


def _date(point: Point) -> dict[str, int]:
    """Return a point as precise as it is known; a season begins with its first month."""
    date = {"year": point.year}
    if point.month is not None:
        date["month"] = point.month if point.month <= 12 else point.earliest.month
    if point.day is not None:
        date["day"] = point.day
    return date


def _text(told: Told[RecordedEvent]) -> str:
    """Return the sentence, and where it stands, as HTML."""
    document = told.fact.document
    sentence = escape(told.fact.event.mentions[0].sentence.of(told.text), quote=False)
    source = escape(document.publisher or document.title or document.name, quote=False)
    if document.url and document.url.startswith(("http://", "https://")):
        source = f'<a href="{escape(document.url)}">{source}</a>'
    published = f", {escape(document.published)}" if document.published else ""
    return f"<p>{sentence}</p><p>{source}{published} · {told.fact.fact}</p>"
