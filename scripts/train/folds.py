"""Fits a scorer without each fold of articles and on all, so that none is judged by what it saw."""

from dataclasses import dataclass
from multiprocessing import Pool
from typing import Any

import numpy as np
from scripts.train.fit import Method, Questions, fit_parts, fit_scale, logits, probability

FINAL = "final"

_ASKED: dict[str, Questions] = {}


@dataclass
class Fitted:
    """One scorer fitted on all articles and without each fold.

    Attributes:
        weights: by fold name, "0" to "4" and `FINAL`.
        told: the probability of every question, by a scorer that never saw its article.
    """

    weights: dict[str, dict[str, Any]]
    told: np.ndarray


def _fit_job(task: tuple[str, str, Method]) -> tuple[str, dict[str, Any], np.ndarray]:
    name, left_out, method = task
    asked = _ASKED[name]
    known = (asked.answers >= 0) & (asked.folds >= 0)
    if left_out != FINAL:
        parts = fit_parts(asked, np.flatnonzero(known & (asked.folds != int(left_out))), method)
        outside = np.flatnonzero(asked.folds == int(left_out))
    else:
        parts = fit_parts(asked, np.flatnonzero(known), method)
        outside = np.flatnonzero(asked.folds < 0)
    return left_out, parts, logits(parts, asked, outside)


def fit_folds(asked: Questions, method: Method, names: list[str], jobs: int) -> Fitted:
    """Fit a scorer without each fold and on all; scale each on what the others say."""
    _ASKED["now"] = asked
    tasks = [("now", name, method) for name in names]
    told = np.zeros((len(asked.answers), 3))
    weights: dict[str, dict[str, Any]] = {}
    with Pool(jobs) as pool:
        for name, parts, said in pool.imap_unordered(_fit_job, tasks):
            weights[name] = parts
            at = asked.folds == int(name) if name != FINAL else asked.folds < 0
            told[np.flatnonzero(at)] = said
    _ASKED.clear()
    known = (asked.answers >= 0) & (asked.folds >= 0)
    p = np.zeros(len(asked.answers))
    for name in names:
        mine = asked.folds == int(name) if name != FINAL else asked.folds < 0
        used = np.flatnonzero(known & ~mine)
        weights[name]["scale"] = fit_scale(told[used], asked.answers[used])
        p[mine] = probability(told[mine], weights[name]["scale"])
    return Fitted(weights, p)
