"""Who deals with whom as discs and lines, laid out by springs, always the same way."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dragoman.record.survey import ActivePair

WIDTH, HEIGHT = 960, 620
"""Size of the drawing in its own units; the page scales it."""

FEW = 8
"""So few discs fit a narrow screen, with larger letters."""

_MARGIN, _ROUNDS, _SEED = 60, 300, 7


@dataclass(frozen=True, slots=True)
class Disc:
    """One state or organisation: its id, place, radius and number of events."""

    id: str
    x: float
    y: float
    radius: float
    events: int


@dataclass(frozen=True, slots=True)
class Thread:
    """What two have in common.

    Attributes:
        one, other: their ids.
        x1, y1, x2, y2: its ends.
        width: by how much it is.
        kind: "cooperation" or "conflict", whichever is more of it; "other" if even.
        events: how many.
        conflict: how many of them are conflict.
    """

    one: str
    other: str
    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    kind: str
    events: int
    conflict: int


@dataclass(frozen=True, slots=True)
class Network:
    """A drawing.

    Attributes:
        discs: who, the most active first.
        threads: what they have in common, the widest first.
        box: left, top, width and height of what is drawn on.
    """

    discs: tuple[Disc, ...]
    threads: tuple[Thread, ...]
    box: tuple[float, float, float, float]


def draw_network(
    pairs: Sequence[ActivePair], conflict: Mapping[tuple[str, str], int]
) -> Network | None:
    """Return the drawing of `pairs`; None if there are none.

    Args:
        pairs: the most active first.
        conflict: how many events of a pair are conflict.
    """
    if not pairs:
        return None
    weight: Counter[str] = Counter()
    for pair in pairs:
        weight[pair.one] += pair.events
        weight[pair.other] += pair.events
    names = [name for name, _ in weight.most_common()]
    places = _lay_out(names, pairs)
    most, largest = pairs[0].events, max(weight.values())
    discs = tuple(
        Disc(name, *places[name], round(7 + 21 * (weight[name] / largest) ** 0.5, 1), weight[name])
        for name in names
    )
    threads = []
    for pair in pairs:
        bad = conflict.get((pair.one, pair.other), 0)
        good = pair.events - bad
        kind = "conflict" if bad > good else "cooperation" if good > bad else "other"
        ends = (*places[pair.one], *places[pair.other])
        width = round(1 + 9 * pair.events / most, 1)
        threads.append(Thread(pair.one, pair.other, *ends, width, kind, pair.events, bad))
    return Network(discs, tuple(threads), _box(discs))


def _box(discs: Sequence[Disc]) -> tuple[float, float, float, float]:
    """Return the part of the sheet that holds every disc and its name: a few need no height."""
    top = min(disc.y - disc.radius for disc in discs) - _MARGIN / 3
    bottom = max(disc.y + disc.radius for disc in discs) + _MARGIN / 2
    side = _MARGIN if len(discs) <= FEW else 0
    return (-side, round(top, 1), WIDTH + 2 * side, round(bottom - top, 1))


def _lay_out(names: list[str], pairs: Sequence[ActivePair]) -> dict[str, tuple[float, float]]:
    """Return where each name stands: threads pull, all push each other away."""
    count = len(names)
    at = {name: place for place, name in enumerate(names)}
    pull = np.zeros((count, count))
    most = max(pair.events for pair in pairs)
    for pair in pairs:
        strength = 0.35 + 0.65 * pair.events / most
        pull[at[pair.one], at[pair.other]] = pull[at[pair.other], at[pair.one]] = strength
    points = np.random.default_rng(_SEED).uniform(-1, 1, (count, 2))
    ideal = 1.7 / count**0.5
    for turn in range(_ROUNDS):
        gap = points[:, None, :] - points[None, :, :]
        far = np.maximum(np.linalg.norm(gap, axis=2), 0.02)
        force = ideal**2 / far**2 - pull * far / ideal
        move = (gap * force[:, :, None]).sum(axis=1) - 0.6 * points
        length = np.maximum(np.linalg.norm(move, axis=1, keepdims=True), 1e-9)
        points += move / length * np.minimum(length, 0.12 * (1 - turn / _ROUNDS))
    low, high = points.min(axis=0), points.max(axis=0)
    spread = np.where(high - low > 1e-9, high - low, 1.0)
    share = (points - low) / spread if count > 1 else np.full((count, 2), 0.5)
    size = np.array([WIDTH - 2 * _MARGIN, HEIGHT - 2 * _MARGIN])
    return {
        name: (round(float(x) + _MARGIN, 1), round(float(y) + _MARGIN, 1))
        for name, (x, y) in zip(names, share * size, strict=True)
    }
