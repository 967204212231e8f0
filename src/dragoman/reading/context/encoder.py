"""A small transformer encoder in NumPy: from pieces to what each means where it stands."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]

_EPSILON = np.float32(1e-12)
_MOST = np.float32(60)
"""What attention is clipped to: news stays below 40, and single precision holds powers of 88, so
sums of what a whole window's pieces weigh neither overflow nor vanish."""
_BLOCK = 32
"""Rows passed over together: the cache holds them until the last pass."""


class Table(Protocol):
    """Rows of numbers, looked up by their own: an array, or one that unpacks what is asked for."""

    def __getitem__(self, rows: Integers, /) -> Floats:
        """Return some of the rows."""


@dataclass(frozen=True)
class Layer:
    """One layer: attention, then a net over each piece; each added to what came in and scaled.

    Attributes:
        into: width x 3 width, to queries, keys and values, and its bias.
        out: width x width, from what was attended to, and its bias.
        up: width x inner width, and its bias.
        down: inner width x width, and its bias.
        norms: weight and bias of the scaling after attention, and after the net.
    """

    into: tuple[Floats, Floats]
    out: tuple[Floats, Floats]
    up: tuple[Floats, Floats]
    down: tuple[Floats, Floats]
    norms: tuple[Floats, Floats, Floats, Floats]


@dataclass(frozen=True)
class Encoder:
    """The whole encoder.

    Attributes:
        words: one row a piece of the vocabulary.
        places: one row a place in the window.
        norm: weight and bias of the first scaling.
        layers: in their order.
        heads: of attention.
        marks: one row a mark: what is known of a piece besides, added to its row.
        marked: number of the layer before which marks are added.
    """

    words: Table
    places: Floats
    norm: tuple[Floats, Floats]
    layers: tuple[Layer, ...]
    heads: int
    marks: Floats
    marked: int

    def encode(self, ids: Integers, marks: Integers) -> Table:
        """Return one row a piece of a window; those of the last layer as they are asked for.

        Args:
            ids: numbers of its pieces, at most as many as `places` has rows.
            marks: pairs of a place in the window and the number of a mark it bears.
        """
        x = self.words[ids] + self.places[: len(ids)]
        _scale(x, *self.norm)
        if not self.layers:
            return x
        whole = np.arange(len(ids))
        for n, layer in enumerate(self.layers):
            if n == self.marked:
                # A place may bear several marks.
                np.add.at(x, marks[:, 0], self.marks[marks[:, 1]])
            entered = _enter(layer, x, self.heads)
            if n == len(self.layers) - 1:
                break
            x = entered[whole]
        return entered


@dataclass(frozen=True)
class _Entered:
    """Rows before a layer, to be taken through it: each sees all others as keys and values.

    Sums are done in place, one head or a few rows at a time: beside the products, time goes to
    passes over memory, not to arithmetic. What is written over was made in the same call.

    Attributes:
        layer: the layer.
        x: the rows that enter.
        keys, values: heads x rows x width of a head.
    """

    layer: Layer
    x: Floats
    keys: Floats
    values: Floats

    def __getitem__(self, rows: Integers) -> Floats:
        """Return some of the rows behind the layer."""
        layer = self.layer
        x = self.x[rows]  # A copy.
        x += _dense(self._attend(x), layer.out)
        _scale(x, *layer.norms[:2])
        inner = _dense(x, layer.up)
        _gelu(inner)
        x += _dense(inner, layer.down)
        _scale(x, *layer.norms[2:])
        return x

    def _attend(self, x: Floats) -> Floats:
        heads, count, each = self.keys.shape
        weights, bias = self.layer.into
        queries = _dense(x, (weights[:, : x.shape[1]], bias[: x.shape[1]]))
        queries *= np.float32(1 / np.sqrt(each))
        odds = np.empty((len(x), count), np.float32)
        ones = np.ones((count, 1), np.float32)
        for head in range(heads):
            part = queries[:, head * each : (head + 1) * each]
            np.matmul(part, self.keys[head].T, out=odds)
            # Cheaper than to take the largest away, and as safe: see `_MOST`.
            np.clip(odds, -_MOST, _MOST, out=odds)
            np.exp(odds, out=odds)
            # Its queries are answered and make room for what it sees.
            np.matmul(odds, self.values[head], out=part)
            part /= odds @ ones
        return queries


def _enter(layer: Layer, x: Floats, heads: int) -> _Entered:
    count, width = x.shape
    weights, bias = layer.into
    mixed = _dense(x, (weights[:, width:], bias[width:]))
    keys, values = mixed.reshape(count, 2, heads, width // heads).transpose(1, 2, 0, 3)
    return _Entered(layer, x, keys, values)


def _dense(x: Floats, weights: tuple[Floats, Floats]) -> Floats:
    found: Floats = x @ weights[0]
    found += weights[1]
    return found


def _scale(x: Floats, weight: Floats, bias: Floats) -> None:
    x -= x.mean(axis=-1, keepdims=True)
    spread = np.einsum("ij,ij->i", x, x)
    spread /= np.float32(x.shape[1])
    spread += _EPSILON
    x /= np.sqrt(spread)[:, None]
    x *= weight
    x += bias


def _gelu(x: Floats) -> None:
    # The tanh form: the error against erf is below 0.001, and training sees the same.
    for first in range(0, len(x), _BLOCK):
        part = x[first : first + _BLOCK]
        inner = part * part
        inner *= np.float32(0.7978845608 * 0.044715)
        inner += np.float32(0.7978845608)
        inner *= part
        np.tanh(inner, out=inner)
        inner += 1
        inner *= np.float32(0.5)
        part *= inner
