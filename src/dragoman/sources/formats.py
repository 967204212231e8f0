"""What a file holds, told from its first bytes and never from its name alone."""

import codecs
import json
import re
from typing import Literal

from dragoman.sources.outcome import RefusedError

Format = Literal["text", "json", "jsonl"]

_MAGIC = (
    (b"%PDF-", "a PDF", "PDF"),
    (b"PK\x03\x04", "a zip archive (or an office document)", "ZIP, DOCX, ODT"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "DOC, XLS"),
    (b"{\\rtf", "a rich text (RTF) document", "RTF"),
    (b"\x89PNG", "a PNG image", "PNG"),
    (b"\xff\xd8\xff", "a JPEG image", "JPEG"),
    (b"GIF8", "a GIF image", "GIF"),
    (b"SQLite format 3", "an SQLite database", "SQLite"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "zstd"),
    (b"BZh", "a bzip2 archive", "bzip2"),
    (b"\xfd7zXZ", "an xz archive", "xz"),
    (b"7z\xbc\xaf", "a 7z archive", "7z"),
    (b"\x7fELF", "a program", "ELF"),
    (b"WARC/", "a web archive (WARC)", "WARC"),
)
_PAGE = re.compile(r"\s*(?:<!doctype\s+html|<html\b|<\?xml\b|<rss\b|<feed\b)", re.IGNORECASE)
_OBJECT = re.compile(r'\s*\{\s*(?:"|\}|\Z)')
_ARRAY = re.compile(r"\s*\[\s*(?:\{|\]|\Z)")
_LINES = re.compile(r'\s*\{[^\n]*\n\s*\{\s*"')


def recognise(head: bytes, *, suffix: str) -> Format:
    """Return the format of the file that begins with `head`.

    Args:
        head: the first bytes, decompressed; enough to hold a whole article.
        suffix: end of the file's name; only settles what the bytes leave open.

    Raises:
        RefusedError: if it is something we do not read, named if known.
    """
    for magic, what, short in _MAGIC:
        if head.startswith(magic):
            raise RefusedError(
                "format", f"is {what}", "Give its articles as text or JSON.", detail=short
            )
    text = _peek(head)
    if _PAGE.match(text):
        raise RefusedError(
            "format",
            "is a web page or a feed, which this version does not read",
            "Save its articles as text or JSON.",
            detail="HTML or XML",
        )
    if _ARRAY.match(text):
        return "json"
    if not _OBJECT.match(text):
        return "text"
    if suffix in (".jsonl", ".ndjson") or _LINES.match(text) or _is_object(text):
        return "jsonl"
    return "json"


def _peek(head: bytes) -> str:
    """Return the beginning of a file as text, as well as that can be done."""
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return head.decode("utf-32", "replace")
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "replace")
    return head.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")


def _is_object(text: str) -> bool:
    """Tell whether the first line is a whole JSON object, and not one of many articles."""
    first = text.lstrip().split("\n", 1)[0]
    try:
        value = json.loads(first)
    except ValueError:
        return False
    return isinstance(value, dict) and not isinstance(value.get("articles"), list)
