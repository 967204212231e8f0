"""A small transformer encoder in NumPy: from pieces to what each means where it stands."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]

_EPSILON = np.float32(1e-12)


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
    """

    words: Table
    places: Floats
    norm: tuple[Floats, Floats]
    layers: tuple[Layer, ...]
    heads: int

    def encode(self, ids: Integers) -> Floats:
        """Return one row a piece of a window.

        Args:
            ids: numbers of its pieces, at most as many as `places` has rows.
        """
        x = _scaled(self.words[ids] + self.places[: len(ids)], *self.norm)
        for layer in self.layers:
            x = _scaled(x + self._attend(layer, x), *layer.norms[:2])
            inner = _gelu(x @ layer.up[0] + layer.up[1])
            x = _scaled(x + inner @ layer.down[0] + layer.down[1], *layer.norms[2:])
        return x

    def _attend(self, layer: Layer, x: Floats) -> Floats:
        count, width = x.shape
        each = width // self.heads
        mixed = (x @ layer.into[0] + layer.into[1]).reshape(count, 3, self.heads, each)
        q, k, v = (np.ascontiguousarray(mixed[:, n].transpose(1, 0, 2)) for n in range(3))
        weights = q @ k.transpose(0, 2, 1)
        weights /= np.float32(np.sqrt(each))
        weights -= weights.max(axis=-1, keepdims=True)
        np.exp(weights, out=weights)
        seen = weights @ v
        seen /= weights.sum(axis=-1, keepdims=True)
        joined: Floats = seen.transpose(1, 0, 2).reshape(count, width)
        return joined @ layer.out[0] + layer.out[1]


def _scaled(x: Floats, weight: Floats, bias: Floats) -> Floats:
    x = x - x.mean(axis=-1, keepdims=True)
    spread = np.sqrt((x * x).mean(axis=-1, keepdims=True) + _EPSILON)
    scaled: Floats = x / spread * weight + bias
    return scaled


def _gelu(x: Floats) -> Floats:
    # The tanh form: the error against erf is below 0.001, and training sees the same.
    inner = x * x
    inner *= np.float32(0.7978845608 * 0.044715)
    inner += np.float32(0.7978845608)
    inner *= x
    np.tanh(inner, out=inner)
    inner += 1
    inner *= x
    inner *= np.float32(0.5)
    return inner
