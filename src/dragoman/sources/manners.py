"""How to behave towards sites: what their robots.txt allows, and how often to ask."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from protego import Protego

from dragoman.sources.outcome import RefusedError

NAME = "dragoman"
"""The name by which robots.txt may speak to us."""

_LONGEST_DELAY = 60.0
_KEPT_SECONDS = 24 * 3600.0
_KEPT_AFTER_FAILURE = 600.0


@dataclass(slots=True)
class _Rules:
    """What one site's robots.txt says.

    Attributes:
        parsed: its rules; None if it could not be fetched, so that nothing is allowed.
        until: moment of the timer until which that is believed.
    """

    parsed: Protego | None
    until: float


@dataclass(slots=True, kw_only=True)
class Manners:
    """Whom to ask how often.

    Attributes:
        delay: seconds between two requests to one host.
        jitter: a random share of the delay is added, up to this.
        timer, sleep, chance: the clock, how to wait, and a random number in 0..1.
    """

    delay: float = 1.0
    jitter: float = 0.25
    timer: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random
    _next: dict[str, float] = field(default_factory=dict)
    _rules: dict[str, _Rules] = field(default_factory=dict)

    def wait(self, url: str) -> None:
        """Wait until the host of `url` may be asked again."""
        host = urlsplit(url).netloc.lower()
        now = self.timer()
        until = self._next.get(host, now)
        if until > now:
            self.sleep(until - now)
            now = max(until, self.timer())
        self._next[host] = now + self._delay(url) * (1 + self.jitter * self.chance())

    def postpone(self, url: str, seconds: float) -> None:
        """Leave the host of `url` alone for so long."""
        host = urlsplit(url).netloc.lower()
        self._next[host] = max(self._next.get(host, 0.0), self.timer() + seconds)

    def check(self, url: str, fetch: Callable[[str], str | None]) -> None:
        """Raise if the site's robots.txt forbids `url`.

        Args:
            url: the address.
            fetch: gives the text of a robots.txt; None if the site has none.

        Raises:
            RefusedError: if it is forbidden, or robots.txt cannot be reached, which
                counts as forbidden (RFC 9309).
        """
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}".lower()
        rules = self._rules.get(site)
        if rules is None or rules.until < self.timer():
            rules = self._ask(f"{site}/robots.txt", fetch)
            self._rules[site] = rules
        if rules.parsed is None:
            raise RefusedError(
                "robots",
                "belongs to a site whose robots.txt cannot be fetched",
                "Try again later.",
                detail="robots.txt",
            )
        if not rules.parsed.can_fetch(url, NAME):
            raise RefusedError(
                "robots",
                "may not be fetched by programs, says its robots.txt",
                "Leave it out, or save the page yourself.",
            )

    def _ask(self, url: str, fetch: Callable[[str], str | None]) -> _Rules:
        try:
            text = fetch(url)
        except RefusedError as refused:
            if refused.cause == "address":
                raise
            return _Rules(None, self.timer() + _KEPT_AFTER_FAILURE)
        return _Rules(Protego.parse(text or ""), self.timer() + _KEPT_SECONDS)

    def _delay(self, url: str) -> float:
        parts = urlsplit(url)
        rules = self._rules.get(f"{parts.scheme}://{parts.netloc}".lower())
        asked = rules.parsed.crawl_delay(NAME) if rules and rules.parsed else None
        return max(self.delay, min(float(asked or 0.0), _LONGEST_DELAY))
