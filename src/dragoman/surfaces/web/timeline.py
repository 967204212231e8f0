"""The years of a dossier as a drawing: cooperation above a line, conflict below it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.dossier.entry import Entry
from dragoman.ontology import MILESTONE
from dragoman.ontology.model import load_ontology
from dragoman.types.edtf import bounds

WIDTH = 720
"""Width of the drawing in its own units; the page scales it."""

_MARGIN, _REACH, _FOOT = 16, 54, 26
_HAPPENED = ("actual", "ongoing")
_MOST_LABELS = 7


@dataclass(frozen=True, slots=True)
class Bar:
    """The events of one year on one side of the line.

    Attributes:
        year: the year.
        count: how many events.
        kind: "cooperation" or "conflict".
        x, y, width, height: where it is drawn.
    """

    year: int
    count: int
    kind: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """A drawing of the years.

    Attributes:
        bars: in order of time.
        labels: years to write below, with their place.
        base: height of the line.
        height: height of the drawing.
    """

    bars: tuple[Bar, ...]
    labels: tuple[tuple[int, float], ...]
    base: int
    height: int


def draw_timeline(entries: Iterable[Entry]) -> Timeline | None:
    """Return the drawing of dated events that happened; None if there is nothing to draw."""
    counts: Counter[tuple[int, str]] = Counter()
    for entry in entries:
        kind = _kind(entry)
        if kind is None or entry.when is None or entry.status not in _HAPPENED:
            continue
        first = bounds(entry.when)[0]
        if first is not None:
            counts[first.year, kind] += 1
    if not counts:
        return None
    years = [year for year, _ in counts]
    start, end = min(years), max(years)
    step = (WIDTH - 2 * _MARGIN) / max(1, end - start + 1)
    width = max(2.0, min(step * 0.8, 26.0))
    most = max(counts.values())

    base = _MARGIN + (_REACH if any(kind == "cooperation" for _, kind in counts) else 0)
    depth = _REACH if any(kind == "conflict" for _, kind in counts) else 0

    def place(year: int) -> float:
        return round(_MARGIN + (year - start + 0.5) * step, 1)

    bars = []
    for (year, kind), count in sorted(counts.items()):
        height = round(_REACH * count / most, 1)
        top = base - height if kind == "cooperation" else base
        left = round(place(year) - width / 2, 1)
        bars.append(Bar(year, count, kind, left, round(top, 1), round(width, 1), height))
    return Timeline(
        bars=tuple(bars),
        labels=tuple((year, place(year)) for year in _labels(start, end)),
        base=base,
        height=base + depth + _FOOT,
    )


def _kind(entry: Entry) -> str | None:
    """Return on which side of the line an event stands; None for milestones."""
    if entry.type == MILESTONE:
        return None
    return load_ontology().type(entry.type).quad.rsplit("_", 1)[1]


def _labels(start: int, end: int) -> list[int]:
    """Return round years from `start` to `end`, few enough to be read."""
    for step in (1, 2, 5, 10, 20, 50, 100):
        if (end - start) // step <= _MOST_LABELS:
            return [year for year in range(start, end + 1) if year % step == 0] or [start]
    return [start, end]
