"""What is fetched: pages, the articles that feeds announce and that sitemaps list."""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO, cast

from dragoman.sources import limits
from dragoman.sources.articles import Article
from dragoman.sources.feeds import Entry, Feed, parse_feed
from dragoman.sources.fetch import Answer, Fetcher
from dragoman.sources.markup import local_name
from dragoman.sources.newsml import parse_xml
from dragoman.sources.opening import Meter, read_whole, unpack_whole
from dragoman.sources.origin import Dated
from dragoman.sources.outcome import Failure, Loaded, RefusedError
from dragoman.sources.piece import Options, Piece

Outcomes = Iterator[Loaded | Failure]

_MOST_ADDRESSES = 50_000
_DEEPEST_SITEMAP = 2


def load_address(url: str, options: Options, meter: Meter) -> Outcomes:
    """Yield every article at an address that a person gave."""
    blank = _piece(url, Meter())
    try:
        fetcher = _fetcher(options)
        answer = fetcher.get(url, heed_robots=options.heed_robots)
    except RefusedError as refused:
        yield blank.refused(refused)
        return
    yield from load_answer(answer, options, path=url, meter=meter)


def load_answer(
    answer: Answer,
    options: Options,
    *,
    path: str,
    entry: Entry | None = None,
    dates: tuple[Dated, ...] = (),
    meter: Meter | None = None,
) -> Outcomes:
    """Yield every article of what a server answered.

    Args:
        answer: the answer.
        options: how to take articles.
        path: the address as it was given.
        entry: the entry of a feed that led there; None if none did.
        dates: what else is known of its date.
        meter: is told how much of it is dealt with.
    """
    from dragoman.sources.load import load_piece

    piece = replace(
        _piece(path, meter or Meter()),
        name=answer.url,
        address=answer.url,
        url=answer.url,
        stream=cast(BinaryIO, io.BytesIO(answer.body)),
        charset=answer.charset,
        media_type=answer.media_type,
        fetched_at=answer.fetched_at,
        dates=(*(_feed_date(entry) if entry else ()), *dates),
        title=entry.title if entry else None,
        publisher=entry.publisher if entry else None,
        depth=1,
    )
    yield from load_piece(piece, options)


def load_entry(entry: Entry, options: Options, *, path: str) -> Outcomes:
    """Yield the article that an entry of a feed announces: its page, else what the feed holds.

    Args:
        entry: the entry.
        options: how to take articles; without a fetcher only the feed's own text is taken.
        path: the feed, as it was given.
    """
    refused: RefusedError | None = None
    if options.fetcher is not None and entry.url:
        if options.taken(entry.url):
            return
        try:
            answer = options.fetcher.get(entry.url)
        except RefusedError as error:
            refused = error
        else:
            outcomes = list(load_answer(answer, _pages_only(options), path=entry.url, entry=entry))
            if entry.content is None or any(isinstance(one, Loaded) for one in outcomes):
                yield from outcomes
                return
    where = entry.url or path
    piece = replace(
        _piece(where, Meter()),
        label=None if entry.url else entry.key,
        dates=_feed_date(entry),
        fetched_at=None,
    )
    if entry.content is not None:
        article = Article(
            text=entry.content,
            id=entry.key,
            title=entry.title,
            url=entry.url,
            publisher=entry.publisher,
            language=entry.language,
        )
        yield piece.loaded(article, replace(piece.origin("feed"), place=path))
        return
    yield piece.refused(
        refused
        or RefusedError(
            "summary_only",
            "is only announced in the feed, without its text",
            "Give the feed's address instead of a file, so that its articles are fetched.",
        )
    )


def load_feed(piece: Piece, options: Options) -> Outcomes:
    """Yield the articles of a feed; those of a feed that was fetched are fetched too."""
    feed = parse_feed(
        read_whole(piece.stream, limits.LARGEST_TEXT), url=piece.url, charset=piece.charset
    )
    if not feed.entries:
        raise RefusedError("empty", "holds no article", "Leave it out.")
    yield from load_entries(feed, options, piece)


