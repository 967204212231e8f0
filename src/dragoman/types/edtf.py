"""Dates as EDTF (ISO 8601-2): the subset that Dragoman reads and writes.

A value is a day ("2023-02-07"), a month ("2023-02"), a season ("2022-21" spring to
"2022-24" winter), a year ("1961"), a decade ("196X"), a century ("19XX"), each perhaps
qualified ("~" approximate, "?" uncertain, "%" both), or an interval of two of these,
either end of which may be open ("../1968", "2014/..").
"""

import re
from calendar import monthrange
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from dragoman.errors import DragomanError

Precision = Literal["day", "month", "season", "year", "decade", "century", "interval"]
Coarser = Literal["month", "year", "decade", "century"]

_POINT = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)"
    r"(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?(?P<qualifier>[~?%]?)"
)
# As wide as a season may be meant: from the weather's beginning to the sky's end.
_SEASONS = {
    21: ((3, 1), (6, 20)),
    22: ((6, 1), (9, 22)),
    23: ((9, 1), (12, 20)),
    24: ((12, 1), (3, 20)),
}


class EdtfError(DragomanError, ValueError):
    """A date is not in the subset of EDTF that Dragoman reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One calendar point.

    Attributes:
        year: the year; for a decade or a century, its first year.
        unknown: how many last digits of the year are unknown: 0, 1 or 2.
        month: 1 to 12, or 21 to 24 for a season; None if only the year is known.
        day: day of the month; None if unknown.
        qualifier: "", "~" (approximate), "?" (uncertain) or "%" (both).
    """

    year: int
    unknown: int = 0
    month: int | None = None
    day: int | None = None
    qualifier: str = ""

    @property
    def precision(self) -> Precision:
        """The finest unit that is known."""
        if self.unknown:
            return "decade" if self.unknown == 1 else "century"
        if self.day is not None:
            return "day"
        if self.month is None:
            return "year"
        return "month" if self.month <= 12 else "season"

    @property
    def earliest(self) -> date:
        """The first day it may mean."""
        if self.month is not None and self.month > 12:
            return date(self.year, *_SEASONS[self.month][0])
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day it may mean."""
        year = self.year + 10**self.unknown - 1
        if self.month is None:
            return date(year, 12, 31)
        if self.month > 12:
            return date(year + (self.month == 24), *_SEASONS[self.month][1])
        return date(year, self.month, self.day or monthrange(year, self.month)[1])

    def __str__(self) -> str:
        text = f"{self.year:04}"
        if self.unknown:
            text = text[: -self.unknown] + "X" * self.unknown
        if self.month is not None:
            text += f"-{self.month:02}"
        if self.day is not None:
            text += f"-{self.day:02}"
        return text + self.qualifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Edtf:
    """A parsed value: one point, or an interval.

    Attributes:
        start: the point, or where the interval begins; None for an open start.
        end: where the interval ends; None for an open end or a single point.
        interval: whether it is an interval.
    """

    start: Point | None
    end: Point | None = None
    interval: bool = False

    def __str__(self) -> str:
        if not self.interval:
            return str(self.start)
        return f"{self.start or '..'}/{self.end or '..'}"


@lru_cache(maxsize=4096)
def parse_edtf(value: str) -> Edtf:
    """Read an EDTF value.

    Raises:
        EdtfError: if it is not in the subset, names no day of the calendar, or ends
            before it begins.
    """
    if "/" not in value:
        return Edtf(start=_point(value, value))
    left, _, right = value.partition("/")
    start = None if left == ".." else _point(left, value)
    end = None if right == ".." else _point(right, value)
    if start is None and end is None:
        raise EdtfError(f"{value!r} is open on both sides and says nothing. Leave the date out.")
    if start and end and end.latest < start.earliest:
        raise EdtfError(f"{value!r} ends before it begins. Swap its ends.")
    return Edtf(start=start, end=end, interval=True)


def _point(text: str, value: str) -> Point:
    found = _POINT.fullmatch(text)
    if not found:
        raise EdtfError(
            f"{value!r} is not an EDTF date. Write it like 2023-02-07, 2023-02, 1961, 196X, "
            "2023-02~ or 2013/2016."
        )
    digits = found["year"]
    point = Point(
        year=int(digits.replace("X", "0")),
        unknown=digits.count("X"),
        month=int(found["month"]) if found["month"] else None,
        day=int(found["day"]) if found["day"] else None,
        qualifier=found["qualifier"],
    )
    if point.unknown and point.month is not None:
        raise EdtfError(f"{value!r} gives a month of an unknown year. Write the year alone.")
    if point.month is not None and point.month > 12:
        if point.month not in _SEASONS or point.day is not None or point.year == 9999:
            raise EdtfError(f"{value!r} names no season. Use 21 (spring) to 24 (winter).")
        return point
    try:
        date(
            point.year,
            1 if point.month is None else point.month,
            1 if point.day is None else point.day,
        )
    except ValueError as wrong:
        raise EdtfError(f"{value!r} names no day of the calendar: {wrong}.") from wrong
    return point


def is_edtf(value: str) -> bool:
    """Tell whether `value` is in the subset."""
    try:
        parse_edtf(value)
    except EdtfError:
        return False
    return True


@lru_cache(maxsize=65_536)
def bounds(value: str) -> tuple[date | None, date | None]:
    """Return the first and the last day that `value` may mean; None for an open end."""
    if len(value) == len("2023-02-07") and value.replace("-", "").isdecimal():
        with suppress(ValueError):  # most dates are days, and a parser takes its time
            day = date.fromisoformat(value)
            return day, day
    edtf = parse_edtf(value)
    if not edtf.interval:
        assert edtf.start is not None
        return edtf.start.earliest, edtf.start.latest
    return (
        edtf.start.earliest if edtf.start else None,
        edtf.end.latest if edtf.end else None,
    )


def days(edtf: str | None) -> tuple[str | None, str | None]:
    """Return the first and last ISO day that `edtf` can mean; None where it is open."""
    if edtf is None:
        return None, None
    first, last = bounds(edtf)
    return (first.isoformat() if first else None), (last.isoformat() if last else None)


def begins_after(value: str, other: str) -> bool:
    """Tell whether `value` surely begins after the last day of `other`."""
    first, last = bounds(value)[0], bounds(other)[1]
    return first is not None and last is not None and first > last


def contains(outer: str, inner: str) -> bool:
    """Tell whether every day that `inner` may mean is one that `outer` may mean."""
    (first, last), (low, high) = bounds(outer), bounds(inner)
    return (first is None or (low is not None and first <= low)) and (
        last is None or (high is not None and high <= last)
    )


def overlaps(one: str, other: str) -> bool:
    """Tell whether some day is meant by both."""
    (first, last), (low, high) = bounds(one), bounds(other)
    return (first is None or high is None or first <= high) and (
        low is None or last is None or low <= last
    )


def precision(value: str) -> Precision:
    """Return the finest unit that `value` knows; "interval" for intervals."""
    edtf = parse_edtf(value)
    return "interval" if edtf.interval or edtf.start is None else edtf.start.precision


def sort_key(value: str | None) -> tuple[date, date]:
    """Return a key that puts values in time order, wider ones first; None comes last."""
    if value is None:
        return date.max, date.max
    first, last = bounds(value)
    # The wider of two values with one beginning has the later end: turn it round.
    return first or date.min, date.min + (date.max - (last or date.max))


def unqualified(value: str) -> str:
    """Return `value` without "~", "?" and "%"."""
    return re.sub(r"[~?%]", "", value)


def qualify(value: str, qualifier: Literal["~", "?", "%"]) -> str:
    """Return `value` with both of its ends qualified; "~" and "?" together give "%"."""

    def marked(point: Point | None) -> Point | None:
        if point is None:
            return None
        both = point.qualifier not in ("", qualifier)
        return replace(point, qualifier="%" if both else qualifier)

    edtf = parse_edtf(value)
    return str(replace(edtf, start=marked(edtf.start), end=marked(edtf.end)))


def join(start: str | None, end: str | None) -> str:
    """Return the interval from `start` to `end`; None leaves a side open.

    Intervals given for an end lend the side that counts.

    Raises:
        EdtfError: if both are None, or `end` lies before `start`.
    """
    if start is not None:
        start = start.partition("/")[0]
    if end is not None:
        end = end.partition("/")[2] or end
    value = f"{start or '..'}/{end or '..'}"
    parse_edtf(value)
    return value


def coarsen(value: str, to: Coarser) -> str:
    """Return `value` at the precision `to`; what is as coarse already is kept.

    A season becomes its year. An interval is coarsened at both ends, and becomes one
    point where the ends fall together.
    """
    edtf = parse_edtf(value)
    if not edtf.interval:
        assert edtf.start is not None
        return str(_coarser(edtf.start, to))
    start = _coarser(edtf.start, to) if edtf.start else None
    end = _coarser(edtf.end, to) if edtf.end else None
    if start == end:
        return str(start)
    return str(Edtf(start=start, end=end, interval=True))


def _coarser(point: Point, to: Coarser) -> Point:
    if to == "month":
        return replace(point, day=None)
    unknown = max(point.unknown, {"year": 0, "decade": 1, "century": 2}[to])
    year = point.year // 10**unknown * 10**unknown
    return Point(year=year, unknown=unknown, qualifier=point.qualifier)


def clip(value: str, to: str) -> str | None:
    """Return the part of `value` that lies in `to`; None if they share no day."""
    if contains(to, value):
        return value
    if contains(value, to):
        return to
    if not overlaps(value, to):
        return None
    (first, last), (low, high) = bounds(value), bounds(to)
    start = max((day for day in (first, low) if day), default=None)
    end = min((day for day in (last, high) if day), default=None)
    if start and start == end:
        return start.isoformat()
    return f"{start or '..'}/{end or '..'}"


def middle(value: str) -> date:
    """Return the day in the middle of `value`; of an open interval, its known end."""
    first, last = bounds(value)
    if first is None or last is None:
        known = first or last
        assert known is not None
        return known
    return first + timedelta(days=(last - first).days // 2)
