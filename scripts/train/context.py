"""Train the reader of context: an encoder whose layers and heads learn from annotations.

    pip install -r requirements/train.txt
    python -m scripts.train.context --shared ../shared [--go-on]

It learns from the articles that ``benchmarks/annotations/context.json`` names, one course
after the other, and from no other, so that the judge (``scripts.train.events``) can learn
from the rest how far to trust it. Writes the weights of the French pack and
``benchmarks/training/context.json``: what it makes of articles it never saw. Two quiet cores
that multiply at half precision read a course's articles once in a quarter of an hour;
``--go-on`` takes the last course alone, from the weights that there are.
"""

import argparse
import copy
import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from benchmarks.annotated import corpus
from scripts.train.context_data import UNTOLD, Taught, kept_pieces, prune, teach
from scripts.train.context_export import find_kept, take_up, to_weights
from scripts.train.context_net import (
    Measures,
    Net,
    log_sum,
    told_of_same,
    told_of_sides,
    told_of_times,
)
from scripts.train.context_report import report
from scripts.train.events import HELD_OUT, OPEN, make_lessons, taught_context
from scripts.train.published import find_published, read_published
from scripts.train.words import fit_projection
from torch import Tensor
from torch.nn import functional

from dragoman.languages.pack import load_section
from dragoman.languages.text_schema import TextRules
from dragoman.reading.events.scoring.kinds import STATUSES, TYPES
from dragoman.reading.events.scoring.weights import read_weights, write_weights

Say = Callable[[str], None]

SEED, BATCH = 1, 10
STEADY = 0.998
"""How much of the running mean stays at each step."""
PACKED_FROM = 0.65
"""The share of the steps after which the matrices are taken as they are once packed."""
LOWER = 4
"""The layers up to here learn by a lower rate than those above."""
HIDDEN_IN = 0.7
"""The share of windows of which some pieces are hidden."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One course of training.

    Attributes:
        epochs: how often each article is read.
        rate: by which the upper layers learn at first; it falls to nothing.
        lower_rate: by which those below do.
        heads_rate: by which the heads do.
        articles: ids of those it learns from; of the course before, where the file names none.
            A later course repeats some of an earlier one's, lest they be forgotten.
    """

    epochs: int
    rate: float
    lower_rate: float
    heads_rate: float
    articles: frozenset[str]


def read_plans(annotations: Path) -> tuple[Plan, ...]:
    """Return the courses in their order."""
    plans: list[Plan] = []
    for course in json.loads((annotations / "context.json").read_text("utf-8"))["courses"]:
        named = frozenset(course["articles"]) if "articles" in course else plans[-1].articles
        plans.append(Plan(**(course | {"articles": named})))
    return tuple(plans)


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


def forward(net: Net, b: dict[str, Any]) -> dict[str, Tensor]:
    """Return the logits of everything asked of a batch."""
    h = net.encode(b["ids"], b["mask"], b["mark"])
    h = h.reshape(-1, h.shape[-1])
    heads = net.heads
    told = heads.trigger(h[b["at"]])
    types, statuses = len(TYPES), len(STATUSES)
    found = {
        "event": told.gather(1, (b["kind"] % types)[:, None])[:, 0],
        "status": told[:, types : types + statuses],
        "said": told[:, types + statuses],
        "published": told[:, types + statuses + 1],
        "undated": told[:, types + statuses + 2],
        "lately": told[:, types + statuses + 3],
        "sides": told_of_sides(heads, h, b) if b["questions"] else torch.zeros(0, 2),
        "times": told_of_times(heads, h, b),
        "same": told_of_same(heads, h, b["same_a"], b["same_b"]),
        "word": heads.word(h[b["word"]]),
        "h": h,
    }
    return found


