"""B-cubed and pairwise figures of a partition against the one that is held to be right."""

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Precision, recall and their harmonic mean, each in 0..1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def b_cubed(found: Mapping[Any, Hashable], right: Mapping[Any, Hashable]) -> Figures:
    """Return the mean over items of how pure and how whole their cluster is.

    Args:
        found: item to its cluster; the same items as `right`.
        right: item to the cluster it belongs to.
    """
    both = Counter((found[item], right[item]) for item in right)
    sizes, wholes = Counter(found[item] for item in right), Counter(right.values())
    number = len(right)
    if not number:
        return Figures(precision=1.0, recall=1.0)
    return Figures(
        precision=sum(n * n / sizes[cluster] for (cluster, _), n in both.items()) / number,
        recall=sum(n * n / wholes[cluster] for (_, cluster), n in both.items()) / number,
    )


def pairwise(found: Mapping[Any, Hashable], right: Mapping[Any, Hashable]) -> Figures:
    """Return how many of the pairs that are put together, and that belong together, are both."""

    def pairs(counts: Counter[Hashable]) -> int:
        return sum(n * (n - 1) // 2 for n in counts.values())

    both = pairs(Counter((found[item], right[item]) for item in right))
    put = pairs(Counter(found[item] for item in right))
    belong = pairs(Counter(right.values()))
    return Figures(
        precision=both / put if put else 1.0,
        recall=both / belong if belong else 1.0,
    )
