"""The events of a dossier along a line of time, each as exact as its date."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dragoman.dossier.entry import Entry
from dragoman.dossier.summary import CONFLICT, HAPPENED, side_of
from dragoman.types.edtf import bounds

WIDTH = 960
"""Width of the drawing in its own units; the page scales it."""

_MARGIN, _SIDE, _ROW, _MOST_ROWS, _FOOT = 18, 34, 11, 15, 24
MOST_MARKS = 160
"""Where there are more events, they are gathered into bars."""

_REACH = 64
_SMALLEST = 9.0
_LONG_MONTHS = 36
_FEWEST_STEPS = 2


@dataclass(frozen=True, slots=True)
class Mark:
    """One event, or the events of one year or month.

    Attributes:
        shape: "dot" for a day, "span" for a longer time, "bar" for several events.
        kind: "cooperation", "conflict" or "other".
        certain: False for approximate or uncertain dates and for what did not happen.
        x, y, width, height: its box.
        title: what to say when it is pointed at.
        href: where it leads.
    """

    shape: str
    kind: str
    certain: bool
    x: float
    y: float
    width: float
    height: float
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Step:
    """A part of the time that can be looked at closer.

    Attributes:
        since, until: its first and last year or month, as EDTF dates.
        events: how many begin in it.
    """

    since: str
    until: str
    events: int


@dataclass(frozen=True, slots=True)
class Frieze:
    """A line of time.

    Attributes:
        marks: events, or bars of events where they are many.
        ticks: label and place of years or months.
        base: height of the line.
        height: height of the drawing.
        gathered: whether its marks are bars.
        steps: the parts of the time that hold events; empty if they all lie in one.
    """

    marks: tuple[Mark, ...]
    ticks: tuple[tuple[str, float], ...]
    base: float
    height: float
    gathered: bool
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a frieze needs to speak.

    Attributes:
        tell: gives an entry in words.
        count: gives a time ("2019", "2019-06") and a number of events in words.
        href: gives where an entry leads.
        zoom: gives the address of the page of one year or month.
    """

    tell: Callable[[Entry], str]
    count: Callable[[str, int], str]
    href: Callable[[Entry], str]
    zoom: Callable[[str], str]


def draw_frieze(entries: Sequence[Entry], words: Words) -> Frieze | None:
    """Return the drawing of dated entries; None if there is nothing to draw."""
    placed = [(entry, *_days(entry)) for entry in entries if entry.when is not None]
    known = [(entry, first, last) for entry, first, last in placed if first and last]
    if not known:
        return None
    start = min(first for _, first, _ in known)
    end = max(last for _, _, last in known)
    draw = _gathered if len(known) > MOST_MARKS else _single
    return replace(draw(known, start, end, words), steps=_steps(known, start, end))


