"""Fits every scorer of the judge on folds of articles, so that none is judged by what it saw."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from scripts.train.circumstances import fit_dates, fit_places
from scripts.train.fit import Method, Questions, fit_choice
from scripts.train.folds import FINAL, Fitted, fit_folds
from scripts.train.lessons import Lesson, Names, gather, odds_table
from scripts.train.net import Recipe

from dragoman.languages.events_schema import Role
from dragoman.reading.events.draft import Draft
from dragoman.reading.events.scoring.choice import to_choice
from dragoman.reading.events.scoring.decide import (
    Judge,
    Rows,
    Told,
    bring_together,
    choose,
    event_rows,
    ruled_same,
    with_status,
)
from dragoman.reading.events.scoring.likeness import join_features
from dragoman.reading.events.scoring.meaning import embed
from dragoman.reading.events.scoring.sides import Odds
from dragoman.reading.events.scoring.together import ask_again, keep_closed
from dragoman.reading.events.scoring.weights import ROLES, to_judge

FOLDS = 5
SIDES = Method(rounds=120, least=8, trees_least=150, nets=1, recipe=Recipe(together=1.0, epochs=12))
AGAIN = Method(rounds=150, rate=0.06, nets=0)
EVENTS = Method(rounds=120, trees_least=60, recipe=Recipe())
SAME = Method(rounds=120, rate=0.05, nets=0, least=4)
FLOORS: dict[str, Any] = {
    "least": 0.25,
    "settled": {"event": 0.41, "same": 0.2, "telling": 0.13},
    "floors": {"actor": 0.25, "recipient": 0.2},
    "also": 0.2,
    "place_floor": 0.25,
}


@dataclass
class Course:
    """Lessons on their way through the scorers.

    Attributes:
        lessons: all articles.
        folds: fold of each; -1 for articles that nothing learns from.
        projection: of static word vectors.
        jobs: processes at work.
        odds, rows: by lesson, from scorers that never saw it.
        judges: by fold name.
        kept: the drafts each lesson keeps, by a judge that never saw it.
    """

    lessons: list[Lesson]
    folds: list[int]
    projection: np.ndarray
    jobs: int = 2
    odds: list[list[Odds]] = field(default_factory=list)
    rows: list[Rows] = field(default_factory=list)
    weights: dict[str, dict[str, Any]] = field(default_factory=dict)
    judges: dict[str, Judge] = field(default_factory=dict)
    kept: list[tuple[Draft, ...]] = field(default_factory=list)

    def judge_of(self, n: int) -> Judge:
        """Return the judge that never saw lesson `n`."""
        return self.judges[self.name_of(n)]

    def name_of(self, n: int) -> str:
        """Return the name of what never saw lesson `n`."""
        return str(self.folds[n]) if self.folds[n] >= 0 else FINAL

    def names(self) -> list[str]:
        """Return the fold names that are in use."""
        return [*(str(k) for k in sorted(set(self.folds) - {-1})), FINAL]


def run(course: Course, say: Callable[[str], None]) -> None:
    """Fit all scorers in their order: sides twice, events, status and source, dates, joining."""
    sides = {role: _fit_sides(course, role, say) for role in ROLES}
    cuts = {
        role: _cuts(course, [len(x.sides[role].about) for x in course.lessons]) for role in ROLES
    }
    words = [embed(x.scene.reader.analysis, course.projection) for x in course.lessons]
    first = [
        odds_table(lesson, {role: sides[role].told[cuts[role][n]] for role in ROLES})
        for n, lesson in enumerate(course.lessons)
    ]
    again = {role: _fit_again(course, first, role, say) for role in ROLES}
    for n, lesson in enumerate(course.lessons):
        odds = odds_table(lesson, {role: again[role].told[cuts[role][n]] for role in ROLES})
        odds = keep_closed(lesson.scene, first[n], odds)
        course.odds.append(odds)
        course.rows.append(
            event_rows(lesson.scene, words[n], odds) if odds else Rows([], np.zeros((0, 0)))
        )
    events = _fit_events(course, say)

    def fit(questions: Questions, method: Method) -> Fitted:
        return fit_folds(questions, method, course.names(), course.jobs)

    choices = {name: _fit_choices(course, name) for name in course.names()}
    judged = [_with_statuses(course, n, choices) for n in range(len(course.lessons))]
    dates, dates_again = fit_dates(course.lessons, judged, course.folds, fit, say)
    places = fit_places(course.lessons, course.folds, fit, say)
    for name in course.names():
        course.weights[name] = {
            "projection": course.projection,
            "sides": {role: sides[role].weights[name] for role in ROLES},
            "again": {role: again[role].weights[name] for role in ROLES},
            "event": events.weights[name],
            "date": dates.weights[name],
            "date_again": dates_again.weights[name],
            "place": places.weights[name],
            "same": dates.weights[name],
            **choices[name],
            **FLOORS,
        }
    course.judges = {name: to_judge(weights) for name, weights in course.weights.items()}
    course.kept = [
        choose(course.judge_of(n), lesson.scene, course.odds[n], course.rows[n])
        if course.odds[n]
        else ()
        for n, lesson in enumerate(course.lessons)
    ]
    same = _fit_same(course, words, say)
    for name in course.names():
        course.weights[name]["same"] = same.weights[name]
    course.judges = {name: to_judge(weights) for name, weights in course.weights.items()}


def _cuts(course: Course, sizes: list[int]) -> list[slice]:
    ends = np.cumsum([0, *sizes])
    return [slice(int(ends[n]), int(ends[n + 1])) for n in range(len(course.lessons))]


def _fit_sides(course: Course, role: Role, say: Callable[[str], None]) -> Fitted:
    names = Names()
    rows, answers, groups, sizes, meanings = [], [], [], [], []
    for n, lesson in enumerate(course.lessons):
        asked = lesson.sides[role]
        rows.append(names.adopt(asked.names, asked.rows))
        answers += asked.answers
        groups += [n * 10000 + draft for draft, _ in asked.about]
        sizes.append(len(asked.about))
        if len(asked.about):
            meanings.append(asked.meanings)
    questions = gather(rows, names, answers, sizes, course.folds, groups, np.vstack(meanings))
    say(f"{role}: {sum(a >= 0 for a in answers)} questions, {len(names.known)} features")
    return fit_folds(questions, SIDES, course.names(), course.jobs)


def _fit_again(
    course: Course, first: list[list[Odds]], role: Role, say: Callable[[str], None]
) -> Fitted:
    """Fit the second weighing of a side, on answers of scorers that never saw the article."""
    names = Names()
    rows, answers, groups, sizes = [], [], [], []
    for n, lesson in enumerate(course.lessons):
        asked = lesson.sides[role]
        features = {
            about: row
            for again in ask_again(lesson.scene, first[n])
            if again.role == role
            for about, row in zip(again.about, again.features(), strict=True)
        }
        rows.append(names.rows(features[about] for about in asked.about))
        answers += asked.answers
        groups += [n * 10000 + draft for draft, _ in asked.about]
        sizes.append(len(asked.about))
    questions = gather(rows, names, answers, sizes, course.folds, groups)
    say(f"{role} again: {len(names.known)} features")
    return fit_folds(questions, AGAIN, course.names(), course.jobs)


def _fit_events(course: Course, say: Callable[[str], None]) -> Fitted:
    names = Names()
    rows = [names.rows(r.features) for r in course.rows]
    sizes = [len(r.features) for r in course.rows]
    answers = [int(e is not None) for x in course.lessons for e in x.events]
    meanings = np.vstack([r.meanings for r in course.rows if r.features]).astype(np.float16)
    groups = list(range(len(answers)))
    questions = gather(rows, names, answers, sizes, course.folds, groups, meanings)
    say(f"events: {len(answers)} drafts, {len(names.known)} features")
    return fit_folds(questions, EVENTS, course.names(), course.jobs)


def _fit_choices(course: Course, left_out: str) -> dict[str, Any]:
    pairs = [
        (row, event)
        for n, lesson in enumerate(course.lessons)
        if course.folds[n] >= 0 and str(course.folds[n]) != left_out
        for row, event in zip(course.rows[n].features, lesson.best(), strict=True)
        if event is not None
    ]
    rows = [row for row, _ in pairs]
    told = ["yes" if event.get("attributed_to") else "no" for _, event in pairs]
    return {
        "status": fit_choice(rows, [event["status"] for _, event in pairs], ridge=0.01, trust=8),
        "attributed": fit_choice(rows, told, ridge=0.1, trust=4),
    }


def _with_statuses(course: Course, n: int, choices: dict[str, dict[str, Any]]) -> list[Draft]:
    """Return the drafts of lesson `n` with the status that a choice that never saw it gives."""
    scene = course.lessons[n].scene
    choice = to_choice(choices[course.name_of(n)]["status"])
    rows = course.rows[n].features
    return [with_status(scene, d, choice, row) for d, row in zip(scene.drafts, rows, strict=True)]


def _fit_same(course: Course, words: list[np.ndarray], say: Callable[[str], None]) -> Fitted:
    names = Names()
    rows, answers, sizes = [], [], []
    for n, lesson in enumerate(course.lessons):
        told = {
            (d.candidate.head.i, d.type): event
            for d, event in zip(lesson.scene.drafts, lesson.events, strict=True)
        }
        kept = course.kept[n]
        ruled = ruled_same(lesson.scene, kept)
        asked = []
        for b, other in enumerate(kept):
            for a, one in enumerate(kept[:b]):
                mine = told[one.candidate.head.i, one.type]
                theirs = told[other.candidate.head.i, other.type]
                if one.type != other.type or mine is None or theirs is None:
                    continue
                asked.append(join_features(lesson.scene, words[n], one, other, bool(ruled[a, b])))
                answers.append(int(mine["id"] == theirs["id"]))
        rows.append(names.rows(asked))
        sizes.append(len(asked))
    questions = gather(rows, names, answers, sizes, course.folds, list(range(len(answers))))
    say(f"joining: {len(answers)} pairs, {sum(answers)} the same, {len(names.known)} features")
    return fit_folds(questions, SAME, course.names(), course.jobs)


def predict(course: Course, n: int, **floors: Any) -> tuple[Told, Told]:
    """Return what a judge that never saw lesson `n` makes of it, with other floors if given."""
    lesson = course.lessons[n]
    if not course.odds[n]:
        return Told(), Told()
    judge = replace(course.judge_of(n), **floors) if floors else course.judge_of(n)
    kept = choose(judge, lesson.scene, course.odds[n], course.rows[n])
    words = embed(lesson.scene.reader.analysis, course.projection)
    return bring_together(judge, lesson.scene, words, course.odds[n], kept)


def trained_on(course: Course) -> dict[str, int]:
    """Return how many articles of each set the final judge learnt from."""
    used = (x.set for x, fold in zip(course.lessons, course.folds, strict=True) if fold >= 0)
    return dict(sorted(Counter(used).items()))
