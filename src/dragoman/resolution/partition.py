"""Things put together by how likely every two are one: a function of the set, not of its order."""

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

Pair = tuple[str, str]
"""Two names, the smaller first."""


def pair_of(one: str, other: str) -> Pair:
    """Return two names as the pair that stands for both orders."""
    return (one, other) if one < other else (other, one)


def components(names: Iterable[str], pairs: Iterable[Pair]) -> list[tuple[str, ...]]:
    """Return the sets that `pairs` connect, each sorted, in the order of their first names."""
    near: dict[str, set[str]] = {name: set() for name in names}
    for one, other in pairs:
        near[one].add(other)
        near[other].add(one)
    found, seen = [], set[str]()
    for name in sorted(near):
        if name in seen:
            continue
        seen.add(name)
        waiting, members = [name], []
        while waiting:
            here = waiting.pop()
            members.append(here)
            fresh = near[here] - seen
            seen |= fresh
            waiting.extend(fresh)
        found.append(tuple(sorted(members)))
    return found


def partition(
    names: Collection[str],
    likely: Mapping[Pair, float],
    *,
    floor: float,
    together: Collection[Pair] = (),
    apart: Collection[Pair] = (),
) -> list[tuple[str, ...]]:
    """Return the groups of `names`: the two likeliest groups join until none are likely enough.

    Two groups are as likely one as their members are on average; a pair that is not in
    `likely` counts 0. Equal odds are settled by name.

    Args:
        names: what to group.
        likely: odds of two names being one, in 0..1.
        floor: least average odds for which groups join.
        together: pairs that are one whatever the odds.
        apart: pairs that never are; stronger than `together`.
    """
    members = {name: [name] for name in names}
    leads = {name: name for name in names}
    enemies: dict[str, set[str]] = defaultdict(set)
    for one, other in apart:
        enemies[one].add(other)
        enemies[other].add(one)

    def hostile(one: str, other: str) -> bool:
        return any(leads[enemy] == other for name in members[one] for enemy in enemies[name])

    sums: dict[str, dict[str, float]] = {name: {} for name in names}
    for (one, other), score in likely.items():
        sums[one][other] = sums[other][one] = score

    def mean(one: str, other: str) -> float:
        return sums[one][other] / (len(members[one]) * len(members[other]))

    def join(one: str, other: str) -> str:
        kept, gone = pair_of(one, other)
        members[kept] += members.pop(gone)
        for name in members[kept]:
            leads[name] = kept
        sums[kept].pop(gone, None)
        for third, total in sums.pop(gone).items():
            if third == kept:
                continue
            del sums[third][gone]
            sums[kept][third] = sums[third][kept] = sums[kept].get(third, 0.0) + total
        return kept

    for one, other in sorted(together):
        first, second = leads[one], leads[other]
        if first != second and not hostile(first, second):
            join(first, second)
    heap = [
        (-mean(one, other), one, other)
        for one, others in sums.items()
        for other in others
        if one < other
    ]
    heapq.heapify(heap)
    while heap:
        score, one, other = heapq.heappop(heap)
        if -score < floor:
            break
        if one not in members or other not in sums[one] or -score != mean(one, other):
            continue
        if hostile(one, other):
            continue
        kept = join(one, other)
        for third in sums[kept]:
            low, high = pair_of(kept, third)
            heapq.heappush(heap, (-mean(low, high), low, high))
    return sorted(tuple(sorted(group)) for group in members.values())
