"""Who acts and who is acted upon, by the scorers of the two sides."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt

from dragoman.languages.events_schema import Role
from dragoman.reading.events.draft import Draft
from dragoman.reading.events.scoring.model import Features
from dragoman.reading.events.scoring.pairs import side_features, stance_features
from dragoman.reading.events.scoring.scene import Scene
from dragoman.types.actor import Actor
from dragoman.types.span import Sourced, Span

Odds = dict[Role, dict[str, float]]

_OFFICIAL = ("GOV", "MIL")
_CROWDS = ("group", "other")
_WORD = re.compile(r"\w+")
_VISIT = "visit"
_PARTY = 0.5
_SECOND = 0.1
"""How sure the second party of an accord must be, and the guest of a visit once who is at home is
left out: hardly one lacks it."""


@dataclass(frozen=True, slots=True)
class Question:
    """Whether an actor stands on one side of a draft.

    Attributes:
        draft: index of the draft in its scene.
        role: the side.
        actor: id of the actor.
        features: what speaks for and against it.
    """

    draft: int
    role: Role
    actor: str
    features: Features


def roles_of(draft: Draft) -> tuple[Role, ...]:
    """Return the sides that are asked about: all parties of a mutual event act."""
    return ("actor",) if draft.candidate.entry.mutual else ("actor", "recipient")


def ask(scene: Scene) -> tuple[Question, ...]:
    """Return every question about the sides of the drafts of `scene`."""
    asked: list[Question] = []
    for n, draft in enumerate(scene.drafts):
        for actor in scene.options(draft):
            stance = stance_features(scene, draft, actor)
            asked += (
                Question(n, role, actor, {**stance, **side_features(scene, draft, actor, role)})
                for role in roles_of(draft)
            )
    return tuple(asked)


def surest(odds: Odds) -> tuple[float, float]:
    """Return the probability of the surest actor and of the surest recipient."""
    return (
        max(odds.get("actor", {}).values(), default=0.0),
        max(odds.get("recipient", {}).values(), default=0.0),
    )


def likeliest(odds: Odds) -> tuple[str | None, str | None]:
    """Return the surest actor and the surest recipient; None where nobody was asked about."""
    found = []
    for role in ("actor", "recipient"):
        side = odds.get(role, {})
        found.append(max(side, key=lambda id: (side[id], id)) if side else None)
    return found[0], found[1]


def pool(tellings: Sequence[Odds]) -> Odds:
    """Return the odds of the sides of one happening, from those of each of its tellings.

    One sentence names the guest and the next the host: of the surest, those tellings speak that
    ask about him. Whoever else takes part is likely asked about oftener than once, and the less
    likely the fewer of the tellings ask.
    """
    told: dict[Role, dict[str, list[float]]] = {}
    for odds in tellings:
        for role, side in odds.items():
            for id, p in side.items():
                told.setdefault(role, {}).setdefault(id, []).append(p)
    found: Odds = {}
    for role, asked in told.items():
        means = {id: sum(ps) / len(ps) for id, ps in asked.items()}
        surest = max(means, key=lambda id: (means[id], id))
        others = {id: means[id] * sqrt(len(ps) / len(tellings)) for id, ps in asked.items()}
        found[role] = others | {surest: means[surest]}
    return found


def fill_sides(
    scene: Scene, draft: Draft, odds: Odds, floors: dict[Role, float], also: float
) -> Draft:
    """Return `draft` with the sides that `odds` make likeliest.

    Args:
        scene: the article.
        draft: the proposal, with the sides that the rules gave it.
        odds: role to actor id to probability.
        floors: how sure the surest filler of a side must be; below it nobody fills it.
        also: how sure each further filler must be; of an accord's parties each behind the
            second must be likelier than not.
    """
    sides = _choose(draft, odds, floors, also)
    if draft.candidate.entry.pattern.act == _VISIT:
        away = _abroad(scene, odds, sides)
        if away is not None:
            sides = _choose(draft, away, floors | {"actor": _SECOND}, also)
    if not draft.candidate.entry.mutual:
        sides = _outward(scene, sides)
    return replace(
        draft,
        actors=_sourced(scene, draft, sides["actor"], "actor"),
        recipients=_sourced(scene, draft, sides["recipient"], "recipient"),
    )


def _outward(scene: Scene, sides: Odds) -> Odds:
    """Return `sides` without those acted upon whose states act together with others.

    "La Russie et le Mali condamnent le colonialisme": what two states do together they do not
    do to themselves or their leaders. One state alone may well arrest its own minister.
    """
    actors = scene.reader.participants.actors

    def state(id: str) -> str | None:
        office = _office(actors[id])
        return office[0] if office is not None else None

    acting = {state(id) for id in sides["actor"]} - {None}
    if len(acting) <= 1:
        return sides
    left = {id: p for id, p in sides["recipient"].items() if state(id) not in acting}
    return sides | {"recipient": left}


def _choose(draft: Draft, odds: Odds, floors: dict[Role, float], also: float) -> Odds:
    """Return the fillers of both sides with their odds."""
    if draft.candidate.of_accord:
        also = max(also, _PARTY)
    sides: Odds = {"actor": {}, "recipient": {}}
    parties = 2 if draft.candidate.entry.mutual else 1
    for role in roles_of(draft):
        other: Role = "recipient" if role == "actor" else "actor"
        ranked = sorted(odds.get(role, {}).items(), key=lambda pair: (-pair[1], pair[0]))
        for id, p in ranked:
            floor = floors[role] if len(sides[role]) < parties else also
            if len(sides[role]) == 1 and draft.candidate.of_accord:
                floor = _SECOND
            if p >= floor and p >= odds.get(other, {}).get(id, 0.0):
                sides[role][id] = p
    return sides


def _abroad(scene: Scene, odds: Odds, sides: Odds) -> Odds | None:
    """Return the odds of a visit without guests of the state that is their host, or without it.

    Nobody visits his own state: of the two, the less likely was not meant. None where nobody
    does.
    """
    actors = scene.reader.participants.actors

    def land(id: str) -> str | None:
        country = actors[id].country
        return country.value if country is not None else None

    def is_host(id: str) -> bool:
        return actors[id].kind.value == "state"

    hosts = {land(id): p for id, p in sides["recipient"].items() if is_host(id)}

    def is_at_home(id: str) -> bool:
        return _office(actors[id]) is not None and land(id) in hosts

    home = {id: p for id, p in sides["actor"].items() if is_at_home(id)}
    if not home:
        return None
    guest = max(home, key=lambda id: (home[id], id))
    role: Role = "actor"
    gone = {id for id in odds["actor"] if is_at_home(id)}
    if home[guest] > hosts[land(guest)]:
        role = "recipient"
        gone = {id for id in odds["recipient"] if is_host(id) and land(id) == land(guest)}
    return odds | {role: {id: p for id, p in odds[role].items() if id not in gone}}


def _sourced(
    scene: Scene, draft: Draft, side: dict[str, float], role: Role
) -> tuple[Sourced[str], ...]:
    """Return the fillers with their evidence: the rules' words, else the nearest mention."""
    by_rule = {s.value: s for s in (draft.actors if role == "actor" else draft.recipients)}
    found = []
    for id, p in _named_once(scene, _likelier(scene, side)).items():
        known = by_rule.get(id)
        found.append(
            Sourced(
                value=id,
                spans=known.spans if known else (_nearest(scene, draft, id),),
                rule=known.rule if known else f"judge:{role}",
                confidence=round(p, 3),
            )
        )
    return tuple(found)


