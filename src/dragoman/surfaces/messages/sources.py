"""Articles as a reader would cite them."""

from dragoman.dossier.evidence import Source
from dragoman.surfaces.messages.catalogue import Messages
from dragoman.surfaces.messages.dates import show_date
from dragoman.surfaces.messages.isolating import isolated


def name_source(source: Source, say: Messages) -> str:
    """Return an article in one line: title, publisher, date; its file or id if untitled."""
    title = say("source.title", title=isolated(source.title)) if source.title else source.name
    parts = [title, isolated(source.publisher or ""), show_date(source.published, say)]
    return ", ".join(part for part in parts if part)
