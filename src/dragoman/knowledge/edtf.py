"""Tell whether a lifetime or a term of office meets a date."""

from datetime import date
from functools import lru_cache

from dragoman.types.edtf import bounds


@lru_cache(maxsize=65536)
def days_of(value: str | None) -> tuple[date, date]:
    """Return the first and the last day an EDTF date may mean.

    None and open ends reach to the ends of the calendar.
    """
    if not value:
        return date.min, date.max
    first, last = bounds(value)
    return first or date.min, last or date.max


def holds(since: str | None, until: str | None, on: str | None) -> bool:
    """Return whether a lifetime [since, until] and the EDTF date `on` may meet.

    None as `since` or `until` leaves that end open; None as `on` meets everything.
    """
    first, last = days_of(on)
    return days_of(since)[0] <= last and first <= days_of(until)[1]


def spans(since: str | None, until: str | None, on: str | None) -> bool:
    """Return whether a lifetime [since, until] covers all of the EDTF date `on`."""
    first, last = days_of(on)
    return days_of(since)[0] <= first and last <= days_of(until)[1]
