"""Articles as a reader would cite them."""

from dragoman.dossier.evidence import Source
from dragoman.surfaces.messages.catalogue import Messages
from dragoman.surfaces.messages.dates import show_date


def name_source(source: Source, say: Messages) -> str:
    """Return an article in one line: publisher, title, date."""
    title = say("source.title", title=source.title) if source.title else source.name
    parts = [source.publisher, title, show_date(source.published, say)]
    return ", ".join(part for part in parts if part)


def cite_source(source: Source, say: Messages) -> str:
    """Return an article as briefly as it can be cited: publisher or name, date."""
    name = source.publisher or source.title or source.name
    return f"{name}, {show_date(source.published, say)}"
