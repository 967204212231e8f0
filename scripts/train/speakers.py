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
``benchmarks/training/quotes.json`` gets what the gold's own scorer says of the open gold, each
article read with weights that never saw it.
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
from dragoman.reading.quotes.choose import Stage, decide, likeliest
from dragoman.reading.quotes.features import Features
from dragoman.reading.quotes.find import open_stage, tell_quotations
from dragoman.reading.quotes.floor import Floor
from dragoman.reading.quotes.options import Option
from dragoman.reading.quotes.reports import Report
from dragoman.reading.read import Ground, read_ground
from dragoman.surfaces.export.gold import to_gold
from dragoman.types.document import Document
from dragoman.types.reading import Provenance, Reading

FOLDS, ROUNDS, RIDGE, LEAST, STEPS = 5, 2, 0.002, 20, 400
CROSSED = 4.0  # how much dearer a weight for one way of telling is than one for all
SETS = ("bbc-open", "afp-open")
REPORT = Path("benchmarks/training/quotes.json")
Weights = dict[str, float]


@dataclass(frozen=True)
class Lesson:
    """One annotated article, ready for deciding who speaks.

    Attributes:
        set, id: where it is from.
        document, gold: the article and its annotation.
        ground: its words, times and actors.
        stage: its quotations and actors.
        speakers: of each quotation, the ids of the actors that are the annotated speaker
            (None among them: nobody); None where it is not annotated.
    """

    set: str
    id: str
    document: Document
    gold: dict[str, Any]
    ground: Ground
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
        stage = open_stage(ground.analysis, ground.actors)
        forms = {actor.id: gold_form(actor, document.text) for actor in ground.actors}
        right = [_right(scorer, gold, forms, document.text, r) for r, _ in stage.reports]
        lessons.append(Lesson(name, document.id, document, gold, ground, stage, right))
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


@dataclass(frozen=True)
class Trained:
    """What learning gave.

    Attributes:
        weights: learnt from all articles.
        unseen: by article id, weights that never saw it.
        hits: which speakers those chose rightly, by (set, kind).
    """

    weights: Weights
    unseen: dict[str, Weights]
    hits: dict[tuple[str, str], list[bool]]


def train(lessons: list[Lesson]) -> Trained:
    """Learn from all articles, and without each fifth of them."""
    fold = {ident: n % FOLDS for n, ident in enumerate(sorted(lesson.id for lesson in lessons))}
    first = fit([q for lesson in lessons for q in questions(lesson, None)])
    by_fold = dict.fromkeys(range(FOLDS), first)
    for _ in range(ROUNDS):
        asked = [q for lesson in lessons for q in questions(lesson, by_fold[fold[lesson.id]])]
        by_fold = {k: fit([q for q in asked if fold[q.id] != k]) for k in range(FOLDS)}
    unseen = {lesson.id: by_fold[fold[lesson.id]] for lesson in lessons}
    hits: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for lesson in lessons:
        for q in questions(lesson, unseen[lesson.id]):
            best = likeliest(q.options, unseen[lesson.id])[0]
            hits[q.set, q.kind].append(q.options.index(best) in q.right)
    return Trained(fit(asked), unseen, hits)


def score(lessons: list[Lesson], trained: Trained, shared: Path) -> dict[str, Any]:
    """Return the scorer's figures of quotations, each article read with weights new to it."""
    gold = [lesson for lesson in lessons if lesson.set == "gold"]
    found = {}
    for lesson in gold:
        reading = Reading(
            document=lesson.document.sha256,
            published=lesson.document.published,
            provenance=Provenance(dragoman="", pack="", knowledge="", model=""),
            actors=lesson.ground.actors,
            quotations=tell_quotations(
                lesson.stage, times=lesson.ground.times, weights=trained.unseen[lesson.id]
            ),
        )
        found[lesson.id] = to_gold(lesson.document, reading)
    articles = {lesson.id: {"id": lesson.id, "text": lesson.document.text} for lesson in gold}
    figures = load_scorer(shared).score(articles, {x.id: x.gold for x in gold}, found)
    return {name: value for name, value in figures.items() if name.startswith("quotes.")}


def main() -> None:
    """Write the weights with their cross-validated accuracy."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--report", type=Path, default=REPORT)
    options = parser.parse_args()
    lessons = read_lessons(options.shared)
    trained = train(lessons)
    told = {"gold": "open gold", "own": "our own annotations, train part"}
    lines = [
        "# Log-odds weights of the model that weighs who speaks a quotation.",
        "# Made by scripts/train/speakers.py; do not edit.",
        *(
            f"# cross-validated accuracy, {told[name]}, {kind}: "
            f"{np.mean(right):.3f} of {len(right)}"
            for (name, kind), right in sorted(trained.hits.items())
        ),
        "speakers:",
        *(
            f"  {json.dumps(name)}: {w:.2f}"
            for name, w in sorted(trained.weights.items())
            if abs(w) >= 0.02
        ),
    ]
    options.out.write_text("\n".join(lines) + "\n", "utf-8")
    report = {
        "trained_on": dict(sorted(Counter(lesson.set for lesson in lessons).items())),
        "folds": FOLDS,
        "open": score(lessons, trained, options.shared),
    }
    options.report.write_text(json.dumps(report, indent=1) + "\n", "utf-8")
    print("\n".join(lines[: lines.index("speakers:")]))
    for name, figure in report["open"].items():
        print(f"{name}: {figure}")


if __name__ == "__main__":
    main()
