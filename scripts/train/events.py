"""Train the judge of events on annotated articles and report what it is worth.

    python -m scripts.train.events --shared ../shared --annotations benchmarks/annotations

Writes the weights of the French pack and ``benchmarks/training/events.json``. The report
holds figures of articles left out only: five folds over the open gold, the other
annotations always in the training part, and the articles that are never trained on. The
same articles give the same weights, byte for byte, with the same version of scikit-learn.
"""

import argparse
import json
import random
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.annotated import restore
from scripts.train.lessons import Lesson, event_rows, make_lesson, train

from benchmarks import quality
from dragoman.knowledge import load_knowledge
from dragoman.reading.actors import find_actors
from dragoman.reading.analysis import load_analyser
from dragoman.reading.events import find_drafts
from dragoman.reading.events.gazetteer import load_gazetteer
from dragoman.reading.events.judge import Reader
from dragoman.reading.events.lexicon import load_predicates
from dragoman.reading.events.mend import mend
from dragoman.reading.events.merge import merge
from dragoman.reading.events.participants import gather
from dragoman.reading.events.scoring.decide import choose, side_odds
from dragoman.reading.events.scoring.weights import to_judge
from dragoman.reading.quotes import find_quotations
from dragoman.reading.relevance import load_relevance
from dragoman.reading.times import find_times
from dragoman.surfaces.export import gold as export

Json = dict[str, Any]

OPEN = ("bbc-open", "afp-open")
FOLDS = 5
SHARES = (0.25, 0.5, 0.75)
LESSONS: list[Lesson] = []


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
            name = "held_out" if part == "held_out" else path.stem
            found += [(name, articles[i], labels[i]) for i in sorted(split[part])]
    return found


def make_reader(article: Json) -> Reader:
    """Read an article up to the point where events are judged."""
    knowledge, document = load_knowledge(), quality.to_document(article)
    analysis = load_analyser("fr")(document.text, load_relevance("fr"))
    times = find_times(analysis, published=document.published, knowledge=knowledge)
    actors = find_actors(analysis, document=document, times=times, knowledge=knowledge)
    quotations = find_quotations(analysis, actors=actors, times=times, published=document.published)
    predicates, gazetteer = load_predicates("fr"), load_gazetteer("fr", knowledge)
    analysis = mend(analysis, times, predicates.lexicon.grammar)
    return Reader(
        analysis=analysis,
        document=document,
        predicates=predicates,
        participants=gather(
            analysis,
            actors,
            grammar=predicates.lexicon.grammar,
            stand_ins=predicates.lexicon.stand_ins,
            demonym=gazetteer.demonym,
        ),
        gazetteer=gazetteer,
        times=times,
        quotations=quotations,
    )


def predict(lesson: Lesson, weights: Json | None) -> Json:
    """Return the events of an article in gold form: by the judge, or by the rules alone."""
    reader = lesson.scene.reader
    if weights is None:
        drafts = find_drafts(reader)
    else:
        judge = to_judge(weights)
        odds = side_odds(judge, lesson.scene, lesson.questions)
        drafts = choose(judge, lesson.scene, odds, event_rows(lesson, odds))
    actors = reader.participants.actors
    countries = {id: a.country.value for id, a in actors.items() if a.country is not None}
    events = merge(reader.analysis, drafts, reader.predicates.lexicon, countries=countries)
    text = reader.document.text
    return {
        "actors": [export._actor(actor, text) for actor in actors.values()],
        "events": [export._event(event, text) for event in events],
    }


def _job(task: tuple[str, list[str]]) -> tuple[str, Json]:
    name, ids = task
    wanted = set(ids)
    return name, train(
        [lesson for lesson in LESSONS if lesson.id in wanted], scaled=name == "final"
    )


def evaluate(scorer: Any, lessons: list[Lesson], weights: dict[str, Json | None]) -> Json:
    """Score the events of `lessons`, each predicted with the weights under its id."""
    articles = {lesson.id: {"text": lesson.scene.reader.document.text} for lesson in lessons}
    blank: Json = {"quotes": [], "times": [], "agreements": []}
    gold = {lesson.id: {**lesson.gold, **blank} for lesson in lessons}
    found = {lesson.id: predict(lesson, weights[lesson.id]) for lesson in lessons}
    scores = scorer.score(articles, gold, found)
    return {
        key: value
        for key, value in scores.items()
        if key.startswith(("events.", "type.")) or key == "attributes"
    }


