"""Times with a name or a number of their own: dates, decades, quarters, feasts."""

from dragoman.reading.times import calendar
from dragoman.reading.times.dates import Parts, read_parts, resolve_parts
from dragoman.reading.times.matching import Match
from dragoman.reading.times.setting import Resolved, Setting, anchor_of, counted_from, unknown
from dragoman.reading.times.words import (
    read_count,
    read_direction,
    read_number,
    read_roman,
    read_unit,
)
from dragoman.types.edtf import Point, bounds, coarsen


def resolve_calendar(match: Match, setting: Setting) -> tuple[Resolved, ...]:
    """Resolve a date that names some of year, month, day and weekday."""
    parts = read_parts(match, setting.words, published=setting.published)
    value, named = setting.published, None
    if match.rule.means.anchor == "narrative":
        value, named = anchor_of(match, setting)
        if value is None:
            return unknown(match, "the text names no date before it")
    found = resolve_parts(
        parts,
        anchor=value,
        direction=read_direction(match, setting.words),
        span=match.span,
        analysis=setting.analysis,
        told=setting.narrative.told_year(match.span, setting.sentence),
        hint=setting.hint,
    )
    anchor = named.span if named else found.anchor
    if parts.day is not None and parts.month is None and found.value is None:
        # "vendredi 25 nouveaux malades": the number is no day, the weekday stands.
        parts = Parts(weekday=parts.weekday)
        found = resolve_parts(
            parts, anchor=value, direction=None, span=match.span, analysis=setting.analysis
        )
        return (Resolved(match.slots["weekday"][1], found.value, None, found.reasoning, 0.8),)
    if match.rule.means.unit and found.value:
        whole = calendar.shift_period(found.value, match.rule.means.unit, 0)
        return (Resolved(match.span, whole, anchor, found.reasoning, found.confidence),)
    return (
        Resolved(match.span, found.value, anchor, found.reasoning, found.confidence, found.literal),
    )


def resolve_decade(match: Match, setting: Setting) -> tuple[Resolved, ...]:
    """Resolve "les années 60"."""
    year, short, spelt = (match.word(slot) for slot in ("year", "yy", "count"))
    if year:
        whole = int(year)
        value = coarsen(f"{whole:04}", "century" if whole % 100 == 0 and whole < 1900 else "decade")
        return (Resolved(match.span, value, literal=True),)
    number = int(short.strip("'")) if short else read_number(spelt or "", setting.words.numbers)
    if number is None or number % 10 or number > 90:
        return unknown(match, "no decade")
    known = bounds(setting.published)[1] if setting.published else None
    value = coarsen(f"{_century_of(number, known.year if known else 2000) + number:04}", "decade")
    return (Resolved(match.span, value, None, "the last such decade", 0.9, True),)


def _century_of(number: int, latest: int) -> int:
    """Return the century in which a two-digit year last began before `latest`."""
    century = latest // 100 * 100
    return century if century + number <= latest else century - 100


def resolve_century(match: Match, setting: Setting) -> tuple[Resolved, ...]:
    """Resolve "le XIXe siècle"."""
    roman, nth, ordinal = (match.word(slot) for slot in ("roman", "nth", "ordinal"))
    number = (
        read_roman(roman)
        if roman
        else int(nth)
        if nth
        else setting.words.ordinals.get(ordinal or "")
    )
    if number is None or not 2 <= number <= 30:  # there is no year 0 to begin the first
        return unknown(match, "no century")
    value = f"{number - 1:02}XX"
    other = match.word("roman2")
    second = read_roman(other) if other else None
    if second and number < second <= 30:
        value = f"{value}/{second - 1:02}XX"
    return (Resolved(match.span, value, literal=True),)


_MONTHS_IN = {"quarter": 3, "half": 6}


