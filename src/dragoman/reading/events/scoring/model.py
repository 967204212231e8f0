"""A scorer read from plain arrays: a linear part, boosted trees and nets, calibrated together."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.reading.context.weights import unpack

Features = dict[str, float]
Columns = dict[str, NDArray[Any]]
"""The features of several questions: the numbers of each, by name."""
Floats = NDArray[np.float32]
Integers = NDArray[np.int32]

_LEAVES = 16


@dataclass(frozen=True)
class Table:
    """The features of some questions, one row each, without the columns that none has.

    Of thousands of columns the questions of one article have some hundreds (#9).

    Attributes:
        columns: the columns of the model that are kept, in order.
        cells: questions x columns kept.
    """

    columns: Integers
    cells: Floats

    def of(self, wanted: Integers) -> Floats:
        """Return the cells of the columns `wanted`: zeros where they are not kept."""
        found = np.zeros((len(self.cells), len(wanted)), dtype=np.float32)
        if len(self.columns):
            at = np.minimum(np.searchsorted(self.columns, wanted), len(self.columns) - 1)
            kept = self.columns[at] == wanted
            found[:, kept] = self.cells[:, at[kept]]
        return found


@dataclass(frozen=True)
class Trees:
    """Boosted trees, one column a tree, one row a node that asks, padded to the same height.

    All nodes are asked at once, of every row, instead of one after the other down a tree. One
    that leads to the right rules out the leaves on its left; the first leaf left is the one
    that the row reaches.

    Attributes:
        asked: the columns of the model that nodes ask, in order.
        feature: index in `asked` of what each node asks.
        threshold: values up to it go left.
        ruled_out: the leaves to the left of each node, as bits.
        value: what each leaf adds: trees x leaves, from left to right.
        start: what is added to all.
    """

    asked: Integers
    feature: Integers
    threshold: Floats
    ruled_out: NDArray[np.uint16]
    value: Floats
    start: float

    def score(self, table: Table) -> Floats:
        """Return the sum of the leaves that each row reaches."""
        # A row a column of the model, so that what a node asks lies together.
        cells = np.ascontiguousarray(table.of(self.asked).T)
        out = np.zeros((self.feature.shape[1], cells.shape[1]), dtype=np.uint16)
        for feature, threshold, bits in zip(
            self.feature, self.threshold, self.ruled_out, strict=True
        ):
            out |= (cells[feature] > threshold[:, None]) * bits[:, None]
        tree = np.arange(0, self.value.size, self.value.shape[1], dtype=np.int32)
        leaves = self.value.take(_FIRST_LEAF.take(~out) + tree[:, None])
        total: Floats = np.ascontiguousarray(leaves.T).sum(axis=1) + np.float32(self.start)
        return total


def _first_leaves() -> NDArray[np.int8]:
    """Return, for each set of leaves, the first; sets are numbers whose bits are leaves."""
    first = np.zeros(1 << _LEAVES, dtype=np.int8)
    for leaf in reversed(range(_LEAVES)):
        first[1 << leaf :: 2 << leaf] = leaf
    return first


_FIRST_LEAF = _first_leaves()


@dataclass(frozen=True)
class Net:
    """A small net: named features and meanings in, the logarithm of the odds of yes out.

    Attributes:
        center, spread: what is taken off each number of a meaning, and what divides it.
        named: first layer, of the named features: columns x width.
        meant: first layer, of the meaning: numbers x width.
        bias: of the first layer.
        layers: further layers (inputs x outputs, bias); the last has one output.
    """

    center: Floats
    spread: Floats
    named: Floats
    meant: Floats
    bias: Floats
    layers: tuple[tuple[Floats, Floats], ...]

    def score(self, table: Table, meanings: Floats) -> Floats:
        """Return the score of each question."""
        meant: Floats = ((meanings - self.center) / self.spread).astype(np.float32) @ self.meant
        hidden: Floats = table.cells @ self.named[table.columns] + meant + self.bias
        for weights, bias in self.layers:
            hidden = np.maximum(hidden, np.float32(0)) @ weights + bias
        scores: Floats = hidden[:, 0]
        return scores


@dataclass(frozen=True)
class Scorer:
    """Tells the probability of one yes-or-no question.

    Attributes:
        columns: feature name to its column.
        weights, bias: the linear part.
        trees: the boosted part.
        nets: nets whose scores are averaged; empty where meanings are not asked.
        scale: weight of the linear part, of the trees, of the nets, and the constant, so
            that the logistic function of the sum is a probability.
    """

    columns: dict[str, int]
    weights: Floats
    bias: float
    trees: Trees
    nets: tuple[Net, ...]
    scale: tuple[float, float, float, float]

    def score(self, rows: Sequence[Features], meanings: Floats | None = None) -> Floats:
        """Return the probability of each row.

        Args:
            rows: features of each question.
            meanings: one row a question; needed where there are nets.
        """
        if not rows:
            return np.zeros(0, dtype=np.float32)
        return self.weigh(self.table(rows), meanings)

    def weigh(self, table: Table, meanings: Floats | None = None) -> Floats:
        """Return the probability of each row of `table`."""
        linear = table.cells @ self.weights[table.columns] + self.bias
        parts = [linear, self.trees.score(table)]
        if self.nets and meanings is not None:
            parts.append(np.mean([net.score(table, meanings) for net in self.nets], axis=0))
        total = sum(weight * part for weight, part in zip(self.scale, parts, strict=False))
        probability: Floats = (1 / (1 + np.exp(-total - self.scale[3]))).astype(np.float32)
        return probability

    def table(self, rows: Sequence[Features]) -> Table:
        """Return `rows` as a table; features unknown to the model are left out."""
        names, values = chain.from_iterable(rows), chain.from_iterable(r.values() for r in rows)
        column = np.fromiter(map(self.columns.get, names, repeat(-1)), dtype=np.int32)
        value = np.fromiter(values, dtype=np.float32)
        line = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
        said = (column >= 0) & (value != 0)
        column, value, line = column[said], value[said], line[said]
        kept = np.zeros(len(self.columns), dtype=bool)
        kept[column] = True
        cells = np.zeros((len(rows), int(kept.sum())), dtype=np.float32)
        cells[line, (np.cumsum(kept) - 1)[column]] = value
        return Table(np.flatnonzero(kept).astype(np.int32), cells)

    def stack(self, columns: Columns) -> Table:
        """Return `columns` as a table; features unknown to the model are left out."""
        known = sorted((n, name) for name in columns if (n := self.columns.get(name)) is not None)
        cells = np.column_stack([columns[name] for _, name in known])
        return Table(np.array([n for n, _ in known], dtype=np.int32), cells.astype(np.float32))


def to_scorer(data: dict[str, Any]) -> Scorer:
    """Build a scorer from the form that the weights file keeps.

    Raises:
        KeyError, ValueError: if the data are not of that form.
    """
    nets = tuple(_to_net(net) for net in data["nets"])
    scale = tuple(float(x) for x in data["scale"])
    if len(scale) != 4:
        raise ValueError(f"a scale of {len(scale)} numbers instead of 4")
    trees = data["trees"]
    scorer = Scorer(
        columns={name: n for n, name in enumerate(data["names"])},
        weights=np.asarray(data["weights"], dtype=np.float32),
        bias=float(data["bias"]),
        trees=_to_trees(trees["nodes"], float(trees["start"])),
        nets=nets,
        scale=scale,
    )
    if len(scorer.weights) != len(scorer.columns):
        raise ValueError(f"{len(scorer.weights)} weights for {len(scorer.columns)} names")
    if any(len(net.named) != len(scorer.columns) for net in nets):
        raise ValueError(f"a net of other features than the {len(scorer.columns)} names")
    return scorer


def _to_net(data: dict[str, Any]) -> Net:
    layers = data["layers"]
    named = data["named"]
    first = named[0] if len(named) == 2 else None
    if isinstance(first, np.ndarray) and first.dtype == np.int8:
        named = unpack((first, named[1]))  # As a file of weights keeps the largest matrices.
    return Net(
        named=np.asarray(named, dtype=np.float32),
        **{
            name: np.asarray(data[name], dtype=np.float32)
            for name in ("center", "spread", "meant", "bias")
        },
        layers=tuple(
            (np.asarray(weights, dtype=np.float32), np.asarray(bias, dtype=np.float32))
            for weights, bias in layers
        ),
    )


def _to_trees(trees: list[list[list[float]]], start: float) -> Trees:
    """Lay out `trees`, each a list of [feature, threshold, left, right, value], leaf: feature -1.

    Raises:
        ValueError: if a tree has more leaves than fit.
    """
    laid = [_lay_out(tree) for tree in trees]
    height = max(len(asking) for asking, _ in laid)
    width = max(len(values) for _, values in laid)
    if width > _LEAVES:
        raise ValueError(f"a tree of {width} leaves; no more than {_LEAVES} fit")
    column = np.zeros((height, len(trees)), dtype=np.int32)
    threshold = np.zeros(column.shape, dtype=np.float32)
    ruled_out = np.zeros(column.shape, dtype=np.uint16)
    value = np.zeros((len(trees), width), dtype=np.float32)
    for t, (asking, values) in enumerate(laid):
        value[t, : len(values)] = values
        for n, (at, limit, bits) in enumerate(asking):
            column[n, t], threshold[n, t], ruled_out[n, t] = at, limit, bits
    asked = np.unique(column)
    feature = np.searchsorted(asked, column).astype(np.int32)
    return Trees(asked, feature, threshold, ruled_out, value, start)


def _lay_out(tree: list[list[float]]) -> tuple[list[tuple[int, float, int]], list[float]]:
    """Return the nodes of a tree that ask, each with the leaves on its left, and the leaves."""
    asking: list[tuple[int, float, int]] = []
    values: list[float] = []

    def walk(n: int) -> None:
        column, limit, left, right, value = tree[n]
        if column < 0:
            values.append(value)
            return
        first = len(values)
        walk(int(left))
        asking.append((int(column), limit, (1 << len(values)) - (1 << first)))
        walk(int(right))

    walk(0)
    return asking, values
