"""Web archives (WARC), of any size: one record at a time, taken up again at any record."""

import io
import os
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from dragoman.sources import limits
from dragoman.sources.articles import article_from_text
from dragoman.sources.charsets import decode_page
from dragoman.sources.opening import Meter, too_big
from dragoman.sources.outcome import Failure, Loaded, RefusedError
from dragoman.sources.piece import Options, Piece

Outcomes = Iterator[Loaded | Failure]

_PAGES = ("text/html", "application/xhtml+xml")
_BLOCK = 1024 * 1024
_OFFSET = "offset "


def load_warc(piece: Piece, options: Options) -> Outcomes:
    """Yield the articles of a web archive; redirects, errors, pictures and the like are left out.

    Every outcome carries the offset of its record. Reading begins behind the record at
    the offset that `options.begin_at` gives. Behind damage it goes on at the next record.
    """
    stream = piece.stream
    if not stream.seekable():
        raise RefusedError(
            "format", "is a web archive within an archive", "Unpack it first.", detail="nested"
        )
    stream.seek(0, os.SEEK_END)
    size = stream.tell()
    if options.only is not None:
        for wanted in options.only:
            record = next(_records(stream, wanted), None)
            if record is not None and record.stream_pos == wanted:
                yield from _load_record(piece, record, wanted)
        return
    resumed = options.begin_at(piece.path, stamp(stream))
    if resumed is None:
        piece.meter.read = size
        return
    position = begun = resumed
    while position < size:
        try:
            for record in _records(stream, position):
                position = int(record.stream_pos)
                piece.meter.read = position
                if position == begun != 0:
                    continue  # done when the archive was left
                yield from _load_record(piece, record, position)
            break
        except (OSError, EOFError) as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise
            where = position
            position = _next_record(stream, max(position, begun) + 1, size)
            yield replace(
                piece.refused(
                    RefusedError(
                        "malformed",
                        f"its compression is damaged ({error})",
                        "Fetch the archive again; its other records were read.",
                    ),
                    f"behind {_OFFSET}{where}",
                ),
                offset=where,
            )
            begun = 0
    piece.meter.read = size


def stamp(stream: BinaryIO) -> str:
    """Return what tells an archive from a changed one at the same path: size and time."""
    try:
        found = os.fstat(stream.fileno())
    except (OSError, io.UnsupportedOperation):
        return "unknown"
    return f"{found.st_size} {found.st_mtime_ns}"


def _records(stream: BinaryIO, position: int) -> Iterator[Any]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    stream.seek(position)
    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    yield from ArchiveIterator(stream, record_types=kinds, parse_http=True, auto_decode="all")


def _next_record(stream: BinaryIO, position: int, size: int) -> int:
    """Return the offset of the first record at or behind `position`; `size` if there is none."""
    overlap = 64
    while position < size:
        stream.seek(position)
        block = stream.read(_BLOCK + overlap)
        found = -1
        for sign in (b"\x1f\x8b\x08", b"WARC/1."):
            at = block.find(sign)
            while at >= 0:
                if sign == b"WARC/1." or _packs_a_record(stream, position + at):
                    found = at if found < 0 else min(found, at)
                    break
                at = block.find(sign, at + 1)
        if found >= 0:
            return position + found
        position += _BLOCK
    return size


def _packs_a_record(stream: BinaryIO, position: int) -> bool:
    stream.seek(position)
    try:
        head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(stream.read(4096), 16)
    except zlib.error:
        return False
    return head.startswith(b"WARC/1.")


def _load_record(piece: Piece, record: Any, position: int) -> Outcomes:
    from fastwarc.warc import WarcRecordType

    address = str(record.headers.get("WARC-Target-URI") or "").strip("<>")
    media = str(
        (record.http_content_type if record.is_http else record.headers.get("Content-Type")) or ""
    )
    media = media.split(";")[0].strip().lower()
    is_text = record.record_type == WarcRecordType.conversion and media == "text/plain"
    if not is_text and media not in _PAGES:
        return
    if record.is_http and record.http_headers and record.http_headers.status_code != 200:
        return
    moment = record.record_date
    part = replace(
        piece,
        label=f"{_OFFSET}{position}",
        name=f"{piece.name}#{_OFFSET}{position}",
        url=address if address.startswith(("http://", "https://")) else None,
        charset=record.http_charset if record.is_http else None,
        media_type=media,
        meter=Meter(),
    )
    try:
        body = record.reader.read(limits.LARGEST_PAGE + 1)
        if len(body) > limits.LARGEST_PAGE:
            raise too_big(limits.LARGEST_PAGE)
        outcomes = _load_text(part, body) if is_text else _load_page(part, body)
    except RefusedError as refused:
        outcomes = part.refused(refused)
    if isinstance(outcomes, Loaded) and moment is not None:
        origin = replace(outcomes.origin, fetched_at=moment.isoformat(timespec="seconds"))
        outcomes = replace(outcomes, origin=origin)
    yield replace(outcomes, offset=position)


def _load_page(part: Piece, body: bytes) -> Loaded | Failure:
    from dragoman.sources.pages import extractor, read_page

    page = read_page(body, charset=part.charset, url=part.url)
    # The archive itself keeps the original; its file and offset are the origin's place.
    origin = part.origin("warc", extractor=extractor())
    return part.loaded(page.article, origin, notices=page.notices, dates=page.dates)


def _load_text(part: Piece, body: bytes) -> Loaded | Failure:
    text, notices = decode_page(body, None)
    article = article_from_text(text, name=part.name)
    return part.loaded(article, part.origin("warc"), notices=notices)