def reliability(lessons: list[Lesson], weights: dict[str, Json]) -> list[Json]:
    """Return, by tenths of told probability, how often the draft was an event."""
    told: list[float] = []
    true: list[bool] = []
    for lesson in lessons:
        judge = to_judge(weights[lesson.id])
        rows = event_rows(lesson, side_odds(judge, lesson.scene, lesson.questions))
        told += [float(p) for p in judge.event.score(rows)]
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


def tasks(curve: bool) -> tuple[dict[str, str], list[tuple[str, list[str]]]]:
    """Return the fold of each open article, and what to train on what."""
    ids = sorted(lesson.id for lesson in LESSONS if lesson.set in OPEN)
    random.Random(5).shuffle(ids)
    fold = {ident: f"fold{n % FOLDS}" for n, ident in enumerate(ids)}
    known = sorted(lesson.id for lesson in LESSONS if lesson.set != "held_out")
    plan = [("final", known)]
    plan += [(f"fold{k}", [i for i in known if fold.get(i) != f"fold{k}"]) for k in range(FOLDS)]
    if curve:
        order = list(known)
        random.Random(11).shuffle(order)
        plan += [(f"share{s}", order[: round(s * len(order))]) for s in SHARES]
    return fold, plan


def report(scorer: Any, fold: dict[str, str], weights: dict[str, Json]) -> Json:
    """Return the figures of the articles left out."""
    opened = [lesson for lesson in LESSONS if lesson.id in fold]
    held = [lesson for lesson in LESSONS if lesson.set == "held_out"]
    by_fold = {lesson.id: weights[fold[lesson.id]] for lesson in opened}
    none: dict[str, Json | None] = {lesson.id: None for lesson in LESSONS}
    found: Json = {
        "trained_on": weights["final"]["trained_on"],
        "cross_validated": {
            "articles": len(opened),
            "rules": evaluate(scorer, opened, none),
            "judge": evaluate(scorer, opened, {**by_fold}),
        },
        "reliability": reliability(opened, by_fold),
        "held_out": {"articles": len(held), "rules": evaluate(scorer, held, none)},
        "learning_curve": {},
    }
    for name in ("final", *(f"share{share}" for share in SHARES)):
        if name in weights:
            scores = evaluate(scorer, held, {lesson.id: weights[name] for lesson in held})
            if name == "final":
                found["held_out"]["judge"] = scores
            share = 1.0 if name == "final" else float(name.removeprefix("share"))
            count = sum(weights[name]["trained_on"].values())
            figures = {key: scores[f"events.{key}"]["F1"] for key in ("detect", "dyad", "full")}
            found["learning_curve"][str(share)] = {"articles": count, **figures}
    return found


def main() -> None:
    """Train, report, write."""
    parser = argparse.ArgumentParser(prog="python -m scripts.train.events", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--annotations", type=Path, default=Path("benchmarks/annotations"))
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--report", type=Path, default=Path("benchmarks/training/events.json"))
    parser.add_argument("--no-curve", action="store_true", help="leave the learning curve out")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    scorer = quality.load_scorer(options.shared)
    for name, article, gold in annotated(options.shared, options.annotations):
        LESSONS.append(make_lesson(name, article["id"], gold, make_reader(article), scorer))
    fold, plan = tasks(not options.no_curve)
    with Pool(options.jobs) as pool:
        weights = dict(pool.imap_unordered(_job, plan))
    target = options.weights or Path("src/dragoman/languages/fr/models/events.json")
    for path, data, indent in (
        (target, weights["final"], None),
        (options.report, report(scorer, fold, weights), 1),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(data, ensure_ascii=False, indent=indent) + "\n", "utf-8")
    print(json.dumps(json.loads(options.report.read_text("utf-8"))["learning_curve"], indent=1))


if __name__ == "__main__":
    main()
