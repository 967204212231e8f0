"""What the words around a draft mean: rows of numbers for the net to read."""

from collections.abc import Iterable

import numpy as np

from dragoman.reading.analysis import Analysis, Token
from dragoman.reading.events.draft import Draft
from dragoman.reading.events.scoring.model import Floats
from dragoman.reading.events.scoring.scene import Scene

CONTEXT = 96
"""Columns of ``Analysis.vectors`` that read a token in its place; the rest are static."""
_CONTENT = ("NOUN", "VERB", "ADJ", "PROPN")
_NEAR = 6


def embed(analysis: Analysis, projection: Floats) -> Floats:
    """Return one row a token: its reading in place, then its projected static vector.

    Args:
        analysis: an article whose `vectors` were measured.
        projection: static width x projected width.

    Raises:
        ValueError: if the analysis holds no vectors, or of another width.
    """
    vectors = analysis.vectors
    if vectors is None:
        raise ValueError("this analysis holds no vectors: analyse the text with load_analyser")
    if not len(analysis.tokens):
        return np.zeros((0, CONTEXT + projection.shape[1]), dtype=np.float32)
    static = vectors[:, CONTEXT:]
    if static.shape[1] != projection.shape[0]:
        raise ValueError(f"static vectors of {static.shape[1]} do not fit {projection.shape[0]}")
    length = np.linalg.norm(static, axis=1, keepdims=True)
    unit = static / np.maximum(length, 1e-6)
    rows: Floats = np.hstack([vectors[:, :CONTEXT] / 4, unit @ projection])
    return rows


def event_meaning(
    scene: Scene, rows: Floats, draft: Draft, sides: tuple[str | None, str | None]
) -> Floats:
    """Return what `draft` means: its trigger, what stands above, below and around, its sides.

    Args:
        scene: the article.
        rows: its tokens, as `embed` gives them.
        draft: the proposal.
        sides: ids of its surest actor and recipient.
    """
    analysis = scene.reader.analysis
    head = draft.candidate.head
    sentence = analysis.sentence_of(head)
    content = [t for t in analysis.words(sentence) if t.pos in _CONTENT]
    below = [t for t in analysis.children(head) if t.pos in _CONTENT]
    near = [t for t in content if 0 < abs(t.i - head.i) <= _NEAR]
    above = analysis.head(head)
    nothing = np.zeros_like(rows[head.i])
    parts = [
        rows[head.i],
        nothing if above.i == head.i else rows[above.i],
        _mean(rows, below),
        _mean(rows, near),
        _mean(rows, content),
    ]
    for side in sides:
        mention = nearest(scene, draft, side) if side is not None else None
        parts.append((nothing if mention is None else rows[mention.i])[CONTEXT:])
    return np.concatenate(parts)


def pair_meanings(scene: Scene, rows: Floats, pairs: Iterable[tuple[Draft, str]]) -> Floats:
    """Return what the draft of each of `pairs` and the nearest words for its actor mean."""
    nobody = len(rows)
    heads, mentions, above = [], [], []
    for draft, actor in pairs:
        mention = nearest(scene, draft, actor)
        heads.append(draft.candidate.head.i)
        mentions.append(nobody if mention is None else mention.i)
        above.append(nobody if mention is None else mention.head)
    rows = np.vstack([rows, np.zeros_like(rows[:1])])
    return np.hstack([rows[heads], rows[mentions], rows[above, CONTEXT:]])


def nearest(scene: Scene, draft: Draft, actor: str) -> Token | None:
    """Return the token that heads the mention of `actor` nearest to the trigger.

    One of the same sentence comes first, then the last before, then the first of all.
    """
    head = draft.candidate.head
    here = [t for t in scene.by_sentence.get(head.sentence, ()) if actor in scene.heads[t.i]]
    if here:
        return min(here, key=lambda t: (abs(t.i - head.i), t.i))
    places = scene.places.get(actor, ())
    before = [i for i in places if i < head.i]
    if not places:
        return None
    return scene.reader.analysis.tokens[before[-1] if before else places[0]]


def _mean(rows: Floats, tokens: list[Token]) -> Floats:
    if not tokens:
        return np.zeros(rows.shape[1] - CONTEXT, dtype=np.float32)
    mean: Floats = rows[[t.i for t in tokens], CONTEXT:].mean(axis=0)
    return mean
