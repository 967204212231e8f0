"""Annotated articles, read up to the point where the judge decides."""

from collections.abc import Iterable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np
from scipy import sparse
from scripts.train.fit import Questions
from scripts.train.labels import gold_form, match, match_all, side_labels

from dragoman.languages.events_schema import Role
from dragoman.reading.events.judge import Reader
from dragoman.reading.events.scoring.insight import Context
from dragoman.reading.events.scoring.meaning import embed, pair_meanings
from dragoman.reading.events.scoring.model import Features, Floats
from dragoman.reading.events.scoring.scene import Scene
from dragoman.reading.events.scoring.sides import Odds, ask
from dragoman.reading.events.scoring.view import view
from dragoman.reading.events.scoring.weights import ROLES


class Names:
    """Features numbered as they are met."""

    def __init__(self) -> None:
        self.known: dict[str, int] = {}

    def adopt(self, names: tuple[str, ...], rows: sparse.csr_matrix) -> sparse.csr_matrix:
        """Return `rows`, numbered by `names`, renumbered as here."""
        at = np.array([self.known.setdefault(n, len(self.known)) for n in names], np.int64)
        columns = at[rows.indices] if len(at) else rows.indices
        shape = (rows.shape[0], len(self.known))
        return sparse.csr_matrix((rows.data, columns, rows.indptr), shape=shape)

    def rows(self, features: Iterable[Features]) -> sparse.csr_matrix:
        """Return `features` as rows over all names met so far."""
        columns, values, ends = [], [], [0]
        for row in features:
            for name, value in row.items():
                if value:
                    columns.append(self.known.setdefault(name, len(self.known)))
                    values.append(value)
            ends.append(len(columns))
        return sparse.csr_matrix(
            (np.array(values, np.float32), np.array(columns, np.int64), np.array(ends, np.int64)),
            shape=(len(ends) - 1, len(self.known)),
        )


@dataclass(frozen=True)
class Asked:
    """What is asked about one side of the drafts of an article.

    Attributes:
        about: (draft, actor) of each question.
        answers: 1 or 0; -1 where the draft is no event.
        names, rows: the features of each.
        meanings: of each.
    """

    about: tuple[tuple[int, str], ...]
    answers: tuple[int, ...]
    names: tuple[str, ...]
    rows: sparse.csr_matrix
    meanings: np.ndarray


@dataclass(frozen=True)
class Lesson:
    """One annotated article.

    Attributes:
        set, id: where it is from.
        gold: its annotations.
        scene: its proposals.
        sides: what is asked about their sides.
        events: the annotated event of each draft; None if it is none.
    """

    set: str
    id: str
    gold: dict[str, Any]
    scene: Scene
    sides: dict[Role, Asked]
    events: tuple[dict[str, Any] | None, ...]

    def best(self) -> list[dict[str, Any] | None]:
        """Return the events, each with the one draft of a sentence that tells it best."""
        return match(self.scene.reader, self.scene.drafts, self.gold)


def make_lesson(
    name: str,
    ident: str,
    gold: dict[str, Any],
    reader: Reader,
    scorer: ModuleType,
    projection: Floats,
    context: Context | None,
) -> Lesson:
    """Read the proposals of an article and what the annotations say of them."""
    scene = view(reader, context)
    words = embed(reader.analysis, projection)
    events = match_all(reader, scene.drafts, gold)
    known = {actor["id"]: actor for actor in gold["actors"]}
    forms = {
        id: gold_form(actor, reader.document.text)
        for id, actor in reader.participants.actors.items()
    }
    right = [
        side_labels(scorer, draft, event, known, {id: forms[id] for id in scene.options(draft)})
        if event is not None
        else None
        for draft, event in zip(scene.drafts, events, strict=True)
    ]
    sides: dict[Role, Asked] = {}
    for role in ROLES:
        questions = [q for q in ask(scene) if q.role == role]
        answers = [
            -1 if (told := right[q.draft]) is None else int(q.actor in told[role])
            for q in questions
        ]
        pairs = ((scene.drafts[q.draft], q.actor) for q in questions)
        meanings = pair_meanings(scene, words, pairs)
        names = Names()
        rows = names.rows(q.features for q in questions)
        sides[role] = Asked(
            tuple((q.draft, q.actor) for q in questions),
            tuple(answers),
            tuple(names.known),
            rows,
            meanings.astype(np.float16),
        )
    return Lesson(name, ident, gold, scene, sides, tuple(events))


def gather(
    rows: list[sparse.csr_matrix],
    names: Names,
    answers: list[int],
    sizes: list[int],
    folds: list[int],
    groups: list[int],
    meanings: np.ndarray | None = None,
) -> Questions:
    """Return the questions of all articles as one.

    Args:
        rows: features, one table an article.
        names: that numbered them.
        answers: of every row.
        sizes: rows of each article.
        folds: of each article.
        groups: of every row.
        meanings: of every row.
    """
    width = len(names.known)
    padded = [
        sparse.csr_matrix((r.data, r.indices, r.indptr), shape=(r.shape[0], width)) for r in rows
    ]
    return Questions(
        list(names.known),
        sparse.vstack(padded, format="csr"),
        meanings,
        np.array(answers),
        np.repeat(np.array(folds), sizes),
        np.array(groups),
    )


def odds_table(lesson: Lesson, told: dict[Role, np.ndarray]) -> list[Odds]:
    """Return the odds of every actor on every side, one table a draft."""
    odds: list[Odds] = [{} for _ in lesson.scene.drafts]
    for role, asked in lesson.sides.items():
        for (draft, actor), p in zip(asked.about, told[role], strict=True):
            odds[draft].setdefault(role, {})[actor] = float(p)
    return odds


def plain(value: str | None) -> str | None:
    """Return an EDTF value without its qualifiers; None where the year is unknown."""
    bare = "".join(c for c in value or "" if c not in "~?%")
    return None if not bare or bare.startswith("XXXX") else bare
