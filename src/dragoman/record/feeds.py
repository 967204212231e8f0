"""Feeds that are watched: when they were polled, and which of their entries are yet to come."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, func, insert, select, update

from dragoman.record.archives import put
from dragoman.record.intake_tables import entries, feeds
from dragoman.sources.feeds import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What is known of a feed from polling it.

    Attributes:
        url: its address.
        etag, modified: to ask with the next time; None if its server gave none.
        polled_at: ISO 8601 moment in UTC; None if never.
        next_at: before which moment not to poll it; None for at once.
        failures: polls that failed, since the last that did not.
        error: why the last one failed; None if it did not.
    """

    url: str
    etag: str | None = None
    modified: str | None = None
    polled_at: str | None = None
    next_at: str | None = None
    failures: int = 0
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingEntry:
    """An entry of a feed whose article is yet to be taken in.

    Attributes:
        id: its number.
        feed: address of the feed.
        entry: as the feed announces it.
        attempts: how often it was tried.
    """

    id: int
    feed: str
    entry: Entry
    attempts: int


def read_feed(connection: Connection, url: str) -> FeedState:
    """Return what is known of the feed at `url`."""
    row = connection.execute(select(feeds).where(feeds.c.url == url)).one_or_none()
    if row is None:
        return FeedState(url=url)
    return FeedState(**row._mapping)


def write_feed(
    connection: Connection, state: FeedState, announced: Iterable[Entry], *, now: str
) -> int:
    """Note a poll, and the entries that are new as waiting; return how many those are."""
    held = connection.execute(select(feeds.c.url).where(feeds.c.url == state.url)).first()
    values = {name: getattr(state, name) for name in FeedState.__slots__}
    if held is None:
        put(connection, feeds, "url", values)
    else:  # the entries hang on the row: it is changed in its place
        connection.execute(update(feeds).where(feeds.c.url == state.url).values(**values))
    known = set(connection.scalars(select(entries.c.key).where(entries.c.feed == state.url)))
    rows = [
        {
            "feed": state.url,
            "key": entry.key,
            "body": zlib.compress(msgspec.json.encode(entry)),
            "state": "waiting",
            "next_at": now,
        }
        for entry in announced
        if entry.key not in known
    ]
    if rows:
        connection.execute(insert(entries), rows)
    return len(rows)


def list_waiting(
    connection: Connection, *, now: str, of: Iterable[str], most: int
) -> tuple[WaitingEntry, ...]:
    """Return some entries of the feeds `of` whose time has come, the oldest first."""
    query = (
        select(entries)
        .where(
            entries.c.state == "waiting", entries.c.next_at <= now, entries.c.feed.in_(sorted(of))
        )
        .order_by(entries.c.id)
        .limit(most)
    )
    return tuple(
        WaitingEntry(
            id=row.id,
            feed=row.feed,
            entry=msgspec.json.decode(zlib.decompress(row.body), type=Entry),
            attempts=row.attempts,
        )
        for row in connection.execute(query)
    )


def settle_entry(
    connection: Connection,
    id: int,
    *,
    state: str,
    attempts: int,
    next_at: str,
    error: str | None = None,
) -> None:
    """Note what became of an entry: "done", "failed", or "waiting" for another try."""
    values = {"state": state, "attempts": attempts, "next_at": next_at, "error": error}
    if state == "done":
        values["body"] = b""  # its key alone keeps it from coming again
    connection.execute(update(entries).where(entries.c.id == id).values(**values))


def next_entry_at(connection: Connection, of: Iterable[str]) -> str | None:
    """Return when the next waiting entry of the feeds `of` is to be tried; None if none waits."""
    query = select(func.min(entries.c.next_at)).where(
        entries.c.state == "waiting", entries.c.feed.in_(sorted(of))
    )
    found = connection.execute(query).scalar_one()
    return str(found) if found is not None else None
