"""Dates that name some of year, month, day and weekday: find the rest."""

from dataclasses import dataclass, replace

from dragoman.languages.times_schema import Direction
from dragoman.reading.analysis import Analysis
from dragoman.reading.times import calendar
from dragoman.reading.times.matching import Match
from dragoman.reading.times.narrative import Named
from dragoman.reading.times.tense import clause_tense, has_verb, is_nominal, is_open
from dragoman.reading.times.words import Words, read_day, read_number
from dragoman.types.edtf import EdtfError, Point, bounds, middle, parse_edtf, precision
from dragoman.types.span import Span

_PAST_YEARS = 1  # a year told in the text this long before publication starts a story of its own

_SLIP = 45  # days from publication within which a date with a wrong weekday is still meant


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What an expression tells of a date. None: not told.

    Attributes:
        year, day: as numbers.
        month: 1 to 12, or 21 to 24 for a season.
        weekday: 0 (Monday) to 6.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    def borrow(self, other: "Parts") -> "Parts":
        """Return these parts with the year, and the month, that only `other` tells."""
        year = self.year if self.year is not None else other.year
        if self.month is not None:
            if other.month is not None and year is not None and self.month > other.month:
                year -= 1
            return replace(self, year=year)
        month, day = other.month, self.day
        if day is not None and other.day is not None and day > other.day and month is not None:
            month -= 1
            if month == 0:
                month, year = 12, year - 1 if year is not None else None
        return replace(self, year=year, month=month)

    def without_weekday(self) -> "Parts":
        """Return these parts with no weekday."""
        return replace(self, weekday=None)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that was worked out, and how; see `Resolved`."""

    value: str | None
    reasoning: str | None = None
    confidence: float = 0.95
    literal: bool = False
    anchor: Span | None = None


def read_parts(match: Match, words: Words, *, published: str | None, second: bool = False) -> Parts:
    """Return the date parts in the slots of a match.

    Args:
        match: the match.
        words: the tables of the language.
        published: publication date, which decides the century of "93".
        second: read the slots of the second date of a pair.
    """

    one, other = ("2", "4") if second else ("", "3")
    told: dict[str, str] = {}
    for slot, (found, _) in match.slots.items():
        name = slot.rstrip("234")
        if slot == name + one:
            told[name] = found
        elif slot == name + other:
            told.setdefault(name, found)

    year, month = told.get("year") or told.get("modern"), told.get("month")
    day = told.get("day") or told.get("dd")
    if not second and match.rule.id == "date.english" and not year:
        year, day = match.word("year2"), match.word("day2")
    english = match.word("english") or match.word("english2")
    number = words.months.get(month or english or "")
    if number is None and "mm" in told:
        number = int(told["mm"])
    if number is None:
        number = words.seasons.get(told.get("season") or "")
    short = told.get("yy")
    spelt = match.word("count") if match.rule.means.op == "calendar" else None
    count = read_number(spelt, words.numbers) if spelt else None
    if number is None and count is not None:
        year, count = str(count), None  # "mille neuf cent soixante"
    return Parts(
        year=int(year) if year else _short_year(match, short, published, second=second),
        month=number,
        day=_in_month(read_day(day) if day else count),
        weekday=words.weekdays.get(told.get("weekday") or ""),
    )


def _in_month(day: int | None) -> int | None:
    """Return `day` if some month has it, else None ("0 avril" is a slip, not a day)."""
    return day if day is not None and 1 <= day <= 31 else None


def _short_year(
    match: Match, short: str | None, published: str | None, *, second: bool
) -> int | None:
    """Return the year that two digits mean: the last such, or the next in a span of years."""
    if short is None:
        return None
    number = int(short.strip("'"))
    begun = match.word("year")
    if second and begun:
        year = int(begun) // 100 * 100 + number
        return year if year > int(begun) else year + 100
    latest = bounds(published)[1] if published else None
    century = 1900 if latest is None else latest.year // 100 * 100
    return (
        century + number
        if latest is None or century + number <= latest.year + 5
        else century - 100 + number
    )


def resolve_parts(
    parts: Parts,
    *,
    anchor: str | None,
    direction: Direction | None,
    span: Span,
    analysis: Analysis,
    told: Named | None = None,
    hint: str | None = None,
) -> Dated:
    """Return the date that `parts` mean.

    Args:
        parts: what the words tell.
        anchor: what they are seen from, publication as a rule; None if unknown.
        direction: which of the possible dates; None lets tense decide.
        span: the expression, where tense is looked up.
        analysis: the text and its grammar.
        told: the last date with a year of its own in the text near by; None if none.
        hint: a day the whole text is seen from, if `anchor` is unknown; None if none.
    """
    if parts.year is not None:
        return _literal(parts)
    if parts.month is None and parts.day is None:
        return _weekday(parts, anchor, direction, span, analysis)
    if parts.month is None:
        return _day_number(parts, anchor, direction, span, analysis)
    tense, sure = (direction, True) if direction else _direction(analysis, span, parts)
    story = _story(anchor, told, direction, tense, parts)
    seen_from = story.value if story else anchor or hint
    if seen_from is None:
        return Dated(None, "the year is not known", 0.8)
    if story is None and anchor is not None:
        direction = tense
    year = calendar.choose_year(
        seen_from,
        direction or "near",
        month=parts.month,
        day=parts.day,
        weekday=parts.weekday if parts.day is not None else None,
        firm=sure,
    )
    if parts.weekday is not None and (year is None or _slips(parts, seen_from, year)):
        return resolve_parts(
            parts.without_weekday(),
            anchor=anchor,
            direction=direction,
            span=span,
            analysis=analysis,
            told=told,
            hint=hint,
        )
    if year is None:
        return Dated(None, "no such day near by", 0.8)
    value = str(Point(year=year, month=parts.month, day=parts.day))
    if story is None and anchor is None:
        return Dated(value, f"the latest full date of the text is {seen_from}", 0.6)
    if story is None:
        first, last = bounds(seen_from)
        wide = first and last and (last - first).days > 200
        if calendar.is_approximate(seen_from) and wide:
            value += "~"
        return Dated(value, f"{direction or 'near'}, seen from publication, {seen_from}", 0.9)
    told_in = story.span.of(analysis.text)
    return Dated(value, f"year of {told_in!r}", 0.8, False, story.span)


def _slips(parts: Parts, anchor: str, year: int) -> bool:
    """Tell whether a weekday must be a slip: without it, the day lies much nearer."""
    assert parts.month is not None
    near = calendar.choose_year(anchor, "near", month=parts.month, day=parts.day)
    if near is None or near == year:
        return False
    day = Point(year=near, month=parts.month, day=parts.day).earliest
    return abs((day - middle(anchor)).days) < _SLIP


def _literal(parts: Parts) -> Dated:
    assert parts.year is not None
    value = str(Point(year=parts.year, month=parts.month, day=parts.day))
    try:
        parse_edtf(value)
    except EdtfError:
        return Dated(None, "no such day in the calendar", 0.6)
    return Dated(value, literal=True)


def _story(
    anchor: str | None,
    told: Named | None,
    direction: Direction | None,
    tense: Direction,
    parts: Parts,
) -> Named | None:
    """Return the date whose year a day without year shares, if the text tells a story.

    Only a day carries on the story of a day, and a month that of a month or a day. A
    story of long ago keeps its year; one of the last years only where no tense points
    to publication.
    """
    if told is None or direction is not None or tense == "future":
        return None
    fine = ("day",) if parts.day is not None else ("day", "month")
    if precision(told.value) not in fine:
        return None
    if anchor is None:
        return told
    first, _ = bounds(anchor)
    _, last = bounds(told.value)
    if first is None or last is None or last >= first:
        return None
    if last.year < first.year - _PAST_YEARS:
        return told
    return told if tense == "near" and last.year < first.year else None


def _direction(analysis: Analysis, span: Span, parts: Parts) -> tuple[Direction, bool]:
    """Let tense say on which side of publication a date lies, and if it is sure of it."""
    tense, sure = clause_tense(analysis, span)
    if is_open(analysis, span):
        return ("near" if tense == "past" else "future"), False
    if tense in ("past", "future"):
        return tense, sure and tense == "past"
    if parts.weekday is not None and parts.month is None:
        near = tense == "present" or not has_verb(analysis, span)
        return "near" if near and not is_nominal(analysis, span) else "past", False
    return "near", False


def _weekday(
    parts: Parts, anchor: str | None, direction: Direction | None, span: Span, analysis: Analysis
) -> Dated:
    if anchor is None or parts.weekday is None:
        return Dated(None, "the date of publication is not known", 0.8)
    side = direction or _direction(analysis, span, parts)[0]
    value = calendar.weekday_near(anchor, parts.weekday, side)
    return Dated(value, f"{side}, seen from {anchor}", 0.9)


def _day_number(
    parts: Parts, anchor: str | None, direction: Direction | None, span: Span, analysis: Analysis
) -> Dated:
    """Resolve "lundi 6": the nearest month in which that day falls on that weekday."""
    first, last = bounds(anchor) if anchor else (None, None)
    if first is None or last is None or parts.day is None:
        return Dated(None, "the month is not known", 0.8)
    side = direction or _direction(analysis, span, parts)[0]
    options = []
    for count in (-1, 0, 1):
        year, month = calendar.month_after(first.year, first.month, count)
        try:
            day = Point(year=year, month=month, day=parts.day).earliest
        except ValueError:
            continue
        if parts.weekday is None or day.weekday() == parts.weekday:
            options.append(day)
    if side == "past":
        options = [d for d in options if d <= last] or options
    if side == "future":
        options = [d for d in options if d >= first] or options
    if not options:
        return Dated(None, "no such day near by", 0.7)
    best = min(options, key=lambda d: (abs((d - first).days), d))
    return Dated(best.isoformat(), f"{side}, seen from publication, {anchor}", 0.85)
