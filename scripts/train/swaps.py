"""Names exchanged for others of their kind, so that who is meant is learnt from the sentence.

An encoder that goes over the same articles several times learns who is accused in them, not how
an accusation is told. What it is told of a name beside its pieces (``scoring.marks``) stays: a
name changes only for one of the same kind of actor, of as many pieces.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

import numpy as np
from scripts.train.context_data import Taught

from dragoman.reading.context.pieces import SPACE
from dragoman.reading.events.scoring.marks import actor_group

SWAPPED_IN = 0.5
"""The share of windows in which names are exchanged."""
SWAPPED = 0.5
"""The share of the names of such a window that are."""

Kind = tuple[int, int]
"""Group of actors, and number of pieces."""


@dataclass(frozen=True)
class Names:
    """The names of what is learnt from.

    Attributes:
        known: of each kind, its names as rows of piece numbers, each as often as it stands.
        places: of each window, where its names begin, and the kind of each.
    """

    known: dict[Kind, np.ndarray]
    places: tuple[tuple[tuple[int, Kind], ...], ...]


def find_names(windows: Sequence[Taught], pieces: Sequence[str]) -> Names:
    """Return the capitalised words of windows that bear the mark of an actor.

    Args:
        windows: what is learnt from.
        pieces: the vocabulary; `ids` of the windows number it.
    """
    capital = [piece.startswith(SPACE) and piece[1:2].isupper() for piece in pieces]
    inner = [piece.isalpha() for piece in pieces]
    known: dict[Kind, list[list[int]]] = {}
    places = []
    for window in windows:
        ids = window.ids.tolist()
        mine: dict[int, Kind] = {}
        for place, number in window.mark.tolist():
            group = actor_group(number)
            if group is not None and capital[ids[place]]:
                more = sum(1 for _ in takewhile(inner.__getitem__, ids[place + 1 :]))
                mine[place] = (group, 1 + more)
        for place, kind in mine.items():
            known.setdefault(kind, []).append(ids[place : place + kind[1]])
        places.append(tuple(sorted(mine.items())))
    return Names({kind: np.array(names) for kind, names in known.items()}, tuple(places))


def swap(ids: np.ndarray, names: Names, window: int, rng: np.random.Generator) -> np.ndarray:
    """Return the pieces of a window, in some windows with some names exchanged.

    A name that stands several times in a window becomes the same other one everywhere.

    Args:
        ids: the pieces.
        names: of all windows.
        window: which of them it is.
        rng: draws.
    """
    if rng.random() >= SWAPPED_IN:
        return ids
    found = ids.copy()
    become: dict[tuple[int, ...], np.ndarray] = {}
    for place, kind in names.places[window]:
        end = place + kind[1]
        name = tuple(ids[place:end].tolist())
        if name not in become:
            others = names.known[kind]
            other = others[rng.integers(len(others))]
            become[name] = other if rng.random() < SWAPPED else ids[place:end]
        found[place:end] = become[name]
    return found
