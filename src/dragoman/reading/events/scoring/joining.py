"""Whether two sentences tell of one happening: the trained half of joining drafts."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dragoman.reading.events.draft import Draft
from dragoman.reading.events.scoring.likeness import join_features
from dragoman.reading.events.scoring.model import Floats, Scorer
from dragoman.reading.events.scoring.scene import Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """How sure it must be what a draft tells.

    Attributes:
        event: that it tells an event, and one that no surer draft tells.
        same: else, that it tells what another tells.
        telling: and that it tells an event at all, and that one.
    """

    event: float
    same: float
    telling: float


def settle(sure: Sequence[float], odds: Floats, floors: Floors) -> tuple[int | None, ...]:
    """Return the happening that each of n drafts tells of; None where it likely tells of none.

    A doubtful draft that may be one more telling of something told already is less likely an
    event of its own than one that stands alone. The surest are settled first.

    Args:
        sure: the probability of each draft to be an event.
        odds: of every two to be one (n x n).
        floors: how sure each answer must be.
    """
    groups: list[list[int]] = []
    found: list[int | None] = [None] * len(sure)
    for n in sorted(range(len(sure)), key=lambda n: (-sure[n], n)):
        means = [float(np.mean(odds[members, n])) for members in groups]
        same = max(means, default=0.0)
        if sure[n] * (1 - same) >= floors.event:
            found[n] = len(groups)
            groups.append([n])
        elif same >= floors.same and sure[n] * same >= floors.telling:
            found[n] = means.index(same)
            groups[means.index(same)].append(n)
    return tuple(found)


def join_odds(
    scene: Scene, rows: Floats, drafts: tuple[Draft, ...], ruled: np.ndarray, scorer: Scorer
) -> Floats:
    """Return the odds that every two of `drafts` tell of one happening; 0 across types."""
    odds = np.zeros((len(drafts), len(drafts)), dtype=np.float32)
    pairs = [
        (m, n) for n in range(len(drafts)) for m in range(n) if drafts[m].type == drafts[n].type
    ]
    asked = [join_features(scene, rows, drafts[m], drafts[n], bool(ruled[m, n])) for m, n in pairs]
    for (m, n), p in zip(pairs, scorer.score(asked), strict=True):
        odds[m, n] = odds[n, m] = p
    return odds


def tell_accords_apart(
    drafts: Sequence[Draft], groups: Sequence[int], odds: Floats, ruled: np.ndarray
) -> tuple[int, ...]:
    """Return the accord, or else the happening, that each of n drafts tells of.

    Two states sign much, in like words: signings that read as one happening are told apart
    again where the rules hold them for two accords. The numbers are not those of `groups`.

    Args:
        drafts: what is told.
        groups: the happening that each tells of.
        odds: of every two to be one (n x n).
        ruled: whether the rules would join every two (n x n; the upper half counts).
    """
    members: list[list[int]] = []
    found: list[int] = []
    for n, draft in enumerate(drafts):
        likeness = [
            float(np.mean(odds[told, n]))
            if groups[told[0]] == groups[n]
            and not any(_accords(drafts[m], draft) and not ruled[m, n] for m in told)
            else -1.0
            for told in members
        ]
        best = max(range(len(members)), key=lambda k: likeness[k], default=-1)
        if best < 0 or likeness[best] < 0:
            best = len(members)
            members.append([])
        members[best].append(n)
        found.append(best)
    return tuple(found)


def _accords(one: Draft, other: Draft) -> bool:
    """Tell whether two drafts tell of accords, in words of their own: one pair has many."""
    if {p.i for p in one.candidate.parts} & {p.i for p in other.candidate.parts}:
        return False
    return one.candidate.of_accord and other.candidate.of_accord
