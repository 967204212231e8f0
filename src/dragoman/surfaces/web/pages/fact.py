"""Everything behind one fact."""

from fastapi import APIRouter, Request, Response

from dragoman.dossier.evidence import find_evidence
from dragoman.surfaces.web.pages.asked import library_of
from dragoman.surfaces.web.render import show

router = APIRouter(include_in_schema=False)


@router.get("/fact/{name}")
def fact(request: Request, name: str) -> Response:
    """Show the words, the rules and the reasoning behind one fact."""
    library = library_of(request)
    return show(request, "fact", evidence=find_evidence(library.record, name))
