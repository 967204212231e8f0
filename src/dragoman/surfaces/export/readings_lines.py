"""Whole documents with their readings, for another record: nothing is dropped."""

from collections.abc import Iterator

import msgspec

from dragoman.surfaces.export.selection import Selection, Tally


def write_readings(selection: Selection, tally: Tally) -> Iterator[bytes]:
    """Yield one object a line: a document with its text, and its reading."""
    encode = msgspec.json.Encoder().encode
    for info, _ in selection.documents():
        line = {
            "document": {
                "id": info.name,
                "text": selection.record.text(info.id),
                "title": info.title,
                "language": info.language,
                "published": info.published,
                "publisher": info.publisher,
                "url": info.url,
            },
            "reading": selection.record.reading(info.id),
        }
        yield encode(line) + b"\n"
        tally.written += 1
