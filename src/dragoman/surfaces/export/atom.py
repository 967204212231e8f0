"""Events as an Atom feed (RFC 4287)."""

from collections.abc import Iterator

from dragoman.record.streaming import Told
from dragoman.record.views import RecordedEvent
from dragoman.surfaces.export.annotations import urn
from dragoman.surfaces.export.headlines import headline_with
from dragoman.surfaces.export.markup import attribute, inner
from dragoman.surfaces.export.selection import Selection, Tally

_NEVER = "1970-01-01T00:00:00+00:00"


def write_atom(selection: Selection, tally: Tally) -> Iterator[bytes]:
    """Yield a feed of the events, in order of time."""
    headline = headline_with(selection)
    newest = max((document.added_at for document, _ in selection.documents()), default=_NEVER)
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom">\n'
        "<id>urn:dragoman:events</id>\n<title>dragoman</title>\n"
        f"<updated>{inner(newest)}</updated>\n"
        "<author><name>dragoman</name></author>\n"
        "<generator>dragoman</generator>\n"
    ).encode()
    for told in selection.events("time"):
        yield _entry(told, headline(told)).encode()
        tally.written += 1
    yield b"</feed>\n"


def _entry(told: Told[RecordedEvent], headline: str) -> str:
    fact, event = told.fact, told.fact.event
    document = fact.document
    parts = [
        "<entry>",
        f"<id>{urn(fact.fact)}</id>",
        f"<title>{inner(headline)}</title>",
        f"<updated>{inner(document.added_at)}</updated>",
    ]
    if document.url:
        parts.append(f'<link rel="alternate" href={attribute(document.url)}/>')
    parts += [
        f"<category term={attribute(event.type.value)}/>",
        f"<category term={attribute(f'status:{event.status.value}')}/>",
        f"<summary>{inner(event.mentions[0].sentence.of(told.text))}</summary>",
    ]
    source = " · ".join(
        part
        for part in (
            event.when.value if event.when else None,
            document.publisher,
            document.title or document.name,
            document.published,
            fact.fact,
        )
        if part
    )
    parts.append(f'<content type="text">{inner(source)}</content>')
    return "\n".join([*parts, "</entry>\n"])
