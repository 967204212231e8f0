"""From a part of a timeline to the parts beside it, to a longer one, and to the whole."""

from collections.abc import Sequence
from datetime import date

from dragoman.dossier.choice import Choice
from dragoman.types.edtf import bounds

Zoom = tuple[str, str | None, str | None]
"""Key of its words, first and last year or month; None for the whole."""

_WIDER = 3


def zooms(choice: Choice, years: Sequence[int]) -> tuple[Zoom, ...]:
    """Return where one can go from the time that is chosen; nowhere from the whole.

    Args:
        choice: what is asked for.
        years: those with events, in order.
    """
    start = bounds(choice.since)[0] if choice.since else None
    end = bounds(choice.until)[1] if choice.until else None
    if start is None and end is None:
        return ()
    whole: tuple[Zoom, ...] = (("zoom_all", None, None),)
    if start is None or end is None or start > end or not years:
        return whole
    if (start.month, start.day, end.month, end.day) != (1, 1, 12, 31):
        return *_months(start, end), ("zoom_out", f"{start.year:04d}", f"{end.year:04d}"), *whole
    count = end.year - start.year + 1
    found: list[Zoom] = []
    if years[0] < start.year:
        found.append(("earlier", f"{max(start.year - count, 0):04d}", f"{start.year - 1:04d}"))
    if end.year < years[-1]:
        found.append(("later", f"{end.year + 1:04d}", f"{end.year + count:04d}"))
    beside = count * (_WIDER - 1) // 2
    since, until = max(start.year - beside, years[0]), min(end.year + beside, years[-1])
    if (since, until) != (years[0], years[-1]) and since < until:
        found.append(("zoom_out", f"{since:04d}", f"{until:04d}"))
    return *found, *whole


def _months(start: date, end: date) -> tuple[Zoom, ...]:
    """Return the same number of months before and after."""
    first, last = start.year * 12 + start.month - 1, end.year * 12 + end.month - 1
    count = last - first + 1
    if first < count or last + count > date.max.year * 12:
        return ()
    return (
        ("earlier", _month(first - count), _month(first - 1)),
        ("later", _month(last + 1), _month(last + count)),
    )


def _month(number: int) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}"