def loss_of(b: dict[str, Any], out: dict[str, Tensor]) -> tuple[Tensor, dict[str, float]]:
    """Return what is to be made small, and its parts."""
    parts: dict[str, Tensor] = {}
    parts["event"] = 2 * functional.binary_cross_entropy_with_logits(
        out["event"], b["event"].float()
    )
    if len(b["word"]):
        # Most words tell of no event of any type: the mean over types would be next to nothing.
        parts["word"] = 15 * functional.binary_cross_entropy_with_logits(
            out["word"], b["word_y"].float()
        )
    known = b["event"] == 1
    if known.any():
        parts["status"] = 0.5 * functional.cross_entropy(out["status"][known], b["status"][known])
        parts["said"] = 0.4 * functional.binary_cross_entropy_with_logits(
            out["said"][known], b["said"][known].float()
        )
        options = torch.cat([out["times"], *(out[name] for name in UNTOLD)])[:, None]
        each = torch.arange(b["drafts"])
        owner = torch.cat([b["time_d"], *(each for _ in UNTOLD)])
        right = torch.cat([b["time_right"], *(b[name] for name in UNTOLD)]).bool()
        whole = log_sum(options, owner, b["drafts"])[:, 0]
        chosen = log_sum(options[right], owner[right], b["drafts"])[:, 0]
        asked = known & (torch.bincount(owner[right], minlength=b["drafts"]) > 0)
        if asked.any():
            parts["date"] = 0.5 * (whole - chosen)[asked].mean()
    for n, role in enumerate(("q_actor", "q_recipient")):
        asked = b[role] >= 0
        if not asked.any():
            continue
        logits, y = out["sides"][asked, n], b[role][asked].float()
        parts[role] = 1.5 * functional.binary_cross_entropy_with_logits(logits, y)
        # A choice among the actors of one trigger, or nobody.
        owner = b["q_draft"][asked]
        nobody = torch.zeros(b["drafts"], 1)
        each = torch.arange(b["drafts"])
        whole = log_sum(
            torch.cat([logits[:, None], nobody]), torch.cat([owner, each]), b["drafts"]
        )[:, 0]
        yes = y > 0
        some = torch.bincount(owner[yes], minlength=b["drafts"]) > 0
        chosen = log_sum(logits[yes][:, None], owner[yes], b["drafts"])[:, 0]
        chosen = torch.where(some, chosen, torch.zeros_like(chosen))
        those = torch.bincount(owner, minlength=b["drafts"]) > 0
        parts[role + "+"] = 0.5 * (whole - chosen)[those].mean()
    if len(b["same_y"]):
        parts["same"] = 0.3 * functional.binary_cross_entropy_with_logits(
            out["same"], b["same_y"].float()
        )
    return sum(parts.values()), {k: float(v.detach()) for k, v in parts.items()}


def batches(windows: list[Taught], size: int, rng: np.random.Generator) -> list[list[int]]:
    """Return the windows in batches of like length."""
    order = rng.permutation(len(windows))
    chunks = [order[n : n + size * 20] for n in range(0, len(order), size * 20)]
    found = []
    for chunk in chunks:
        chunk = sorted(chunk, key=lambda n: len(windows[n].ids))
        found += [list(map(int, chunk[n : n + size])) for n in range(0, len(chunk), size)]
    return [found[k] for k in rng.permutation(len(found))]


def fit(
    net: Net, windows: list[Taught], measures: Measures, unknown: int, plan: Plan, say: Say
) -> Net:
    """Train `net`; return the running mean of what it was, which lessons sway less than it.

    Args:
        net: what is trained.
        windows: what it learns from.
        measures: how it is trained.
        unknown: the piece that stands for no known word.
        plan: how often, and by which rates.
        say: hears how far it has come.
    """
    rng = np.random.default_rng(SEED)
    torch.manual_seed(SEED)
    lower = LOWER - measures.frozen
    adam = torch.optim.AdamW(
        [
            {"params": [p for b in blocks for p in b.parameters()], "lr": rate}
            for blocks, rate in (
                (net.blocks[:lower], plan.lower_rate),
                (net.blocks[lower:], plan.rate),
                ([net.heads, net.marks], plan.heads_rate),
            )
        ],
        betas=(0.9, 0.98),
        weight_decay=0.01,
        fused=True,
    )
    steps = plan.epochs * len(batches(windows, BATCH, np.random.default_rng(0)))
    warm = max(1, steps // 16)
    pace = torch.optim.lr_scheduler.LambdaLR(
        adam, lambda n: min((n + 1) / warm, max(0.02, (steps - n) / (steps - warm)))
    )
    began, done, seen = time.monotonic(), 0, 0
    mean: dict[str, float] = {}
    steady = copy.deepcopy(net)
    net.train()
    for epoch in range(plan.epochs):
        for chosen in batches(windows, BATCH, rng):
            if done >= PACKED_FROM * steps:
                net.take_as_packed(measures.bits)
            shown = [hide(windows[n].ids, measures.hidden, unknown, rng) for n in chosen]
            b = collate([windows[n] for n in chosen], shown)
            loss, parts = loss_of(b, forward(net, b))
            adam.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.learning(), 1.0)
            adam.step()
            pace.step()
            done += 1
            with torch.no_grad():
                kept = min(STEADY, done / (done + 10))
                torch._foreach_lerp_(steady.learning(), net.learning(), 1 - kept)
            seen += int(b["mask"].sum())
            for k, v in parts.items():
                mean[k] = 0.98 * mean.get(k, v) + 0.02 * v
            if done % 40 == 0:
                rate = seen / (time.monotonic() - began)
                say(
                    f"epoch {epoch} step {done}/{steps} {rate:.0f} pieces/s "
                    + " ".join(f"{k}={v:.3f}" for k, v in mean.items())
                )
    steady.take_as_packed(measures.bits)
    return steady


