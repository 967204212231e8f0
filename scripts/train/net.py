"""Fits a net of named features and meanings: two hidden layers, dropout, Adam; all in NumPy."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

Array = np.ndarray


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How a net is fitted.

    Attributes:
        widths: of the two hidden layers.
        drop_named, drop_meant, drop_hidden: shares left out at random while training.
        rate, decay: step of Adam, and how much weights shrink by it.
        epochs: passes over the questions.
        batch: questions a step.
        together: weight of the choice among the questions of one group, beside the
            yes or no of each.
    """

    widths: tuple[int, int] = (96, 32)
    drop_named: float = 0.4
    drop_meant: float = 0.5
    drop_hidden: float = 0.45
    rate: float = 0.002
    decay: float = 0.5
    epochs: int = 20
    batch: int = 256
    together: float = 0.0


def fit_net(
    table: sparse.csr_matrix,
    meanings: Array,
    answers: Array,
    recipe: Recipe,
    *,
    seed: int,
    groups: Array | None = None,
) -> dict[str, Any]:
    """Return a net fitted on yes-or-no `answers`, in the form that the scorer reads.

    Args:
        table: named features, a row a question.
        meanings: the same rows.
        answers: 1 for yes.
        recipe: how.
        seed: of all that is random; the same seed gives the same net.
        groups: the number of the group of each row; rows of a group compete. None if none do.
    """
    rng = np.random.default_rng(seed)
    center = meanings.mean(axis=0)
    spread = meanings.std(axis=0) + 1e-3
    dense = ((meanings - center) / spread).astype(np.float32)
    a, b = recipe.widths
    odds = (answers.mean() + 1e-3) / (1 - answers.mean() + 1e-3)
    parts = {
        "named": rng.normal(0, 0.1, (table.shape[1], a)),
        "meant": rng.normal(0, 1 / np.sqrt(dense.shape[1]), (dense.shape[1], a)),
        "bias": np.zeros(a),
        "w2": rng.normal(0, np.sqrt(2 / a), (a, b)),
        "b2": np.zeros(b),
        "w3": rng.normal(0, np.sqrt(1 / b), (b, 1)),
        "b3": np.full(1, np.log(odds)),
    }
    weights = {name: value.astype(np.float32) for name, value in parts.items()}
    adam = _Adam(weights, recipe, recipe.epochs * (1 + len(answers) // recipe.batch))
    blocks = _blocks(groups, len(answers))
    for _ in range(recipe.epochs):
        for batch, owner in _batches(blocks, rng.permutation(len(blocks)), recipe.batch):
            rows = table[batch]
            adam.step(_gradient(weights, rows, dense[batch], answers[batch], owner, recipe, rng))
    return {
        "center": center,
        "spread": spread,
        "named": weights["named"],
        "meant": weights["meant"],
        "bias": weights["bias"],
        "layers": [[weights["w2"], weights["b2"]], [weights["w3"], weights["b3"]]],
    }


class _Adam:
    """Steps of Adam with decay, over weights changed in place."""

    def __init__(self, weights: dict[str, Array], recipe: Recipe, steps: int) -> None:
        self.weights, self.recipe, self.steps, self.done = weights, recipe, steps, 0
        self.first = {name: np.zeros_like(value) for name, value in weights.items()}
        self.second = {name: np.zeros_like(value) for name, value in weights.items()}

    def step(self, gradient: dict[str, Array]) -> None:
        self.done += 1
        rate = self.recipe.rate * max(0.05, 1 - self.done / (self.steps + 1))
        for name, g in gradient.items():
            first, second, weight = self.first[name], self.second[name], self.weights[name]
            first += 0.1 * (g - first)
            second += 0.01 * (g * g - second)
            m = first / (1 - 0.9**self.done)
            v = second / (1 - 0.99**self.done)
            weight -= rate * m / (np.sqrt(v) + 1e-8)
            if weight.ndim == 2:
                weight *= 1 - rate * self.recipe.decay


def _blocks(groups: Array | None, count: int) -> list[Array]:
    if groups is None:
        return [np.array([n]) for n in range(count)]
    order = np.argsort(groups, kind="stable")
    cuts = np.flatnonzero(np.diff(groups[order])) + 1
    return list(np.split(order, cuts))


def _batches(blocks: list[Array], order: Array, size: int):  # noqa: ANN202
    """Yield the rows of whole blocks, about `size` at a time, and the block of each row."""
    held: list[Array] = []
    count = 0
    for n, k in enumerate(order, start=1):
        held.append(blocks[k])
        count += len(blocks[k])
        if count >= size or n == len(order):
            yield np.concatenate(held), np.repeat(np.arange(len(held)), [len(h) for h in held])
            held, count = [], 0


def _gradient(weights, rows, dense, answers, owner, recipe, rng):  # noqa: ANN001, ANN202
    size = len(answers)
    rows.data *= rng.random(len(rows.data), dtype=np.float32) >= recipe.drop_named
    dense = dense * (rng.random(dense.shape, dtype=np.float32) >= recipe.drop_meant)
    h1 = rows @ weights["named"] + dense @ weights["meant"] + weights["bias"]
    keep1 = _mask(rng, h1.shape, recipe.drop_hidden) * (h1 > 0)
    a1 = h1 * keep1
    h2 = a1 @ weights["w2"] + weights["b2"]
    keep2 = _mask(rng, h2.shape, recipe.drop_hidden / 2) * (h2 > 0)
    a2 = h2 * keep2
    scores = (a2 @ weights["w3"] + weights["b3"])[:, 0]
    wanted = answers.astype(np.float32)
    d = (1 / (1 + np.exp(-scores)) - wanted) / size
    if recipe.together:
        d = d + recipe.together * _competition(scores, wanted, owner) / size
    d = d[:, None].astype(np.float32)
    d2 = (d @ weights["w3"].T) * keep2
    d1 = (d2 @ weights["w2"].T) * keep1
    return {
        "named": rows.T @ d1,
        "meant": dense.T @ d1,
        "bias": d1.sum(axis=0),
        "w2": a1.T @ d2,
        "b2": d2.sum(axis=0),
        "w3": a2.T @ d,
        "b3": d.sum(axis=0),
    }


def _mask(rng, shape, share):  # noqa: ANN001, ANN202
    return (rng.random(shape, dtype=np.float32) >= share) / np.float32(1 - share)


def _competition(scores: Array, answers: Array, owner: Array) -> Array:
    """Return the gradient of choosing a right row of each group, or none (score 0)."""
    count = int(owner.max()) + 1
    top = np.zeros(count)
    np.maximum.at(top, owner, scores)
    e = np.exp(scores - top[owner])
    none = np.exp(-top)
    everything = none + np.bincount(owner, e, count)
    right = np.bincount(owner, e * answers, count)
    right = np.where(np.bincount(owner, answers, count) > 0, right, none)
    gradient: Array = e / everything[owner] - e * answers / np.maximum(right[owner], 1e-9)
    return gradient
