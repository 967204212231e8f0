"""The lines above an article that say its date, title, address, publisher and language."""

import re
from dataclasses import dataclass
from functools import cache

from dragoman.languages.headers_schema import HeaderField, HeaderWords
from dragoman.languages.pack import installed_languages, load_section

_FIELDS: tuple[HeaderField, ...] = ("date", "title", "url", "publisher", "language")
_MOST_LINES = 20
_LONGEST_LINE = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Headed:
    """A text and what stood above it.

    Attributes:
        text: the text without its header and without the empty lines after that.
        fields: header values as written, by field; empty if the text has no header.
    """

    text: str
    fields: dict[HeaderField, str]


def split_header(text: str) -> Headed:
    """Take the header off `text`.

    A header line is `name: value` with a known name, in any language of the packs.
    "date 2023-02" needs no colon, and the text may follow it on the same line.
    """
    fields: dict[HeaderField, str] = {}
    rest = text
    for _ in range(_MOST_LINES):
        if match := _bare_date().match(rest):
            field: HeaderField = "date"
        elif match := _line().match(rest):
            field = _names()[match["name"].casefold()]
        else:
            break
        if field in fields:
            break
        fields[field] = match["value"].strip()
        rest = rest[match.end() :]
    if not fields:
        return Headed(text=text, fields={})
    return Headed(text=rest.lstrip(), fields=fields)


@cache
def _names() -> dict[str, HeaderField]:
    """Return the names of header lines, folded, with the field each one gives."""
    names: dict[str, HeaderField] = {field: field for field in _FIELDS}
    for code in installed_languages():
        for field, words in load_section(code, "headers", HeaderWords).fields.items():
            names.update({word.casefold(): field for word in words})
    return names


@cache
def _line() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(_names(), key=len, reverse=True))
    return re.compile(
        rf"\s*(?P<name>{names})[ \t\u00a0\u202f]*:[ \t]*(?P<value>[^\r\n]{{0,{_LONGEST_LINE}}})"
        rf"(?:\r?\n|\r|\Z)",
        re.IGNORECASE,
    )


@cache
def _bare_date() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name, field in _names().items() if field == "date")
    return re.compile(
        rf"\s*(?:{names})[ \t]+(?P<value>\d{{4}}(?:-\d{{2}}){{0,2}}[~?%]?)(?:\s+|\Z)",
        re.IGNORECASE,
    )