def hide(ids: np.ndarray, share: float, unknown: int, rng: np.random.Generator) -> np.ndarray:
    """Return the pieces of a window, in most windows some of them made `unknown`.

    What is learnt of them must then lean on the words around.
    """
    if rng.random() >= HIDDEN_IN:
        return ids
    gone = rng.random(len(ids)) < share
    gone[[0, -1]] = False
    return np.where(gone, unknown, ids)


def tell(net: Net, windows: list[Taught]) -> list[dict[str, np.ndarray]]:
    """Return the logits of every window."""
    net.eval()
    with torch.no_grad():
        return [
            {k: v.numpy() for k, v in forward(net, collate([window], [window.ids])).items()}
            for window in windows
        ]


def main() -> None:
    """Train, report, write."""
    parser = argparse.ArgumentParser(prog="python -m scripts.train.context", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--annotations", type=Path, default=Path("benchmarks/annotations"))
    parser.add_argument(
        "--weights", type=Path, default=Path("src/dragoman/languages/fr/models/context.npz")
    )
    parser.add_argument("--report", type=Path, default=Path("benchmarks/training/context.json"))
    parser.add_argument("--go-on", action="store_true", help="take the last course alone")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    began = time.monotonic()

    def say(line: str) -> None:
        print(f"{time.monotonic() - began:6.0f} s  {line}", flush=True)

    measures = Measures()
    published = read_published(find_published())
    plans = read_plans(options.annotations)
    begun = read_weights(options.weights) if options.go_on else None
    if begun is None:
        kept = prune(published, (article["text"] for article in corpus(options.shared / "corpora")))
        say(f"{len(kept)} pieces of {len(published.pieces)} kept")
    else:
        kept, plans = find_kept(published, begun), plans[-1:]
    projection = fit_projection(load_section("fr", "text", TextRules).model)
    wanted = {ident for plan in plans for ident in plan.articles}
    lessons = make_lessons(
        options.shared,
        options.annotations,
        projection,
        options.jobs,
        lambda name, ident: name in (*OPEN, HELD_OUT) or ident in wanted,
        None,
    )
    say(f"{len(lessons)} articles read")
    pieces = kept_pieces(published, kept)
    begin, end = (int(np.searchsorted(kept, n)) for n in (published.begin, published.end))
    windows = [
        window
        for n, lesson in enumerate(lessons)
        if lesson.scene.drafts
        for window in teach(n, lesson, pieces, begin, end)
    ]
    say(f"{len(windows)} windows")
    torch.manual_seed(SEED)
    net = Net(published, kept, measures, len(TYPES), len(STATUSES))
    if begun is not None:
        take_up(net, begun)
    unknown = int(np.searchsorted(kept, published.unknown))
    for plan in plans:
        mine = [w for w in windows if lessons[w.lesson].id in plan.articles]
        net = fit(net, mine, measures, unknown, plan, say)
    write_weights(options.weights, to_weights(published, kept, net, measures.bits))
    say(f"written: {options.weights}")
    told: dict[str, Any] = {
        "trained_on": len(taught_context(options.annotations)),
        **asdict(measures),
    }
    for name, sets in (("open", OPEN), ("held_out", (HELD_OUT,))):
        chosen = [w for w in windows if lessons[w.lesson].set in sets]
        told[name] = report(chosen, tell(net, chosen))
        say(f"{name}: {told[name]}")
    options.report.write_text(json.dumps(told, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
