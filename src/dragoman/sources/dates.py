"""Dates of publication, as sources write them, brought to EDTF."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import cache

from dragoman.languages.headers_schema import HeaderWords
from dragoman.languages.pack import installed_languages, load_section
from dragoman.sources.outcome import Notice
from dragoman.types.edtf import is_edtf

_ISO_HEAD = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?=$|[T\s])")
_LIKE_EDTF = re.compile(r"\d{4}-\d{2}(-\d{2})?[~?%]?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NUMBERS = re.compile(r"\b(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b")
_MONTH_YEAR = re.compile(r"(\d{1,2})[./-](\d{4})")
_EPOCH = re.compile(r"\d{9,13}")
_RFC = re.compile(r"(?:[A-Za-z]{3},\s*)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s+\d{1,2}:\d{2}")
_LONGEST = 80
_MILLISECONDS = 10**11


class _ImpossibleError(ValueError):
    """A day that no calendar has."""


def read_date(raw: str, *, language: str) -> tuple[str | None, tuple[Notice, ...]]:
    """Return what `raw` means in EDTF, as precise as it is; None with a notice if unclear.

    Read are EDTF, ISO 8601 days and timestamps (the day in their own zone), RFC 2822,
    seconds since 1970, days in numbers and days or months in words.

    Args:
        raw: what the source gives.
        language: ISO 639-1 code of the article, which decides the order of 03/05/2021.
    """
    words = " ".join(raw.split())
    if not words:
        return None, ()
    try:
        found = _read(words[:_LONGEST], language)
    except _ImpossibleError:
        return None, (
            Notice(
                code="date_impossible",
                message=f"the calendar has no {words[:_LONGEST]}: date of publication left unknown",
                detail=words[:_LONGEST],
            ),
        )
    if found is None:
        return None, (
            Notice(
                code="date_unread",
                message=f"cannot read the date {words[:_LONGEST]!r}: left unknown; write it as "
                f"2023-02-07, 2023-02 or 2023",
                detail=words[:_LONGEST],
            ),
        )
    return found, ()


def _read(words: str, language: str) -> str | None:
    """Return the EDTF of `words`; None if they are no date we know."""
    if is_edtf(words):
        return words
    if match := _ISO_HEAD.match(words):
        return _day(*match.groups())
    if re.fullmatch(r"\d{4}-\d{2}[~?%]?", words) or re.fullmatch(r"\d{4}-\d{2}-\d{2}[~?%]?", words):
        raise _ImpossibleError
    if match := _COMPACT.fullmatch(words):
        return _day(*match.groups())
    if _EPOCH.fullmatch(words):
        seconds = int(words)
        if seconds >= _MILLISECONDS:
            seconds //= 1000
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    if _RFC.match(words):
        try:
            return parsedate_to_datetime(words).date().isoformat()
        except ValueError:
            raise _ImpossibleError from None
    if match := _NUMBERS.search(words):
        first, second, year = match.groups()
        day_first = _headers(language).day_first
        return _day(year, second, first) if day_first else _day(year, first, second)
    if match := _MONTH_YEAR.fullmatch(words):
        return _day(match[2], match[1], "1")[:7]
    return _in_words(words)


def _in_words(words: str) -> str | None:
    """Return the day or month that `words` spell in a language we read, or in English."""
    months = _months()
    names = "|".join(re.escape(name) for name in sorted(months, key=len, reverse=True))
    endings = "|".join(sorted({"st", "nd", "rd", "th", *_ordinals()}))
    patterns = (
        rf"\b(?P<day>\d{{1,2}})(?:{endings})?\s+(?P<month>{names})\s+(?P<year>\d{{4}})\b",
        rf"\b(?P<month>{names})\s+(?P<day>\d{{1,2}})(?:{endings})?,?\s+(?P<year>\d{{4}})\b",
        rf"\b(?P<month>{names})\s+(?P<year>\d{{4}})\b",
    )
    for pattern in patterns:
        if match := re.search(pattern, words.casefold()):
            parts = match.groupdict()
            month = str(months[parts["month"]])
            if "day" in parts:
                return _day(parts["year"], month, parts["day"])
            return f"{parts['year']}-{int(month):02d}"
    return None


def _day(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        raise _ImpossibleError from None


def _headers(language: str) -> HeaderWords:
    known = language if language in installed_languages() else installed_languages()[0]
    words: HeaderWords = load_section(known, "headers", HeaderWords)
    return words


@cache
def _ordinals() -> frozenset[str]:
    return frozenset(end for code in installed_languages() for end in _headers(code).ordinals)


@cache
def _months() -> dict[str, int]:
    """Return names and abbreviations of months, folded, in English and the packs' languages."""
    from babel.dates import get_month_names  # slow to import, and seldom needed

    found: dict[str, int] = {}
    for code in ("en", *installed_languages()):
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, "format", code).items():
                found.setdefault(name.casefold(), number)
                found.setdefault(name.casefold().rstrip("."), number)
    return found
