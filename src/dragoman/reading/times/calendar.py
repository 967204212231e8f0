"""Counting in the calendar, at the precision that the starting point allows."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from dragoman.languages.times_schema import Direction, Feast, Unit
from dragoman.types.edtf import (
    EdtfError,
    Point,
    bounds,
    coarsen,
    join,
    middle,
    parse_edtf,
    qualify,
)

_DAYS: dict[Unit, int] = {
    "hour": 0, "day": 1, "week": 7, "weekend": 7, "month": 30, "quarter": 91, "half": 182,
    "year": 365, "decade": 3652, "century": 36524,
}  # fmt: skip
_MONTHS: dict[Unit, int] = {"month": 1, "quarter": 3, "half": 6}
_SPREAD_DAYS = 10  # a shift this small inside a month that is known alone stays in it


def easter(year: int) -> date:
    """Return Easter Sunday of a year of the Gregorian calendar (anonymous algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def ends(value: str) -> tuple[Point | None, Point | None]:
    """Return the first and the last point of a value; one point is both."""
    edtf = parse_edtf(value)
    return (edtf.start, edtf.end) if edtf.interval else (edtf.start, edtf.start)


def end_point(value: str, *, last: bool) -> str | None:
    """Return one end of an interval as a value; a point is its own."""
    point = ends(value)[last]
    return str(point) if point else None


def is_approximate(value: str) -> bool:
    """Tell whether a value carries "~", "?" or "%"."""
    return value[-1] in "~?%"


def like(value: str, anchor: str) -> str:
    """Return `value`, approximate if `anchor` is."""
    return qualify(value, "~") if is_approximate(anchor) else value


def month_after(year: int, month: int, count: int) -> tuple[int, int]:
    """Return the (year, month) that lies `count` months after another."""
    number = year * 12 + month - 1 + count
    return number // 12, number % 12 + 1


def day_after(day: date, unit: Unit, count: int) -> date:
    """Return the day `count` units after `day`, the last of the month if it is shorter."""
    if unit in _MONTHS or unit in ("year", "decade", "century"):
        months = _MONTHS.get(unit) or {"year": 12, "decade": 120, "century": 1200}[unit]
        year, month = month_after(day.year, day.month, months * count)
        return date(year, month, min(day.day, monthrange(year, month)[1]))
    return day + timedelta(days=_DAYS[unit] * count)


def period(day: date, unit: Unit) -> str:
    """Return the day, week, week-end, month, ... that holds `day`."""
    if unit in ("hour", "day"):
        return day.isoformat()
    if unit in ("week", "weekend"):
        monday = day - timedelta(days=day.weekday())
        first = monday + timedelta(days=5 if unit == "weekend" else 0)
        return f"{first}/{monday + timedelta(days=6)}"
    if unit == "month":
        return f"{day:%Y-%m}"
    if unit in ("quarter", "half"):
        length = _MONTHS[unit]
        first_month = (day.month - 1) // length * length + 1
        return months_between(day.year, first_month, length)
    if unit == "year":
        return f"{day.year:04}"
    return coarsen(f"{day.year:04}", "decade" if unit == "decade" else "century")


def months_between(year: int, first: int, length: int) -> str:
    """Return the interval of `length` months of one year, from the month `first`."""
    return f"{year:04}-{first:02}/{year:04}-{first + length - 1:02}"


def shift_period(anchor: str, unit: Unit, count: int) -> str | None:
    """Return the period `count` periods after the one that holds `anchor`.

    "la semaine dernière" is the week, -1. An anchor that is known less well than the
    unit asks for gives a value that is known as little. None if nothing can be said.
    """
    first, last = bounds(anchor)
    if first is None or last is None:
        return None
    width = (last - first).days + 1
    try:
        if width > _DAYS[unit] + 1 and not _within(anchor, unit):
            if abs(count) * _DAYS[unit] <= width // 3:
                return like(coarsen_to(anchor, width), anchor)
            low, high = day_after(first, unit, count), day_after(last, unit, count)
            return like(_wide(low, high, width), anchor)
        return like(period(day_after(first, unit, count), unit), anchor)
    except (ValueError, OverflowError):
        return None


def _within(anchor: str, unit: Unit) -> bool:
    """Tell whether every day of `anchor` lies in one and the same `unit`."""
    first, last = bounds(anchor)
    return first is not None and last is not None and period(first, unit) == period(last, unit)


def shift_day(anchor: str, unit: Unit, count: int) -> str | None:
    """Return the very day `count` units after `anchor`; as `shift_point` if it is no day."""
    first, last = bounds(anchor)
    if first is None or first != last:
        return shift_point(anchor, unit, count)
    try:
        return like(day_after(first, unit, count).isoformat(), anchor)
    except (ValueError, OverflowError):
        return None


def shift_point(anchor: str, unit: Unit, count: int) -> str | None:
    """Return the point `count` units after `anchor`, no better known than the unit is.

    "trois ans plus tard" after a day is a year; "deux jours plus tard" is a day.
    """
    if unit in ("week", "weekend"):
        first, last = bounds(anchor)
        if first is None or last is None:
            return None
        if first == last:
            try:
                moved = (first + timedelta(days=7 * count)).isoformat()
            except OverflowError:
                return None
            return qualify(moved, "~")
    return shift_period(anchor, unit, count)


def _wide(low: date, high: date, width: int) -> str:
    """Return the stretch of days at the precision that its width deserves."""
    to = "month" if width <= 366 else "year"
    if width > 31:
        to = "year" if width > 92 else "month"
    value = f"{low}/{high}"
    return coarsen(value, "year" if to == "year" else "month")


def coarsen_to(anchor: str, width: int) -> str:
    """Return `anchor`, or the months of an interval of days that is `width` days long."""
    return anchor if width <= 7 or "/" not in anchor else coarsen(anchor, "month")


def weekday_near(anchor: str, weekday: int, direction: Direction) -> str | None:
    """Return the day of the week that is meant, seen from `anchor`.

    "past" and "future" may be the anchor's own day; "last" and "next" may not. An
    anchor coarser than a day is all that can be known.
    """
    first, last = bounds(anchor)
    if first is None or last is None:
        return None
    if first != last:
        return anchor if (last - first).days > 6 else None
    back = (first.weekday() - weekday) % 7
    ahead = (weekday - first.weekday()) % 7
    if direction in ("past", "last"):
        days = -(back or (7 if direction == "last" else 0))
    elif direction in ("future", "next"):
        days = ahead or (7 if direction == "next" else 0)
    elif direction == "this":
        days = weekday - first.weekday()
    else:
        days = -back if back <= ahead else ahead
    try:
        return like((first + timedelta(days=days)).isoformat(), anchor)
    except OverflowError:
        return None


def choose_year(
    anchor: str,
    direction: Direction,
    *,
    month: int,
    day: int | None = None,
    weekday: int | None = None,
    firm: bool = False,
) -> int | None:
    """Return the year in which a month, a season or a day without year is meant.

    Args:
        anchor: what it is seen from.
        direction: which of the possible ones.
        month, day: the date; months from 21 are seasons.
        weekday: its day of the week, which only some years allow; None if not told.
        firm: keep to the direction even where the same day on the other side of
            `anchor` lies very much nearer.
    """
    first, last = bounds(anchor)
    if first is None or last is None:
        return None
    options: list[tuple[int, date, date]] = []
    for year in range(first.year - 8, last.year + 9):
        point = Point(year=year, month=month, day=day)
        try:
            low, high = point.earliest, point.latest
        except ValueError:
            continue
        if weekday is None or low.weekday() == weekday:
            options.append((year, low, high))
    if weekday is None:
        options = [o for o in options if abs(o[0] - first.year) <= 4 or o[0] >= last.year - 4]
    if not options:
        return None
    centre = middle(anchor)
    nearest = min(options, key=lambda o: (_distance(centre, o[1], o[2]), -o[0]))
    known = options
    if direction in ("past", "last"):
        strict = direction == "last"
        known = [o for o in options if (o[2] < first if strict else o[1] <= last)][-1:]
    elif direction in ("future", "next"):
        strict = direction == "next"
        known = [o for o in options if (o[1] > last if strict else o[2] >= first)][:1]
    elif direction == "this":
        known = [o for o in options if o[0] == centre.year]
    if direction == "near" or not known:
        return nearest[0] if direction == "near" else None
    told = known[0]
    if not firm and direction in ("past", "future") and told != nearest:
        # "avant le scrutin du 3 novembre", written in October, looks ahead in any tense.
        far = _distance(centre, told[1], told[2]) > _FAR
        if far and _distance(centre, nearest[1], nearest[2]) < _CLOSE:
            return nearest[0]
    return told[0]


_FAR = 240  # days after which tense alone no longer convinces ...
_CLOSE = 110  # ... if the same day of the other year lies so near


_AHEAD = 1.5  # the press looks back more than ahead: a day to come counts as further off


def _distance(day: date, low: date, high: date) -> float:
    """Return how far the days from `low` to `high` lie from `day`."""
    if low <= day <= high:
        return 0
    return (low - day).days * _AHEAD if low > day else (day - high).days


def recent(anchor: str, unit: Unit, count: int) -> str | None:
    """Return the last (`count` < 0) or next `count` units, up to or from `anchor`."""
    first, last = bounds(anchor)
    if first is None or last is None or abs(count) > 10000:
        return None
    if unit == "hour":  # "les dernières 24 heures" are a day
        unit, count = "day", int(count / 24)
    fine = {"hour": "day", "week": "day", "weekend": "day", "day": "day"}.get(unit, unit)
    try:
        other = day_after(first if count < 0 else last, unit, count)
    except (ValueError, OverflowError):
        return None
    near = anchor.partition("/")[0] if count > 0 else anchor.rpartition("/")[2]
    near = near.rstrip("~?%")
    if fine == "day":
        far = other.isoformat() if first == last else f"{other:%Y-%m}"
    elif fine in ("month", "quarter", "half"):
        far = f"{other:%Y-%m}" if len(near) >= 7 else f"{other:%Y}"
        near = near[:7]
    else:
        far, near = f"{other:%Y}", near[:4]
    if far == near:
        return like(near, anchor)
    try:
        return like(join(far, near) if count < 0 else join(near, far), anchor)
    except EdtfError:
        return None


def consecutive(values: list[str]) -> bool:
    """Tell whether days follow one another without a gap."""
    days = [bounds(value)[0] for value in values]
    return all(a is not None and b is not None and (b - a).days == 1 for a, b in pairwise(days))


def with_year(value: str, year: int) -> str:
    """Return a point value moved to another year."""
    point = parse_edtf(value).start
    assert point is not None
    return str(replace(point, year=year))


def days(first: date, last: date) -> list[date]:
    """Return every day from `first` to `last`."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def feast_day(feast: Feast, year: int) -> date:
    """Return the day of a yearly feast."""
    if feast.easter is not None:
        return easter(year) + timedelta(days=feast.easter)
    assert feast.month is not None
    assert feast.day is not None
    return date(year, feast.month, feast.day)


def nearest_feast(feast: Feast, anchor: str, direction: Direction) -> str | None:
    """Return the feast that is meant, seen from `anchor`; None if there is none."""
    first, last = bounds(anchor)
    if first is None or last is None or not 2 <= first.year <= 9990:
        return None
    options = [feast_day(feast, year) for year in range(first.year - 1, last.year + 2)]
    if direction in ("past", "last"):
        options = [day for day in options if day <= last]
    elif direction in ("future", "next"):
        options = [day for day in options if day >= first]
    centre = middle(anchor)
    return min(options, key=lambda day: (abs((day - centre).days), day)).isoformat()