def resolve_part(match: Match, setting: Setting) -> tuple[Resolved, ...]:
    """Resolve "premier trimestre 2022", "la quatrième semaine de mars"."""
    nth = setting.words.ordinals.get(match.word("ordinal") or "")
    unit = read_unit(match, setting.words)
    parts = read_parts(match, setting.words, published=setting.published)
    year_word = match.word("year") or match.word("year2")
    if unit is None or (nth is None and match.word("count") is None):
        return unknown(match, "no such part")
    nth = nth or 1
    if parts.month is not None and unit in ("week", "weekend"):
        holder = resolve_calendar(match, setting)[0]
        if holder.value is None or len(holder.value) < 7:
            return unknown(match, "the month is not known")
        return (_week_of(match, holder, nth),)
    length = _MONTHS_IN.get(unit)
    counted = read_count(match, setting.words)
    if counted is not None and 1 <= counted <= 12:
        nth, length = 1, counted
    if length is None or nth > max(12 // length, 1):
        return ()
    direction = read_direction(match, setting.words)
    year = int(year_word) if year_word else None
    why = None
    if year is None:
        if setting.published is None:
            return unknown(match, "the year is not known")
        first, _ = bounds(setting.published)
        assert first is not None
        year = first.year + {"last": -1, "next": 1}.get(direction or "", 0)
        if direction == "last" and (12 if nth == -1 else nth * length) < first.month:
            year = first.year
        why = counted_from(None, setting.published, "")
    start = 12 - length + 1 if nth == -1 else (nth - 1) * length + 1
    value = calendar.months_between(year, start, length)
    return (Resolved(match.span, value, None, why, 0.9, bool(year_word)),)


def _week_of(match: Match, holder: Resolved, nth: int) -> Resolved:
    first, last = bounds(holder.value or "")
    assert first is not None
    assert last is not None
    # A week belongs to the month that holds its Thursday, as in ISO 8601.
    weeks = [
        calendar.period(day, "week") for day in calendar.days(first, last) if day.weekday() == 3
    ]
    pick = weeks[nth if nth == -1 else min(nth, len(weeks)) - 1]
    return Resolved(match.span, pick, holder.anchor, holder.reasoning, 0.7, holder.literal)


def resolve_nth(match: Match, setting: Setting) -> tuple[Resolved, ...]:
    """Resolve "le premier dimanche de mai"."""
    nth = setting.words.ordinals.get(match.word("ordinal") or "")
    parts = read_parts(match, setting.words, published=setting.published)
    weekday, parts = parts.weekday, parts.without_weekday()
    found = resolve_parts(
        parts,
        anchor=setting.published,
        direction=read_direction(match, setting.words),
        span=match.span,
        analysis=setting.analysis,
        told=setting.narrative.told_year(match.span, setting.sentence),
        hint=setting.hint,
    )
    if found.value is None or nth is None or weekday is None:
        return unknown(match, "the year is not known")
    first, last = bounds(found.value)
    assert first is not None
    assert last is not None
    if parts.month in (21, 22, 23):
        first = Point(year=first.year, month=(parts.month - 20) * 3, day=21).earliest
    days = [d for d in calendar.days(first, last) if d.weekday() == weekday]
    if nth > len(days):
        return unknown(match, "no such day")
    value = days[nth if nth == -1 else nth - 1].isoformat()
    return (Resolved(match.span, value, found.anchor, found.reasoning, 0.8, found.literal),)


def resolve_feast(match: Match, setting: Setting) -> tuple[Resolved, ...]:
    """Resolve "Noël dernier"."""
    feast = setting.words.feasts[match.word("feast") or ""]
    if feast.value is not None:
        return (Resolved(match.span, feast.value, None, "a day known by name", 0.95),)
    year_word = match.word("year")
    if year_word:
        day = calendar.feast_day(feast, int(year_word)).isoformat()
        return (Resolved(match.span, day, literal=True),)
    direction = read_direction(match, setting.words)
    if setting.published is None:
        return unknown(match, "the year is not known")
    value = calendar.nearest_feast(feast, setting.published, direction or "near")
    why = counted_from(None, setting.published, "")
    return (Resolved(match.span, value, None, why, 0.7),)
