"""Fit the model that weighs who speaks a quotation, on annotated articles.

    python -m scripts.train.speakers --shared ../shared --out \\
        src/dragoman/languages/fr/quotes/model.yaml

Learns from the open gold (bbc-open, afp-open) and from the ``train`` articles of our own
annotations; those ``held_out`` are never read. Conditional logistic regression over the
candidates of each quotation: the weights make the annotated speaker likelier than the
others. Who spoke before is part of what is weighed, so each round decides the articles with
the weights that the other folds gave, and learns from that. The same data give the same
weights.

Writes the weights with the accuracy under five-fold cross-validation by article: of
quotations whose words were found, the share whose speaker is the annotated one by name.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from benchmarks.annotated import restore
from benchmarks.quality import ANNOTATIONS, load_scorer, load_set, to_document
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scripts.train.labels import gold_form

from dragoman.knowledge import load_knowledge
from dragoman.reading.analysis import load_analyser
from dragoman.reading.quotes.choose import Stage, decide, set_stage
from dragoman.reading.quotes.features import Features
from dragoman.reading.quotes.find import find_page_reports, read_page
from dragoman.reading.quotes.floor import Floor
from dragoman.reading.quotes.link import find_cast
from dragoman.reading.quotes.options import Option
from dragoman.reading.quotes.reports import Report
from dragoman.reading.read import read_ground

FOLDS, ROUNDS, RIDGE, LEAST, STEPS = 5, 2, 0.002, 20, 400
CROSSED = 4.0  # how much dearer a weight for one way of telling is than one for all
SETS = ("bbc-open", "afp-open")
Weights = dict[str, float]


@dataclass(frozen=True)
class Lesson:
    """One annotated article, ready for deciding who speaks.

    Attributes:
        set, id: where it is from.
        stage: its quotations and actors.
        speakers: of each quotation, the ids of the actors that are the annotated speaker
            (None among them: nobody); None where it is not annotated.
    """

    set: str
    id: str
    stage: Stage
    speakers: list[set[str | None] | None]


@dataclass(frozen=True, slots=True)
class Question:
    """One quotation: who may speak it, which of them do, and where it is from."""

    set: str
    id: str
    kind: str
    options: list[Option]
    right: list[int]


def annotated(shared: Path) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Yield (set, article, annotation) of every article that may be learnt from."""
    for name in SETS:
        found = load_set(shared, name)
        for ident, gold in found.gold.items():
            yield "gold", found.articles[ident], gold
    for path in sorted(ANNOTATIONS.glob("*.jsonl")):
        split = json.loads(path.with_suffix(".split.json").read_text("utf-8"))
        articles, annotations = restore(path, shared / "corpora")
        for ident in sorted(split["train"]):
            yield "own", articles[ident], annotations[ident]


def read_lessons(shared: Path) -> list[Lesson]:
    """Read every annotated article up to the point where speakers are decided."""
    scorer, analyser, knowledge = load_scorer(shared), load_analyser("fr"), load_knowledge()
    lessons = []
    for name, article, gold in annotated(shared):
        document = to_document(article)
        ground = read_ground(document, analyser=analyser, knowledge=knowledge)
        analysis, actors = ground.analysis, ground.actors
        page = read_page(analysis)
        stage = set_stage(page, find_cast(analysis, actors), actors, find_page_reports(page))
        forms = {actor.id: gold_form(actor, document.text) for actor in actors}
        right = [_right(scorer, gold, forms, document.text, r) for r, _ in stage.reports]
        lessons.append(Lesson(name, document.id, stage, right))
    return lessons


def _right(
    scorer: ModuleType, gold: dict[str, Any], forms: dict[str, Any], text: str, report: Report
) -> set[str | None] | None:
    """Return the ids of the actors that are the annotated speaker of a quotation."""
    quote = _quote_at(gold, text, report)
    if quote is None:
        return None
    speaker = next((a for a in gold["actors"] if a["id"] == quote.get("speaker")), None)
    if speaker is None:
        return {None}
    named: set[str | None] = {i for i, form in forms.items() if scorer.same_name(speaker, form)}
    return named or {i for i, form in forms.items() if scorer.same_actor(speaker, form)}


def _quote_at(gold: dict[str, Any], text: str, report: Report) -> dict[str, Any] | None:
    """Return the annotated quotation that shares most of a report's words, if half."""
    best, most = None, 0.5
    for quote in gold["quotes"]:
        start = text.find(quote["text"])
        if start < 0 or quote["kind"] != report.kind:
            continue
        end = start + len(quote["text"])
        shared = min(end, report.span.end) - max(start, report.span.start)
        union = (end - start) + (report.span.end - report.span.start) - shared
        if shared > 0 and shared / union >= most:
            best, most = quote, shared / union
    return best


