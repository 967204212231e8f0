"""The odds of the sides weighed once more, each in the light of all the others.

Whether an actor takes part depends on who else might: a state stands back behind its own
minister, an attacker is seldom its own victim, and who acted a sentence ago often acts on.
The parties of an accord are a closed set that its own words name: theirs stay as they were.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import log

from dragoman.languages.events_schema import Role
from dragoman.reading.events.scoring.model import Features
from dragoman.reading.events.scoring.scene import Scene
from dragoman.reading.events.scoring.sides import Odds

_OTHER: dict[Role, Role] = {"actor": "recipient", "recipient": "actor"}
_SURE = 1e-4
_NEAR = 3
_LIKELY = 0.3


@dataclass(frozen=True, slots=True)
class Again:
    """One answer to be weighed again.

    Attributes:
        draft: index of the draft in its scene.
        role: the side.
        actor: id of the actor.
        features: what the other answers say of it.
    """

    draft: int
    role: Role
    actor: str
    features: Features


def ask_again(scene: Scene, odds: list[Odds]) -> Iterator[Again]:
    """Yield every answer of `odds` with what the others say of it.

    Args:
        scene: the article.
        odds: the first answers, one table a draft, in the order of `scene.drafts`.
    """
    whole = _usual(odds)
    kin = _kin(scene)
    for n, table in enumerate(odds):
        for role, side in table.items():
            for actor in side:
                features = _within(scene, table, n, role, actor)
                _around(features, odds, kin, n, role, actor)
                mine, theirs = whole[role, actor], whole[_OTHER[role], actor]
                features["usual"], features["usual.top"] = _mean(mine), max(mine)
                features["usual.other"] = _mean(theirs)
                yield Again(n, role, actor, features)


def keep_closed(scene: Scene, first: list[Odds], again: list[Odds]) -> list[Odds]:
    """Return the odds `again`, with the `first` ones for drafts that tell of accords.

    Neighbours lend an accord parties it does not have: with theirs weighed again, fewer of
    the accords of articles left out have just the right parties.
    """
    return [
        one if draft.candidate.of_accord else other
        for one, other, draft in zip(first, again, scene.drafts, strict=True)
    ]


def _within(scene: Scene, table: Odds, n: int, role: Role, actor: str) -> Features:
    """Compare an answer with the others about the same draft."""
    draft = scene.drafts[n]
    actors = scene.reader.participants.actors
    side, across = table[role], table.get(_OTHER[role], {})
    p = side[actor]
    rivals = {id: q for id, q in side.items() if id != actor}
    facing = {id: q for id, q in across.items() if id != actor}
    rival, opposed = max(rivals.values(), default=0.0), across.get(actor, 0.0)
    land = country.value if (country := actors[actor].country) is not None else None

    def kindred(odds: dict[str, float]) -> float:
        lands = {id: c.value for id in odds if (c := actors[id].country) is not None}
        return max((q for id, q in odds.items() if land and lands.get(id) == land), default=0.0)

    kind = actors[actor].kind.value
    ruled = draft.actors if role == "actor" else draft.recipients
    found: Features = {
        "odds": _log(p),
        "odds.lead": _log(p) - _log(rival),
        "odds.rival": _log(rival),
        "odds.across": _log(p) - _log(opposed),
        "odds.opposed": _log(opposed),
        "odds.facing": _log(max(facing.values(), default=0.0)),
        "odds.kindred": _log(kindred(rivals)),
        "odds.kindred.facing": _log(kindred(facing)),
        "place": float(sum(q > p for q in side.values())),
        "asked": float(len(side)),
        "likely": float(sum(q > _LIKELY for q in side.values())),
        "mentions": float(min(scene.counts[actor], 12)),
        "country": float(land is not None),
        "ruled": float(any(s.value == actor for s in ruled)),
        "ruled.any": float(bool(ruled)),
        "mutual": float(draft.candidate.entry.mutual),
        "verbal": float(draft.candidate.entry.verbal),
        f"kind={kind}": 1.0,
        f"type={draft.type}": 1.0,
    }
    if facing:
        chosen = max(facing, key=lambda id: (facing[id], id))
        found[f"facing={actors[chosen].kind.value}"] = 1.0
        facer = actors[chosen].country
        found["facing.land"] = float(facer is not None and facer.value == land)
    return found


def _around(
    found: Features,
    odds: list[Odds],
    kin: dict[str, list[list[int]]],
    n: int,
    role: Role,
    actor: str,
) -> None:
    """Say how the actor stands in the drafts beside, of the same word, and of the same type."""
    other = _OTHER[role]
    groups = {name: members[n] for name, members in kin.items()}
    for name, members in groups.items():
        if not members:
            found[f"{name}.none"] = 1.0
            continue
        mine = [odds[m].get(role, {}).get(actor, 0.0) for m in members]
        theirs = [odds[m].get(other, {}).get(actor, 0.0) for m in members]
        found[f"{name}.same"] = _mean(mine) if name == "type" else max(mine)
        found[f"{name}.other"] = _mean(theirs) if name == "type" else max(theirs)


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


def _usual(odds: list[Odds]) -> dict[tuple[Role, str], list[float]]:
    """Return the odds of every actor on every side over all drafts."""
    found: dict[tuple[Role, str], list[float]] = defaultdict(list)
    for table in odds:
        for role, side in table.items():
            for actor, p in side.items():
                found[role, actor].append(p)
    return found


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _log(p: float) -> float:
    """Return the logarithm of the odds of `p`, bounded."""
    return log(max(p, _SURE) / max(1.0 - p, _SURE)) / 4
