"""The date of publication: taken from the best place that tells it; the others are compared."""

import re
from collections.abc import Iterable
from datetime import timedelta
from functools import cache

from dragoman.languages.headers_schema import HeaderWords
from dragoman.languages.pack import installed_languages, load_section
from dragoman.sources.dates import read_date
from dragoman.sources.origin import DATE_ORDER, Dated, FoundDate
from dragoman.sources.outcome import Notice
from dragoman.types.edtf import bounds, contains

_IN_PATH = (
    re.compile(r"(?<!\d)((?:19|20)\d\d)([/_-])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)()(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)"),
)
_MONTH_IN_PATH = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])/")
_HEAD_LINES, _FOOT_LINES = 6, 3
_AFTER = 40
_NEAR_DAYS = 1


def settle_date(
    told: Iterable[Dated], *, url: str | None, text: str, language: str
) -> tuple[FoundDate | None, tuple[FoundDate, ...], tuple[Notice, ...]]:
    """Return the date of publication, the dates that contradict it, and what to know.

    Two dates contradict each other if neither lies within the other, a day's difference
    apart: sites in other time zones and pages updated after midnight differ by one.

    Args:
        told: what places tell, in any order.
        url: address of the article, which may hold a date.
        text: the article, whose first and last lines may say "publié le ...".
        language: ISO 639-1 code, for the order of numbers and the words.
    """
    places = sorted(
        (*told, *date_in_address(url or ""), *date_in_text(text, language=language)),
        key=lambda place: DATE_ORDER.index(place.source),
    )
    found: list[FoundDate] = []
    complaints: list[Notice] = []
    for place in places:
        edtf, notices = read_date(place.words, language=language)
        complaints.extend(notices)
        if edtf is not None:
            found.append(FoundDate(edtf, place.source, place.words))
    if not found:
        return None, (), tuple(complaints)
    best, *rest = found
    for other in rest:  # the same day told more finely elsewhere is the better date
        if _finer(other.edtf, best.edtf):
            best = other
    others = tuple(date for date in found if _contradict(date.edtf, best.edtf))
    if others:
        said = ", ".join(f"{date.edtf} ({date.source})" for date in others)
        complaints.append(
            Notice(
                code="date_conflict",
                message=f"dates of publication contradict each other: {best.edtf} "
                f"({best.source}) is taken, against {said}",
                detail=f"{best.edtf} ({best.source}) / {said}",
            )
        )
    return best, others, tuple(complaints)


def date_in_address(url: str) -> tuple[Dated, ...]:
    """Return the date that the path of `url` holds, if any: "/2021/05/03/", "/2021/05/"."""
    path = re.sub(r"^[a-z]+://[^/]*", "", url.split("?")[0])
    for pattern in _IN_PATH:
        if match := pattern.search(path):
            year, _, month, day = match.groups()
            return (Dated("url", f"{year}-{int(month):02}-{int(day):02}"),)
    if match := _MONTH_IN_PATH.search(path):
        return (Dated("url", f"{match[1]}-{match[2]}"),)
    return ()


def date_in_text(text: str, *, language: str) -> tuple[Dated, ...]:
    """Return the date after words such as "publié le" in the first or last lines of `text`."""
    if language not in installed_languages():
        return ()
    lines = [line for line in text.split("\n") if line.strip()]
    for line in (*lines[:_HEAD_LINES], *lines[_HEAD_LINES:][-_FOOT_LINES:]):
        if match := _published(language).search(line):
            words = line[match.end() : match.end() + _AFTER]
            if read_date(words, language=language)[0] is not None:
                return (Dated("text", words.strip()),)
    return ()


@cache
def _published(language: str) -> re.Pattern[str]:
    words: HeaderWords = load_section(language, "headers", HeaderWords)
    names = "|".join(
        re.escape(phrase).replace(r"\ ", r"\s+")
        for phrase in sorted(words.published, key=len, reverse=True)
    )
    return re.compile(rf"\b(?:{names})\s+" if names else r"(?!)", re.IGNORECASE)


def _finer(one: str, other: str) -> bool:
    """Tell whether `one` names a shorter time within that of `other`."""
    return contains(other, one) and not contains(one, other)


def _contradict(one: str, other: str) -> bool:
    """Tell whether two dates cannot both be right."""
    (first, last), (begin, end) = bounds(one), bounds(other)
    if first is None or last is None or begin is None or end is None:
        return False
    near = timedelta(days=_NEAR_DAYS)
    return first > end + near or begin > last + near
