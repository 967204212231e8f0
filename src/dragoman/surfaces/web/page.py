"""A dossier as one self-contained HTML page: no script, nothing fetched."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dragoman import __version__
from dragoman.dossier.entry import Dossier
from dragoman.dossier.evidence import FieldEvidence, Passage
from dragoman.surfaces.messages.catalogue import Messages
from dragoman.surfaces.messages.dates import show_date
from dragoman.surfaces.messages.fields import show_value
from dragoman.surfaces.messages.sentences import Narrator
from dragoman.surfaces.messages.sources import name_source
from dragoman.surfaces.web.timeline import WIDTH, draw_timeline

_CONTEXT = 200


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("dragoman.surfaces.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def dossier_page(dossier: Dossier, say: Messages) -> str:
    """Return the page of `dossier` in the catalogue's language."""
    style = (files("dragoman.surfaces.web") / "templates" / "static_dossier.css").read_text("utf-8")
    return (
        _environment()
        .get_template("static_dossier.html.j2")
        .render(
            dossier=dossier,
            say=say,
            narrator=Narrator(say),
            show_date=lambda edtf: show_date(edtf, say),
            show_value=lambda field: show_value(field, say),
            name=lambda source: name_source(source, say),
            pieces=_pieces,
            around=_around,
            words=_words,
            is_address=_is_address,
            timeline=draw_timeline(dossier.chronology),
            width=WIDTH,
            style=Markup(style),
            version=__version__,
        )
    )


def _pieces(passage: Passage) -> Iterable[tuple[str, bool]]:
    """Yield a passage cut at its marks, and whether each piece is evidence."""
    position = 0
    for mark in passage.marks:
        if mark.start > position:
            yield passage.text[position : mark.start], False
        yield passage.text[mark.start : mark.end], True
        position = mark.end
    if position < len(passage.text):
        yield passage.text[position:], False


def _around(passage: Passage) -> tuple[str, str]:
    """Return a little of the text before and after a passage."""
    before, after = passage.before[-_CONTEXT:], passage.after[:_CONTEXT]
    cut_before = "…" if len(before) < len(passage.before) else ""
    cut_after = "…" if len(after) < len(passage.after) else ""
    return cut_before + before, after + cut_after


def _words(field: FieldEvidence) -> list[tuple[str, int, int]]:
    """Return the words of a field with their offsets."""
    pairs = zip(field.words, field.spans, strict=True)
    return [(word, span.start, span.end) for word, span in pairs]


def _is_address(url: str | None) -> bool:
    """Tell whether a URL may be made a link: articles are not ours to trust."""
    return url is not None and url.startswith(("https://", "http://"))
