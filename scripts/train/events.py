"""Train the judge of events on annotated articles and report what it is worth.

    python -m scripts.train.events --shared ../shared --before WEIGHTS

Writes the weights of the French pack and ``benchmarks/training/events.json``. The report
holds figures of articles left out only: five folds over the articles to train on, the
open gold among them, and the articles that are never trained on. The same articles give
the same weights, byte for byte, with the same versions of NumPy and scikit-learn.
"""

import argparse
import json
import random
import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.annotated import restore
from scripts.train.course import FLOORS, FOLDS, Course, predict, run, trained_on
from scripts.train.folds import FINAL
from scripts.train.lessons import Lesson, make_lesson
from scripts.train.plans import read_waiting, taught_before_last, taught_context
from scripts.train.words import fit_projection

from benchmarks import quality
from dragoman.knowledge import load_knowledge
from dragoman.languages.pack import load_section
from dragoman.languages.text_schema import TextRules
from dragoman.reading.agreements import find_agreements
from dragoman.reading.analysis import load_analyser
from dragoman.reading.context.weights import pack
from dragoman.reading.events import by_rules, prepare, tell_events
from dragoman.reading.events.gazetteer import load_gazetteer
from dragoman.reading.events.judge import Reader
from dragoman.reading.events.lexicon import load_predicates
from dragoman.reading.events.scoring.context_weights import to_context
from dragoman.reading.events.scoring.decide import Told
from dragoman.reading.events.scoring.insight import Context
from dragoman.reading.events.scoring.weights import read_weights, write_weights
from dragoman.reading.quotes import find_quotations
from dragoman.reading.read import read_ground
from dragoman.surfaces.export import gold as export

Json = dict[str, Any]

OPEN = ("bbc-open", "afp-open")
HELD_OUT = "held_out"
CONTEXT = Path("src/dragoman/languages/fr/models/context.npz")
SHARES = (0.25, 0.5, 0.75)
NET_BITS = 8
FIGURES = ("detect", "dyad", "full")


def annotated(shared: Path, annotations: Path) -> list[tuple[str, Json, Json]]:
    """Return (set, article, annotation); held-out articles have the set "held_out"."""
    found = []
    for name in OPEN:
        gold = quality.load_set(shared, name)
        found += [(name, gold.articles[i], gold.gold[i]) for i in sorted(gold.gold)]
    for path in sorted(annotations.glob("*.jsonl")):
        split = json.loads(path.with_suffix(".split.json").read_text("utf-8"))
        articles, labels = restore(path, shared / "corpora")
        for part in ("train", "held_out"):
            name = HELD_OUT if part == HELD_OUT else path.stem
            found += [(name, articles[i], labels[i]) for i in sorted(split[part])]
    return found


def make_reader(article: Json) -> Reader:
    """Read an article up to the point where events are judged."""
    knowledge, document = load_knowledge(), quality.to_document(article)
    ground = read_ground(document, analyser=load_analyser("fr"), knowledge=knowledge)
    quotations = find_quotations(
        ground.analysis,
        actors=ground.actors,
        times=ground.times,
        published=document.published,
    )
    return prepare(
        ground.analysis,
        document=document,
        actors=ground.actors,
        times=ground.times,
        quotations=quotations,
        knowledge=knowledge,
    )


@cache
def _context(path: Path | None) -> Context | None:
    return to_context(read_weights(path)) if path is not None else None


def _lesson(task: tuple[str, Json, Json, Path, np.ndarray, Path | None]) -> Lesson:
    name, article, gold, shared, projection, weights = task
    scorer = quality.load_scorer(shared)
    reader = make_reader(article)
    context = _context(weights)
    lesson = make_lesson(name, article["id"], gold, reader, scorer, projection, context)
    # What all articles share does not travel between processes with each.
    return _with_shared(lesson, None, None)


def _with_shared(lesson: Lesson, predicates: Any, gazetteer: Any) -> Lesson:
    reader = replace(lesson.scene.reader, predicates=predicates, gazetteer=gazetteer)
    participants = replace(
        reader.participants, demonym=gazetteer.demonym if gazetteer is not None else _unknown
    )
    reader = replace(reader, participants=participants)
    return replace(lesson, scene=replace(lesson.scene, reader=reader))


def _unknown(_token: Any) -> None:
    return None


