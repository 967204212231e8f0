"""The reader: the frozen text of an article beside the facts read from it."""

from fastapi import APIRouter, Request, Response

from dragoman.dossier.article import read_article
from dragoman.errors import UnknownNameError
from dragoman.surfaces.web.pages.asked import library_of, text_of
from dragoman.surfaces.web.render import show
from dragoman.types.span import Span

router = APIRouter(include_in_schema=False)


@router.get("/article/{key}")
def article(request: Request, key: str) -> Response:
    """Show an article; ?from=120&to=160 marks a passage and leads to it (#passage)."""
    library = library_of(request)
    if not (key.isascii() and key.isdigit() and len(key) < 16):
        raise UnknownNameError(f"there is no document {key}.")
    found = read_article(library.record, library.knowledge, int(key), passage=_passage(request))
    return show(request, "article", article=found)


def _passage(request: Request) -> Span | None:
    first, last = text_of(request, "from"), text_of(request, "to")
    if not (first.isascii() and first.isdigit() and last.isascii() and last.isdigit()):
        return None
    start, end = int(first[:9]), int(last[:9])
    return Span(start, end) if start < end else None
