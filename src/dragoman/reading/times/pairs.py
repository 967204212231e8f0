"""Two dates in one expression: intervals and lists."""

import re

from dragoman.languages.times_schema import Direction
from dragoman.reading.times import calendar
from dragoman.reading.times.dates import Parts, read_parts, resolve_parts
from dragoman.reading.times.matching import Match
from dragoman.reading.times.setting import Resolved, Setting, unknown
from dragoman.reading.times.words import read_direction
from dragoman.types.edtf import EdtfError, join
from dragoman.types.span import Span


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


def resolve_interval(match: Match, setting: Setting) -> tuple[Resolved, ...]:
    """Resolve "du 3 au 5 mai" and its like to an interval."""
    month = _figured_month(match)
    if month:
        return (Resolved(match.span, month, literal=True),)
    start, end, why, literal = _pair(match, setting)
    if start is None or end is None:
        return unknown(match, why or "the year is not known")
    if start == end:
        return (Resolved(match.span, start, None, why, 0.85, literal),)
    try:
        value = join(start, end)
    except EdtfError:
        return unknown(match, "its end lies before its beginning")
    return (Resolved(match.span, value, None, why, 0.9, literal),)


def _figured_month(match: Match) -> str | None:
    """Return the month that "2023-02" means; None where the figures are two years."""
    year, short = match.word("year"), match.word("yy2")
    if year is None or short is None or int(short.strip("'")) > int(year) % 100:
        return None
    return f"{year}-{short}" if 1 <= int(short.strip("'")) <= 12 else None


def resolve_list(match: Match, setting: Setting) -> tuple[Resolved, ...]:
    """Return one interval for days that follow one another, else each day for itself."""
    start, end, why, literal = _pair(match, setting)
    if start is None or end is None:
        return unknown(match, why or "the year is not known")
    if start == end:
        return (Resolved(match.span, start, None, why, 0.85, literal),)
    if calendar.consecutive([start, end]):
        return (Resolved(match.span, f"{start}/{end}", None, why, 0.9, literal),)
    kinds = ("day", "weekday", "month", "year")
    first = next(match.slots[s] for s in kinds if s in match.slots)
    second = next(match.slots[f"{s}2"] for s in kinds if f"{s}2" in match.slots)
    if _lists_all(first, second, setting.analysis.text):
        return (Resolved(match.span, f"{start}/{end}", None, why, 0.9, literal),)
    return (
        Resolved(Span(match.span.start, first[1].end), start, None, why, 0.9, literal),
        Resolved(Span(second[1].start, match.span.end), end, None, why, 0.9, literal),
    )


def _lists_all(first: tuple[str, Span], second: tuple[str, Span], text: str) -> bool:
    """Tell whether "16, 17 et 18" leaves out no day between the first and the last."""
    if not (first[0].isdigit() and second[0].isdigit()):
        return False
    between = re.findall(r"\d+", text[first[1].end : second[1].start])
    days = [int(first[0]), *map(int, between), int(second[0])]
    return bool(between) and days == list(range(days[0], days[-1] + 1))
