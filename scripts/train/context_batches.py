"""Windows brought together into batches, with some of their pieces hidden."""

from typing import Any

import numpy as np
import torch
from scripts.train.context_data import Taught

from dragoman.reading.events.scoring.kinds import TYPES

HIDDEN_IN = 0.7
"""The share of windows of which some pieces are hidden."""


def collate(windows: list[Taught], ids: list[np.ndarray]) -> dict[str, Any]:
    """Return a batch: the pieces padded, every place counted through the batch."""
    width = max(len(i) for i in ids)
    x = torch.zeros(len(ids), width, dtype=torch.long)
    mask = torch.zeros(len(ids), width, dtype=torch.bool)
    for n, i in enumerate(ids):
        x[n, : len(i)] = torch.from_numpy(i)
        mask[n, : len(i)] = True
    parts: dict[str, list[np.ndarray]] = {
        k: [] for k in ("draft", "pair", "question", "time", "same", "word", "mark")
    }
    drafts = questions = 0
    for n, w in enumerate(windows):
        off = n * width
        parts["mark"].append(w.mark + np.array([off, 0]))
        parts["draft"].append(w.draft + np.array([off, 0, 0, 0, 0, 0, 0, 0]))
        parts["pair"].append(w.pair + np.array([off, off, 0, 0, questions]))
        parts["question"].append(w.question + np.array([drafts, 0, 0]))
        parts["time"].append(w.time + np.array([drafts, off, off, 0, 0]))
        parts["same"].append(w.same + np.array([off, off, 0]))
        parts["word"].append(w.word + np.array([off] + [0] * len(TYPES)))
        drafts += len(w.draft)
        questions += len(w.question)
    t = {k: torch.from_numpy(np.concatenate(v)) for k, v in parts.items()}
    return {
        "ids": x,
        "mask": mask,
        "drafts": drafts,
        "questions": questions,
        "at": t["draft"][:, 0],
        "kind": t["draft"][:, 1],
        "event": t["draft"][:, 2],
        "status": t["draft"][:, 3],
        "said": t["draft"][:, 4],
        "published": t["draft"][:, 5],
        "undated": t["draft"][:, 6],
        "lately": t["draft"][:, 7],
        "pair_t": t["pair"][:, 0],
        "pair_w": t["pair"][:, 1],
        "pair_type": t["pair"][:, 2],
        "pair_way": t["pair"][:, 3],
        "pair_q": t["pair"][:, 4],
        "q_draft": t["question"][:, 0],
        "q_actor": t["question"][:, 1],
        "q_recipient": t["question"][:, 2],
        "time_d": t["time"][:, 0],
        "time_t": t["time"][:, 1],
        "time_w": t["time"][:, 2],
        "time_way": t["time"][:, 3],
        "time_right": t["time"][:, 4],
        "same_a": t["same"][:, 0],
        "same_b": t["same"][:, 1],
        "same_y": t["same"][:, 2],
        "mark": t["mark"],
        "word": t["word"][:, 0],
        "word_y": t["word"][:, 1:],
    }


def batches(windows: list[Taught], size: int, rng: np.random.Generator) -> list[list[int]]:
    """Return the windows in batches of like length."""
    order = rng.permutation(len(windows))
    chunks = [order[n : n + size * 20] for n in range(0, len(order), size * 20)]
    found = []
    for chunk in chunks:
        chunk = sorted(chunk, key=lambda n: len(windows[n].ids))
        found += [list(map(int, chunk[n : n + size])) for n in range(0, len(chunk), size)]
    return [found[k] for k in rng.permutation(len(found))]


def hide(ids: np.ndarray, share: float, unknown: int, rng: np.random.Generator) -> np.ndarray:
    """Return the pieces of a window, in most windows some of them made `unknown`.

    What is learnt of them must then lean on the words around.
    """
    if rng.random() >= HIDDEN_IN:
        return ids
    gone = rng.random(len(ids)) < share
    gone[[0, -1]] = False
    return np.where(gone, unknown, ids)
