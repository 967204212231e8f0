"""Whether two sentences tell of one happening: the trained half of joining drafts."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dragoman.reading.events.draft import Draft
from dragoman.reading.events.scoring.meaning import CONTEXT
from dragoman.reading.events.scoring.model import Features, Floats, Scorer
from dragoman.reading.events.scoring.reads import read_same
from dragoman.reading.events.scoring.scene import Scene

_FAR = 20
_APART = 0.1
_COMPLETED = 0.6
_DEFINITE = ("le", "la", "les", "l'", "ce", "cet", "cette", "ces", "du", "des", "au", "aux")


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
    found["same-sentence"] = float(away == 0)
    found["next-sentence"] = float(away == 1)
    found["away"] = min(away, _FAR) / _FAR
    found[f"verbal={a.entry.verbal}{b.entry.verbal}"] = 1.0
    found[f"lemma={a.head.lemma.lower()}+{b.head.lemma.lower()}"] = 1.0
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
    _circumstances(found, one, other)
    between = [d for d in scene.of_type(kind) if a.head.i < d.candidate.head.i < b.head.i]
    found["between"] = min(len(between), 6) / 6
    opens = a.head.sentence < 2
    found["lead"] = float(opens)
    found[f"lead&type={kind}"] = float(opens)
    quoted = [scene.quotation(d.candidate.head) is not None for d in (one, other)]
    found[f"quoted={quoted[0]}{quoted[1]}"] = 1.0
    found.update(read_same(scene, one, other))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """How sure it must be what a draft tells.

    Attributes:
        event: that it tells an event, and one that no surer draft tells.
        same: else, that it tells what another tells.
        telling: and that it tells an event at all, and that one.
    """

    event: float
    same: float
    telling: float


def settle(sure: Sequence[float], odds: Floats, floors: Floors) -> tuple[int | None, ...]:
    """Return the happening that each of n drafts tells of; None where it likely tells of none.

    A doubtful draft that may be one more telling of something told already is less likely an
    event of its own than one that stands alone. The surest are settled first.

    Args:
        sure: the probability of each draft to be an event.
        odds: of every two to be one (n x n).
        floors: how sure each answer must be.
    """
    groups: list[list[int]] = []
    found: list[int | None] = [None] * len(sure)
    for n in sorted(range(len(sure)), key=lambda n: (-sure[n], n)):
        means = [float(np.mean(odds[members, n])) for members in groups]
        same = max(means, default=0.0)
        if sure[n] * (1 - same) >= floors.event:
            found[n] = len(groups)
            groups.append([n])
        elif same >= floors.same and sure[n] * same >= floors.telling:
            found[n] = means.index(same)
            groups[means.index(same)].append(n)
    return tuple(found)


def join_odds(
    scene: Scene, rows: Floats, drafts: tuple[Draft, ...], ruled: np.ndarray, scorer: Scorer
) -> Floats:
    """Return the odds that every two of `drafts` tell of one happening; 0 across types.

    Accords that the rules hold apart stay apart: those of one pair of states read alike. What
    nobody is told to do to somebody is likely what another draft tells of him in full.
    """
    odds = np.zeros((len(drafts), len(drafts)), dtype=np.float32)
    pairs = [
        (m, n) for n in range(len(drafts)) for m in range(n) if drafts[m].type == drafts[n].type
    ]
    asked = [join_features(scene, rows, drafts[m], drafts[n], bool(ruled[m, n])) for m, n in pairs]
    for (m, n), p in zip(pairs, scorer.score(asked), strict=True):
        if not ruled[m, n] and _accords(drafts[m], drafts[n]):
            p = min(p, _APART)
        elif _completes(drafts[m], drafts[n]) or _completes(drafts[n], drafts[m]):
            p = max(p, _COMPLETED)
        odds[m, n] = odds[n, m] = p
    return odds


def _completes(full: Draft, part: Draft) -> bool:
    """Tell whether a draft names who acts where another of its type, on the same, names nobody.

    "Le ministre est arrivé à Bamako. La visite au Mali dure deux jours."
    """
    if part.who or not full.who or not full.whom & part.whom:
        return False
    return full.mode is None or part.mode is None or full.mode == part.mode


def _accords(one: Draft, other: Draft) -> bool:
    """Tell whether two drafts tell of accords, in words of their own: one pair has many."""
    if {p.i for p in one.candidate.parts} & {p.i for p in other.candidate.parts}:
        return False
    return one.candidate.of_accord and other.candidate.of_accord


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


def _circumstances(found: Features, one: Draft, other: Draft) -> None:
    if one.when is None or other.when is None:
        found["date.none" if one.when is None and other.when is None else "date.one"] = 1.0
    elif one.when.value == other.when.value:
        found["date.same"] = 1.0
    elif one.when.value.startswith(other.when.value) or other.when.value.startswith(one.when.value):
        found["date.within"] = 1.0
    else:
        found["date.apart"] = 1.0
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
