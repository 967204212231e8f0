"""How well the reader of context answers about articles it never saw."""

import numpy as np
from scripts.train.context_data import UNTOLD, Taught
from sklearn.metrics import average_precision_score


def report(windows: list[Taught], told: list[dict[str, np.ndarray]]) -> dict[str, float]:
    """Return how well the answers about `windows` rank and choose."""
    asked: dict[str, list[np.ndarray]] = {}
    right: dict[str, list[np.ndarray]] = {}
    status, date = [], []
    for window, out in zip(windows, told, strict=True):
        question, draft, time_ = window.question, window.draft, window.time
        events = draft[:, 2] == 1
        for name, scores, answers in (
            ("event", out["event"], draft[:, 2]),
            ("actor", out["sides"][:, 0][question[:, 1] >= 0], question[question[:, 1] >= 0, 1]),
            (
                "recipient",
                out["sides"][:, 1][question[:, 2] >= 0],
                question[question[:, 2] >= 0, 2],
            ),
            ("said", out["said"][events], draft[events, 4]),
            ("same", out["same"], window.same[:, 2]),
            ("word", out["word"].ravel(), window.word[:, 1:].ravel()),
        ):
            asked.setdefault(name, []).append(scores)
            right.setdefault(name, []).append(answers)
        for k in np.flatnonzero(events):
            status.append(out["status"][k].argmax() == draft[k, 3])
            mine = time_[:, 0] == k
            untold = [out[name][k] for name in UNTOLD]
            odds = np.array([*untold, *out["times"][mine]])
            date.append(np.array([*draft[k, 5:8], *time_[mine, 4]])[odds.argmax()])
    return {
        **{
            f"{name}.average_precision": round(
                float(average_precision_score(np.concatenate(right[name]), np.concatenate(scores))),
                4,
            )
            for name, scores in asked.items()
        },
        "status.accuracy": round(float(np.mean(status)), 4),
        "date.accuracy": round(float(np.mean(date)), 4),
        "drafts": sum(len(w.draft) for w in windows),
    }
