"""What watching feeds keeps in a record, so that it survives restarts."""

from collections.abc import Iterable

from dragoman.record.alerts import (
    Delivery,
    FiredAlert,
    list_alerts,
    list_deliveries,
    next_delivery_at,
    settle_delivery,
    write_alert,
)
from dragoman.record.archives import read_mark, write_mark
from dragoman.record.database import Database
from dragoman.record.feeds import (
    FeedState,
    WaitingEntry,
    list_waiting,
    next_entry_at,
    read_feed,
    settle_entry,
    write_feed,
)
from dragoman.sources.feeds import Entry

_FEW = 20
_NO_MORE = "9999"


class Watching:
    """Feeds, alerts and how far watching has got. Every method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def feed(self, url: str) -> FeedState:
        """Return what is known of the feed at `url`."""
        with self._database.reading() as connection:
            return read_feed(connection, url)

    def set_feed(self, state: FeedState, announced: Iterable[Entry] = (), *, now: str) -> int:
        """Note a poll and the entries that are new; return how many those are."""
        with self._database.writing() as connection:
            return write_feed(connection, state, announced, now=now)

    def waiting(self, of: Iterable[str], *, now: str) -> tuple[WaitingEntry, ...]:
        """Return some entries of the feeds `of` whose time has come, the oldest first."""
        with self._database.reading() as connection:
            return list_waiting(connection, now=now, of=of, most=_FEW)

    def settle_entry(
        self, id: int, *, state: str, attempts: int, next_at: str, error: str | None = None
    ) -> None:
        """Note what became of an entry: "done", "failed", or "waiting" for another try."""
        with self._database.writing() as connection:
            settle_entry(
                connection, id, state=state, attempts=attempts, next_at=next_at, error=error
            )

    def fire(
        self,
        fired: Iterable[tuple[str, str, str, tuple[str, ...]]],
        marks: dict[str, str],
        *,
        now: str,
    ) -> int:
        """Note alerts and how far the rules have looked, all or nothing; return how many are new.

        Args:
            fired: rule, key, body as JSON and sinks of each.
            marks: what to write of how far the rules have looked.
            now: ISO 8601 moment in UTC.
        """
        with self._database.writing() as connection:
            new = 0
            for rule, key, body, sinks in fired:
                new += write_alert(connection, rule=rule, key=key, body=body, sinks=sinks, now=now)
            for name, value in marks.items():
                write_mark(connection, name, value)
            return new

    def mark(self, name: str) -> str | None:
        """Return how far the task called `name` has got; None if it never began."""
        with self._database.reading() as connection:
            return read_mark(connection, name)

    def deliveries(self, to: Iterable[str], *, now: str) -> tuple[Delivery, ...]:
        """Return some deliveries to the sinks `to` whose time has come."""
        with self._database.reading() as connection:
            return list_deliveries(connection, now=now, to=to, most=_FEW)

    def settle_delivery(
        self,
        delivery: Delivery,
        *,
        state: str,
        attempts: int,
        next_at: str,
        error: str | None = None,
    ) -> None:
        """Note what became of a delivery: "done", "given_up", or "waiting" for another try."""
        with self._database.writing() as connection:
            settle_delivery(
                connection,
                delivery,
                state=state,
                attempts=attempts,
                next_at=next_at,
                error=error,
            )

    def alerts(self, *, sink: str | None = None, most: int = 100) -> tuple[FiredAlert, ...]:
        """Return the last alerts, the newest first; only those for one sink unless None."""
        with self._database.reading() as connection:
            return list_alerts(connection, sink=sink, most=most)

    def next_at(self, feeds: Iterable[str], sinks: Iterable[str]) -> str:
        """Return when the next entry or delivery is to be tried; "9999" if none waits."""
        with self._database.reading() as connection:
            found = (next_entry_at(connection, feeds), next_delivery_at(connection, sinks))
        return min((moment for moment in found if moment is not None), default=_NO_MORE)