def _likelier(scene: Scene, side: dict[str, float]) -> dict[str, float]:
    """Return `side` with either a state or its officials, whichever is likelier."""
    actors = scene.reader.participants.actors
    offices = {id: office for id in side if (office := _office(actors[id])) is not None}
    best: dict[tuple[str, bool], float] = {}
    for id, office in offices.items():
        best[office] = max(side[id], best.get(office, 0.0))

    def is_lesser(id: str) -> bool:
        country, official = offices[id]
        other = best.get((country, not official), 0.0)
        return side[id] < other if official else side[id] <= other

    return {id: p for id, p in side.items() if id not in offices or not is_lesser(id)}


def _named_once(scene: Scene, side: dict[str, float]) -> dict[str, float]:
    """Return `side` without those whose name is within, or around, that of a likelier one.

    "Quatre civils" and "des civils", "400 prisonniers" and "les prisonniers": what the reading of
    actors did not bring together is told once. Persons and bodies of one name are many.
    """
    actors = scene.reader.participants.actors
    kept: dict[str, float] = {}
    for id in sorted(side, key=lambda id: (-side[id], id)):
        mine = _crowd(actors[id])
        others = [_crowd(actors[other]) for other in kept]
        if not mine or not any(words and (words <= mine or mine <= words) for words in others):
            kept[id] = side[id]
    return {id: p for id, p in side.items() if id in kept}


def _crowd(actor: Actor) -> frozenset[str]:
    """Return the words that name a crowd with no name of its own; none of any other actor."""
    if actor.kind.value not in _CROWDS:
        return frozenset()
    return frozenset(_WORD.findall(actor.name.value.casefold()))


def _office(actor: Actor) -> tuple[str, bool] | None:
    """Return the state that an actor is or acts for, and whether as an official; else None."""
    if actor.country is None:
        return None
    if actor.kind.value == "state":
        return actor.country.value, False
    acts = actor.sector is None or actor.sector.value in _OFFICIAL
    return (actor.country.value, True) if actor.kind.value == "person" and acts else None


def _nearest(scene: Scene, draft: Draft, actor: str) -> Span:
    at = draft.candidate.head.start
    mentions = scene.reader.participants.actors[actor].mentions
    return min(mentions, key=lambda m: (abs(m.head.start - at), m.head.start)).head
