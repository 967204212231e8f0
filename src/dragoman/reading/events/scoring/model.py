"""A scorer read from plain arrays: a linear part, boosted trees and nets, calibrated together."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Features = dict[str, float]
Floats = NDArray[np.float32]
Integers = NDArray[np.int32]


@dataclass(frozen=True)
class Trees:
    """Boosted trees of one depth limit, one row a tree, padded to the same width.

    Attributes:
        feature: column asked at each node; a leaf asks column 0 and leads to itself.
        threshold: values up to it go left.
        left, right: next nodes.
        value: what a leaf adds.
        depth: the longest way from a root to a leaf.
        start: what is added to all.
    """

    feature: Integers
    threshold: Floats
    left: Integers
    right: Integers
    value: Floats
    depth: int
    start: float

    def score(self, rows: Floats) -> Floats:
        """Return the sum of the leaves that each row reaches."""
        count, width = self.feature.shape
        # Nodes are numbered through all trees, cells through all rows: one flat look-up each.
        first = np.arange(count, dtype=np.int64) * width
        feature, threshold = self.feature.ravel(), self.threshold.ravel()
        left = (self.left + first[:, None]).ravel()
        right = (self.right + first[:, None]).ravel()
        cells = np.ascontiguousarray(rows).ravel()
        line = (np.arange(rows.shape[0], dtype=np.int64) * rows.shape[1])[:, None]
        node = np.repeat(first[None, :], rows.shape[0], axis=0)
        for _ in range(self.depth):
            goes_left = cells.take(line + feature.take(node)) <= threshold.take(node)
            node = np.where(goes_left, left.take(node), right.take(node))
        leaves: Floats = self.value.ravel().take(node)
        total: Floats = leaves.sum(axis=1) + np.float32(self.start)
        return total


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

    def score(self, table: Floats, meanings: Floats) -> Floats:
        """Return the score of each question."""
        meant: Floats = ((meanings - self.center) / self.spread).astype(np.float32) @ self.meant
        hidden: Floats = table @ self.named + meant + self.bias
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
        table = self.table(rows)
        parts = [table @ self.weights + self.bias, self.trees.score(table)]
        if self.nets and meanings is not None:
            parts.append(np.mean([net.score(table, meanings) for net in self.nets], axis=0))
        total = sum(weight * part for weight, part in zip(self.scale, parts, strict=False))
        probability: Floats = (1 / (1 + np.exp(-total - self.scale[3]))).astype(np.float32)
        return probability

    def table(self, rows: Sequence[Features]) -> Floats:
        """Return `rows` as a table; features unknown to the model are left out."""
        table = np.zeros((len(rows), len(self.columns)), dtype=np.float32)
        columns = self.columns
        for n, row in enumerate(rows):
            for name, value in row.items():
                column = columns.get(name)
                if column is not None:
                    table[n, column] = value
        return table


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
    return Net(
        **{
            name: np.asarray(data[name], dtype=np.float32)
            for name in ("center", "spread", "named", "meant", "bias")
        },
        layers=tuple(
            (np.asarray(weights, dtype=np.float32), np.asarray(bias, dtype=np.float32))
            for weights, bias in layers
        ),
    )


def _to_trees(trees: list[list[list[float]]], start: float) -> Trees:
    """Pad `trees`, each a list of [feature, threshold, left, right, value], leaf: feature -1."""
    width = max(len(tree) for tree in trees)
    shape = (len(trees), width)
    feature, left, right = (np.zeros(shape, dtype=np.int32) for _ in range(3))
    threshold, value = (np.zeros(shape, dtype=np.float32) for _ in range(2))
    depth = 1
    for t, tree in enumerate(trees):
        level = [0] * len(tree)
        for n, (column, limit, below, above, leaf) in enumerate(tree):
            if column < 0:
                left[t, n] = right[t, n] = n
                value[t, n] = leaf
                depth = max(depth, level[n])
                continue
            feature[t, n], threshold[t, n] = int(column), limit
            left[t, n], right[t, n] = int(below), int(above)
            level[int(below)] = level[int(above)] = level[n] + 1
    return Trees(feature, threshold, left, right, value, depth, start)
