"""What a file holds, told from its first bytes and hardly ever from its name."""

import codecs
import csv
import json
import re
from typing import Literal, get_args

from dragoman.sources.mapping import Mapping
from dragoman.sources.outcome import RefusedError

Format = Literal[
    "text", "json", "jsonl", "html", "feed", "sitemap", "newsml", "warc", "csv", "parquet", "pdf",
    "zip", "tar",
]  # fmt: skip
FORMATS: tuple[Format, ...] = get_args(Format)

_MAGIC = (
    (b"\xd0\xcf\x11\xe0", "an old office document", "DOC, XLS"),
    (b"{\\rtf", "a rich text (RTF) document", "RTF"),
    (b"\x89PNG", "a PNG image", "PNG"),
    (b"\xff\xd8\xff", "a JPEG image", "JPEG"),
    (b"GIF8", "a GIF image", "GIF"),
    (b"SQLite format 3", "an SQLite database", "SQLite"),
    (b"7z\xbc\xaf", "a 7z archive", "7z"),
    (b"Rar!", "a RAR archive", "RAR"),
    (b"\x7fELF", "a program", "ELF"),
)
_KNOWN: tuple[tuple[bytes, Format], ...] = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"WARC/", "warc"),
    (b"PAR1", "parquet"),
)
_TAR = slice(257, 262)
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype\s+html|<html\b|<(?:head|body|meta|title|article|div|p|h1)\b)",
    re.IGNORECASE,
)
_XML = re.compile(r"\s*<\?xml\b|\s*<(?:[\w-]+:)?(?:rss|feed|rdf|urlset|sitemapindex|newsitem|"
                  r"newsmessage|packageitem)\b", re.IGNORECASE)  # fmt: skip
_ROOT = re.compile(r"<(?![?!])(?:[\w-]+:)?([\w-]+)")
_ROOTS: dict[str, Format] = {
    "rss": "feed", "feed": "feed", "rdf": "feed", "urlset": "sitemap", "sitemapindex": "sitemap",
    "newsitem": "newsml", "newsmessage": "newsml", "html": "html",
}  # fmt: skip
_OBJECT = re.compile(r'\s*\{\s*(?:"|\}|\Z)')
_ARRAY = re.compile(r"\s*\[\s*(?:\{|\]|\Z)")
_LINES = re.compile(r'\s*\{[^\n]*\n\s*\{\s*"')
_OFFICE = re.compile(rb"word/|xl/|ppt/|\[Content_Types\]\.xml|mimetypeapplication/")
_MOST_COLUMNS, _LONGEST_NAME = 200, 60


def recognise(head: bytes, *, suffix: str, mapping: Mapping | None = None) -> Format:
    """Return the format of the file that begins with `head`.

    Args:
        head: the first bytes, decompressed; enough to hold a whole article.
        suffix: end of the file's name; only settles what the bytes leave open.
        mapping: names of columns that a table would have.

    Raises:
        RefusedError: if it is something we do not read, named if known.
    """
    for magic, what, short in _MAGIC:
        if head.startswith(magic):
            raise _not_read(what, short)
    for magic, held in _KNOWN:
        if head.startswith(magic):
            if held == "zip" and _OFFICE.search(head[:4096]):
                raise _not_read("an office document", "DOCX, ODT")
            return held
    if head[_TAR] == b"ustar":
        return "tar"
    text = _peek(head)
    if _XML.match(text):
        return _rooted(text)
    if text.lstrip().startswith("<") and _PAGE.match(_without_comments(text)):
        return "html"
    if _ARRAY.match(text):
        return "json"
    if not _OBJECT.match(text):
        return "csv" if _is_table(text, suffix, mapping or Mapping()) else "text"
    if suffix in (".jsonl", ".ndjson") or _LINES.match(text) or _is_object(text):
        return "jsonl"
    return "json"


def _not_read(what: str, short: str) -> RefusedError:
    return RefusedError(
        "format", f"is {what}", "Give its articles as text, HTML or JSON.", detail=short
    )


def _rooted(text: str) -> Format:
    """Return the format of an XML file, by the name of its root."""
    root = _ROOT.search(_without_comments(text))
    name = root[1].lower() if root else "nothing"
    if name in _ROOTS:
        return _ROOTS[name]
    raise RefusedError(
        "format",
        f"is XML with the root {name!r}, which we do not read",
        "Read are RSS, Atom, sitemaps, NewsML-G2 and XHTML.",
        detail=f"XML, {name}",
    )


def _without_comments(text: str) -> str:
    """Return markup without its comments, in one pass: an expression can be made to hang."""
    parts, start = [], 0
    while (begin := text.find("<!--", start)) >= 0:
        parts.append(text[start:begin])
        end = text.find("-->", begin + 4)
        if end < 0:
            return "".join(parts)
        start = end + 3
    return "".join(parts) + text[start:]


def table_dialect(text: str) -> tuple[str, list[str]]:
    """Return what separates the columns of a table, and their names, by its first line."""
    first = next((line.strip(" ") for line in text.splitlines() if line.strip()), "")
    separator = max("\t;,|", key=first.count)
    try:
        row = next(csv.reader([first], delimiter=separator), [])
    except csv.Error:  # a cell longer than any name
        row = []
    return separator, [name.strip().removeprefix("\ufeff") for name in row]


def _is_table(text: str, suffix: str, mapping: Mapping) -> bool:
    """Tell whether a text is a table: by the names in its first line, else by its own name."""
    if suffix in (".csv", ".tsv", ".tab"):
        return True
    first = text.lstrip().split("\n", 1)[0]
    if len(first) > _MOST_COLUMNS * _LONGEST_NAME:
        return False
    _, columns = table_dialect(text)
    needed = (mapping.text or "text").split(".")[0]
    return (
        len(columns) > 1
        and needed in columns
        and all(0 < len(name) <= _LONGEST_NAME for name in columns)
    )


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