def questions(lesson: Lesson, weights: Weights | None) -> list[Question]:
    """Return what is asked about an article; without weights, the annotators decide."""
    asked = []
    floor = Floor()
    for n, options in decide(lesson.stage, floor, weights or {}):
        speakers = lesson.speakers[n]
        right = [k for k, o in enumerate(options) if speakers and o.actor in speakers]
        if weights is None and right:
            floor.answer = options[right[0]].actor
        if speakers is not None:
            kind = lesson.stage.reports[n][0].kind
            asked.append(Question(lesson.set, lesson.id, kind, options, right))
    return asked


def fit(asked: list[Question]) -> Weights:
    """Return the weights that make the right candidates likeliest."""
    asked = [q for q in asked if q.right]
    counts = Counter(name for q in asked for o in q.options for name in o.features)
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    rows = [o.features for q in asked for o in q.options]
    table = _table(rows, names)
    good = np.array([float(k in q.right) for q in asked for k in range(len(q.options))])
    starts = np.cumsum([0, *(len(q.options) for q in asked[:-1])])
    group = np.repeat(np.arange(len(asked)), [len(q.options) for q in asked])

    ridge = RIDGE * np.array([CROSSED if ":" in name else 1.0 for name in names])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = table @ weights
        share = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        whole = np.add.reduceat(share, starts)
        right = np.add.reduceat(share * good, starts)
        value = (np.log(whole) - np.log(right)).mean() + weights @ (ridge * weights) / 2
        slope = table.T @ (share / whole[group] - share * good / right[group]) / len(asked)
        return float(value), slope + ridge * weights

    start = np.zeros(len(names))
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    return {name: round(float(w), 2) for name, w in zip(names, best, strict=True)}


def _table(rows: list[Features], names: list[str]) -> csr_matrix:
    """Return the features as a table; a row has some forty of its hundreds of columns."""
    place = {name: n for n, name in enumerate(names)}
    told = [[(place[name], value) for name, value in row.items() if name in place] for row in rows]
    ends = np.cumsum([0, *(len(row) for row in told)])
    columns = np.array([column for row in told for column, _ in row], dtype=np.int32)
    values = np.array([value for row in told for _, value in row])
    return csr_matrix((values, columns, ends), shape=(len(rows), len(names)))


def train(lessons: list[Lesson]) -> tuple[Weights, dict[tuple[str, str], list[bool]]]:
    """Return the weights, and which held-out-of-fold speakers were right by (set, kind)."""
    fold = {ident: n % FOLDS for n, ident in enumerate(sorted(lesson.id for lesson in lessons))}
    first = fit([q for lesson in lessons for q in questions(lesson, None)])
    by_fold = dict.fromkeys(range(FOLDS), first)
    for _ in range(ROUNDS):
        asked = [q for lesson in lessons for q in questions(lesson, by_fold[fold[lesson.id]])]
        by_fold = {k: fit([q for q in asked if fold[q.id] != k]) for k in range(FOLDS)}
    hits: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for lesson in lessons:
        weights = by_fold[fold[lesson.id]]
        for q in questions(lesson, weights):
            scores = [
                sum(weights.get(n, 0.0) * v for n, v in o.features.items()) for o in q.options
            ]
            hits[q.set, q.kind].append(int(np.argmax(scores)) in q.right)
    return fit(asked), hits


def main() -> None:
    """Write the weights with their cross-validated accuracy."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    lessons = read_lessons(options.shared)
    weights, hits = train(lessons)
    told = {"gold": "open gold", "own": "our own annotations, train part"}
    lines = [
        "# Log-odds weights of the model that weighs who speaks a quotation.",
        "# Made by scripts/train/speakers.py; do not edit.",
        *(
            f"# cross-validated accuracy, {told[name]}, {kind}: "
            f"{np.mean(right):.3f} of {len(right)}"
            for (name, kind), right in sorted(hits.items())
        ),
        "speakers:",
        *(
            f"  {json.dumps(name)}: {w:.2f}"
            for name, w in sorted(weights.items())
            if abs(w) >= 0.02
        ),
    ]
    options.out.write_text("\n".join(lines) + "\n", "utf-8")
    print("\n".join(lines[: lines.index("speakers:")]))


if __name__ == "__main__":
    main()