def load_entries(feed: Feed, options: Options, piece: Piece) -> Outcomes:
    """Yield the articles of the entries of a feed."""
    fetched = piece.fetched_at is not None
    piece.meter.parts = len(feed.entries) if fetched else 0
    for entry in feed.entries:
        yield from load_entry(
            entry, options if fetched else replace(options, fetcher=None), path=piece.path
        )
        piece.meter.part += 1


def load_sitemap(piece: Piece, options: Options, *, depth: int = 0) -> Outcomes:
    """Yield the articles of the pages that a sitemap, or an index of sitemaps, lists."""
    fetcher = _fetcher(options)
    root = parse_xml(read_whole(piece.stream, limits.LARGEST_TEXT))
    is_index = local_name(root) == "sitemapindex"
    if is_index and depth >= _DEEPEST_SITEMAP:
        raise RefusedError("format", "is an index of indexes of sitemaps", "Give one of them.")
    listed = [element for element in root if local_name(element) in ("url", "sitemap")]
    if len(listed) > _MOST_ADDRESSES:
        raise RefusedError("too_big", f"lists more than {_MOST_ADDRESSES:,} addresses", "Split it.")
    piece.meter.parts = len(listed)
    for number, element in enumerate(listed):
        piece.meter.part = number
        address = _inner(element, "loc")
        if not address or (not is_index and options.taken(address)):
            continue
        blank = _piece(address, Meter())
        try:
            answer = fetcher.get(address)
        except RefusedError as refused:
            yield blank.refused(refused)
            continue
        if is_index:
            try:
                body = unpack_whole(answer.body, limits.LARGEST_TEXT)
                inner = replace(blank, stream=cast(BinaryIO, io.BytesIO(body)))
                yield from load_sitemap(inner, options, depth=depth + 1)
            except RefusedError as refused:
                yield blank.refused(refused)
        else:
            published = _inner(element, "publication_date")
            dates = (Dated("feed", published),) if published else ()
            yield from load_answer(answer, _pages_only(options), path=address, dates=dates)


def sitemap_entries(data: bytes) -> tuple[Entry, ...]:
    """Return the pages that a sitemap lists, as entries of a feed; none of an index.

    Raises:
        RefusedError: if it is not well formed.
    """
    root = parse_xml(data)
    found: dict[str, Entry] = {}
    for element in root:
        address = _inner(element, "loc") if local_name(element) == "url" else None
        if address and address.startswith(("http://", "https://")):
            entry = Entry(
                key=address,
                url=address,
                title=_inner(element, "title"),
                published=_inner(element, "publication_date"),
                content=None,
                publisher=_inner(element, "name"),
                language=None,
            )
            found.setdefault(address, entry)
        if len(found) >= _MOST_ADDRESSES:
            break
    return tuple(found.values())


def _inner(element: Any, name: str) -> str | None:
    for child in element.iter():
        if local_name(child) == name and child.text and child.text.strip():
            return str(child.text).strip()
    return None


def _feed_date(entry: Entry) -> tuple[Dated, ...]:
    return (Dated("feed", entry.published),) if entry.published else ()


def _pages_only(options: Options) -> Options:
    """Return options for a page that a list led to: it leads no further."""
    return replace(options, form=None, fetcher=None)


def _fetcher(options: Options) -> Fetcher:
    if options.fetcher is None:
        raise RefusedError(
            "address", "is an address, and nothing may be fetched here", "Give a file.",
            detail="offline",
        )  # fmt: skip
    return options.fetcher


def _piece(path: str, meter: Meter) -> Piece:
    return Piece(
        path=path, name=path, address=path, stream=cast(BinaryIO, io.BytesIO()), head=b"",
        meter=meter,
    )  # fmt: skip
