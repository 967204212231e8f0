"""Forms that change something: they carry a mark of ours, and only who may sends them."""

import secrets
from typing import Annotated

from fastapi import Depends, Request, Response
from starlette.exceptions import HTTPException

from dragoman.surfaces.messages.catalogue import Messages
from dragoman.surfaces.web.language import speak_to
from dragoman.surfaces.web.team.accounts import User
from dragoman.surfaces.web.team.gate import FORM, Gate


def gate_of(request: Request) -> Gate:
    """Return the gate of the application."""
    gate = request.app.state.gate
    assert isinstance(gate, Gate)
    return gate


def user_of(request: Request) -> User:
    """Return who asks.

    Raises:
        HTTPException: 401 to a stranger.
    """
    user = getattr(request.state, "user", None)
    if not isinstance(user, User):
        raise HTTPException(401)
    return user


def mark_of(request: Request) -> tuple[str, str | None]:
    """Return the mark that a form must bring back, and the cookie to set if there is none."""
    browser = request.cookies.get(FORM)
    new = None if browser else secrets.token_urlsafe(16)
    return gate_of(request).sign(browser or new or ""), new


def remember(request: Request, response: Response, new: str | None) -> Response:
    """Return `response` with the cookie that `mark_of` asked for."""
    if new is not None:
        secure = gate_of(request).secure
        response.set_cookie(FORM, new, httponly=True, samesite="strict", secure=secure)
    return response


async def ours(request: Request) -> None:
    """Let through only forms that our own pages sent to this browser.

    Raises:
        HTTPException: 403 if it is none of ours.
    """
    say: Messages = speak_to(request)
    brought = (await request.form()).get("mark")
    if not isinstance(brought, str) or not gate_of(request).is_ours(request, brought):
        raise HTTPException(403, say("page.error.not_ours"))


def reviewer(request: Request) -> User:
    """Return who asks, if they may judge.

    Raises:
        HTTPException: 403 if they may not.
    """
    user = user_of(request)
    if not user.may_judge:
        raise HTTPException(403, speak_to(request)("page.error.not_allowed"))
    return user


def admin(request: Request) -> User:
    """Return who asks, if they are an admin.

    Raises:
        HTTPException: 403 if they are not.
    """
    user = user_of(request)
    if user.role != "admin":
        raise HTTPException(403, speak_to(request)("page.error.not_allowed"))
    return user


Ours = Depends(ours)
Reviewer = Annotated[User, Depends(reviewer)]
Admin = Annotated[User, Depends(admin)]
