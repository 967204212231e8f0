"""The same happening in several articles: how likely two events are one, as trained."""

import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import as_file, files
from itertools import combinations

from dragoman.errors import DragomanError
from dragoman.resolution.blocking import keys_of
from dragoman.resolution.pairs import Features, Side, pair_features
from dragoman.resolution.partition import Pair, pair_of
from dragoman.resolution.words import likeness

FLOOR = 0.35
"""Average odds from which groups of events are one happening."""

KEPT = 0.05
"""Odds below which a pair counts as none at all."""

BY = "happenings-1"
"""Name of the scorer, noted beside what it decided. Raise its number when it is trained again."""

_WORDS, _TRIGGERS = 0.08, 0.15  # likeness from which sentences, and triggers, are compared
_WEIGHTS = "happenings.npz"
_AT_ONCE = 2048


Scored = Callable[[list[Features]], Iterable[float]]


@cache
def _load() -> "Score":
    # NumPy is loaded only where something is resolved: answers need none of it.
    from dragoman.reading.events.scoring.model import to_scorer
    from dragoman.reading.events.scoring.weights import read_weights

    file = files("dragoman.resolution") / "data" / _WEIGHTS
    try:
        with as_file(file) as path:
            return Score(to_scorer(read_weights(path)).score)
    except (KeyError, ValueError, TypeError, OSError, zipfile.BadZipFile) as broken:
        raise DragomanError(
            f"resolution/data/{_WEIGHTS} holds no scorer of happenings ({broken!r}). "
            "Train it again: python -m scripts.train.happenings."
        ) from broken


class Score:
    """Tells how likely pairs of events are one happening."""

    def __init__(self, score: Scored) -> None:
        self._score = score

    def __call__(self, pairs: Sequence[tuple[Side, Side]]) -> list[float]:
        """Return the odds of each pair, in 0..1, the same in either order."""
        found = [0.0] * len(pairs)
        open_ = [n for n, (one, other) in enumerate(pairs) if worth_asking(one, other)]
        for start in range(0, len(open_), _AT_ONCE):
            some = open_[start : start + _AT_ONCE]
            odds = self._score([asked(*pairs[n]) for n in some])
            for n, p in zip(some, odds, strict=True):
                found[n] = round(float(p), 4)
        return found


def load_score() -> Score:
    """Return the trained scorer.

    Raises:
        DragomanError: if its weights are malformed.
    """
    return _load()


def asked(one: Side, other: Side) -> Features:
    """Return what the scorer is asked about a pair."""
    return pair_features(one, other)


def worth_asking(one: Side, other: Side) -> bool:
    """Tell whether two events that share a key share enough to be asked about."""
    if (
        one.near.isdisjoint(other.near)
        and one.all.isdisjoint(other.all)
        and (one.lands.isdisjoint(other.lands))
        and one.all.isdisjoint(other.near)
        and one.near.isdisjoint(other.all)
    ):
        return False
    if likeness(one.bag, other.bag) > _WORDS or likeness(one.triggers, other.triggers) > _TRIGGERS:
        return True
    a, b = one.traits, other.traits
    if a.type != b.type:
        return False
    one_day = a.when is not None and a.when == b.when and a.when[1] - a.when[0] <= 1
    return one_day or (bool(one.all) and one.all == other.all)


def candidates(sides: Iterable[Side]) -> list[Pair]:
    """Return the pairs that share a key, sorted."""
    blocks: dict[int, list[str]] = defaultdict(list)
    by_name = {side.traits.fact: side for side in sides}
    for side in by_name.values():
        for key in keys_of(side):
            blocks[key].append(side.traits.fact)
    found = {
        pair_of(one, other)
        for block in blocks.values()
        for one, other in combinations(sorted(set(block)), 2)
    }
    return sorted(pair for pair in found if worth_asking(by_name[pair[0]], by_name[pair[1]]))


def score_all(sides: Mapping[str, Side]) -> dict[Pair, float]:
    """Return the pairs that are worth keeping, with their odds."""
    pairs = candidates(sides.values())
    scores = load_score()([(sides[one], sides[other]) for one, other in pairs])
    return {pair: odds for pair, odds in zip(pairs, scores, strict=True) if odds >= KEPT}
