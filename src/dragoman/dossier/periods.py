"""Months, quarters and years as EDTF dates."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Literal

from dragoman.types.edtf import bounds

By = Literal["month", "quarter", "year"]

_QUARTER = 33  # EDTF level 2: 33 to 36 are the quarters of a year
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_MOST = 48


def period_of(day: date, by: By) -> str:
    """Return the period in which a day lies: "2020-08", "2020-35" (a quarter) or "2020"."""
    if by == "year":
        return f"{day.year:04}"
    if by == "quarter":
        return f"{day.year:04}-{_QUARTER + (day.month - 1) // 3}"
    return f"{day.year:04}-{day.month:02}"


@lru_cache(maxsize=65_536)
def period_within(when: str | None, by: By) -> str | None:
    """Return the one period in which an EDTF date lies; None if it may lie in several."""
    first, last = bounds(when) if when else (None, None)
    if first is None or last is None:
        return None
    period = period_of(first, by)
    return period if period == period_of(last, by) else None


def periods_between(first: date, last: date, by: By) -> Iterator[str]:
    """Yield every period from the one of `first` to the one of `last`."""
    step = _MONTHS[by]
    at = first.year * 12 + (first.month - 1) // step * step
    while at <= last.year * 12 + last.month - 1:
        yield period_of(date(at // 12, at % 12 + 1, 1), by)
        at += step


def begin_of(period: str) -> date:
    """Return the first day of a period."""
    year, _, part = period.partition("-")
    number = int(part or 1)
    month = (number - _QUARTER) * 3 + 1 if number >= _QUARTER else number
    return date(int(year), month, 1)


def fitting(first: date, last: date) -> By:
    """Return the finest period of which there are not too many to be read."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months <= _MOST:
        return "month"
    return "quarter" if months <= 3 * _MOST else "year"
