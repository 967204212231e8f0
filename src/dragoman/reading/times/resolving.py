"""Give a match its value: one function for each operation of the grammar."""

from collections.abc import Callable
from dataclasses import dataclass

from dragoman.languages.times_schema import Direction, Operation
from dragoman.reading.analysis import Analysis
from dragoman.reading.times import calendar
from dragoman.reading.times.dates import Parts, read_parts, resolve_parts
from dragoman.reading.times.matching import Match
from dragoman.reading.times.narrative import Named, Narrative
from dragoman.reading.times.words import (
    Words,
    read_count,
    read_direction,
    read_number,
    read_roman,
    read_unit,
)
from dragoman.types.edtf import EdtfError, Point, bounds, coarsen, join, precision
from dragoman.types.span import Span


@dataclass(frozen=True, slots=True)
class Resolved:
    """What one expression means.

    Attributes:
        span: its words.
        value: its EDTF; None if it cannot be known.
        anchor: the date in the text it was counted from, if it was.
        reasoning: how, in one line; None where the words say it all.
        confidence: probability in 0..1 that the value is right.
        literal: whether the words themselves give the year.
    """

    span: Span
    value: str | None
    anchor: Span | None = None
    reasoning: str | None = None
    confidence: float = 0.95
    literal: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a match is read.

    Attributes:
        analysis: the text and its grammar.
        published: EDTF of publication; None if unknown.
        words: the tables of the language.
        narrative: what the text named before.
        sentence: index of the sentence.
        hint: the latest full date the text names, for texts of unknown publication.
    """

    analysis: Analysis
    published: str | None
    words: Words
    narrative: Narrative
    sentence: int
    hint: str | None = None


Resolver = Callable[[Match, Setting], tuple[Resolved, ...]]


def resolve(match: Match, setting: Setting) -> tuple[Resolved, ...]:
    """Return what a match means; most often one value, for lists one for each member."""
    return _RESOLVERS[match.rule.means.op](match, setting)


def _unknown(match: Match, why: str) -> tuple[Resolved, ...]:
    return (Resolved(match.span, None, reasoning=why, confidence=0.8),)


def _anchor(match: Match, setting: Setting) -> tuple[str | None, Named | None]:
    """Return the value to count from, and where the text names it, if it does."""
    means = match.rule.means
    if means.anchor == "publication":
        return setting.published, None
    if means.anchor == "event":
        named = setting.narrative.in_sentence(setting.sentence, match.span)
    else:
        named = setting.narrative.last(match.span, day=means.unit == "day")
    return (named.value, named) if named else (None, None)


def _from(named: Named | None, value: str, text: str) -> str:
    """Word what a value was counted from."""
    if named is None:
        return f"counted from publication, {value}"
    return f"counted from {named.span.of(text)!r}, {named.value}"


def _calendar(match: Match, setting: Setting) -> tuple[Resolved, ...]:
    parts = read_parts(match, setting.words, published=setting.published)
    value, named = setting.published, None
    if match.rule.means.anchor == "narrative":
        value, named = _anchor(match, setting)
        if value is None:
            return _unknown(match, "the text names no date before it")
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
    return (
        Resolved(match.span, found.value, anchor, found.reasoning, found.confidence, found.literal),
    )


def _pair(match: Match, setting: Setting) -> tuple[str | None, str | None, str | None, bool]:
    """Return the values of two dates that share what only one of them tells."""
    one = read_parts(match, setting.words, published=setting.published)
    two = read_parts(match, setting.words, published=setting.published, second=True)
    direction = read_direction(match, setting.words)
    told = setting.narrative.told_year(match.span, setting.sentence)

    def value(
        parts: Parts, anchor: str | None, which: Direction | None
    ) -> tuple[str | None, str | None]:
        found = resolve_parts(
            parts,
            anchor=anchor,
            direction=which,
            span=match.span,
            analysis=setting.analysis,
            told=told,
            hint=setting.hint,
        )
        return found.value, found.reasoning

    end, why = value(two, setting.published, direction)
    if one.year is None and one.weekday is None:
        one = one.borrow(two)
    elif two.year is None and one.year is not None and two.weekday is None:
        start, _ = value(one, None, None)
        end, _ = value(two, start, "future")
        return start, end, why, True
    if one.year is not None or end is None:
        start, _ = value(one, setting.published, direction)
    else:
        start, _ = value(one, calendar.end_point(end, last=False), "past")
    return start, end, why, two.year is not None


def _interval(match: Match, setting: Setting) -> tuple[Resolved, ...]:
    month = _figured_month(match)
    if month:
        return (Resolved(match.span, month, literal=True),)
    start, end, why, literal = _pair(match, setting)
    if start is None or end is None:
        return _unknown(match, why or "the year is not known")
    if start == end:
        return (Resolved(match.span, start, None, why, 0.85, literal),)
    try:
        value = join(start, end)
    except EdtfError:
        return _unknown(match, "its end lies before its beginning")
    return (Resolved(match.span, value, None, why, 0.9, literal),)


def _figured_month(match: Match) -> str | None:
    """Return the month that "2023-02" means; None where the figures are two years."""
    year, short = match.word("year"), match.word("yy2")
    if year is None or short is None or int(short.strip("'")) > int(year) % 100:
        return None
    return f"{year}-{short}" if 1 <= int(short.strip("'")) <= 12 else None


def _list(match: Match, setting: Setting) -> tuple[Resolved, ...]:
    """Return one interval for days that follow one another, else each day for itself."""
    start, end, why, literal = _pair(match, setting)
    if start is None or end is None:
        return _unknown(match, why or "the year is not known")
    if start == end:
        return (Resolved(match.span, start, None, why, 0.85, literal),)
    if calendar.consecutive([start, end]):
        return (Resolved(match.span, f"{start}/{end}", None, why, 0.9, literal),)
    first = next(match.slots[s] for s in ("day", "weekday", "year") if s in match.slots)
    second = next(match.slots[s] for s in ("day2", "weekday2", "year2") if s in match.slots)
    return (
        Resolved(Span(match.span.start, first[1].end), start, None, why, 0.9, literal),
        Resolved(Span(second[1].start, match.span.end), end, None, why, 0.9, literal),
    )


def _shift(match: Match, setting: Setting) -> tuple[Resolved, ...]:
    means = match.rule.means
    value, named = _anchor(match, setting)
    if means.anchor == "event":
        if value is None:
            return _unknown(match, "counted from an event whose date is not told")
        why = f"same sentence as {named.span.of(setting.analysis.text)!r}" if named else None
        return (Resolved(match.span, value, named.span if named else None, why, 0.5),)
    unit, count = read_unit(match, setting.words), read_count(match, setting.words)
    if value is None or unit is None or count is None:
        return _unknown(match, "nothing is known to count from")
    signed = -count if means.direction == "past" else count
    point = calendar.end_point(value, last=signed > 0) or value
    shift = calendar.shift_day if means.exact else calendar.shift_point
    shifted = shift(point, unit, signed)
    if shifted is None:
        return _unknown(match, "outside the calendar")
    why = _from(named, value, setting.analysis.text)
    return (Resolved(match.span, shifted, named.span if named else None, why, 0.8),)


def _period(match: Match, setting: Setting) -> tuple[Resolved, ...]:
    means = match.rule.means
    unit = read_unit(match, setting.words)
    day = unit == "day"
    value, named = _anchor(match, setting)
    if named is not None and day:
        named = setting.narrative.last(match.span, day=True)
        # A month that stands for a day it hides may be told again; one told as such not.
        if named and named.literal and precision(named.value) != "day":
            named = None
        value = named.value if named else None
    direction = read_direction(match, setting.words)
    count = {"last": -1, "next": 1}.get(direction or "", means.count or 0)
    if value is None or unit is None:
        return _unknown(match, "nothing is known to count from")
    point = calendar.end_point(value, last=count >= 0) or value
    found: str | None
    if count == 0 and named is not None and day:
        found = value
    elif unit == "decade" and direction in ("last", "next"):
        found = calendar.recent(value, unit, count)
    else:
        found = calendar.shift_period(point, unit, count)
    why = _from(named, value, setting.analysis.text)
    return (Resolved(match.span, found, named.span if named else None, why, 0.9),)


def _recent(match: Match, setting: Setting) -> tuple[Resolved, ...]:
    unit, count = read_unit(match, setting.words), read_count(match, setting.words)
    ahead = read_direction(match, setting.words) == "next"
    anchor = setting.published
    if anchor is None or unit is None:
        return _unknown(match, "the date of publication is not known")
    why = _from(None, anchor, "")
    if count is not None:
        value = calendar.recent(anchor, unit, count if ahead else -count)
        return (Resolved(match.span, value, None, why, 0.8),)
    first, last = bounds(anchor)
    # "ces derniers jours" are the month that is all we know, and nothing finer.
    if unit == "day" and first != last:
        return (Resolved(match.span, anchor, None, why, 0.6),)
    return _unknown(match, "nobody can say how many")


def _decade(match: Match, setting: Setting) -> tuple[Resolved, ...]:
    year, short, spelt = (match.word(slot) for slot in ("year", "yy", "count"))
    if year:
        whole = int(year)
        value = coarsen(f"{whole:04}", "century" if whole % 100 == 0 and whole < 1900 else "decade")
        return (Resolved(match.span, value, literal=True),)
    number = int(short.strip("'")) if short else read_number(spelt or "", setting.words.numbers)
    if number is None or number % 10 or number > 90:
        return _unknown(match, "no decade")
    known = bounds(setting.published)[1] if setting.published else None
    value = coarsen(f"{_century_of(number, known.year if known else 2000) + number:04}", "decade")
    return (Resolved(match.span, value, None, "the last such decade", 0.9, True),)


def _century_of(number: int, latest: int) -> int:
    """Return the century in which a two-digit year last began before `latest`."""
    century = latest // 100 * 100
    return century if century + number <= latest else century - 100


def _century(match: Match, setting: Setting) -> tuple[Resolved, ...]:
    roman, nth, ordinal = (match.word(slot) for slot in ("roman", "nth", "ordinal"))
    number = (
        read_roman(roman)
        if roman
        else int(nth)
        if nth
        else setting.words.ordinals.get(ordinal or "")
    )
    if number is None or not 1 <= number <= 30:
        return _unknown(match, "no century")
    value = f"{number - 1:02}XX"
    other = match.word("roman2")
    second = read_roman(other) if other else None
    if second and number < second <= 30:
        value = f"{value}/{second - 1:02}XX"
    return (Resolved(match.span, value, literal=True),)


_MONTHS_IN = {"quarter": 3, "half": 6}


def _part(match: Match, setting: Setting) -> tuple[Resolved, ...]:
    """Resolve "premier trimestre 2022", "la quatrième semaine de mars"."""
    nth = setting.words.ordinals.get(match.word("ordinal") or "")
    unit = read_unit(match, setting.words)
    parts = read_parts(match, setting.words, published=setting.published)
    year_word = match.word("year") or match.word("year2")
    if nth is None or unit is None:
        return _unknown(match, "no such part")
    if parts.month is not None and unit in ("week", "weekend"):
        holder = _calendar(match, setting)[0]
        if holder.value is None or len(holder.value) < 7:
            return _unknown(match, "the month is not known")
        return (_week_of(match, holder, nth),)
    length = _MONTHS_IN.get(unit)
    if length is None or nth > 12 // length:
        return ()
    direction = read_direction(match, setting.words)
    year = int(year_word) if year_word else None
    why = None
    if year is None:
        if setting.published is None:
            return _unknown(match, "the year is not known")
        first, _ = bounds(setting.published)
        assert first is not None
        year = first.year + {"last": -1, "next": 1}.get(direction or "", 0)
        if direction == "last" and (12 if nth == -1 else nth * length) < first.month:
            year = first.year
        why = _from(None, setting.published, "")
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


def _nth(match: Match, setting: Setting) -> tuple[Resolved, ...]:
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
        return _unknown(match, "the year is not known")
    first, last = bounds(found.value)
    assert first is not None
    assert last is not None
    if parts.month in (21, 22, 23):
        first = Point(year=first.year, month=(parts.month - 20) * 3, day=21).earliest
    days = [d for d in calendar.days(first, last) if d.weekday() == weekday]
    if nth > len(days):
        return _unknown(match, "no such day")
    value = days[nth if nth == -1 else nth - 1].isoformat()
    return (Resolved(match.span, value, found.anchor, found.reasoning, 0.8, found.literal),)


def _feast(match: Match, setting: Setting) -> tuple[Resolved, ...]:
    feast = setting.words.feasts[match.word("feast") or ""]
    if feast.value is not None:
        return (Resolved(match.span, feast.value, None, "a day known by name", 0.95),)
    year_word = match.word("year")
    if year_word:
        day = calendar.feast_day(feast, int(year_word)).isoformat()
        return (Resolved(match.span, day, literal=True),)
    direction = read_direction(match, setting.words)
    if setting.published is None:
        return _unknown(match, "the year is not known")
    value = calendar.nearest_feast(feast, setting.published, direction or "near")
    why = _from(None, setting.published, "")
    return (Resolved(match.span, value, None, why, 0.7),)


def _no_value(match: Match, _: Setting) -> tuple[Resolved, ...]:
    return (Resolved(match.span, None),)


def _vague(match: Match, _: Setting) -> tuple[Resolved, ...]:
    return _unknown(match, "no one period is meant")


def _block(_: Match, __: Setting) -> tuple[Resolved, ...]:
    return ()


_RESOLVERS: dict[Operation, Resolver] = {
    "calendar": _calendar,
    "interval": _interval,
    "list": _list,
    "shift": _shift,
    "period": _period,
    "recent": _recent,
    "decade": _decade,
    "century": _century,
    "part": _part,
    "nth": _nth,
    "feast": _feast,
    "vague": _vague,
    "duration": _no_value,
    "set": _no_value,
    "age": _no_value,
    "block": _block,
}
