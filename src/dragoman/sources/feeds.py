"""RSS and Atom feeds, and the articles they announce."""

import io
from dataclasses import dataclass

import msgspec

from dragoman.sources.addresses import tidy
from dragoman.sources.markup import plain
from dragoman.sources.outcome import RefusedError

_MOST_ENTRIES = 5000


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One article as a feed announces it.

    Attributes:
        key: what tells it from the other entries of its feed.
        url: where it stands; None if the feed does not say.
        title: its headline; None if it has none.
        published: date of publication as the feed writes it; None if it does not.
        content: its text if the feed holds it whole; None otherwise.
        publisher: the source it was taken from, else the feed's title.
        language: as the feed declares it; None if it does not.
    """

    key: str
    url: str | None
    title: str | None
    published: str | None
    content: str | None
    publisher: str | None
    language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed, parsed.

    Attributes:
        title: its title; None if it has none.
        entries: what it announces, in its order, each key once.
    """

    title: str | None
    entries: tuple[Entry, ...]


def parse_feed(data: bytes, *, url: str | None, charset: str | None = None) -> Feed:
    """Return a feed, however sloppily it is written.

    Args:
        data: the feed.
        url: where it stands, for links that are relative; None if unknown.
        charset: as its server declared it; None if not.

    Raises:
        RefusedError: if it is no feed, or so broken that nothing can be read.
    """
    import feedparser  # slow to import

    headers = {"content-type": "application/xml" + (f"; charset={charset}" if charset else "")}
    if url:
        headers["content-location"] = url
    try:
        parsed = feedparser.parse(io.BytesIO(data), response_headers=headers)
    # The library lets through what its many parsers stumble over.
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, LookupError,
            AssertionError, RecursionError) as error:  # fmt: skip
        raise _broken(error) from error
    if not parsed.entries:
        if parsed.get("bozo") and not parsed.feed.get("title"):
            raise _broken(parsed.get("bozo_exception"))
        if not parsed.get("version") and not parsed.feed:
            raise RefusedError("format", "is no feed", "Give RSS or Atom.", detail="XML")
    title = _line(parsed.feed.get("title"))
    language = parsed.feed.get("language")
    entries: dict[str, Entry] = {}
    for raw in parsed.entries[:_MOST_ENTRIES]:
        entry = _entry(raw, title, language)
        if entry is not None:
            entries.setdefault(entry.key, entry)
    return Feed(title=title, entries=tuple(entries.values()))


def _entry(raw: dict[str, object], feed_title: str | None, language: object) -> Entry | None:
    link = raw.get("link")
    url = str(link) if link and str(link).startswith(("http://", "https://")) else None
    title = _line(raw.get("title"))
    key = str(raw.get("id") or url or title or "")
    if not key:
        return None
    contents = raw.get("content")
    held = [str(part.get("value", "")) for part in contents] if isinstance(contents, list) else []
    content = plain(max(held, key=len)) if held else None
    source = raw.get("source")
    named = source.get("title") if isinstance(source, dict) else None
    return Entry(
        key=key,
        url=tidy(url) if url else None,
        title=title,
        published=_line(raw.get("published") or raw.get("updated") or raw.get("created")),
        content=content or None,
        publisher=_line(named) or feed_title,
        language=str(language) if language else None,
    )


def _line(value: object) -> str | None:
    words = " ".join(plain(value).split()) if isinstance(value, str) else ""
    return words or None


def _broken(error: object) -> RefusedError:
    return RefusedError(
        "malformed",
        f"is a broken feed ({error})",
        "Fetch it again, or tell its publisher.",
        detail=str(error),
    )
