"""Fits what tells when and where an event happened."""

from collections.abc import Callable

import numpy as np
from scripts.train.fit import Method, Questions
from scripts.train.folds import Fitted
from scripts.train.labels import place_label
from scripts.train.lessons import Lesson, Names, gather, plain

from dragoman.reading.events.draft import Draft
from dragoman.reading.events.scoring.dating import date_features, date_options, is_to_come
from dragoman.reading.events.scoring.dating import gather as gather_dates
from dragoman.reading.events.scoring.dating_again import date_again
from dragoman.reading.events.scoring.placing import named_places, place_features, place_options
from dragoman.reading.events.scoring.tone import tone_of

Fit = Callable[[Questions, Method], Fitted]
"""Fits a scorer on all folds."""
Say = Callable[[str], None]

DATES = Method(rounds=100, nets=0, trees_least=150)
DATES_AGAIN = Method(rounds=120, rate=0.06, nets=0)
PLACES = Method(rounds=100, nets=0, trees_least=150)
# Articles dated by their month alone are few here and many among those to be read.
MONTH_ONLY, REPEATED = (len("2024-05"), len("2024-05~")), 4


def fit_dates(
    lessons: list[Lesson], drafts: list[list[Draft]], folds: list[int], fit: Fit, say: Say
) -> tuple[Fitted, Fitted]:
    """Fit what weighs the dates of events, and what weighs them again beside each other.

    Args:
        lessons: all articles.
        drafts: theirs, each with the status of a judge that never saw its article, as when it
            reads.
        folds: fold of each.
        fit: fits a scorer.
        say: hears how far it has come.
    """
    names = Names()
    rows, answers, sizes, groups = [], [], [], []
    for n, lesson in enumerate(lessons):
        asked = []
        tone = tone_of(lesson.scene)
        for k, draft, right in _dated(lesson, drafts[n]):
            for option in date_options(lesson.scene, draft):
                row = date_features(lesson.scene, draft, option, tone)
                value = option.date.value if option.date is not None else None
                for _ in range(_times(lesson)):
                    asked.append(row)
                    answers.append(int(plain(value) == right))
                    groups.append(n * 10000 + k)
        rows.append(names.rows(asked))
        sizes.append(len(asked))
    questions = gather(rows, names, answers, sizes, folds, groups)
    say(f"dates: {len(answers)} options, {len(names.known)} features")
    first = fit(questions, DATES)
    return first, _fit_dates_again(lessons, drafts, folds, first.told, fit, say)


def _fit_dates_again(
    lessons: list[Lesson],
    given: list[list[Draft]],
    folds: list[int],
    told: np.ndarray,
    fit: Fit,
    say: Say,
) -> Fitted:
    names = Names()
    rows, answers, sizes, groups = [], [], [], []
    at = 0
    for n, lesson in enumerate(lessons):
        drafts, choices, dates, rights = [], [], [], []
        for _, draft, right in _dated(lesson, given[n]):
            options = date_options(lesson.scene, draft)
            step = _times(lesson)
            odds = told[at : at + step * len(options) : step]
            at += step * len(options)
            kept = [not is_to_come(lesson.scene, draft, option) for option in options]
            choices.append([o for o, keep in zip(options, kept, strict=True) if keep])
            dates.append(gather_dates(choices[-1], odds[kept]))
            drafts.append(draft)
            rights.append(right)
        asked = []
        for k, value, row in date_again(lesson.scene, drafts, choices, dates):
            for _ in range(_times(lesson)):
                asked.append(row)
                answers.append(int(plain(value) == rights[k]))
                groups.append(n * 10000 + k)
        rows.append(names.rows(asked))
        sizes.append(len(asked))
    questions = gather(rows, names, answers, sizes, folds, groups)
    say(f"dates again: {len(answers)} dates, {len(names.known)} features")
    return fit(questions, DATES_AGAIN)


def fit_places(lessons: list[Lesson], folds: list[int], fit: Fit, say: Say) -> Fitted:
    """Fit what weighs the places of events."""
    names = Names()
    rows, answers, sizes, groups = [], [], [], []
    for n, lesson in enumerate(lessons):
        named = named_places(lesson.scene)
        asked = []
        for k, (draft, event) in enumerate(zip(lesson.scene.drafts, lesson.best(), strict=True)):
            if event is None:
                continue
            for option in place_options(draft, named):
                asked.append(place_features(lesson.scene, draft, option))
                answers.append(place_label(lesson.scene.reader, option, event))
                groups.append(n * 10000 + k)
        rows.append(names.rows(asked))
        sizes.append(len(asked))
    questions = gather(rows, names, answers, sizes, folds, groups)
    say(f"places: {len(answers)} options, {len(names.known)} features")
    return fit(questions, PLACES)


def _dated(lesson: Lesson, drafts: list[Draft]) -> list[tuple[int, Draft, str | None]]:
    """Return the index, the draft and the right date of every event told, in text order."""
    found = [
        (k, draft, plain(event.get("date")))
        for k, (draft, event) in enumerate(zip(drafts, lesson.best(), strict=True))
        if event is not None
    ]
    return sorted(found, key=lambda told: told[1].candidate.head.i)


def _times(lesson: Lesson) -> int:
    """Return how often the dates of an article are learnt from."""
    published = plain(lesson.scene.reader.document.published) or ""
    return REPEATED if len(published) in MONTH_ONLY else 1
