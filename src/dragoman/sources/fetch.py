"""Pages fetched from the web: only http and https, only what is public, never too much or long."""

import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from urllib3 import HTTPResponse, Timeout
from urllib3.exceptions import HTTPError, IncompleteRead

from dragoman.sources import limits
from dragoman.sources.addresses import check_url, resolve, tidy
from dragoman.sources.connection import TooLongError, Watch, make_pool
from dragoman.sources.manners import Manners
from dragoman.sources.outcome import RefusedError

_REDIRECTS = (301, 302, 303, 307, 308)
_BLOCK = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """How far a fetch may go.

    Attributes:
        seconds: for the whole of one address, redirects not included.
        silence: seconds a server may say nothing, connecting included.
        size: bytes of an answer, decompressed.
        redirects: how many are followed.
    """

    seconds: float = 30.0
    silence: float = 10.0
    size: int = 20 * limits.MEGABYTE
    redirects: int = 5


class FetchError(RefusedError):
    """An address that gave no page.

    Attributes:
        status: what its server answered; None if nothing.
        retry_after: seconds after which it asks to be tried again; None if it does not.
    """

    status: int | None = None
    retry_after: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered.

    Attributes:
        url: where the page stands, after redirects, without marks that count visitors.
        status: 200, or 304 if nothing has changed.
        body: the page, decompressed; empty for 304.
        charset, media_type: as declared; None if not.
        etag, modified: what to ask with the next time; None if not given.
        fetched_at: ISO 8601 moment in UTC.
    """

    url: str
    status: int
    body: bytes
    charset: str | None
    media_type: str | None
    etag: str | None
    modified: str | None
    fetched_at: str


@dataclass(slots=True, kw_only=True)
class Fetcher:
    """Fetches pages, one after the other.

    Attributes:
        agent: how it presents itself.
        allow_private: whether addresses in this machine and its network may be fetched.
        limits: how far one fetch may go.
        manners: whom to ask how often, and what robots.txt allows.
    """

    agent: str
    allow_private: bool = False
    limits: FetchLimits = field(default_factory=FetchLimits)
    manners: Manners = field(default_factory=Manners)

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        modified: str | None = None,
        heed_robots: bool = True,
    ) -> Answer:
        """Return what stands at `url`.

        Args:
            url: the address.
            etag, modified: of what is known already; a page unchanged since is not sent.
            heed_robots: whether to ask robots.txt first, as for every link that is
                followed; an address that a person gave needs no leave.

        Raises:
            RefusedError: if the address may not be fetched, or its answer is too big.
            FetchError: if it cannot be reached or answers with an error.
        """
        for hop in range(self.limits.redirects + 1):
            check_url(url)
            if heed_robots:
                self.manners.check(url, self._robots)
            self.manners.wait(url)
            known = {"If-None-Match": etag, "If-Modified-Since": modified} if hop == 0 else {}
            found = self._once(url, {name: value for name, value in known.items() if value})
            if isinstance(found, Answer):
                return found
            url = urljoin(url, found)
        raise FetchError(
            "redirects",
            f"redirects more than {self.limits.redirects} times",
            "Give the address it should lead to.",
        )

    def _robots(self, url: str) -> str | None:
        """Return what a site's robots.txt says; None if it has none."""
        try:
            answer = self.get(url, heed_robots=False)
        except FetchError as error:
            if error.status is not None and 400 <= error.status < 500 and error.status != 429:
                return None
            raise
        return answer.body[: 500 * 1024].decode("utf-8", "replace")

    def _once(self, url: str, headers: dict[str, str]) -> "Answer | str":
        """Return the answer of one server, or where it redirects to."""
        with self._told(), self._asking(url, headers) as response:
            return self._take(url, response)

    def _slow(self) -> FetchError:
        return FetchError(
            "slow",
            f"takes longer than {self.limits.seconds:g} seconds, or is silent for "
            f"{self.limits.silence:g}",
            "Try again later.",
        )

    def post(self, url: str, body: bytes, headers: dict[str, str]) -> None:
        """Send `body` to `url`, which must answer with a status of 200 to 299.

        Raises:
            RefusedError: if the address may not be reached.
            FetchError: if it cannot be reached, or answers otherwise.
        """
        with self._told(), self._asking(url, headers, body) as response:
            if not 200 <= response.status < 300:
                raise _failed(response)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Put what goes wrong on the network in plain words."""
        try:
            yield
        except TooLongError:
            raise self._slow() from None
        except (HTTPError, OSError, ssl.SSLError, ValueError) as error:
            if isinstance(error, TimeoutError) or "timed out" in str(error):
                raise self._slow() from error
            raise FetchError(
                "unreachable",
                f"cannot be reached ({_told(error)})",
                "Check the address and the network, then try again.",
                detail=_told(error),
            ) from error

    @contextmanager
    def _asking(
        self, url: str, headers: dict[str, str], body: bytes | None = None
    ) -> Iterator[HTTPResponse]:
        """Give the response of a server, its body not yet read; cut off when time is up.

        Args:
            url: the address.
            headers: beside the usual ones.
            body: what to post; None to get.
        """
        scheme, host, port = check_url(url)
        addresses = resolve(host, port, allow_private=self.allow_private)
        watch = Watch(self.limits.seconds)
        pool = make_pool(scheme, host, port, watch.connector(addresses, self.limits.silence))
        parts = urlsplit(url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        with watch.running(), pool:
            response = pool.urlopen(
                "GET" if body is None else "POST",
                target,
                body=body,
                headers={
                    "User-Agent": self.agent,
                    "Accept": "text/html,application/xhtml+xml,application/rss+xml,"
                    "application/atom+xml,application/json;q=0.9,*/*;q=0.5",
                    "Accept-Language": "fr,en;q=0.7",
                    "Accept-Encoding": "gzip, deflate",
                    **headers,
                },
                redirect=False,
                retries=False,
                preload_content=False,
                timeout=Timeout(connect=self.limits.silence, read=self.limits.silence),
            )
            try:
                yield response  # type: ignore[misc]
            except (HTTPError, OSError) as error:
                if watch.rang:
                    raise TooLongError from error
                raise
            finally:
                response.close()
            if watch.rang:
                raise TooLongError

    def _take(self, url: str, response: HTTPResponse) -> "Answer | str":
        status = response.status
        if status in _REDIRECTS and (to := response.headers.get("Location")):
            return str(to)
        if status not in (200, 304):
            raise _failed(response)
        media, charset = _content_type(response.headers.get("Content-Type"))
        return Answer(
            url=tidy(url),
            status=status,
            body=self._body(response) if status == 200 else b"",
            charset=charset,
            media_type=media,
            etag=response.headers.get("ETag"),
            modified=response.headers.get("Last-Modified"),
            fetched_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )

    def _body(self, response: HTTPResponse) -> bytes:
        most = self.limits.size
        declared = response.headers.get("Content-Length", "")
        if declared.isdigit() and int(declared) > most:
            raise self._too_big()
        blocks, size = [], 0
        while block := response.read1(_BLOCK, decode_content=True):
            size += len(block)
            if size > most:
                if size > limits.SOUND_RATIO * max(1, response.tell()):
                    raise RefusedError(
                        "bomb",
                        f"unpacks to more than {limits.SOUND_RATIO} times its size",
                        "Do not trust it.",
                    )
                raise self._too_big()
            blocks.append(block)
        return b"".join(blocks)

    def _too_big(self) -> RefusedError:
        return RefusedError(
            "too_big",
            f"has more than {self.limits.size // limits.MEGABYTE} MB",
            "Download it yourself and give the file.",
        )


def _failed(response: HTTPResponse) -> FetchError:
    """Return what a server answers instead of a page."""
    failed = FetchError(
        "status",
        f"was answered with {response.status} {response.reason or ''}".rstrip(),
        "Check the address, or try again later.",
        detail=str(response.status),
    )
    failed.status = response.status
    failed.retry_after = _seconds(response.headers.get("Retry-After"))
    return failed


def _told(error: Any) -> str:
    """Return what a network error says, in one short line."""
    broken = next((part for part in (error, *error.args) if isinstance(part, IncompleteRead)), None)
    if broken is not None:
        whole = f" of {broken.partial + broken.expected}" if broken.expected else ""
        return f"the answer broke off after {broken.partial}{whole} bytes"
    reason = getattr(error, "reason", None) or error
    words = " ".join(str(reason).split())
    return (words.rpartition(": ")[2] if "object at 0x" in words else words)[:200]


def _content_type(header: str | None) -> tuple[str | None, str | None]:
    from email.message import Message

    if not header:
        return None, None
    message = Message()
    message["Content-Type"] = header
    return message.get_content_type(), message.get_content_charset()


def _seconds(header: str | None) -> float | None:
    """Return how long to wait, from a number or a moment."""
    if not header:
        return None
    if header.strip().isdigit():
        return float(header)
    try:
        moment = parsedate_to_datetime(header)
    except ValueError:
        return None
    return max(0.0, moment.timestamp() - time.time())
