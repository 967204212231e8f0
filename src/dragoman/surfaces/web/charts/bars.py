"""Counts as bars: articles by month, stacked by publisher."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.record.survey import Coverage

WIDTH, HEIGHT = 960, 170
"""Size of the drawing in its own units; the page scales it."""

_MARGIN, _FOOT, _MOST_SHADES, _MOST_LABELS = 18, 26, 6, 10


@dataclass(frozen=True, slots=True)
class Bar:
    """Part of a bar: its shade is the place of its publisher among the most frequent."""

    shade: int
    x: float
    y: float
    width: float
    height: float
    title: str


@dataclass(frozen=True, slots=True)
class Bars:
    """A drawing of what the record covers.

    Attributes:
        bars: in order of time.
        ticks: label and place.
        publishers: name (None if unknown), shade and number of articles.
        rows: month and number of articles, for the table.
        undated: number of articles without a date.
    """

    bars: tuple[Bar, ...]
    ticks: tuple[tuple[str, float], ...]
    publishers: tuple[tuple[str | None, int, int], ...]
    rows: tuple[tuple[str, int], ...]
    undated: int


def draw_coverage(coverage: Iterable[Coverage]) -> Bars:
    """Return the drawing of `coverage`: one bar a month, or a year where it is long."""
    held = tuple(coverage)
    totals: Counter[str | None] = Counter()
    for item in held:
        totals[item.publisher] += item.documents
    shades = {
        name: min(place, _MOST_SHADES - 1) for place, (name, _) in enumerate(totals.most_common())
    }
    dated = [item for item in held if item.month and item.month[:4].isdigit()]
    years = sorted({int(item.month[:4]) for item in dated if item.month})
    by_month = bool(years) and years[-1] - years[0] < 6
    counts: Counter[tuple[str, str | None]] = Counter()
    for item in dated:
        assert item.month is not None
        counts[item.month if by_month else item.month[:4], item.publisher] += item.documents
    times = _times(years, by_month) if years else []
    sums = Counter[str]()
    for (time, _), count in counts.items():
        sums[time] += count
    most = max(sums.values(), default=1)
    step = (WIDTH - 2 * _MARGIN) / max(1, len(times))
    bars: list[Bar] = []
    for place, time in enumerate(times):
        top = float(HEIGHT - _FOOT)
        for name in shades:
            if count := counts.get((time, name), 0):
                tall = round((HEIGHT - _FOOT - _MARGIN) * count / most, 1)
                top = round(top - tall, 1)
                width = round(max(1.5, min(step * 0.85, 28)), 1)
                x = round(_MARGIN + place * step + (step - width) / 2, 1)
                bars.append(
                    Bar(shades[name], x, top, width, tall, f"{time} · {name or '?'} · {count}")
                )
    every = max(1, -(-len(times) // _MOST_LABELS))
    if by_month:
        every = next((n for n in (1, 3, 6, 12) if len(times) // n <= _MOST_LABELS), 12)
    ticks = tuple(
        (time, round(_MARGIN + (place + 0.5) * step, 1))
        for place, time in enumerate(times)
        if place % every == 0
    )
    return Bars(
        bars=tuple(bars),
        ticks=ticks,
        publishers=tuple((name, shades[name], count) for name, count in totals.most_common()),
        rows=tuple((time, sums[time]) for time in times if sums[time]),
        undated=sum(item.documents for item in held if item not in dated),
    )


def _times(years: list[int], by_month: bool) -> list[str]:
    """Return every year, or every month, from the first to the last."""
    span = range(years[0], years[-1] + 1)
    if by_month:
        return [f"{year:04d}-{month:02d}" for year in span for month in range(1, 13)]
    return [f"{year:04d}" for year in span]
