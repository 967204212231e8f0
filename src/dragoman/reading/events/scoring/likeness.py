"""What speaks for and against two drafts of one type telling of one happening."""

from collections.abc import Sequence

import numpy as np

from dragoman.reading.events.draft import Draft
from dragoman.reading.events.scoring.meaning import CONTEXT
from dragoman.reading.events.scoring.model import Features, Floats
from dragoman.reading.events.scoring.reads import read_same
from dragoman.reading.events.scoring.scene import Scene
from dragoman.types.span import Sourced

_FAR = 20
_DEFINITE = ("le", "la", "les", "l'", "ce", "cet", "cette", "ces", "du", "des", "au", "aux")
_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")


def join_features(scene: Scene, rows: Floats, one: Draft, other: Draft, ruled: bool) -> Features:
    """Return what speaks for and against two drafts of one type being one happening.

    Args:
        scene: the article.
        rows: its tokens, as `meaning.embed` gives them.
        one, other: the drafts, in text order.
        ruled: whether the rules would join them.
    """
    a, b = one.candidate, other.candidate
    kind = one.type
    found: Features = {
        f"type={kind}": 1.0,
        "ruled": float(ruled),
        f"ruled={ruled}&type={kind}": 1.0,
    }
    overlap = bool({p.i for p in a.parts} & {p.i for p in b.parts})
    same_lemma = a.head.lemma.lower() == b.head.lemma.lower()
    away = b.head.sentence - a.head.sentence
    found["overlap"] = float(overlap)
    found["same-lemma"] = float(same_lemma)
    found["same-pattern"] = float(a.entry.pattern.id == b.entry.pattern.id)
    found["sure"], found["surer"] = sorted((one.confidence, other.confidence))
    found["same-sentence"] = float(away == 0)
    found["next-sentence"] = float(away == 1)
    found["away"] = min(away, _FAR) / _FAR
    found[f"verbal={a.entry.verbal}{b.entry.verbal}"] = 1.0
    found[f"pattern={a.entry.pattern.id}&same-lemma={same_lemma}"] = 1.0
    if not b.entry.verbal:
        article = next(
            (c.lower for c in scene.reader.analysis.children(b.head) if c.dep == "det"), "-"
        )
        found[f"det={article}"] = 1.0
        found["definite"] = float(article in _DEFINITE)
    first, second = rows[a.head.i], rows[b.head.i]
    found["alike"] = _cosine(first, second)
    _sides(found, scene, one, other)
    found.update(likely_sides(one, other))
    _circumstances(found, one, other)
    _words(found, scene, one, other)
    between = [d for d in scene.of_type(kind) if a.head.i < d.candidate.head.i < b.head.i]
    found["between"] = min(len(between), 6) / 6
    opens = a.head.sentence < 2
    found["lead"] = float(opens)
    found[f"lead&type={kind}"] = float(opens)
    quoted = [scene.quotation(d.candidate.head) is not None for d in (one, other)]
    found[f"quoted={quoted[0]}{quoted[1]}"] = 1.0
    found.update(read_same(scene, one, other))
    return found


def likely_sides(one: Draft, other: Draft) -> Features:
    """Return how likely somebody stands on one side of both drafts, and how likely two rivals do.

    A draft names whoever may stand on a side: that the United States may be who imposed what
    the European Union surely did says little of what the United States surely did.
    """
    found: Features = {}
    who, whom = _odds(one.actors), _odds(one.recipients)
    their_who, their_whom = _odds(other.actors), _odds(other.recipients)
    for name, mine, theirs in (
        ("who", who, their_who),
        ("whom", whom, their_whom),
        ("across", who | whom, their_who | their_whom),
    ):
        if mine and theirs:
            found[f"{name}.shared"] = max(min(p, theirs.get(id, 0.0)) for id, p in mine.items())
            found[f"{name}.rivals"] = min(_lacking(mine, theirs), _lacking(theirs, mine))
    return found


def _sides(found: Features, scene: Scene, one: Draft, other: Draft) -> None:
    actors = scene.reader.participants.actors

    def lands(ids: frozenset[str]) -> set[str]:
        return {c.value for id in ids if (c := actors[id].country) is not None}

    for name, mine, theirs in (
        ("who", one.who, other.who),
        ("whom", one.whom, other.whom),
        ("all", one.who | one.whom, other.who | other.whom),
    ):
        if not mine or not theirs:
            found[f"{name}.empty"] = 1.0
        elif mine & theirs:
            found[f"{name}.same"] = len(mine & theirs) / len(mine | theirs)
        elif lands(mine) & lands(theirs):
            found[f"{name}.land"] = 1.0
        else:
            found[f"{name}.apart"] = 1.0
    found["sides"] = float(
        (bool(one.who & other.who) and bool(one.whom & other.whom))
        or (not one.whom and not other.whom and bool(one.who & other.who))
    )
    found[f"sides&type={one.type}"] = found["sides"]


def _odds(side: Sequence[Sourced[str]]) -> dict[str, float]:
    return {part.value: part.confidence for part in side}


def _lacking(mine: dict[str, float], theirs: dict[str, float]) -> float:
    """Return how likely somebody is one of `mine` and none of `theirs`."""
    return max(p * (1 - theirs.get(id, 0.0)) for id, p in mine.items())


def _words(found: Features, scene: Scene, one: Draft, other: Draft) -> None:
    """Describe which words the sentences of two drafts share."""
    if one.candidate.head.sentence == other.candidate.head.sentence:
        return
    mine, theirs = _content(scene, one), _content(scene, other)
    least = min(len(mine), len(theirs))
    if least:
        found["words.shared"] = len(mine & theirs) / least


def _content(scene: Scene, draft: Draft) -> set[str]:
    """Return the words of the sentence of `draft`, but its trigger and those of grammar."""
    analysis = scene.reader.analysis
    own = {part.i for part in draft.candidate.parts}
    return {
        token.lemma.lower()
        for token in analysis.words(analysis.sentence_of(draft.candidate.head))
        if token.pos in _CONTENT and token.i not in own
    }


def _circumstances(found: Features, one: Draft, other: Draft) -> None:
    if one.when is None or other.when is None:
        found["date.none" if one.when is None and other.when is None else "date.one"] = 1.0
    elif one.when.value == other.when.value:
        found["date.same"] = 1.0
        found[f"date.same:{len(one.when.value)}"] = 1.0
        found["date.same.sure"] = min(one.when.confidence, other.when.confidence)
    elif one.when.value.startswith(other.when.value) or other.when.value.startswith(one.when.value):
        found["date.within"] = 1.0
    else:
        found["date.apart"] = 1.0
        found["date.apart.sure"] = min(one.when.confidence, other.when.confidence)
    found["status.same"] = float(one.status.status == other.status.status)
    statuses = sorted((one.status.status, other.status.status))
    found[f"status={'+'.join(statuses)}"] = 1.0
    if one.mode is not None and other.mode is not None:
        found["mode.same" if one.mode == other.mode else "mode.apart"] = 1.0
    if one.place is not None and other.place is not None:
        found["place.same" if one.place.value == other.place.value else "place.apart"] = 1.0


def _cosine(first: Floats, second: Floats) -> float:
    a, b = first[CONTEXT:], second[CONTEXT:]
    length = float(np.linalg.norm(a) * np.linalg.norm(b))
    return float(a @ b) / length if length else 0.0
