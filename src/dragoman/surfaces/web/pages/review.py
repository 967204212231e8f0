"""The review: one event at a time, judged by keyboard or by button."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import Field

from dragoman.dossier.entry import Entry
from dragoman.dossier.registers import find_line
from dragoman.dossier.sides import NameNotFoundError
from dragoman.ontology.model import load_ontology
from dragoman.record.casting import PARTS
from dragoman.record.corrections import CorrectionError
from dragoman.record.reviewing import Queue
from dragoman.record.store import Record
from dragoman.record.views import RecordedEvent
from dragoman.surfaces.export.reviewed import reviewed_gold
from dragoman.surfaces.web.language import speak_to
from dragoman.surfaces.web.pages.asked import STATUSES, library_of, text_of
from dragoman.surfaces.web.pages.casting import handles, named, read_cast, tell_verdict
from dragoman.surfaces.web.pages.forms import Ours, Reviewer, mark_of, remember
from dragoman.surfaces.web.render import show
from dragoman.surfaces.web.team.accounts import User

router = APIRouter(include_in_schema=False)
ACTIONS = {
    "accept": "a", "reject": "x", "skip": " ", "undo": "Backspace", "edit": "e",
    "next": "j", "previous": "k", "help": "h", "swap": "s", "cast": "r",
}  # fmt: skip
"""What the review can do, and the key that does it unless another is chosen."""

KEYS = "review_keys"
_OFF = "off"
_A_YEAR = 365 * 24 * 3600
_MOST_RULES = 60
_Short = Annotated[str, Form(max_length=200)]
_Names = Annotated[list[Annotated[str, Field(max_length=400)]] | None, Form(max_length=40)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Refused:
    """A correction that could not be kept, to be put right in the form.

    Attributes:
        why: what is wrong with it.
        near: names that may have been meant.
        values: what was typed, by field; lists for those who take part.
    """

    why: str
    near: tuple[str, ...]
    values: Mapping[str, str | list[str]]


@router.get("/review")
def review(request: Request, user: Reviewer) -> Response:
    """Show the event to judge."""
    queue = _queue(request)
    at = text_of(request, "at") or library_of(request).record.reviewing.following(queue, None)
    return _desk(request, user, queue, at)


def _desk(
    request: Request, user: User, queue: Queue, at: str | None, refused: _Refused | None = None
) -> Response:
    """Show an event with what can be done about it, and what could not be."""
    library = library_of(request)
    reviewing, corrections = library.record.reviewing, library.record.corrections
    fact = library.record.fact(at) if at else None
    mark, new = mark_of(request)
    event = fact if isinstance(fact, RecordedEvent) else None
    line = find_line(library.record, library.knowledge, event) if event else None
    known = handles(corrections.company(event.fact)) if event else {}
    ontology = load_ontology()
    values: dict[str, object] = {}
    if event and isinstance(line, Entry):
        values = {"type": line.type, "mode": line.mode or "", "status": line.status}
        values |= {"date": line.when or "", "place": line.place or ""}
        cast = corrections.cast(event.fact)
        values |= {name: named(cast[name], known) for name in PARTS}
    page = show(
        request,
        "review",
        status=400 if refused else 200,
        refused=refused,
        values=values | dict(refused.values if refused else {}),
        company=tuple(known),
        offered=library.names(speak_to(request).language) if event else (),
        verdict=lambda verdict: tell_verdict(verdict, speak_to(request)),
        roles=tuple(PARTS),
        event=event,
        line=line,
        standing=corrections.of(event.fact) if event else (),
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
    cast: _Short = "",
    actors: _Names = None,
    recipients: _Names = None,
) -> Response:
    """Judge an event, or go on to another; lead to the next one that waits."""
    library = library_of(request)
    record = library.record
    queue = Queue(order="document" if order == "document" else "confidence", rule=rule or None)
    at: str | None = fact or None
    if action == "undo":
        return _to(queue, _undo(record, user) or at)
    if at is None:
        return _to(queue, None)
    if action in ("next", "previous"):
        beside = record.reviewing.beside(queue, at, forwards=action == "next")
        return _to(queue, beside or at)
    if action == "accept":
        record.corrections.accept(at, by=user.name)
    elif action == "reject":
        record.corrections.reject(at, by=user.name)
    elif action == "swap":
        held = record.corrections.cast(at)
        turned = {"actors": held["recipients"], "recipients": held["actors"]}
        record.corrections.correct(at, {}, by=user.name, cast=turned)
    elif action == "save":
        values = {"type": type, "mode": mode, "status": status, "date": date, "place": place}
        typed = {"actors": actors or [], "recipients": recipients or []} if cast else {}
        form: dict[str, str | list[str]] = {**values, **typed}
        try:
            known = handles(record.corrections.company(at))
            found = {name: read_cast(words, known, library) for name, words in typed.items()}
            asked = {name: value.strip() or None for name, value in values.items()}
            changed = record.corrections.correct(at, asked, by=user.name, cast=found)
        except NameNotFoundError as error:
            say = speak_to(request)
            why = say("page.error.unknown_name", name=error.name)
            return _desk(request, user, queue, at, _Refused(why=why, near=error.near, values=form))
        except CorrectionError as error:
            return _desk(request, user, queue, at, _Refused(why=str(error), near=(), values=form))
        if not changed:
            record.corrections.accept(at, by=user.name)
    return _to(queue, record.reviewing.following(queue, at))


def _undo(record: Record, user: User) -> str | None:
    """Undo the last thing somebody did; return the event it was done to, None if none.

    What one form corrected goes together.
    """
    last = record.reviewing.last(user.name)
    if last is None:
        return None
    for one in record.corrections.of(last.fact):
        if (one.by, one.at) == (last.by, last.at):
            record.corrections.undo(one.id)
    return last.fact


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
