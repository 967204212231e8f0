"""The watch itself: poll, take in, hold against the rules, deliver, wait."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from dragoman.knowledge import Knowledge
from dragoman.record.feeds import WaitingEntry
from dragoman.record.store import Record, utc_now
from dragoman.scale.interrupt import Stop, stopping_gently
from dragoman.scale.report import IngestReport
from dragoman.scale.taking import Reader, Taker, read_waiting, surviving
from dragoman.scale.watch.config import Sources
from dragoman.scale.watch.poll import Polled, poll
from dragoman.scale.watch.rules import Rules
from dragoman.scale.watch.sinks import Deliver, DeliveryError
from dragoman.sources.fetch import Fetcher
from dragoman.sources.outcome import Failure
from dragoman.sources.piece import Options
from dragoman.sources.places import whole_path
from dragoman.sources.web import load_entry

_PASSING = ("slow", "unreachable", "robots", "status")
_LASTING_STATUSES = ("401", "403", "404", "410", "451")
_MOST_TRIES = 6
_FIRST_RETRY = 60.0
_MOST_DELIVERIES = 12
_FIRST_REDELIVERY = 30.0
_LONGEST_WAIT = 3600.0
_NAP = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchReport:
    """What a watch did.

    Attributes:
        polls: polls of feeds, those that found nothing new included.
        failed_polls: polls that failed.
        ingest: what became of the articles.
        alerts: alerts that were fired.
        undelivered: deliveries that failed; they are tried again.
    """

    polls: int
    failed_polls: int
    ingest: IngestReport
    alerts: int
    undelivered: int


@dataclass(slots=True, kw_only=True)
class Watch:
    """A watch over feeds, which can be stopped and killed at any moment and goes on after.

    Attributes:
        sources: what to watch.
        record: where everything is kept.
        read: reads one document.
        knowledge: knows the names in rules.
        fetcher: fetches feeds and pages.
        sinks: where alerts go, by name.
        on_poll: is told of every poll.
        on_failure: is told of every article that failed.
        on_undelivered: is told the sink and why a delivery failed.
        clock, sleep, chance: the time, how to wait, a random number in 0..1.
    """

    sources: Sources
    record: Record
    read: Reader
    knowledge: Knowledge
    fetcher: Fetcher
    sinks: dict[str, Deliver]
    on_poll: Callable[[Polled], None] = lambda _: None
    on_failure: Callable[[Failure], None] = lambda _: None
    on_undelivered: Callable[[str, DeliveryError], None] = lambda _sink, _why: None
    clock: Callable[[], datetime] = utc_now
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random
    _polls: int = field(default=0, init=False)
    _failed_polls: int = field(default=0, init=False)
    _alerts: int = field(default=0, init=False)
    _undelivered: int = field(default=0, init=False)

    def run(self, *, once: bool = False) -> WatchReport:
        """Watch until asked to stop; or poll every feed once, as a timetable would.

        Raises:
            RecordError: if the record cannot be written.
            PackError, KnowledgeError: if nothing can be read, for a broken table.
            NameNotFoundError: if a rule names somebody unknown.
        """
        begun = time.monotonic()
        rules = Rules(self.sources.alert, self.record, self.knowledge, clock=self.clock)
        rules.begin()
        taker = Taker(self.record, self.read)
        self.record.intake.sign_older()
        run = self.record.start_run()
        with stopping_gently() as stop:
            read_waiting(taker, self.record, stop, lambda _: None)
            while not stop.asked:
                self._poll(stop, once=once)
                self._take(taker, rules, stop)
                self._deliver(stop)
                if once:
                    break
                self._rest(stop)
            stopped = stop.asked
        ingest = taker.tally.report(stopped=stopped, seconds=time.monotonic() - begun)
        self.record.end_run(
            run,
            read=ingest.read,
            unchanged=ingest.unchanged,
            new_versions=ingest.new_versions,
            failed=ingest.failed_count,
            stopped=stopped,
        )
        return WatchReport(
            polls=self._polls,
            failed_polls=self._failed_polls,
            ingest=ingest,
            alerts=self._alerts,
            undelivered=self._undelivered,
        )

    @property
    def _feeds(self) -> list[str]:
        return [feed.url for feed in self.sources.feed]

    def _now(self) -> str:
        return self.clock().isoformat(timespec="seconds")

    def _later(self, seconds: float) -> str:
        return (self.clock() + timedelta(seconds=seconds)).isoformat(timespec="seconds")

    def _poll(self, stop: Stop, *, once: bool) -> None:
        """Poll the feeds whose time has come; once, all but those that are backed off."""
        for feed in self.sources.feed:
            if stop.asked:
                return
            state = self.record.intake.watching.feed(feed.url)
            due = state.next_at is None or state.next_at <= self._now()
            if not due and not (once and not state.failures):
                continue
            polled = poll(
                feed, self.sources, self.record, self.fetcher, clock=self.clock, chance=self.chance
            )
            self._polls += 1
            self._failed_polls += polled.refused is not None
            self.on_poll(polled)

    def _take(self, taker: Taker, rules: Rules, stop: Stop) -> None:
        """Take in the entries that wait; hold the rules against each article at once."""
        self._alerts += rules.look()  # what another command recorded, or a killed watch
        while not stop.asked and (
            some := self.record.intake.watching.waiting(self._feeds, now=self._now())
        ):
            for waiting in some:
                if stop.asked:
                    return
                self._take_one(waiting, taker)
                self._alerts += rules.look()
                self._deliver(stop)
        if not stop.asked:
            self.record.resolving.resolve()

    def _take_one(self, waiting: WaitingEntry, taker: Taker) -> None:
        entry = waiting.entry
        options = Options(fetcher=self.fetcher)
        self.record.clear_failures(whole_path(entry.url or waiting.feed))
        failures = [
            failure
            for outcome in surviving(
                load_entry(entry, options, path=waiting.feed), entry.url or waiting.feed
            )
            if (failure := taker.take(outcome)) is not None
        ]
        attempts = waiting.attempts + 1
        state, error = ("failed", failures[0].message) if failures else ("done", None)
        if failures and attempts < _MOST_TRIES and all(map(_passes, failures)):
            state = "waiting"
        for failure in failures:
            self.on_failure(failure)
        self.record.intake.watching.settle_entry(
            waiting.id,
            state=state,
            attempts=attempts,
            next_at=self._later(_FIRST_RETRY * 4 ** (attempts - 1)),
            error=error,
        )

    def _deliver(self, stop: Stop) -> None:
        """Deliver what waits; what fails is tried again, later and later."""
        watching = self.record.intake.watching
        while not stop.asked and (some := watching.deliveries(self.sinks, now=self._now())):
            for delivery in some:
                attempts = delivery.attempts + 1
                try:
                    self.sinks[delivery.sink](delivery)
                except DeliveryError as error:
                    self._undelivered += 1
                    self.on_undelivered(delivery.sink, error)
                    wait = min(_LONGEST_WAIT, _FIRST_REDELIVERY * 2 ** (attempts - 1))
                    watching.settle_delivery(
                        delivery,
                        state="waiting" if attempts < _MOST_DELIVERIES else "given_up",
                        attempts=attempts,
                        next_at=self._later(wait),
                        error=str(error),
                    )
                else:
                    watching.settle_delivery(
                        delivery, state="done", attempts=attempts, next_at=self._now()
                    )

    def _rest(self, stop: Stop) -> None:
        """Wait until something is to be done."""
        watching = self.record.intake.watching
        moments = [watching.feed(url).next_at or "" for url in self._feeds]
        until = min([*moments, watching.next_at(self._feeds, self.sinks)])
        while not stop.asked and self._now() < until:
            left = (datetime.fromisoformat(until) - self.clock().astimezone(UTC)).total_seconds()
            self.sleep(max(0.0, min(_NAP, left)))


def _passes(failure: Failure) -> bool:
    """Tell whether a failure may be over when the article is tried again."""
    if failure.cause == "status":
        return failure.detail not in _LASTING_STATUSES
    if failure.cause == "robots":
        return failure.detail is not None  # robots.txt could not be fetched
    return failure.cause in _PASSING
