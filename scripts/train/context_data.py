"""What the encoder is taught: the windows of annotated articles and what is true of them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scripts.train.lessons import Lesson, plain
from scripts.train.published import Published

from dragoman.reading.context.pieces import Pieces, to_pieces
from dragoman.reading.events.scoring.dating import month_of
from dragoman.reading.events.scoring.glances import Glance, cut, look
from dragoman.reading.events.scoring.kinds import STATUSES, TYPES, kind_of, may_be_trigger
from dragoman.reading.events.scoring.marks import mark
from dragoman.types.span import Span

_SELDOM = 3
UNTOLD = ("published", "undated", "lately")
"""The dates that no expression of time tells."""


def prune(published: Published, texts: Iterable[str]) -> np.ndarray:
    """Return the numbers of the published pieces that `texts` use, in order."""
    whole = to_pieces(published.pieces, published.scores, published.unknown)
    counts = Counter(piece.id for text in texts for piece in whole.cut(text))
    kept = {n for n, count in counts.items() if count >= _SELDOM}
    kept |= {
        n for n, piece in enumerate(published.pieces) if len(piece) == 1 and ord(piece) < 0x250
    }
    kept |= {published.begin, published.end, published.unknown}
    return np.array(sorted(kept))


def kept_pieces(published: Published, kept: np.ndarray) -> Pieces:
    """Return the vocabulary of the pieces kept."""
    place = {int(n): at for at, n in enumerate(kept)}
    return to_pieces(
        [published.pieces[n] for n in kept], published.scores[kept], place[published.unknown]
    )


@dataclass(frozen=True)
class Taught:
    """One window with what is true of it, as arrays.

    Attributes:
        lesson: index of its article.
        glance: what is asked.
        ids: numbers of the pieces, marks included.
        draft: of each trigger: place, kind, 1 if an event, status or -1, on somebody's word or -1,
            whether published is its date, whether none is, whether its month alone is.
        pair: of each word of an actor: places of the trigger and of the word, kind, way, question.
        question: of each: trigger (by order in the window), actor's answer, recipient's answer
            (-1: not asked).
        time: of each expression: trigger (by order), its place, place of the word, way, 1 if right.
        same: of each pair of events of one type: the two places, 1 if one happening.
        word: of each word that may be a trigger: its place, and for each type 1 if it is one.
        asked: of each question, the draft and the actor.
        mark: of each mark: its place and its number.
    """

    lesson: int
    glance: Glance
    ids: np.ndarray
    draft: np.ndarray
    pair: np.ndarray
    question: np.ndarray
    time: np.ndarray
    same: np.ndarray
    word: np.ndarray
    asked: tuple[tuple[int, str], ...]
    mark: np.ndarray


def teach(n: int, lesson: Lesson, pieces: Pieces, begin: int, end: int) -> list[Taught]:
    """Return the windows of an annotated article."""
    answers = {
        role: dict(zip(asked.about, asked.answers, strict=True))
        for role, asked in lesson.sides.items()
    }
    published = plain(lesson.scene.reader.document.published)
    month = month_of(published)
    values = {t.span.start: plain(t.value) for t in lesson.scene.reader.times}
    triggers = find_triggers(lesson)
    found = []
    analysis = lesson.scene.reader.analysis
    article = cut(analysis, pieces)
    marks = mark(lesson.scene)
    for glance in look(lesson.scene, article):
        window = article.windows[glance.window]
        order = {d: k for k, d in enumerate(glance.drafts)}
        kinds = [kind_of(lesson.scene.drafts[d]) for d in glance.drafts]
        rows, rights = [], []
        for k, d in enumerate(glance.drafts):
            event = lesson.events[d]
            right = plain(event.get("date")) if event is not None else None
            rights.append((event is not None, right))
            rows.append(
                (
                    glance.at[k],
                    kinds[k],
                    int(event is not None),
                    STATUSES.index(event["status"]) if event is not None else -1,
                    int(bool(event.get("attributed_to"))) if event is not None else -1,
                    int(event is not None and right is not None and right == published),
                    int(event is not None and right is None),
                    int(event is not None and month is not None and right == month),
                )
            )
        questions: dict[tuple[int, str], int] = {}
        pairs = []
        for pair in glance.actors:
            q = questions.setdefault((pair.draft, str(pair.about)), len(questions))
            k = order[pair.draft]
            pairs.append((glance.at[k], pair.piece, kinds[k], pair.way, q))
        asked = [
            (order[d], answers["actor"].get((d, a), -1), answers["recipient"].get((d, a), -1))
            for d, a in questions
        ]
        times = [
            (
                order[t.draft],
                glance.at[order[t.draft]],
                t.piece,
                t.way,
                int(tells(values[int(t.about)], rights[order[t.draft]][1])),
            )
            for t in glance.times
        ]
        events = [(k, lesson.events[d]) for k, d in enumerate(glance.drafts) if lesson.events[d]]
        same = [
            (glance.at[a], glance.at[b], int(one["id"] == other["id"]))
            for i, (b, other) in enumerate(events)
            for a, one in events[:i]
            if one["type"] == other["type"] and glance.at[a] != glance.at[b]
        ]
        words = np.array(
            [
                (at, *(int(type in triggers.get(token.i, ())) for type in TYPES))
                for token in analysis.tokens
                if may_be_trigger(token) and (at := article.new_at(window, token)) is not None
            ],
            dtype=np.int64,
        ).reshape(-1, 1 + len(TYPES))
        found.append(
            Taught(
                n,
                glance,
                np.array([begin, *article.ids(window), end]),
                np.array(rows).reshape(-1, 8),
                np.array(pairs, dtype=np.int64).reshape(-1, 5),
                np.array(asked, dtype=np.int64).reshape(-1, 3),
                np.array(times, dtype=np.int64).reshape(-1, 5),
                np.array(same, dtype=np.int64).reshape(-1, 3),
                words,
                tuple(questions),
                article.marked(window, analysis, marks),
            )
        )
    return found


def tells(value: str | None, right: str | None) -> bool:
    """Tell whether an expression of time tells the right date, or where it begins or ends."""
    return value is not None and right is not None and value in (right, *right.split("/"))


def find_triggers(lesson: Lesson) -> dict[int, set[str]]:
    """Return the types that each word of an annotated trigger has, by its number."""
    text = lesson.scene.reader.document.text
    found: dict[int, set[str]] = {}
    for event in lesson.gold["events"]:
        for mention in event["mentions"]:
            begin = text.find(mention["evidence"])
            at = text.find(mention["trigger"], begin) if begin >= 0 else -1
            if at < 0:
                continue
            span = Span(at, at + len(mention["trigger"]))
            for token in lesson.scene.reader.analysis.tokens_in(span):
                found.setdefault(token.i, set()).add(event["type"])
    return found
