"""Train the reader of context: an encoder whose layers and heads learn from annotations.

    pip install -r requirements/train.txt
    python -m scripts.train.context --shared ../shared [--begin WEIGHTS]

It learns from the articles that ``benchmarks/annotations/context.json`` names, one course
after the other (``scripts.train.plans``). Writes the weights of the French pack and
``benchmarks/training/context.json``: what it makes of articles it never saw. Two quiet cores
that multiply at half precision read two thousand articles once in a quarter of an hour;
``--begin`` takes the last course alone, from the weights that those before it left.
"""

import argparse
import copy
import json
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from benchmarks.annotated import corpus
from scripts.train.context_batches import batches, collate, hide
from scripts.train.context_data import UNTOLD, Taught, kept_pieces, prune, teach
from scripts.train.context_export import find_kept, go_back, take_up, to_weights
from scripts.train.context_net import (
    Measures,
    Net,
    log_sum,
    told_of_same,
    told_of_sides,
    told_of_times,
)
from scripts.train.context_report import report
from scripts.train.events import HELD_OUT, OPEN, make_lessons
from scripts.train.plans import Plan, read_plans, taught_context
from scripts.train.published import find_published, read_published
from scripts.train.swaps import Names, find_names, swap
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


def fit(
    net: Net,
    windows: list[Taught],
    names: Names,
    measures: Measures,
    unknown: int,
    plan: Plan,
    say: Say,
    *,
    seed: int = SEED,
) -> Net:
    """Train `net`; return the running mean of what it was, which lessons sway less than it.

    Args:
        net: what is trained.
        windows: what it learns from.
        names: that stand in them.
        measures: how it is trained.
        unknown: the piece that stands for no known word.
        plan: how often, and by which rates.
        say: hears how far it has come.
        seed: of the order and of what is left out.
    """
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
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
            told = [swap(windows[n].ids, names, n, rng) for n in chosen]
            shown = [hide(ids, measures.hidden, unknown, rng) for ids in told]
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
    parser.add_argument("--begin", type=Path, help="weights that the last course begins with")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    began = time.monotonic()

    def say(line: str) -> None:
        print(f"{time.monotonic() - began:6.0f} s  {line}", flush=True)

    measures = Measures()
    published = read_published(find_published())
    plans = read_plans(options.annotations)
    begun = None
    if options.begin is None:
        kept = prune(published, (article["text"] for article in corpus(options.shared / "corpora")))
        say(f"{len(kept)} pieces of {len(published.pieces)} kept")
    elif options.begin.exists():
        begun = read_weights(options.begin)
        kept = find_kept(published, begun)
        plans = plans[-1:]
    else:
        parser.error(f"{options.begin} is not there; begin with the first course, without --begin")
    projection = fit_projection(load_section("fr", "text", TextRules).model)
    wanted = {ident for plan in plans for ident in plan.articles}
    lessons = make_lessons(
        options.shared,
        options.annotations,
        projection,
        options.jobs,
        lambda name, ident: name in (*OPEN, HELD_OUT) or ident in wanted,
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
    vocabulary = [published.pieces[n] for n in kept]
    for plan in plans:
        mine = [w for w in windows if lessons[w.lesson].id in plan.articles]
        names = find_names(mine, vocabulary)
        for number in range(plan.rounds):
            go_back(net, published, plan.kept)
            net = fit(net, mine, names, measures, unknown, plan, say, seed=SEED + number)
    options.weights.parent.mkdir(parents=True, exist_ok=True)
    write_weights(options.weights, to_weights(published, kept, net, measures.bits))
    say(f"written: {options.weights}")
    learnt = len(taught_context(options.annotations))
    told: dict[str, Any] = {"trained_on": learnt, **asdict(measures)}
    for name, sets in (("open", OPEN), ("held_out", (HELD_OUT,))):
        chosen = [w for w in windows if lessons[w.lesson].set in sets]
        told[name] = report(chosen, tell(net, chosen))
        say(f"{name}: {told[name]}")
    options.report.write_text(json.dumps(told, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
