"""Readings as a DocBin, for training and for those who work with spaCy."""

from collections.abc import Iterator

from dragoman.surfaces.export.selection import Selection, Tally


def write_docbin(selection: Selection, tally: Tally) -> Iterator[bytes]:
    """Yield one DocBin; it is whole in memory, as spaCy reads it whole too."""
    from dragoman.reading.docbin import Read, pack_docs

    def documents() -> Iterator[Read]:
        for info, _ in selection.documents():
            tally.written += 1
            meta = {
                "sha256": info.sha256,
                "document": info.name,
                "url": info.url or "",
                "published": info.published or "",
                "publisher": info.publisher or "",
                "title": info.title or "",
            }
            yield Read(
                text=selection.record.text(info.id),
                language=info.language,
                reading=selection.record.reading(info.id),
                ids=selection.record.streaming.names(info.id),
                meta=meta,
            )

    data, moved = pack_docs(documents())
    if moved:
        tally.left_out["tokens"] = moved
    yield data
