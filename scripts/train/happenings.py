"""Train what tells how likely two events are one happening.

    python -m scripts.train.happenings --shared ../shared

Reads the development threads of ``benchmarks/threads``, leaves out one after the other to
say what the scorer is worth, then fits all of them and writes
``resolution/data/happenings.npz`` and ``benchmarks/training/happenings.json``.
"""

import argparse
import json
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.threads.__main__ import keeping
from benchmarks.threads.figures import b_cubed, pairwise
from benchmarks.threads.thread import DEVELOPMENT, Thread, load_thread
from sklearn.ensemble import HistGradientBoostingClassifier

from dragoman.reading.events.scoring.model import Scorer, to_scorer
from dragoman.reading.events.scoring.weights import write_weights
from dragoman.reading.read import load_reader
from dragoman.resolution.happenings import FLOOR, KEPT, asked, candidates, worth_asking
from dragoman.resolution.partition import partition

ROOT = Path(__file__).parents[2]
WEIGHTS = ROOT / "src/dragoman/resolution/data/happenings.npz"
REPORT = ROOT / "benchmarks/training/happenings.json"
FLOORS = (0.2, 0.25, 0.3, 0.35, 0.4)
LEAST = 15  # pairs of which a feature must be told


def lessons(thread: Thread) -> tuple[list[dict[str, float]], list[bool], list[tuple[str, str]]]:
    """Return features and answers of the pairs whose happenings are annotated."""
    happening = thread.happening
    pairs = [
        (one, other)
        for one, other in combinations(sorted(happening), 2)
        if worth_asking(thread.sides[one], thread.sides[other])
    ]
    rows = [asked(thread.sides[one], thread.sides[other]) for one, other in pairs]
    return rows, [happening[one] == happening[other] for one, other in pairs], pairs


def fit(rows: list[dict[str, float]], answers: list[bool]) -> dict[str, Any]:
    """Return the weights of boosted trees, in the form that `to_scorer` reads."""
    counts: dict[str, int] = {}
    for row in rows:
        for name, value in row.items():
            counts[name] = counts.get(name, 0) + bool(value)
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    table = np.array([[row.get(name, 0.0) for name in names] for row in rows], dtype=np.float32)
    model = HistGradientBoostingClassifier(
        max_iter=60, learning_rate=0.07, min_samples_leaf=15, max_leaf_nodes=12,
        l2_regularization=5.0, max_features=0.3, max_bins=32,
        early_stopping=False, random_state=7,
    ).fit(table, answers)  # fmt: skip
    nodes = [
        [
            [-1, 0, 0, 0, round(float(n["value"]), 5)]
            if n["is_leaf"]
            else [
                int(n["feature_idx"]),
                round(float(n["num_threshold"]), 5),
                int(n["left"]),
                int(n["right"]),
                0,
            ]
            for n in predictors[0].nodes
        ]
        for predictors in model._predictors
    ]  # fmt: skip
    start = round(float(model._baseline_prediction.ravel()[0]), 5)
    return {
        "names": names,
        "weights": np.zeros(len(names)),
        "bias": 0.0,
        "trees": {"start": start, "nodes": nodes},
        "nets": [],
        "scale": [0.0, 1.0, 0.0, 0.0],
    }


def judge(thread: Thread, scorer: Scorer, floor: float) -> dict[str, float]:
    """Return the figures of one thread."""
    pairs = candidates(thread.sides.values())
    rows = [asked(thread.sides[one], thread.sides[other]) for one, other in pairs]
    odds = {p: float(o) for p, o in zip(pairs, scorer.score(rows), strict=True) if o >= KEPT}
    groups = partition(sorted(thread.sides), odds, floor=floor)
    of_event = {event: n for n, group in enumerate(groups) for event in group}
    found = {item: of_event[event] for item, event in thread.found.items()}
    right = {item: thread.events[item] for item in found}
    cubed = b_cubed(found, right)
    return {
        "b3.precision": round(cubed.precision, 4),
        "b3.recall": round(cubed.recall, 4),
        "b3.f1": round(cubed.f1, 4),
        "pairs.f1": round(pairwise(found, right).f1, 4),
    }


def main() -> None:
    """Train, report, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--readings", type=Path, help="keep readings here between runs")
    options = parser.parse_args()
    kept = keeping(lambda: load_reader("fr"), options.readings)
    threads = [load_thread(name, options.shared / "corpora", kept) for name in DEVELOPMENT]
    told = [lessons(thread) for thread in threads]
    report: dict[str, Any] = {"pairs": sum(len(rows) for rows, _, _ in told)}
    for n, thread in enumerate(threads):
        rows = [row for m, lesson in enumerate(told) if m != n for row in lesson[0]]
        answers = [answer for m, lesson in enumerate(told) if m != n for answer in lesson[1]]
        scorer = to_scorer(fit(rows, answers))
        for floor in FLOORS:
            report.setdefault(f"floor {floor}", {})[thread.name] = judge(thread, scorer, floor)
    for floor in FLOORS:
        figures = report[f"floor {floor}"]
        mean = sum(figures[thread.name]["b3.f1"] for thread in threads) / len(threads)
        figures["mean b3.f1"] = round(mean, 4)
        print(floor, json.dumps(figures))
    report["floor taken"] = FLOOR
    write_weights(WEIGHTS, fit([r for x in told for r in x[0]], [a for x in told for a in x[1]]))
    REPORT.write_text(json.dumps(report, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
