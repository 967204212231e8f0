"""Everything behind one fact."""

from fastapi import APIRouter, Request, Response

from dragoman.dossier.entry import ClaimLine, Entry, QuotationLine
from dragoman.dossier.evidence import find_evidence
from dragoman.dossier.registers import find_line
from dragoman.surfaces.messages.sentences import Narrator
from dragoman.surfaces.messages.telling import tell_sentence
from dragoman.surfaces.web.language import speak_to
from dragoman.surfaces.web.pages.asked import library_of
from dragoman.surfaces.web.render import show

router = APIRouter(include_in_schema=False)
_MOST = 200  # code points of a quotation


@router.get("/fact/{name}")
def fact(request: Request, name: str) -> Response:
    """Show the words, the rules and the reasoning behind one fact."""
    library = library_of(request)
    evidence = find_evidence(library.record, name)
    line = find_line(library.record, library.knowledge, library.record.fact(evidence.fact))
    narrator = Narrator(speak_to(request))
    if isinstance(line, Entry):
        told = tell_sentence(narrator, line)
    elif isinstance(line, QuotationLine):
        told = narrator.tell_quotation(line, most=_MOST)
    elif isinstance(line, ClaimLine):
        told = narrator.tell_claim(line)
    else:
        told = narrator.tell_agreement(line)
    return show(request, "fact", evidence=evidence, told=told, line=line)
