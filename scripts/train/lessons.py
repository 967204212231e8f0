"""Annotated articles, read up to the point where the judge decides."""

from collections import Counter
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np
from scripts.train.fit import fit, fit_choice
from scripts.train.labels import gold_form, match, side_labels

from dragoman.languages.events_schema import Role
from dragoman.reading.events.judge import Reader
from dragoman.reading.events.scoring.dating import ORDER, date_options
from dragoman.reading.events.scoring.decide import Judge, side_odds
from dragoman.reading.events.scoring.features import event_features
from dragoman.reading.events.scoring.model import Features, to_scorer
from dragoman.reading.events.scoring.proposals import find_proposals
from dragoman.reading.events.scoring.scene import Scene, make_scene
from dragoman.reading.events.scoring.sides import Odds, Question, ask, surest
from dragoman.reading.events.scoring.weights import ROLES

FOLDS = 3


@dataclass(frozen=True)
class Lesson:
    """One annotated article.

    Attributes:
        set, id: where it is from.
        gold: its annotations.
        scene: its proposals.
        questions: what is asked about their sides.
        answers: the right answer to each question; None where the draft is no event.
        events: the annotated event of each draft; None if it is none.
    """

    set: str
    id: str
    gold: dict[str, Any]
    scene: Scene
    questions: tuple[Question, ...]
    answers: tuple[int | None, ...]
    events: tuple[dict[str, Any] | None, ...]


def make_lesson(
    name: str, ident: str, gold: dict[str, Any], reader: Reader, scorer: ModuleType
) -> Lesson:
    """Read the proposals of an article and what the annotations say of them."""
    drafts = find_proposals(reader)
    scene = make_scene(reader, drafts)
    questions = ask(scene)
    events = match(reader, drafts, gold)
    known = {actor["id"]: actor for actor in gold["actors"]}
    forms = {
        id: gold_form(actor, reader.document.text)
        for id, actor in reader.participants.actors.items()
    }
    answers: list[int | None] = []
    for question in questions:
        event = events[question.draft]
        if event is None:
            answers.append(None)
            continue
        labels = side_labels(scorer, drafts[question.draft], event, known, forms[question.actor])
        answers.append(labels[question.role])
    return Lesson(name, ident, gold, scene, questions, tuple(answers), tuple(events))


def fit_side(lessons: list[Lesson], role: Role, *, scaled: bool) -> dict[str, Any]:
    """Fit the scorer of one side on the drafts that are events."""
    asked = [
        (question.features, answer, lesson.id)
        for lesson in lessons
        for question, answer in zip(lesson.questions, lesson.answers, strict=True)
        if question.role == role and answer is not None
    ]
    groups = np.array([ident for _, _, ident in asked]) if scaled else None
    answers = np.array([answer for _, answer, _ in asked])
    return fit([features for features, _, _ in asked], answers, groups, rounds=80, rate=0.08)


def odds_of(weights: dict[str, dict[str, Any]], lesson: Lesson) -> list[Odds]:
    """Return the odds that side weights give the questions of a lesson."""
    judge = Judge(
        event=None,  # type: ignore[arg-type]
        sides={role: to_scorer(weights[role]) for role in ROLES},
        status=None,  # type: ignore[arg-type]
        date=None,  # type: ignore[arg-type]
        attributed=None,  # type: ignore[arg-type]
        floor=0.0,
        floors={},
    )
    return side_odds(judge, lesson.scene, lesson.questions)


def event_rows(lesson: Lesson, odds: list[Odds]) -> list[Features]:
    """Return the features of the drafts of a lesson."""
    return [
        event_features(lesson.scene, draft, surest(o))
        for draft, o in zip(lesson.scene.drafts, odds, strict=True)
    ]


def train(lessons: list[Lesson], *, scaled: bool = False) -> dict[str, Any]:
    """Return the weights of every scorer, fitted on `lessons`.

    `scaled` learns the scale of the scorers of sides too, which takes longer and turns
    their probabilities little. The scorer of events sees the odds of sides that were
    fitted without its article.
    """
    fold = {lesson.id: n % FOLDS for n, lesson in enumerate(sorted(lessons, key=lambda x: x.id))}
    rows: dict[str, list[Features]] = {}
    for k in range(FOLDS):
        inside = [lesson for lesson in lessons if fold[lesson.id] != k]
        weights = {role: fit_side(inside, role, scaled=False) for role in ROLES}
        for lesson in lessons:
            if fold[lesson.id] == k:
                rows[lesson.id] = event_rows(lesson, odds_of(weights, lesson))
    asked = [
        (row, event, lesson.id)
        for lesson in lessons
        for row, event in zip(rows[lesson.id], lesson.events, strict=True)
    ]
    events = [(row, event) for row, event, _ in asked if event is not None]
    return {
        "sides": {role: fit_side(lessons, role, scaled=scaled) for role in ROLES},
        "event": fit(
            [row for row, _, _ in asked],
            np.array([int(event is not None) for _, event, _ in asked]),
            np.array([ident for _, _, ident in asked]),
        ),
        "status": fit_choice([row for row, _ in events], [e["status"] for _, e in events]),
        "attributed": fit_choice(
            [row for row, _ in events],
            ["yes" if e.get("attributed_to") else "no" for _, e in events],
        ),
        "date": fit_dates(lessons, rows),
        "floor": 0.4,
        "floors": {"actor": 0.25, "recipient": 0.2},
        "trained_on": dict(sorted(Counter(lesson.set for lesson in lessons).items())),
    }


def fit_dates(lessons: list[Lesson], rows: dict[str, list[Features]]) -> dict[str, Any]:
    """Fit the choice of where an event's date is told."""
    asked: list[tuple[Features, str]] = []
    for lesson in lessons:
        drafts = zip(lesson.scene.drafts, lesson.events, rows[lesson.id], strict=True)
        for draft, event, row in drafts:
            if event is None:
                continue
            options = date_options(lesson.scene, draft)
            right = plain(event.get("date"))
            for name in ORDER:
                if name in options:
                    option = options[name]
                    if plain(option.value if option else None) == right:
                        asked.append((row, name))
                        break
    return fit_choice([row for row, _ in asked], [name for _, name in asked])


def plain(value: str | None) -> str | None:
    """Return an EDTF value without its qualifiers; None where the year is unknown."""
    bare = "".join(c for c in value or "" if c not in "~?%")
    return None if not bare or bare.startswith("XXXX") else bare
