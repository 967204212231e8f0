"""Who comes in: hosts, sessions, rates, and forms that really are ours."""

import hmac
import secrets
import threading
import time
from collections import OrderedDict
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dragoman.surfaces.web.team.accounts import Accounts, User

SESSION, FORM = "session", "form"
"""Names of the cookies: whose session it is, and which browser a form was sent to."""

LOCAL = User(name="local", role="admin")
"""Whoever uses a machine of their own."""

_OPEN = ("/static/", "/healthz", "/sign-in")
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_MOST_KNOWN = 10_000


class Rate:
    """Lets each one do so many things in a minute, saved up to that many."""

    def __init__(self, per_minute: int) -> None:
        self._most = float(per_minute)
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def allows(self, who: str) -> bool:
        """Tell whether `who` may do one more thing now."""
        now = time.monotonic()
        with self._lock:
            left, since = self._held.pop(who, (self._most, now))
            left = min(self._most, left + (now - since) * self._most / 60)
            self._held[who] = (left - 1 if left >= 1 else left, now)
            while len(self._held) > _MOST_KNOWN:
                self._held.popitem(last=False)
        return left >= 1


class Gate:
    """What the application knows of who uses it.

    Attributes:
        accounts: those of the team; None on a machine of one's own.
        hosts: names under which the application is reached; None for any.
        secret: signs forms, for as long as the application runs.
        tries: how often somebody may try to sign in.
        requests: how much one may ask.
        secure: whether cookies travel over HTTPS only.
    """

    def __init__(
        self,
        accounts: Accounts | None = None,
        *,
        hosts: tuple[str, ...] | None = _LOOPBACK,
        per_minute: int = 1200,
        secure: bool = False,
    ) -> None:
        self.accounts = accounts
        self.hosts = hosts
        self.secret = secrets.token_bytes(32)
        self.tries = Rate(10)
        self.requests = Rate(per_minute)
        self.secure = secure

    def user(self, request: Request) -> User | None:
        """Return who asks; None for a stranger."""
        if self.accounts is None:
            return LOCAL
        return self.accounts.user(request.cookies.get(SESSION))

    def sign(self, browser: str) -> str:
        """Return what a form sent to `browser` must bring back."""
        return hmac.new(self.secret, browser.encode("utf-8", "replace"), sha256).hexdigest()

    def is_ours(self, request: Request, brought: str) -> bool:
        """Tell whether a form was sent by a page of ours to this very browser."""
        browser = request.cookies.get(FORM, "")
        origin = request.headers.get("origin")
        if origin not in (None, str(request.base_url).rstrip("/")):
            return False
        return bool(browser) and hmac.compare_digest(self.sign(browser), brought)


def client_of(request: Request) -> str:
    """Return the address of the one who asks."""
    return request.client.host if request.client else "unknown"


class Guarding:
    """Lets in who may come; tells the pages who it is."""

    def __init__(self, app: ASGIApp, gate: Gate) -> None:
        self.app = app
        self.gate = gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or turn it away."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        refusal = self._refusal(request)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _refusal(self, request: Request) -> Response | None:
        """Return the answer to one who may not come in; None to one who may."""
        host = request.headers.get("host", "")
        name = host if host.endswith("]") else host.rsplit(":", 1)[0]
        if self.gate.hosts is not None and name not in self.gate.hosts:
            return PlainTextResponse("this host is not known here\n", 421)
        if not self.gate.requests.allows(client_of(request)):
            return PlainTextResponse("too many requests\n", 429, headers={"Retry-After": "5"})
        user = self.gate.user(request)
        request.state.user = user
        path = request.url.path
        if user is not None or path.startswith(_OPEN):
            return None
        if path.startswith("/api/") or path == "/metrics" or request.method not in _SAFE:
            return PlainTextResponse("sign in first\n", 401)
        return RedirectResponse("/sign-in", 303)