def _steps(known: Sequence[tuple[Entry, date, date]], start: date, end: date) -> tuple[Step, ...]:
    """Return the parts of the time that hold events: months of a short one, else years."""
    months = (end.year - start.year) * 12 + end.month - start.month
    short = months <= _LONG_MONTHS
    step = 1 if months <= 12 else 3
    if not short:
        step = _years_apart(end.year - start.year)
    counts: Counter[tuple[int, int]] = Counter()
    for _, first, _ in known:
        counts[(first.year, (first.month - 1) // step) if short else (first.year // step, 0)] += 1
    if len(counts) < _FEWEST_STEPS:
        return ()
    return tuple(
        Step(
            since=f"{one:04d}-{part * step + 1:02d}" if short else f"{one * step:04d}",
            until=f"{one:04d}-{part * step + step:02d}" if short else f"{(one + 1) * step - 1:04d}",
            events=count,
        )
        for (one, part), count in sorted(counts.items())
    )


def _years_apart(years: int) -> int:
    """Return after how many years to write one below, so that they can be read."""
    return next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if years // step <= 9)


def _days(entry: Entry) -> tuple[date | None, date | None]:
    first, last = bounds(entry.when or "..")
    return first or last, last or first


class _Scale:
    """Turns days into places on the line."""

    def __init__(self, start: date, end: date) -> None:
        self.start, self.end = start, end
        self._days = max(1, (end - start).days + 1)

    def at(self, day: date) -> float:
        share = (day - self.start).days / self._days
        return round(_SIDE + share * (WIDTH - 2 * _SIDE), 1)

    def ticks(self) -> tuple[tuple[str, float], ...]:
        months = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month
        if months <= _LONG_MONTHS and self.end.year - self.start.year <= 2:
            step = 1 if months <= 12 else 3
            days = [
                date(year, month, 1)
                for year in range(self.start.year, self.end.year + 1)
                for month in range(1, 13, step)
            ]
            shown = [day for day in days if self.start <= day <= self.end]
            if shown:
                return tuple((f"{day:%Y-%m}", self.at(day)) for day in shown)
            return ((f"{self.start:%Y-%m}", self.at(self.start)),)
        years = self.end.year - self.start.year
        step = _years_apart(years)
        first = -(-self.start.year // step) * step
        days = [date(year, 1, 1) for year in range(first, self.end.year + 1, step)]
        return tuple((str(day.year), self.at(max(day, self.start))) for day in days)


def _kind(entry: Entry) -> str:
    return side_of(entry) or "other"


def _is_certain(entry: Entry) -> bool:
    """Tell whether an event happened, at a time that is no guess."""
    return entry.status in HAPPENED and not any(sign in (entry.when or "") for sign in "~?%X")


def _single(
    known: Sequence[tuple[Entry, date, date]], start: date, end: date, words: Words
) -> Frieze:
    """Return a frieze with one mark for each event, stacked where they meet."""
    scale = _Scale(start, end)
    ends: dict[bool, list[float]] = {True: [], False: []}
    boxes: list[tuple[Entry, bool, int, float, float]] = []
    for entry, first, last in known:
        left = scale.at(first)
        width = max(_SMALLEST, round(scale.at(last + timedelta(days=1)) - left, 1))
        left = min(left, WIDTH - _SIDE - width + _SMALLEST)
        below = _kind(entry) == CONFLICT
        rows = ends[below]
        row = next((place for place, held in enumerate(rows) if held + 1 <= left), len(rows))
        if row >= _MOST_ROWS:
            return _gathered(known, start, end, words)
        if row == len(rows):
            rows.append(left + width)
        rows[row] = max(rows[row], left + width)
        boxes.append((entry, below, row, left, width))
    base = _MARGIN + max(1, len(ends[False])) * _ROW
    marks = []
    for entry, below, row, left, width in boxes:
        top = base + 3 + row * _ROW if below else base - 3 - (row + 1) * _ROW + 2
        marks.append(
            Mark(
                shape="dot" if width <= _SMALLEST else "span",
                kind=_kind(entry),
                certain=_is_certain(entry),
                x=round(left, 1),
                y=round(top, 1),
                width=width,
                height=_ROW - 2,
                title=words.tell(entry),
                href=words.href(entry),
            )
        )
    height = base + 3 + len(ends[True]) * _ROW + _FOOT
    return Frieze(tuple(marks), scale.ticks(), base, height, gathered=False)


def _gathered(
    known: Sequence[tuple[Entry, date, date]], start: date, end: date, words: Words
) -> Frieze:
    """Return a frieze of bars: events of each year, or of each month of a short time."""
    start = start.replace(month=1, day=1)
    by_month = end.year - start.year < 3
    scale = _Scale(start, end.replace(month=12, day=31))
    counts: Counter[tuple[str, str]] = Counter()
    sure: Counter[tuple[str, str]] = Counter()
    for entry, first, _ in known:
        kind = CONFLICT if _kind(entry) == CONFLICT else "cooperation"
        key = (f"{first:%Y-%m}" if by_month else f"{first.year:04d}", kind)
        counts[key] += 1
        sure[key] += _is_certain(entry)
    most = max(counts.values())
    base = _MARGIN + _REACH
    marks = []
    for (time, kind), count in sorted(counts.items()):
        first = date.fromisoformat(f"{time}-01" if by_month else f"{time}-01-01")
        after = first + timedelta(days=31 if by_month else 366)
        after = after.replace(day=1) if by_month else after.replace(month=1, day=1)
        left = scale.at(first)
        width = max(2.0, min(scale.at(after) - left, 40.0) - 1)
        begun = 0.0
        for some, certain in ((sure[time, kind], True), (count - sure[time, kind], False)):
            if not some:
                continue
            tall = max(2.0, round(_REACH * some / most, 1))
            marks.append(
                Mark(
                    shape="bar",
                    kind=kind,
                    certain=certain,
                    x=left,
                    y=round(base + begun if kind == CONFLICT else base - begun - tall, 1),
                    width=round(width, 1),
                    height=tall,
                    title=words.count(time, count),
                    href=words.zoom(time),
                )
            )
            begun += tall
    return Frieze(tuple(marks), scale.ticks(), base, base + _REACH + _FOOT, gathered=True)
