"""Fits one yes-or-no scorer: a linear part, boosted trees and nets, then their common scale."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy import sparse
from scripts.train.net import Recipe, fit_net
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from dragoman.reading.events.scoring.model import Features, Table, to_scorer
from dragoman.reading.events.scoring.reads import READ

SEED = 7
Array = np.ndarray


@dataclass(frozen=True)
class Questions:
    """Questions with their answers, ready to learn from.

    Attributes:
        names: every feature, in order.
        table: a row a question, a column a name.
        meanings: the same rows; None where meanings are not asked.
        answers: 1 for yes, 0 for no, -1 where nobody knows.
        folds: the fold of the article each is of.
        groups: number of the group that each competes in.
    """

    names: list[str]
    table: sparse.csr_matrix
    meanings: Array | None
    answers: Array
    folds: Array
    groups: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """How a scorer is fitted.

    Attributes:
        least: rows a feature must occur in.
        trees_least: the same, for the trees.
        ridge: `C` of the linear part.
        rounds, rate: number and step of the trees.
        nets: number of nets; 0 where meanings are not asked.
        recipe: of the nets.
    """

    least: int = 5
    trees_least: int = 25
    ridge: float = 0.3
    rounds: int = 100
    rate: float = 0.07
    nets: int = 2
    recipe: Recipe = field(default_factory=Recipe)


def to_questions(
    rows: list[Features],
    answers: list[int],
    folds: list[int],
    groups: list[int],
    meanings: Array | None = None,
) -> Questions:
    """Gather questions; every feature gets a column."""
    names = sorted({name for row in rows for name in row})
    at = {name: n for n, name in enumerate(names)}
    columns, values, ends = [], [], [0]
    for row in rows:
        for name, value in row.items():
            if value:
                columns.append(at[name])
                values.append(value)
        ends.append(len(columns))
    table = sparse.csr_matrix(
        (np.array(values, dtype=np.float32), np.array(columns), np.array(ends)),
        shape=(len(rows), len(names)),
    )
    return Questions(names, table, meanings, np.array(answers), np.array(folds), np.array(groups))


def fit_parts(asked: Questions, rows: Array, method: Method) -> dict[str, Any]:
    """Return the weights of all parts, fitted on `rows`; the scale is still to be set."""
    table, answers = asked.table[rows], asked.answers[rows]
    counts = np.asarray((table != 0).sum(axis=0)).ravel()
    kept = np.flatnonzero(counts >= method.least)
    table = table[:, kept]
    dense = np.flatnonzero(counts[kept] >= method.trees_least)
    linear = LogisticRegression(C=method.ridge, max_iter=400).fit(table, answers)
    trees = HistGradientBoostingClassifier(
        max_iter=method.rounds,
        learning_rate=method.rate,
        max_leaf_nodes=12,
        min_samples_leaf=15,
        l2_regularization=3.0,
        max_bins=32,
        max_features=0.3,
        early_stopping=False,
        random_state=SEED,
    ).fit(np.asarray(table[:, dense].todense()), answers)
    nets: list[dict[str, Any]] = []
    if asked.meanings is not None:
        meanings = asked.meanings[rows].astype(np.float32)
        nets = [
            fit_net(table, meanings, answers, method.recipe, seed=seed, groups=asked.groups[rows])
            for seed in range(method.nets)
        ]
    return {
        "names": [asked.names[k] for k in kept],
        "weights": linear.coef_[0],
        "bias": float(linear.intercept_[0]),
        "trees": {
            "start": round(float(trees._baseline_prediction.ravel()[0]), 5),
            "nodes": [_nodes(p[0].nodes, dense) for p in trees._predictors],
        },
        "nets": nets,
        "scale": [0.4, 0.57, 0.0, 0.0],
    }


def logits(parts: dict[str, Any], asked: Questions, rows: Array) -> Array:
    """Return what each part says of `rows`: linear, trees, nets."""
    scorer = to_scorer(parts)
    place = {name: n for n, name in enumerate(asked.names)}
    table = asked.table[rows][:, [place[name] for name in parts["names"]]]
    found = np.zeros((len(rows), 3))
    for first in range(0, len(rows), 4096):
        cells = np.asarray(table[first : first + 4096].todense(), dtype=np.float32)
        chunk = Table(np.arange(cells.shape[1], dtype=np.int32), cells)
        last = first + len(cells)
        found[first:last, 0] = cells @ scorer.weights + scorer.bias
        found[first:last, 1] = scorer.trees.score(chunk)
        if scorer.nets and asked.meanings is not None:
            meant = asked.meanings[rows[first:last]].astype(np.float32)
            found[first:last, 2] = np.mean([net.score(chunk, meant) for net in scorer.nets], axis=0)
    return found


def fit_scale(told: Array, answers: Array) -> list[float]:
    """Return the weight of each part and the constant that make probabilities of `told`."""
    used = np.flatnonzero(np.abs(told).sum(axis=0) > 0)
    scale = LogisticRegression(C=10.0).fit(told[:, used], answers)
    weights = np.zeros(3)
    weights[used] = scale.coef_[0]
    return [round(float(x), 5) for x in (*weights, scale.intercept_[0])]


def probability(told: Array, scale: list[float]) -> Array:
    """Return the probability that the parts and their scale give."""
    p: Array = 1 / (1 + np.exp(-(told @ np.array(scale[:3]) + scale[3])))
    return p


def fit_choice(
    rows: list[Features], answers: list[str], *, ridge: float, trust: float, least: int = 4
) -> dict[str, Any]:
    """Return the weights of a choice, in the form that `to_choice` reads.

    Args:
        rows: features.
        answers: the value of each.
        ridge: `C` of the linear model.
        trust: by how much more than a yes or no the odds of the reader of context weigh before
            anything is learnt: what is one number there is thousands of words elsewhere.
        least: rows a feature must occur in.
    """
    counts = Counter(name for row in rows for name, value in row.items() if value)
    names = sorted(name for name, count in counts.items() if count >= least)
    asked = to_questions(rows, [0] * len(rows), [0] * len(rows), [0] * len(rows))
    place = {name: n for n, name in enumerate(asked.names)}
    table = asked.table[:, [place[name] for name in names]]
    scale = np.array([trust if name.startswith(READ) else 1.0 for name in names])
    model = LogisticRegression(C=ridge, max_iter=2000).fit(table @ sparse.diags(scale), answers)
    weights, bias = model.coef_ * scale, model.intercept_
    if len(model.classes_) == 2:
        weights = np.vstack([-weights / 2, weights / 2])
        bias = np.array([-bias[0] / 2, bias[0] / 2])
    return {
        "values": [str(value) for value in model.classes_],
        "names": names,
        "weights": weights,
        "bias": bias,
    }


def _nodes(nodes: Array, dense: Array) -> list[list[float]]:
    found: list[list[float]] = []
    for node in nodes:
        if node["is_leaf"]:
            found.append([-1, 0, 0, 0, round(float(node["value"]), 5)])
        else:
            column = int(dense[node["feature_idx"]])
            limit = round(float(node["num_threshold"]), 5)
            found.append([column, limit, int(node["left"]), int(node["right"]), 0])
    return found
