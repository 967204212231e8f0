"""Signing in and out, and the log of who judged what."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from dragoman.surfaces.web.language import speak_to
from dragoman.surfaces.web.pages.asked import library_of
from dragoman.surfaces.web.pages.casting import tell_verdict
from dragoman.surfaces.web.pages.forms import Admin, Ours, gate_of, mark_of, remember
from dragoman.surfaces.web.render import show
from dragoman.surfaces.web.team.accounts import SESSION_HOURS
from dragoman.surfaces.web.team.gate import SESSION, client_of

router = APIRouter(include_in_schema=False)
_MOST = 200
_Short = Annotated[str, Form(max_length=200)]


@router.get("/sign-in")
def ask(request: Request) -> Response:
    """Show the form for signing in."""
    return _form(request, wrong=False)


def _form(request: Request, *, wrong: bool) -> Response:
    mark, new = mark_of(request)
    page = show(request, "sign_in", mark=mark, wrong=wrong, status=403 if wrong else 200)
    return remember(request, page, new)


@router.post("/sign-in", dependencies=[Ours])
def sign_in(request: Request, name: _Short, password: _Short) -> Response:
    """Begin a session."""
    gate = gate_of(request)
    if gate.accounts is None:
        return RedirectResponse("/", 303)
    if not gate.tries.allows(client_of(request)) or not gate.tries.allows(f"name {name}"):
        raise HTTPException(429, speak_to(request)("page.error.too_often"))
    token = gate.accounts.sign_in(name, password)
    if token is None:
        return _form(request, wrong=True)
    answer = RedirectResponse("/", 303)
    answer.set_cookie(
        SESSION,
        token,
        max_age=SESSION_HOURS * 3600,
        httponly=True,
        samesite="lax",
        secure=gate.secure,
    )
    return answer


@router.get("/sign-out")
def ask_to_leave(request: Request) -> Response:
    """Show the button that ends the session."""
    mark, new = mark_of(request)
    return remember(request, show(request, "sign_out", mark=mark), new)


@router.post("/sign-out", dependencies=[Ours])
def sign_out(request: Request) -> Response:
    """End the session."""
    gate = gate_of(request)
    if gate.accounts is not None:
        gate.accounts.sign_out(request.cookies.get(SESSION, ""))
    answer = RedirectResponse("/sign-in" if gate.accounts else "/", 303)
    answer.delete_cookie(SESSION)
    return answer


@router.get("/audit")
def audit(request: Request, user: Admin) -> Response:
    """Show who judged what, and who signed in."""
    accounts = gate_of(request).accounts
    mark, new = mark_of(request)
    page = show(
        request,
        "audit",
        verdict=lambda verdict: tell_verdict(verdict, speak_to(request)),
        judged=library_of(request).record.reviewing.history(most=_MOST),
        deeds=accounts.log(most=_MOST) if accounts else (),
        accounts=accounts.listed() if accounts else (),
        user=user,
        mark=mark,
    )
    return remember(request, page, new)
