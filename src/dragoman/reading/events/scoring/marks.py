"""What is known of the words of an article before they are read in context.

Who is named where, which names belong to one state, and which words may be triggers: the
encoder gets this beside the pieces. That Lavrov is Russia's no small encoder knows, and that
"le ministre", "Moscou" and "russe" belong together no window tells it as plainly.
"""

from collections import Counter

from dragoman.reading.events.scoring.kinds import TYPES
from dragoman.reading.events.scoring.scene import Scene

Marks = dict[int, tuple[int, ...]]
"""Token index to the numbers of its marks."""

_GROUPS = ("state", "person", "military", "igo", "armed_group", "party")
"""Kinds of actors with a mark of their own; all others share one."""
_STATES = 3
"""States named most that have marks of their own; further ones share one, and no state another."""
_RANKS = _STATES + 2
_ACTORS = (len(_GROUPS) + 1) * _RANKS
MARKS = _ACTORS + len(TYPES)


def mark(scene: Scene) -> Marks:
    """Return the marks of the words of an article, by what its rules found."""
    actors = scene.reader.participants.actors
    country = scene.reader.participants.countries
    named = Counter(country[ids[0]] for _, ids in sorted(scene.heads.items()) if ids[0] in country)
    # Of states named as often the one named first comes first.
    rank = {state: min(n, _STATES) for n, (state, _) in enumerate(named.most_common())}
    found: dict[int, list[int]] = {}
    for i, ids in scene.heads.items():
        kind = actors[ids[0]].kind.value
        group = _GROUPS.index(kind) if kind in _GROUPS else len(_GROUPS)
        state = rank[country[ids[0]]] if ids[0] in country else _STATES + 1
        found.setdefault(i, []).append(group * _RANKS + state)
    for i, types in scene.triggers.items():
        found.setdefault(i, []).extend(_ACTORS + TYPES.index(type) for type in set(types))
    return {i: tuple(sorted(marks)) for i, marks in found.items()}
