"""Whatever holds articles turned into documents, one article after the other."""

import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from dragoman.sources import limits
from dragoman.sources.articles import article_from_text
from dragoman.sources.decode import decode
from dragoman.sources.formats import Format, recognise
from dragoman.sources.json_articles import load_json, load_lines
from dragoman.sources.mapping import Mapping
from dragoman.sources.newsml import article_from_item, items_in
from dragoman.sources.opening import (
    DAMAGED,
    Meter,
    damaged,
    read_whole,
    suffix_of,
    take_head,
    unpacked,
)
from dragoman.sources.origin import Original
from dragoman.sources.outcome import Failure, Loaded, RefusedError
from dragoman.sources.piece import Options, Piece
from dragoman.sources.places import Place, find_places, unreadable, whole_path

_DEEPEST = 2
_BLANK = b" \t\r\n\xef\xbb\xbf\xff\xfe"

Outcomes = Iterator[Loaded | Failure]


def load(paths: Iterable[str | Path], options: Options | None = None) -> Outcomes:
    """Yield every article below `paths`, in sorted order of their files.

    An article that cannot be loaded is yielded as a failure, in its place.

    Args:
        paths: files, folders, patterns, addresses, or "-" for standard input.
        options: how to take articles; as they come if None.
    """
    for place in find_places(paths):
        if isinstance(place, Failure):
            yield place
        else:
            yield from load_place(place, options or Options(), Meter())


def load_place(place: Place, options: Options, meter: Meter) -> Outcomes:
    """Yield every article of one place, or the failure that stands for it.

    Args:
        place: the place.
        options: how to take articles.
        meter: is told how much of the file was read.
    """
    try:
        if place.is_address:
            from dragoman.sources.web import load_address

            yield from load_address(place.path, options, meter)
        elif place.is_input:
            yield from load_stream(_nameless(place), sys.stdin.buffer, options, meter)
        else:
            with Path(place.path).open("rb") as raw:
                yield from load_stream(place, raw, options, meter)
    except OSError as error:
        yield unreadable(place.path, error)


def _nameless(place: Place) -> Place:
    return Place(place.path, "stdin")


def load_stream(place: Place, raw: BinaryIO, options: Options, meter: Meter) -> Outcomes:
    """Yield every article of an open file."""
    address = None if place.is_input else whole_path(place.path)
    piece = Piece(
        path=place.path, name=place.name, address=address, stream=raw, head=b"", meter=meter
    )
    if options.form in (None, "warc") and raw.seekable() and _is_archive(raw):
        from dragoman.sources.warc import load_warc

        yield from load_warc(piece, options)
        return
    yield from load_piece(piece, options)


def load_piece(piece: Piece, options: Options) -> Outcomes:
    """Yield the articles of a piece whose stream stands at its beginning, packed or not."""
    try:
        stream = unpacked(piece.stream, Meter() if piece.depth else piece.meter)
        head, stream = take_head(stream)
        piece = replace(piece, stream=stream, head=head)
        _refuse_empty(head)
        held = options.form or recognise(
            head, suffix=suffix_of(piece.label or piece.name), mapping=options.mapping
        )
        yield from reader_of(held)(piece, options)
    except RefusedError as refused:
        yield piece.refused(refused)
    except (*DAMAGED, OSError) as error:
        found = damaged(error)
        if found is None:
            raise
        yield piece.refused(found)


def _refuse_empty(head: bytes) -> None:
    if head.strip(_BLANK + b"\0"):
        return
    if not head.strip(_BLANK):
        raise RefusedError("empty", "is empty", "Give the text of an article, or leave it out.")
    raise RefusedError("nul", "holds nothing but NUL characters", "Fetch the article again.")


def _is_archive(raw: BinaryIO) -> bool:
    """Tell whether an open file is a web archive, whose parts are packed one by one."""
    head = raw.read(4096)
    raw.seek(0)
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 64)
        except zlib.error:
            return False
    return head.startswith(b"WARC/")


def reader_of(form: Format) -> Callable[[Piece, Options], Outcomes]:
    """Return what takes articles from a piece of this format."""
    if form in ("feed", "sitemap"):
        from dragoman.sources import web

        return web.load_feed if form == "feed" else web.load_sitemap
    if form in ("csv", "parquet"):
        from dragoman.sources import tables

        return tables.load_csv if form == "csv" else tables.load_parquet
    if form in ("zip", "tar"):
        return _load_packed
    if form == "warc":
        from dragoman.sources.warc import load_warc

        return load_warc
    return {
        "text": _load_text,
        "html": load_page,
        "json": load_json,
        "jsonl": load_lines,
        "newsml": _load_newsml,
        "pdf": _load_pdf,
    }[form]


def _load_text(piece: Piece, _: Options) -> Outcomes:
    text, notices = decode(read_whole(piece.stream, limits.LARGEST_TEXT))
    yield piece.loaded(
        article_from_text(text, name=piece.name),
        piece.origin("text"),
        notices=notices,
    )


def load_page(piece: Piece, options: Options) -> Outcomes:
    """Yield the article of a web page."""
    from dragoman.sources.pages import extractor, read_page

    body = read_whole(piece.stream, limits.LARGEST_PAGE)
    page = read_page(body, charset=piece.charset, url=piece.url, publisher=piece.publisher)
    original = None
    if options.keep_originals:
        original = Original(body=body, media_type="text/html", charset=piece.charset)
    yield piece.loaded(
        page.article,
        piece.origin("html", extractor=extractor(), original=original),
        notices=page.notices,
        dates=page.dates,
    )


def _load_newsml(piece: Piece, _: Options) -> Outcomes:
    items = list(items_in(read_whole(piece.stream, limits.LARGEST_WHOLE)))
    if not items:
        raise RefusedError("empty", "holds no article", "Leave it out.")
    for number, item in enumerate(items, 1):
        label = f"article {number}" if len(items) > 1 else None
        try:
            fields = article_from_item(item)
        except RefusedError as refused:
            yield piece.refused(refused, label)
            continue
        yield piece.value(fields, "newsml", Mapping(), label)


def _load_pdf(piece: Piece, _: Options) -> Outcomes:
    from dragoman.sources.pdf import read_pdf

    article, dates, extractor = read_pdf(read_whole(piece.stream, limits.LARGEST_WHOLE))
    yield piece.loaded(article, piece.origin("pdf", extractor=extractor), dates=dates)


def _load_packed(piece: Piece, options: Options) -> Outcomes:
    from dragoman.sources.packed import members

    if piece.depth >= _DEEPEST:
        raise RefusedError(
            "format", "is an archive within archives", "Unpack it first.", detail="nested"
        )
    for member in members(piece):
        if isinstance(member, Piece):
            yield from load_piece(member, options)
        else:
            yield member
