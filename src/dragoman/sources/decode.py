"""Bytes turned into text, by a declared, a marked or a guessed encoding."""

import codecs
import re

from charset_normalizer import from_bytes

from dragoman.sources.outcome import Notice, RefusedError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_USUAL = ("cp1252", "iso8859_15", "mac_roman", "cp850")
_OTHERS = ("cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256", "gb18030")
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_BYTE = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROL = 0.005
_SAMPLE = 200_000
_TEXT = "Give the article as text, one per file."


def decode(data: bytes) -> tuple[str, tuple[Notice, ...]]:
    """Return the text that `data` holds, without a byte order mark.

    A notice says so where the encoding had to be guessed.

    Raises:
        RefusedError: if the data is binary, holds NUL characters or fits no encoding.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding), ()
    if b"\0" in data:
        return _unmarked_wide(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(data)
    if len(_CONTROL.findall(text)) > _MOST_CONTROL * len(text):
        raise _binary()
    return text, ()


def _marked(data: bytes, encoding: str) -> str:
    """Decode what a byte order mark vouches for."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as broken:
        raise RefusedError(
            "encoding",
            f"begins as {encoding.upper()} but breaks that encoding at byte {broken.start}",
            "Save it again as UTF-8.",
            detail=encoding,
        ) from broken
    refuse_nul(text)
    return text


def _unmarked_wide(data: bytes) -> tuple[str, tuple[Notice, ...]]:
    """Decode UTF-16 without a mark; refuse whatever else holds NUL bytes."""
    for encoding, zeros in (("utf-16-le", data[1::2]), ("utf-16-be", data[0::2])):
        if len(data) % 2 == 0 and zeros.count(0) > 0.7 * len(zeros):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if "\0" not in text and not _CONTROL.search(text):
                return text, (_notice(encoding),)
    rest = data.replace(b"\0", b"")
    try:
        text = rest.decode("utf-8")
    except UnicodeDecodeError:
        raise _binary() from None
    if len(_CONTROL.findall(text)) > _MOST_CONTROL * len(text):
        raise _binary()
    if not text.strip():
        raise RefusedError("nul", "holds nothing but NUL characters", _TEXT)
    raise _nul(data.count(0))


def refuse_nul(text: str) -> None:
    """Raise if `text` holds NUL characters or halves of characters.

    Raises:
        RefusedError: naming how many there are.
    """
    if "\0" in text:
        raise _nul(text.count("\0"))
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as broken:
        raise RefusedError(
            "encoding",
            f"holds half a character (a lone surrogate) at offset {broken.start}",
            "Save it again as UTF-8.",
        ) from broken


def _guessed(data: bytes) -> tuple[str, tuple[Notice, ...]]:
    """Decode by the encoding that makes the most sense of `data`."""
    if len(_CONTROL_BYTE.findall(data)) > _MOST_CONTROL * len(data):
        raise _binary()
    matches = list(from_bytes(data[:_SAMPLE], cp_isolation=[*_USUAL, *_OTHERS]))
    best = min((match.chaos for match in matches), default=0.0)
    near = [match.encoding for match in matches if match.chaos <= best]
    # Western encodings share most letters: among equals the usual one is right.
    for encoding in (*_USUAL, *near, *(match.encoding for match in matches)):
        if encoding in near or encoding not in _USUAL:
            try:
                return data.decode(encoding), (_notice(encoding),)
            except UnicodeDecodeError:
                continue
    raise RefusedError("encoding", "is in no encoding that we know", "Save it again as UTF-8.")


def _notice(encoding: str) -> Notice:
    return Notice(
        code="encoding",
        message=f"not in UTF-8: read as {encoding}, which is a guess",
        detail=encoding,
    )


def _binary() -> RefusedError:
    return RefusedError("binary", "is not text but binary data", _TEXT)


def _nul(number: int) -> RefusedError:
    return RefusedError(
        "nul",
        f"holds {number} NUL character{'s' if number > 1 else ''}, so it is damaged or no text",
        "Remove them, or fetch the article again.",
        detail=str(number),
    )