def make_lessons(
    shared: Path,
    annotations: Path,
    projection: np.ndarray,
    jobs: int,
    wanted: Callable[[str, str], bool],
    reader_of: Callable[[str], Path | None] = lambda _ident: None,
) -> list[Lesson]:
    """Read every annotated article.

    Args:
        shared: folder with the gold and the corpora.
        annotations: folder of our own annotations.
        projection: of static word vectors.
        jobs: processes at work.
        wanted: says of a set and the id of an article whether to read it.
        reader_of: says of the id of an article which weights of the reader of context are to be
            asked; None for none.
    """
    found = [task for task in annotated(shared, annotations) if wanted(task[0], task[1]["id"])]
    tasks = [
        (name, article, gold, shared, projection, reader_of(article["id"]))
        for name, article, gold in found
    ]
    predicates, gazetteer = load_predicates("fr"), load_gazetteer("fr", load_knowledge())
    with Pool(jobs) as pool:
        lessons = pool.imap(_lesson, tasks, chunksize=4)
        return [_with_shared(lesson, predicates, gazetteer) for lesson in lessons]


def make_course(
    lessons: list[Lesson], projection: np.ndarray, jobs: int, share: float = 1.0
) -> Course:
    """Deal the articles to folds, a part of those to train on where `share` is below 1."""
    known = sorted(lesson.id for lesson in lessons if lesson.set != HELD_OUT)
    random.Random(5).shuffle(known)
    kept = known[: round(share * len(known))]
    fold = {ident: n % FOLDS for n, ident in enumerate(kept)}
    used = [x for x in lessons if x.set == HELD_OUT or x.id in fold]
    return Course(used, [fold.get(x.id, -1) for x in used], projection, jobs)


def to_gold(lesson: Lesson, told: Told, accords: Told) -> Json:
    """Return what is told in the form of the gold, agreements included."""
    reader, knowledge = lesson.scene.reader, load_knowledge()
    actors, text = tuple(reader.participants.actors.values()), reader.document.text
    found = tell_events(reader, told, accords, knowledge)
    agreements = find_agreements(
        reader.analysis,
        events=found.accords,
        actors=actors,
        times=reader.times,
        knowledge=knowledge,
    )
    return {
        "actors": [export._actor(actor, text) for actor in actors],
        "events": [export._event(event, text) for event in found.events],
        "agreements": [
            export._agreement(agreement)
            for agreement in agreements
            if agreement.stage.value not in export._ENDED
        ],
    }


def score(scorer: Any, lessons: list[Lesson], found: dict[str, Json]) -> Json:
    """Score the events and agreements of `lessons`."""
    articles = {x.id: {"text": x.scene.reader.document.text} for x in lessons}
    blank: Json = {"quotes": [], "times": []}
    scores = scorer.score(articles, {x.id: {**x.gold, **blank} for x in lessons}, found)
    return {
        key: value
        for key, value in scores.items()
        if key.startswith(("events.", "type.")) or key in ("agreements", "attributes")
    }


def tell(course: Course, wanted: Callable[[Lesson], bool], **floors: Any) -> dict[str, Json]:
    """Return what judges that never saw them make of the wanted articles, in gold form."""
    return {
        lesson.id: to_gold(lesson, *predict(course, n, **floors))
        for n, lesson in enumerate(course.lessons)
        if wanted(lesson)
    }


def reliability(course: Course) -> list[Json]:
    """Return, by tenths of told probability, how often a draft was an event."""
    told: list[float] = []
    true: list[bool] = []
    for n, lesson in enumerate(course.lessons):
        rows = course.rows[n]
        if rows.features:
            told += [float(p) for p in course.judge_of(n).event.score(rows.features, rows.meanings)]
            true += [event is not None for event in lesson.events]
    p, y = np.array(told), np.array(true)
    tenth = np.minimum((p * 10).astype(int), 9)
    return [
        {
            "from": k / 10,
            "drafts": int((tenth == k).sum()),
            "told": round(float(p[tenth == k].mean()), 3),
            "true": round(float(y[tenth == k].mean()), 3),
        }
        for k in range(10)
        if (tenth == k).any()
    ]


