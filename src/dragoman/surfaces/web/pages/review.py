"""The review: one event at a time, judged by keyboard or by button."""

import re
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from dragoman.dossier.registers import find_line
from dragoman.ontology.model import load_ontology
from dragoman.record.corrections import FIELDS
from dragoman.record.reviewing import Queue
from dragoman.record.views import RecordedEvent
from dragoman.surfaces.export.reviewed import reviewed_gold
from dragoman.surfaces.web.pages.asked import STATUSES, library_of, text_of
from dragoman.surfaces.web.pages.forms import Ours, Reviewer, mark_of, remember
from dragoman.surfaces.web.render import show

router = APIRouter(include_in_schema=False)
ACTIONS = {
    "accept": "a", "reject": "x", "skip": " ", "undo": "Backspace", "edit": "e",
    "next": "j", "previous": "k", "help": "h",
}  # fmt: skip
"""What the review can do, and the key that does it unless another is chosen."""

KEYS = "review_keys"
_OFF = "off"
_A_YEAR = 365 * 24 * 3600
_MOST_RULES = 60
_Short = Annotated[str, Form(max_length=200)]


@router.get("/review")
def review(request: Request, user: Reviewer) -> Response:
    """Show the event to judge."""
    library, queue = library_of(request), _queue(request)
    reviewing = library.record.reviewing
    at = text_of(request, "at") or reviewing.following(queue, None)
    fact = library.record.fact(at) if at else None
    mark, new = mark_of(request)
    event = fact if isinstance(fact, RecordedEvent) else None
    ontology = load_ontology()
    page = show(
        request,
        "review",
        event=event,
        line=find_line(library.record, library.knowledge, event) if event else None,
        standing=library.record.corrections.of(event.fact) if event else (),
        progress=reviewing.progress(queue),
        rules=library.keep("rules", reviewing.rules)[:_MOST_RULES],
        queue=queue,
        carried=_carried(queue),
        types=[type_.id for type_ in ontology.types],
        modes=sorted({mode for type_ in ontology.types for mode in type_.modes}),
        statuses=STATUSES,
        keys=_keys(request),
        user=user,
        mark=mark,
    )
    return remember(request, page, new)


def _queue(request: Request) -> Queue:
    order = "document" if text_of(request, "order") == "document" else "confidence"
    return Queue(order=order, rule=text_of(request, "rule") or None)  # type: ignore[arg-type]


def _carried(queue: Queue) -> dict[str, str]:
    """Return the parameters that keep the queue from page to page."""
    return {"order": queue.order} | ({"rule": queue.rule} if queue.rule else {})


@router.post("/review", dependencies=[Ours])
def judge(
    request: Request,
    user: Reviewer,
    action: _Short,
    fact: _Short = "",
    order: _Short = "confidence",
    rule: _Short = "",
    type: _Short = "",
    mode: _Short = "",
    status: _Short = "",
    date: _Short = "",
    place: _Short = "",
) -> Response:
    """Judge an event, or go on to another; lead to the next one that waits."""
    record = library_of(request).record
    queue = Queue(order="document" if order == "document" else "confidence", rule=rule or None)
    at: str | None = fact or None
    if action == "undo":
        last = record.reviewing.last(user.name)
        if last is not None:
            record.corrections.undo(last.id)
            at = last.fact
        return _to(queue, at)
    if at is None:
        return _to(queue, None)
    if action in ("next", "previous"):
        beside = record.reviewing.beside(queue, at, forwards=action == "next")
        return _to(queue, beside or at)
    if action == "accept":
        record.corrections.accept(at, by=user.name)
    elif action == "reject":
        record.corrections.reject(at, by=user.name)
    elif action == "save":
        values = {"type": type, "mode": mode, "status": status, "date": date, "place": place}
        asked = {name: value.strip() or None for name, value in values.items() if name in FIELDS}
        if not record.corrections.correct(at, asked, by=user.name):
            record.corrections.accept(at, by=user.name)
    return _to(queue, record.reviewing.following(queue, at))


def _to(queue: Queue, fact: str | None) -> Response:
    kept = _carried(queue) | ({"at": fact} if fact else {})
    return RedirectResponse(f"/review?{urlencode(kept)}", 303)


@router.post("/review/keys", dependencies=[Ours])
async def keys(request: Request, _: Reviewer) -> Response:
    """Keep which key does what, or that none does anything."""
    form = await request.form()
    if form.get("on") != "1":
        value = _OFF
    else:
        asked = {name: str(form.get(name, ""))[:12] for name in ACTIONS}
        value = "".join(f"{name}.{asked[name].encode().hex()}_" for name in ACTIONS if asked[name])
    answer = RedirectResponse("/review", 303)
    answer.set_cookie(KEYS, value, max_age=_A_YEAR, httponly=True, samesite="lax")
    return answer


def _keys(request: Request) -> dict[str, str]:
    """Return which key does what; empty if the keys are switched off."""
    held = request.cookies.get(KEYS, "")
    if held == _OFF:
        return {}
    found = dict(ACTIONS)
    for name, code in re.findall(r"([a-z]+)\.([0-9a-f]*)_", held):
        if name in found and len(code) % 2 == 0:
            found[name] = bytes.fromhex(code).decode("utf-8", "replace")
    return found


@router.get("/review/gold.zip")
def gold(request: Request, _: Reviewer) -> Response:
    """Give the articles that are judged to the end, in the form of the annotated corpus."""
    record = library_of(request).record
    headers = {"Content-Disposition": 'attachment; filename="gold.zip"'}
    return Response(reviewed_gold(record), media_type="application/zip", headers=headers)
