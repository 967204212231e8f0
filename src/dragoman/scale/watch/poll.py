"""Polling feeds: what is new is noted, what fails is tried again later and later."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dragoman.record.feeds import FeedState
from dragoman.record.store import Record
from dragoman.scale.watch.config import Sources, WatchedFeed
from dragoman.sources.feeds import Entry, Feed, parse_feed
from dragoman.sources.fetch import Answer, Fetcher, FetchError
from dragoman.sources.formats import recognise
from dragoman.sources.limits import LARGEST_TEXT
from dragoman.sources.opening import unpack_whole
from dragoman.sources.outcome import RefusedError
from dragoman.sources.web import sitemap_entries

_DAY = 86400.0
_JITTER = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """What came of polling one feed.

    Attributes:
        url: its address.
        new: entries that were not known; 0 if nothing has changed.
        refused: why it failed; None if it did not.
        next_at: ISO 8601 moment before which it is not polled again.
    """

    url: str
    new: int
    refused: RefusedError | None
    next_at: str


def poll(
    feed: WatchedFeed,
    sources: Sources,
    record: Record,
    fetcher: Fetcher,
    *,
    clock: Callable[[], datetime],
    chance: Callable[[], float],
) -> Polled:
    """Poll one feed and note what is new in it, before anything of it is taken in.

    Args:
        feed: the feed.
        sources: what is watched.
        record: where that is noted.
        fetcher: fetches it, if its robots.txt allows.
        clock: tells the time.
        chance: a random number in 0..1, to spread polls.
    """
    watching = record.intake.watching
    before = watching.feed(feed.url)
    every = feed.every or sources.every
    now = clock()
    entries: tuple[Entry, ...] = ()
    failed: RefusedError | None = None
    try:
        answer = fetcher.get(feed.url, etag=before.etag, modified=before.modified)
        if answer.status == 200:
            entries = _entries(answer, feed)
            before = replace(before, etag=answer.etag, modified=answer.modified)
        after = replace(before, failures=0, error=None)
        wait = every
    except RefusedError as refused:
        failed = refused
        after = replace(before, failures=before.failures + 1, error=refused.message)
        wait = min(_DAY, every * 2 ** min(after.failures, 10))
        if isinstance(refused, FetchError) and refused.retry_after:
            wait = max(wait, min(_DAY, refused.retry_after))
    wait *= 1 + _JITTER * chance()
    next_at = (now + timedelta(seconds=wait)).isoformat(timespec="seconds")
    moment = now.isoformat(timespec="seconds")
    state: FeedState = replace(after, polled_at=moment, next_at=next_at)
    new = watching.set_feed(state, entries, now=moment)
    return Polled(url=feed.url, new=new, refused=failed, next_at=next_at)


def _entries(answer: Answer, feed: WatchedFeed) -> tuple[Entry, ...]:
    """Return what a feed announces, or a sitemap lists."""
    body = unpack_whole(answer.body, LARGEST_TEXT)
    held = recognise(body[:100_000], suffix="")
    if held == "sitemap":
        found = Feed(title=None, entries=sitemap_entries(body))
    elif held in ("feed", "html", "text"):  # the sloppiest feeds are recognised by nothing
        found = parse_feed(body, url=answer.url, charset=answer.charset)
    else:
        raise RefusedError("format", f"is {held}, not a feed", "Give RSS, Atom or a sitemap.")
    if feed.publisher is None:
        return found.entries
    import msgspec

    return tuple(
        msgspec.structs.replace(entry, publisher=feed.publisher) for entry in found.entries
    )
