"""A dossier to take away: as Markdown, Word, PDF or JSON."""

import re
from datetime import UTC, datetime

from fastapi import APIRouter, Request, Response

from dragoman.dossier.actor import ActorDossier
from dragoman.dossier.entry import Dossier
from dragoman.surfaces.export.background import make_box
from dragoman.surfaces.export.box_files import to_docx, to_markdown, to_pdf
from dragoman.surfaces.messages.sentences import Narrator
from dragoman.surfaces.web.language import speak_to
from dragoman.surfaces.web.pages.chosen import dossier_of, entries_of

router = APIRouter(include_in_schema=False)
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FORMS = {
    "md": (to_markdown, "text/markdown; charset=utf-8"),
    "docx": (to_docx, _DOCX),
    "pdf": (to_pdf, "application/pdf"),
}


@router.get("/dossier/{one}/{other}/box.{form}")
def pair(request: Request, one: str, other: str, form: str) -> Response:
    """Give the dossier of two sides as a file."""
    return _file(request, dossier_of(request, one, other)[0], form)


@router.get("/actor/{entity}/box.{form}")
def actor(request: Request, entity: str, form: str) -> Response:
    """Give the dossier of one side as a file."""
    return _file(request, dossier_of(request, entity)[0], form)


def _file(request: Request, dossier: Dossier | ActorDossier, form: str) -> Response:
    if form not in _FORMS:
        return Response("no such form", 404, media_type="text/plain")
    write, kind = _FORMS[form]
    today = datetime.now(UTC).date().isoformat()
    box = make_box(dossier, entries_of(request, dossier), Narrator(speak_to(request)), today=today)
    name = re.sub(r"[^A-Za-z0-9]+", "-", box.title.encode("ascii", "ignore").decode()).strip("-")
    headers = {"Content-Disposition": f'attachment; filename="{name or "dossier"}.{form}"'}
    return Response(write(box), media_type=kind, headers=headers)
