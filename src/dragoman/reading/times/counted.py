"""Times counted from publication, from the narrative or from an event."""

from dragoman.reading.times import calendar
from dragoman.reading.times.matching import Match
from dragoman.reading.times.setting import Resolved, Setting, anchor_of, counted_from, unknown
from dragoman.reading.times.tense import clause_tense
from dragoman.reading.times.words import read_count, read_direction, read_unit
from dragoman.types.edtf import bounds, precision


def resolve_shift(match: Match, setting: Setting) -> tuple[Resolved, ...]:
    """Resolve "il y a trois ans", "trois jours plus tard", "le lendemain"."""
    means = match.rule.means
    value, named = anchor_of(match, setting)
    if means.anchor == "event":
        if value is None:
            return unknown(match, "counted from an event whose date is not told")
        if means.unit == "day" and precision(value) not in ("day", "month"):
            return unknown(match, "counted from an event whose day is not told")
        why = f"same sentence as {named.span.of(setting.analysis.text)!r}" if named else None
        return (Resolved(match.span, value, named.span if named else None, why, 0.5),)
    unit, count = read_unit(match, setting.words), read_count(match, setting.words)
    if value is None and unit == "day" and count == -1:
        value = setting.published  # "la veille" in a story of the day
    if value is None or unit is None or count is None:
        return unknown(match, "nothing is known to count from")
    signed = -count if means.direction == "past" else count
    shift = calendar.shift_day if means.exact else calendar.shift_point
    shifted = shift(calendar.end_point(value, last=signed > 0) or value, unit, signed)
    if means.anchor == "narrative" and signed > 0 and _is_to_come(shifted, match, setting):
        for other in setting.narrative.before(match.span):
            again = shift(calendar.end_point(other.value, last=True) or other.value, unit, signed)
            if again is not None and not _is_to_come(again, match, setting):
                value, named, shifted = other.value, other, again
                break
        else:
            return unknown(match, "nothing told before is known to count from")
    if shifted is None:
        return unknown(match, "outside the calendar")
    why = counted_from(named, value, setting.analysis.text)
    return (Resolved(match.span, shifted, named.span if named else None, why, 0.8),)


def _is_to_come(value: str | None, match: Match, setting: Setting) -> bool:
    """Tell whether `value` lies after publication, though the clause is not in the future."""
    if value is None or setting.published is None:
        return False
    first, last = bounds(value)[0], bounds(setting.published)[1]
    if first is None or last is None or first <= last:
        return False
    return clause_tense(setting.analysis, match.span)[0] != "future"


def resolve_period(match: Match, setting: Setting) -> tuple[Resolved, ...]:
    """Resolve "cette semaine", "le mois dernier", "la même année"."""
    means = match.rule.means
    unit = read_unit(match, setting.words)
    day = unit == "day"
    if unit == "hour":
        return ()
    value, named = anchor_of(match, setting)
    if named is not None and day:
        named = setting.narrative.last(match.span, day=True)
        # A month that stands for a day it hides may be told again; one told as such not.
        if named and named.literal and precision(named.value) != "day":
            named = None
        value = named.value if named else None
    direction = read_direction(match, setting.words)
    count = {"last": -1, "next": 1}.get(direction or "", means.count or 0)
    if value is None or unit is None:
        return unknown(match, "nothing is known to count from")
    point = calendar.end_point(value, last=count >= 0) or value
    if unit == "weekend" and count == 0 and _is_over(match, setting, value):
        # Told on a Monday, "ce week-end" has been; told on a Friday, it is to come.
        point = calendar.weekday_near(point, 5, "past") or point
    found: str | None
    if count == 0 and named is not None and day:
        found = value
    elif unit == "decade" and direction in ("last", "next"):
        found = calendar.recent(value, unit, count)
    else:
        found = calendar.shift_period(point, unit, count)
    why = counted_from(named, value, setting.analysis.text)
    return (Resolved(match.span, found, named.span if named else None, why, 0.9),)


def _is_over(match: Match, setting: Setting, anchor: str) -> bool:
    """Tell whether "ce week-end" is the last one: by tense, or early in the week."""
    tense, _ = clause_tense(setting.analysis, match.span)
    first, last = bounds(anchor)
    early = first is not None and first == last and first.weekday() < 2
    return tense == "past" or (tense is None and early)


def resolve_recent(match: Match, setting: Setting) -> tuple[Resolved, ...]:
    """Resolve "ces dix derniers jours", "les mois à venir"."""
    unit, count = read_unit(match, setting.words), read_count(match, setting.words)
    ahead = read_direction(match, setting.words) == "next"
    anchor = setting.published
    if anchor is None or unit is None:
        return unknown(match, "the date of publication is not known")
    why = counted_from(None, anchor, "")
    if count is not None:
        value = calendar.recent(anchor, unit, count if ahead else -count)
        return (Resolved(match.span, value, None, why, 0.8),)
    first, last = bounds(anchor)
    # "ces derniers jours" are the month that is all we know, and nothing finer.
    if unit == "day" and first != last:
        return (Resolved(match.span, anchor, None, why, 0.6),)
    return unknown(match, "nobody can say how many")
