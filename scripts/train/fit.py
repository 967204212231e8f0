"""Fits one yes-or-no scorer: a linear part and boosted trees, calibrated on folds left out."""

from collections import Counter
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from dragoman.reading.events.scoring.model import Features

SEED = 7
PLAIN = (0.4, 0.57, 0.0)


def columns(rows: list[Features], least: int) -> list[str]:
    """Return the names of the features that occur in at least `least` rows, in order."""
    counts = Counter(name for row in rows for name, value in row.items() if value)
    return sorted(name for name, count in counts.items() if count >= least)


def to_table(rows: list[Features], names: list[str]) -> np.ndarray:
    """Return `rows` as a table with the columns `names`."""
    place = {name: n for n, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)), dtype=np.float32)
    for n, row in enumerate(rows):
        for name, value in row.items():
            if name in place:
                table[n, place[name]] = value
    return table


def fit(
    rows: list[Features],
    answers: np.ndarray,
    groups: np.ndarray | None,
    *,
    least: int = 5,
    trees_least: int = 20,
    ridge: float = 0.3,
    rounds: int = 120,
    rate: float = 0.06,
) -> dict[str, Any]:
    """Return the weights of a scorer, in the form that `to_scorer` reads.

    Args:
        rows: features of each question.
        answers: 1 for yes.
        groups: the article each row is of: the scale is learnt on articles left out.
            None takes the usual scale instead, four times as fast.
        least: rows a feature must occur in.
        trees_least: the same, for the trees.
        ridge: `C` of the linear part.
        rounds, rate: number and step of the trees.
    """
    names = columns(rows, least)
    table = to_table(rows, names)
    counts = (table != 0).sum(axis=0)
    dense = np.flatnonzero(counts >= trees_least)
    scale = PLAIN if groups is None else _scale(table, dense, answers, groups, ridge, rounds, rate)
    linear, trees = _parts(table, dense, answers, answers >= 0, ridge, rounds, rate)
    return {
        "names": names,
        "weights": [round(float(w), 4) for w in linear.coef_[0]],
        "bias": round(float(linear.intercept_[0]), 5),
        "trees": {
            "start": round(float(trees._baseline_prediction.ravel()[0]), 5),
            "nodes": [_nodes(p[0].nodes, dense) for p in trees._predictors],
        },
        "scale": list(scale),
    }


def fit_choice(
    rows: list[Features], answers: list[str], *, least: int = 4, ridge: float = 0.1
) -> dict[str, Any]:
    """Return the weights of a choice, in the form that `to_choice` reads."""
    names = columns(rows, least)
    model = LogisticRegression(C=ridge, max_iter=500).fit(to_table(rows, names), answers)
    weights, bias = model.coef_, model.intercept_
    if len(model.classes_) == 2:
        weights, bias = (
            np.vstack([-weights / 2, weights / 2]),
            np.array([-bias[0] / 2, bias[0] / 2]),
        )
    return {
        "values": [str(value) for value in model.classes_],
        "names": names,
        "weights": [[round(float(w), 4) for w in row] for row in weights],
        "bias": [round(float(b), 5) for b in bias],
    }


def _scale(table, dense, answers, groups, ridge, rounds, rate):  # noqa: ANN001, ANN202
    fold = np.array([sum(map(ord, group)) % 3 for group in groups])
    logits = np.zeros((len(answers), 2))
    for k in range(3):
        inside, outside = fold != k, fold == k
        linear, trees = _parts(table, dense, answers, inside, ridge, rounds, rate)
        logits[outside, 0] = linear.decision_function(table[outside])
        logits[outside, 1] = trees.decision_function(table[outside][:, dense])
    scale = LogisticRegression(C=10.0).fit(logits, answers)
    return tuple(round(float(x), 5) for x in (*scale.coef_[0], scale.intercept_[0]))


def _parts(table, dense, answers, inside, ridge, rounds, rate):  # noqa: ANN001, ANN202
    linear = LogisticRegression(C=ridge, max_iter=300).fit(table[inside], answers[inside])
    trees = HistGradientBoostingClassifier(
        max_iter=rounds,
        learning_rate=rate,
        max_leaf_nodes=12,
        min_samples_leaf=15,
        l2_regularization=3.0,
        max_bins=32,
        max_features=0.3,
        early_stopping=False,
        random_state=SEED,
    ).fit(table[inside][:, dense], answers[inside])
    return linear, trees


def _nodes(nodes: np.ndarray, dense: np.ndarray) -> list[list[float]]:
    found: list[list[float]] = []
    for node in nodes:
        if node["is_leaf"]:
            found.append([-1, 0, 0, 0, round(float(node["value"]), 5)])
        else:
            column = int(dense[node["feature_idx"]])
            limit = round(float(node["num_threshold"]), 5)
            found.append([column, limit, int(node["left"]), int(node["right"]), 0])
    return found
