"""The text of a web page, whatever its server says of its encoding."""

import codecs
import re

from dragoman.sources.decode import decode
from dragoman.sources.outcome import Notice

_META = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,100}?encoding\s*="""
    rb"""\s*["']([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_LOOKED_AT = 4096
_AS_BROWSERS_DO = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}


def decode_page(data: bytes, declared: str | None) -> tuple[str, tuple[Notice, ...]]:
    """Return the text of a page, by its marks, its bytes, its server, itself or a guess.

    Bytes that are sound UTF-8 beyond ASCII are UTF-8, whoever says otherwise: other
    encodings do not look like that by chance.

    Args:
        data: the page.
        declared: the charset its server declares; None if none.

    Raises:
        RefusedError: if it is no text at all.
    """
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(data)
    match = _META.search(data[:_LOOKED_AT])
    own = (match[1] or match[2]).decode("ascii") if match else None
    said = [name for name in map(_known, (declared, own)) if name]
    if not data.isascii():
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            if said and said[0] != "utf-8":
                return text, (_contrary(said[0], "utf-8"),)
            return text.replace("\0", ""), ()
    for name in said:
        if name == "utf-8":
            continue
        try:
            return data.decode(name).replace("\0", ""), ()
        except UnicodeDecodeError:
            continue
    text, notices = decode(data.replace(b"\0", b""))
    if said and notices:
        notices = (_contrary(said[0], notices[0].detail),)
    return text, notices


def _known(name: str | None) -> str | None:
    """Return what Python calls an encoding that decodes bytes to text, as browsers take it."""
    if not name:
        return None
    try:
        found = codecs.lookup(name.strip().strip("\"'"))
    except LookupError:
        return None
    if not getattr(found, "_is_text_encoding", True):
        return None
    return _AS_BROWSERS_DO.get(found.name, found.name)


def _contrary(said: str, taken: str) -> Notice:
    return Notice(
        code="charset",
        message=f"declared to be in {said}, but its bytes are not: read as {taken}",
        detail=f"{said} → {taken}",
    )
