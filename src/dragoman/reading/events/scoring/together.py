"""The odds of the sides weighed once more, each in the light of all the others.

Whether an actor takes part depends on who else might: a state stands back behind its own
minister, an attacker is seldom its own victim, and who acted a sentence ago often acts on.
The parties of an accord are a closed set that its own words name: theirs stay as they were.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.languages.events_schema import Role
from dragoman.reading.events.scoring.model import Columns, Features
from dragoman.reading.events.scoring.scene import Scene
from dragoman.reading.events.scoring.sides import Odds

_OTHER: dict[Role, Role] = {"actor": "recipient", "recipient": "actor"}
_SURE = 1e-4
_NEAR = 3
_LIKELY = 0.3
_OFTEN = 12

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Again:
    """The answers about one side, to be weighed again.

    Attributes:
        role: the side.
        about: index of the draft in its scene, and id of the actor, of each answer.
        columns: what the other answers say of each.
    """

    role: Role
    about: tuple[tuple[int, str], ...]
    columns: Columns

    def features(self) -> list[Features]:
        """Return what is said of each answer, by name."""
        told = {name: column.tolist() for name, column in self.columns.items()}
        return [{name: column[k] for name, column in told.items()} for k in range(len(self.about))]


@dataclass(frozen=True)
class _Answers:
    """The first answers of an article as tables of drafts x actors.

    Attributes:
        ids: of the actors asked about, in alphabetical order.
        odds: role to the odds of each; 0 where it was not asked about.
        asked: role to whether it was.
    """

    ids: tuple[str, ...]
    odds: dict[Role, Numbers]
    asked: dict[Role, NDArray[np.bool_]]


def ask_again(scene: Scene, odds: list[Odds]) -> Iterator[Again]:
    """Yield the answers of `odds` about each side with what the others say of them.

    All answers of a side are compared at once: an article has a thousand (#9).

    Args:
        scene: the article.
        odds: the first answers, one table a draft, in the order of `scene.drafts`.
    """
    answers = _tabulate(odds)
    kin = _kin(scene)
    for role in _OTHER:
        about = tuple((n, id) for n, table in enumerate(odds) for id in table.get(role, ()))
        if not about:
            continue
        place = {id: n for n, id in enumerate(answers.ids)}
        drafts = np.array([n for n, _ in about])
        actors = np.array([place[id] for _, id in about])
        columns = _within(scene, answers, role, drafts, actors)
        columns |= _described(scene, role, about)
        columns |= _around(answers, kin, role, drafts, actors)
        columns |= _usual(answers, role, actors)
        yield Again(role, about, columns)


def keep_closed(scene: Scene, first: list[Odds], again: list[Odds]) -> list[Odds]:
    """Return the odds `again`, with the `first` ones for drafts that tell of accords.

    Neighbours lend an accord parties it does not have: with theirs weighed again, fewer of
    the accords of articles left out have just the right parties.
    """
    return [
        one if draft.candidate.of_accord else other
        for one, other, draft in zip(first, again, scene.drafts, strict=True)
    ]


def _tabulate(odds: list[Odds]) -> _Answers:
    ids = tuple(sorted({id for table in odds for side in table.values() for id in side}))
    place = {id: n for n, id in enumerate(ids)}
    told = {role: np.zeros((len(odds), len(ids))) for role in _OTHER}
    asked = {role: np.zeros((len(odds), len(ids)), dtype=bool) for role in _OTHER}
    for n, table in enumerate(odds):
        for role, side in table.items():
            at = [place[id] for id in side]
            told[role][n, at] = list(side.values())
            asked[role][n, at] = True
    return _Answers(ids, told, asked)


def _within(
    scene: Scene,
    answers: _Answers,
    role: Role,
    drafts: NDArray[np.int64],
    actors: NDArray[np.int64],
) -> Columns:
    """Compare each answer with the others about the same draft."""
    each = np.arange(len(drafts))
    side, across = answers.odds[role][drafts], answers.odds[_OTHER[role]][drafts]
    p, opposed = side[each, actors], across[each, actors]
    rivals, facing = side.copy(), across.copy()
    rivals[each, actors] = facing[each, actors] = 0.0
    known = [scene.reader.participants.actors[id] for id in answers.ids]
    lands = [actor.country.value if actor.country is not None else None for actor in known]
    kindred = np.array([[bool(a) and a == b for b in lands] for a in lands])[actors]
    columns: Columns = {
        "odds": _log(p),
        "odds.lead": _log(p) - _log(rivals.max(axis=1)),
        "odds.rival": _log(rivals.max(axis=1)),
        "odds.across": _log(p) - _log(opposed),
        "odds.opposed": _log(opposed),
        "odds.facing": _log(facing.max(axis=1)),
        "odds.kindred": _log((rivals * kindred).max(axis=1)),
        "odds.kindred.facing": _log((facing * kindred).max(axis=1)),
        "place": (side > p[:, None]).sum(axis=1),
        "asked": answers.asked[role][drafts].sum(axis=1),
        "likely": (side > _LIKELY).sum(axis=1),
    }
    faced = answers.asked[_OTHER[role]][drafts]
    faced[each, actors] = False
    # The likeliest, of equals the last by name.
    last = len(answers.ids) - 1
    chosen = last - np.where(faced, facing, -1.0)[:, ::-1].argmax(axis=1)
    faces = np.asarray(faced.any(axis=1))
    columns |= _one_of("facing", [known[a].kind.value for a in chosen], faces)
    columns["facing.land"] = faces & kindred[each, chosen]
    return columns


def _described(scene: Scene, role: Role, about: tuple[tuple[int, str], ...]) -> Columns:
    """Say who each answer is about, and of what."""
    drafts = [scene.drafts[n] for n, _ in about]
    actors = [scene.reader.participants.actors[id] for _, id in about]
    ruled = [{s.value for s in (d.actors if role == "actor" else d.recipients)} for d in drafts]
    return {
        "mentions": np.array([min(scene.counts[id], _OFTEN) for _, id in about]),
        "country": np.array([actor.country is not None for actor in actors]),
        "ruled": np.array([id in ids for (_, id), ids in zip(about, ruled, strict=True)]),
        "ruled.any": np.array([bool(ids) for ids in ruled]),
        "mutual": np.array([draft.candidate.entry.mutual for draft in drafts]),
        "verbal": np.array([draft.candidate.entry.verbal for draft in drafts]),
        **_one_of("kind", [actor.kind.value for actor in actors]),
        **_one_of("type", [draft.type for draft in drafts]),
    }


def _around(
    answers: _Answers,
    kin: dict[str, list[list[int]]],
    role: Role,
    drafts: NDArray[np.int64],
    actors: NDArray[np.int64],
) -> Columns:
    """Say how each actor stands in the drafts beside, of the same word, and of the same type."""
    columns: Columns = {}
    for name, members in kin.items():
        sizes = np.array([len(those) for those in members])
        columns[f"{name}.none"] = (sizes == 0)[drafts]
        some = sizes > 0
        starts = (np.cumsum(sizes) - sizes)[some]
        everyone = np.array([m for those in members for m in those], dtype=np.int64)
        for told, odds in (("same", answers.odds[role]), ("other", answers.odds[_OTHER[role]])):
            table = np.zeros_like(odds)
            if len(everyone) and name == "type":
                table[some] = np.add.reduceat(odds[everyone], starts) / sizes[some, None]
            elif len(everyone):
                table[some] = np.maximum.reduceat(odds[everyone], starts)
            columns[f"{name}.{told}"] = table[drafts, actors]
    return columns


def _usual(answers: _Answers, role: Role, actors: NDArray[np.int64]) -> Columns:
    """Say how each actor stands over all drafts."""
    mine, theirs = answers.odds[role], answers.odds[_OTHER[role]]
    counts = {r: np.maximum(asked.sum(axis=0), 1) for r, asked in answers.asked.items()}
    return {
        "usual": (mine.sum(axis=0) / counts[role])[actors],
        "usual.top": mine.max(axis=0)[actors],
        "usual.other": (theirs.sum(axis=0) / counts[_OTHER[role]])[actors],
    }


def _kin(scene: Scene) -> dict[str, list[list[int]]]:
    """Return, for each draft, the indices of those in its sentence, beside it, and like it."""
    drafts = scene.drafts
    count = len(drafts)
    tables: dict[str, dict[object, list[int]]] = {
        "here": defaultdict(list),
        "word": defaultdict(list),
        "type": defaultdict(list),
    }

    def keys(n: int) -> dict[str, object]:
        head = drafts[n].candidate.head
        return {
            "here": head.sentence,
            "word": (head.lemma, drafts[n].type),
            "type": drafts[n].type,
        }

    for n in range(count):
        for name, key in keys(n).items():
            tables[name][key].append(n)
    kin = {
        name: [[m for m in table[keys(n)[name]] if m != n] for n in range(count)]
        for name, table in tables.items()
    }
    kin["before"] = [list(range(max(0, n - _NEAR), n)) for n in range(count)]
    kin["after"] = [list(range(n + 1, min(count, n + 1 + _NEAR))) for n in range(count)]
    return kin


def _one_of(name: str, values: Iterable[str], where: NDArray[np.bool_] | None = None) -> Columns:
    """Return a column for each of `values`, of the rows that have it, of those in `where`."""
    told = np.array(list(values))
    found: Columns = {f"{name}={value}": told == value for value in np.unique(told)}
    return found if where is None else {key: column & where for key, column in found.items()}


def _log(p: Numbers) -> Numbers:
    """Return the logarithm of the odds of each of `p`, bounded."""
    return np.log(np.maximum(p, _SURE) / np.maximum(1.0 - p, _SURE)) / 4
