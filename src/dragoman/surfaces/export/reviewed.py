"""Articles that people judged to the end, in the form of the annotated corpus."""

import json
from dataclasses import replace
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from dragoman.record.store import Record
from dragoman.surfaces.export.gold import to_gold
from dragoman.types.document import Document
from dragoman.types.reading import Reading

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
    stand = {event.event.id: event.event for event in record.events(document=key, superseded=True)}
    events = tuple(stand[event.id] for event in reading.events if event.id in stand)
    agreements = tuple(line for line in reading.agreements if line.event in stand)
    return document, replace(reading, events=events, agreements=agreements)
