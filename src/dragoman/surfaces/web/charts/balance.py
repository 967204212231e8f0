"""A relation over time: scores of cooperation above a line, of conflict below it."""

from collections.abc import Callable
from dataclasses import dataclass

from dragoman.dossier.relation import Period

WIDTH = 960
"""Width of the drawing in its own units; the page scales it."""

_MARGIN, _REACH, _FOOT, _MOST_LABELS = 40, 80, 24, 9
_MOST_LONG_LABELS = 6
_BEGINNINGS = ("", "-01", "-33")  # a year, its first month, its first quarter
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Bar:
    """The score of one period on one side of the line, and where it leads."""

    kind: str
    x: float
    y: float
    width: float
    height: float
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Balance:
    """A drawing.

    Attributes:
        bars: in order of time.
        line: points of the sum of both, as SVG takes them.
        ticks: label and place of periods.
        marks: label and height of the highest and the lowest score.
        base: height of the line.
        height: height of the drawing.
    """

    bars: tuple[Bar, ...]
    line: str
    ticks: tuple[tuple[str, float], ...]
    marks: tuple[tuple[str, float], ...]
    base: float
    height: float


def draw_balance(
    periods: tuple[Period, ...],
    *,
    tell: Callable[[Period], str],
    zoom: Callable[[str], str],
) -> Balance | None:
    """Return the drawing; None if there are too few periods to compare.

    Args:
        periods: in order of time.
        tell: gives a period in words.
        zoom: gives the address of the page of one period.
    """
    if len(periods) < _FEWEST:
        return None
    up = max(period.cooperation for period in periods)
    down = -min(period.conflict for period in periods)
    most = max(up, down, 0.1)
    base = _MARGIN / 2 + _REACH * (up / most)
    depth = _REACH * (down / most)
    step = (WIDTH - 2 * _MARGIN) / len(periods)
    width = round(max(1.5, min(0.8 * step, 34)), 1)
    bars, points = [], []
    for place, period in enumerate(periods):
        x = _MARGIN + place * step + (step - width) / 2
        for kind, score in (("cooperation", period.cooperation), ("conflict", -period.conflict)):
            if score > 0:
                tall = round(max(1.0, _REACH * score / most), 1)
                top = base - tall if kind == "cooperation" else base
                bars.append(
                    Bar(
                        kind,
                        round(x, 1),
                        round(top, 1),
                        width,
                        tall,
                        tell(period),
                        zoom(period.period),
                    )
                )
        net = base - _REACH * (period.cooperation + period.conflict) / most
        points.append(f"{x + width / 2:.1f},{net:.1f}")
    ticks = tuple(
        (label, round(_MARGIN + (place + 0.5) * step, 1))
        for place, label in _labelled([period.period for period in periods])
    )
    marks = [(f"+{up:.0f}", round(_MARGIN / 2 + 4, 1))] if up else []
    if down:
        marks.append((f"−{down:.0f}", round(base + depth, 1)))
    return Balance(
        bars=tuple(bars),
        line=" ".join(points),
        ticks=ticks,
        marks=tuple(marks),
        base=round(base, 1),
        height=round(base + depth + _FOOT, 1),
    )


def _labelled(periods: list[str]) -> list[tuple[int, str]]:
    """Return which periods to write below, few enough to be read, each with its label.

    A month or a quarter takes more room than its year: of many, the years are written.
    """
    held = list(enumerate(periods))
    if len(periods) > _MOST_LONG_LABELS:
        begun = [(place, period[:4]) for place, period in held if period[4:] in _BEGINNINGS]
        held = begun if len(begun) > 1 else held[:: -(-len(held) // _MOST_LONG_LABELS)]
    return held[:: -(-len(held) // _MOST_LABELS)]
