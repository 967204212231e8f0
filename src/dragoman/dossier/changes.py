"""Where a series of measures changes its level, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

FEWEST = 4
"""Measures that must lie on each side of a change."""
RESAMPLES = 400
SEED = 1961
"""Seed of every resampling, so that the same record gives the same answer."""
SUPPORT = 0.6
"""Share of the resamples that must show a change for it to be reported."""
_SURE = (5.0, 95.0)  # percent of the resamples within the bounds that are given
_STRICT = 3.0  # times the noise and the logarithm of the length: more than BIC asks for
_LEAST_NOISE = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure in a series.

    Attributes:
        day: when.
        value: what was measured, in -1..1.
        source: what it comes from; measures of one source are drawn together.
    """

    day: date
    value: float
    source: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of level.

    Attributes:
        day: ISO day of the first measure after it.
        earliest, latest: ISO days between which it lies in nine resamples of ten that
            show it.
        before, after: mean of the measures from the change before to the next.
        support: share of the resamples that show a change there, in 0..1.
    """

    day: str
    earliest: str
    latest: str
    before: float
    after: float
    support: float


Bounds = tuple[float, float] | None


def level_bounds(measures: Sequence[Measure], groups: Sequence[int]) -> list[Bounds]:
    """Return the bounds, 5 and 95 %, of the mean of each group of measures.

    A group that comes from one source has none: nothing can be drawn differently.

    Args:
        measures: the series.
        groups: number of the group of each measure, from 0 without gaps.
    """
    drawn = _draws(measures)
    values = np.array([measure.value for measure in measures])
    member = np.array(groups)[:, None] == np.arange(max(groups) + 1)[None, :]
    weights = drawn @ member
    sums = (drawn * values) @ member
    found: list[Bounds] = []
    sources = [
        {m.source for m, g in zip(measures, groups, strict=True) if g == group}
        for group in range(member.shape[1])
    ]
    for group in range(member.shape[1]):
        if len(sources[group]) == 1:
            found.append(None)
            continue
        held = weights[:, group] > 0
        means = sums[held, group] / weights[held, group]
        low, high = np.percentile(means, _SURE)
        found.append((round(float(low), 3), round(float(high), 3)))
    return found


def find_changes(measures: Sequence[Measure], *, near: int) -> tuple[Change, ...]:
    """Return the changes of level that resamples support, in order of time.

    Args:
        measures: the series in order of time.
        near: days within which a change of a resample is taken for the same.
    """
    if len(measures) < 2 * FEWEST:
        return ()
    values = np.array([measure.value for measure in measures])
    found = _breaks(values)
    if not found:
        return ()
    days = np.array([measure.day.toordinal() for measure in measures])
    shown: list[list[int]] = [[] for _ in found]
    for counts in _draws(measures):
        index = np.repeat(np.arange(len(values)), counts.astype(int))
        others = np.array([days[index[at]] for at in _breaks(values[index])], dtype=np.int64)
        for number, at in enumerate(found):
            gaps = np.abs(others - days[at])
            if gaps.size and gaps.min() <= near:
                shown[number].append(int(others[gaps.argmin()]))
    edges = [0, *found, len(values)]
    changes = []
    for number, at in enumerate(found):
        support = len(shown[number]) / RESAMPLES
        if support < SUPPORT:
            continue
        low, high = np.percentile(shown[number], _SURE)
        changes.append(
            Change(
                day=measures[at].day.isoformat(),
                earliest=date.fromordinal(int(low)).isoformat(),
                latest=date.fromordinal(int(high)).isoformat(),
                before=round(float(values[edges[number] : at].mean()), 3),
                after=round(float(values[at : edges[number + 2]].mean()), 3),
                support=round(support, 3),
            )
        )
    return tuple(changes)


def _breaks(values: Floats) -> list[int]:
    """Return where the level changes: the place of the first measure after each change."""
    if len(values) < 2 * FEWEST:
        return []
    from ruptures import KernelCPD  # takes a while to load

    noise = max(float(np.mean(np.diff(values) ** 2)) / 2, _LEAST_NOISE)
    search = KernelCPD(kernel="linear", min_size=FEWEST).fit(values.reshape(-1, 1))
    found = search.predict(pen=_STRICT * noise * float(np.log(len(values))))
    return [int(at) for at in found[:-1]]


def _draws(measures: Sequence[Measure]) -> Floats:
    """Return how often each measure is drawn in each resample, sources drawn as a whole."""
    sources = sorted({measure.source for measure in measures})
    place = {source: number for number, source in enumerate(sources)}
    chance = np.full(len(sources), 1 / len(sources))
    drawn = np.random.default_rng(SEED).multinomial(len(sources), chance, size=RESAMPLES)
    picked: Floats = drawn[:, [place[measure.source] for measure in measures]].astype(float)
    return picked
