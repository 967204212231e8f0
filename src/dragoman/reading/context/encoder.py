"""A small transformer encoder: from pieces to what each means where it stands."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from dragoman.reading.context.layers import Run
from dragoman.reading.context.weights import Floats, Integers

_EPSILON = np.float32(1e-12)


class Table(Protocol):
    """Rows of numbers, looked up by their own: an array, or one that unpacks what is asked for."""

    def __getitem__(self, rows: Integers, /) -> Floats:
        """Return some of the rows."""


@dataclass(frozen=True)
class Encoder:
    """The whole encoder.

    Attributes:
        words: one row a piece of the vocabulary.
        places: one row a place in the window.
        norm: weight and bias of the first scaling.
        marks: one row a mark: what is known of a piece besides, added to its row.
        layers: takes the rows of a window, and the sum of the marks of each, through all layers.
    """

    words: Table
    places: Floats
    norm: tuple[Floats, Floats]
    marks: Floats
    layers: Run

    def encode(self, ids: Integers, marks: Integers) -> Floats:
        """Return one row a piece of a window.

        Args:
            ids: numbers of its pieces, at most as many as `places` has rows.
            marks: pairs of a place in the window and the number of a mark it bears.
        """
        x = self.words[ids] + self.places[: len(ids)]
        _scale(x, *self.norm)
        added = np.zeros_like(x)
        # A place may bear several marks.
        np.add.at(added, marks[:, 0], self.marks[marks[:, 1]])
        return self.layers(x, added)


def _scale(x: Floats, weight: Floats, bias: Floats) -> None:
    x -= x.mean(axis=-1, keepdims=True)
    spread = np.einsum("ij,ij->i", x, x)
    spread /= np.float32(x.shape[1])
    spread += _EPSILON
    x /= np.sqrt(spread)[:, None]
    x *= weight
    x += bias