def report(scorer: Any, by_name: Any, course: Course) -> Json:
    """Return the figures of the articles left out.

    Args:
        scorer: of the gold.
        by_name: the same, that takes nobody for another of his state.
        course: judges that never saw them.
    """

    def judged(lessons: list[Lesson]) -> Json:
        named = score(by_name, lessons, found)
        return score(scorer, lessons, found) | {
            "by_name": {key: named[f"events.{key}"]["F1"] for key in FIGURES[1:]}
        }

    def ruled(lessons: list[Lesson]) -> dict[str, Json]:
        return {x.id: to_gold(x, *by_rules(x.scene.reader)) for x in lessons}

    opened = [x for x in course.lessons if x.set in OPEN]
    held = [x for x in course.lessons if x.set == HELD_OUT]
    rest = [x for x in course.lessons if x.set not in (*OPEN, HELD_OUT)]
    found = tell(course, lambda _lesson: True)
    return {
        "trained_on": trained_on(course),
        "folds": FOLDS,
        "floors": FLOORS,
        "open": {
            "articles": len(opened),
            "rules": score(
                scorer, opened, {x.id: to_gold(x, *by_rules(x.scene.reader)) for x in opened}
            ),
            "judge": judged(opened),
        },
        "own": {"articles": len(rest), "judge": judged(rest)},
        "held_out": {
            "articles": len(held),
            "rules": score(
                scorer, held, {x.id: to_gold(x, *by_rules(x.scene.reader)) for x in held}
            ),
            "judge": judged(held),
        },
        "reliability": reliability(course),
    }


def packed(weights: Json) -> Json:
    """Return the weights of a judge with the largest matrices of its nets at eight bits."""

    def small(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                key: list(pack(below, NET_BITS)) if key == "named" else small(below)
                for key, below in value.items()
            }
        return [small(below) for below in value] if isinstance(value, list) else value

    found: Json = small(weights)
    return found


def curve(scorer: Any, lessons: list[Lesson], projection: np.ndarray, jobs: int) -> Json:
    """Return what shares of the training articles are worth on the articles never trained on."""
    found: Json = {}
    for share in SHARES:
        course = make_course(lessons, projection, jobs, share)
        run(course, lambda _line: None)
        held = [x for x in course.lessons if x.set == HELD_OUT]
        scores = score(scorer, held, tell(course, lambda lesson: lesson.set == HELD_OUT))
        figures = {key: scores[f"events.{key}"]["F1"] for key in FIGURES}
        found[str(share)] = {"articles": sum(trained_on(course).values()), **figures}
    return found


def main() -> None:
    """Train, report, write."""
    parser = argparse.ArgumentParser(prog="python -m scripts.train.events", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--annotations", type=Path, default=Path("benchmarks/annotations"))
    parser.add_argument(
        "--weights", type=Path, default=Path("src/dragoman/languages/fr/models/events.npz")
    )
    parser.add_argument("--report", type=Path, default=Path("benchmarks/training/events.json"))
    parser.add_argument(
        "--before",
        type=Path,
        required=True,
        help="weights of the reader of context before its last course, for what it learnt in that",
    )
    parser.add_argument("--curve", action="store_true", help="measure the learning curve too")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    began = time.monotonic()

    def say(line: str) -> None:
        print(f"{time.monotonic() - began:6.0f} s  {line}", flush=True)

    scorer = quality.load_scorer(options.shared)
    projection = fit_projection(load_section("fr", "text", TextRules).model)
    # What the reader of context says of articles it learnt from is no lesson: there it is too sure.
    waiting, learnt = read_waiting(options.annotations), taught_context(options.annotations)
    before = taught_before_last(options.annotations)
    if not options.before.exists():
        parser.error(f"{options.before} is not there; docs/development.md says where it is from")
    lessons = make_lessons(
        options.shared,
        options.annotations,
        projection,
        options.jobs,
        lambda name, ident: ident not in before and name not in waiting,
        lambda ident: options.before if ident in learnt else CONTEXT,
    )
    say(f"{len(lessons)} articles read")
    course = make_course(lessons, projection, options.jobs)
    run(course, say)
    options.weights.parent.mkdir(parents=True, exist_ok=True)
    write_weights(options.weights, packed(course.weights[FINAL]))
    say(f"written: {options.weights}")
    told = report(scorer, quality.load_scorer_by_name(options.shared), course)
    if options.curve:
        whole = {key: told["held_out"]["judge"][f"events.{key}"]["F1"] for key in FIGURES}
        told["learning_curve"] = {
            **curve(scorer, lessons, projection, options.jobs),
            "1.0": {"articles": sum(told["trained_on"].values()), **whole},
        }
    options.report.parent.mkdir(parents=True, exist_ok=True)
    options.report.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    for name in ("open", "own", "held_out"):
        scores = told[name]["judge"]
        say(f"{name}: {[scores[f'events.{key}']['F1'] for key in FIGURES]} {scores['attributes']}")


if __name__ == "__main__":
    main()
