"""The same somebody in several articles: which entities are one, whatever the order they came."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from dragoman.resolution.names import Bearer, fold_name, same_person

if TYPE_CHECKING:
    from dragoman.resolution.descriptions import Descriptions, Lasting, Meaning

PROTEST = "PROTEST"
"""Type of the events by which a crowd is told to be protesters."""

_SURE = 0.6
"""Likeness of two full names from which they are one person's; see `same_person`."""
_OFTEN = 2
"""A surname alone means the person who is named that many times as often as the next."""
_PLURAL = re.compile(r"^[^-]*s\b")  # "policiers-antiemeutes"; a reader may take many for one
_TITLED = ("media", "ngo", "company")
_PAUSE: "dict[Lasting, int]" = {"always": 10**6, "while": 30, "day": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An entity as the articles name it.

    Attributes:
        id: "Q58217" or "MLI" where the knowledge base knows it; else its kind, folded
            name and state ("person:oleg-petrov:RUS"), with "@" and digits of its
            article where that never names it.
        kind: actor kind.
        name: the name most articles give it.
        country: None if none.
        known: whether the knowledge base knows it.
        published: first and last day, as ordinals, on which an article names it; None
            if unknown.
        documents: number of articles that name it.
        protests: whether it takes part in a protest there.
    """

    id: str
    kind: str
    name: str
    country: str | None
    known: bool
    published: tuple[int, int] | None = None
    documents: int = 1
    protests: bool = False

    @property
    def described(self) -> bool:
        """Whether its article describes it and never names it."""
        return not self.known and "@" in self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Which somebody an entity is.

    Attributes:
        cluster: id of the entity that stands for them all.
        by: the rule that decided.
        score: probability in 0..1 that it is right.
    """

    cluster: str
    by: str
    score: float


def block_of(entity: Named, descriptions: "Descriptions") -> str:
    """Return the key that entities share which may be one: only those are compared."""
    if "~" in entity.id:
        return entity.id  # a person gave a mention an entity of its own
    if entity.kind == "person" and not entity.described:
        from dragoman.knowledge.sound import frame

        words = entity.name.split()
        # A name in no alphabet that sounds falls back on its letters.
        return f"person:{frame(words[-1]) or fold_name(words[-1])}" if words else entity.id
    if entity.known or entity.kind == "state":
        return f"known:{entity.id}"
    if entity.kind == "military" and not entity.described and entity.id.count(":") == 1:
        return f"army:{entity.id}"
    tail = _proper_tail(entity.name) if entity.kind in _TITLED else ""
    if tail:
        return f"name:{tail}"
    folded = _folded(entity)
    if not entity.described and (state := descriptions.states.get(folded)):
        return f"known:{state}"  # a reader took the state's name for another body's
    meaning = _meaning(entity, descriptions)
    if not entity.described and (meaning.words == folded or not entity.country):
        return f"name:{folded}"
    if entity.described and entity.kind == "person" and not _PLURAL.search(folded):
        return f"one:{meaning.words}:{entity.country or ''}"  # a policeman is not the police
    # "le Parlement malien" names the body that another article describes as "le Parlement".
    return f"words:{meaning.words}:{entity.country or ''}"


def _meaning(entity: Named, descriptions: "Descriptions") -> "Meaning":
    """Return what an entity's description means: a crowd that protests is the protesters."""
    meaning = descriptions.read(_folded(entity), entity.country)
    if entity.protests and meaning.crowd and entity.country:
        return descriptions.protesters
    return meaning


def _proper_tail(name: str) -> str:
    """Return the proper name that ends a description ("l'ONG locale Grand Air"), folded."""
    words = name.split()
    tail = list(takewhile(lambda word: word[:1].isupper(), reversed(words)))
    return fold_name(" ".join(reversed(tail)))


def _folded(entity: Named) -> str:
    parts = entity.id.partition("@")[0].split(":")
    return parts[1] if len(parts) > 1 else parts[0]


def place(block: Sequence[Named], descriptions: "Descriptions") -> dict[str, Placed]:
    """Return which somebody each entity of one block is; a function of the set alone."""
    ordered = sorted(block, key=lambda entity: entity.id)
    states = [entity for entity in ordered if entity.kind == "state"]
    if states and len(ordered) > 1:
        return _told([states[0], *(e for e in ordered if e is not states[0])], "state-by-name", 0.8)
    titled = [e for e in ordered if e.kind in _TITLED and _proper_tail(e.name)]
    rest = [e for e in ordered if e not in titled]
    words = [e for e in rest if block_of(e, descriptions).startswith("words:")]
    people = [e for e in rest if e.kind == "person" and e not in words]
    others = [e for e in rest if e.kind != "person" and e not in words]
    return {**_described(words, descriptions), **_people(people), **_names([*titled, *others])}


def _stand_for(members: Iterable[Named]) -> Named:
    """Return the member by whose id all are called: known, then fully named, then first told."""
    return min(
        members,
        key=lambda m: (
            not m.known,
            m.described,
            0 if m.described else -len(m.name.split()),
            (m.published or (0, 0)) if m.described else (0, 0),
            m.id,
        ),
    )


def _told(members: list[Named], by: str, score: float) -> dict[str, Placed]:
    lead = _stand_for(members)
    return {
        member.id: Placed(cluster=lead.id, by=by, score=score if member is not lead else 1.0)
        for member in members
    }


def _described(entities: list[Named], descriptions: "Descriptions") -> dict[str, Placed]:
    """Place descriptions of one meaning and one state by when articles speak of them."""
    placed: dict[str, Placed] = {}
    for entity in entities:
        meaning = _meaning(entity, descriptions)
        if entity.published is None or not (entity.country or meaning.named):
            placed[entity.id] = Placed(cluster=entity.id, by="unnamed", score=1.0)
    rest = sorted(
        (entity for entity in entities if entity.id not in placed),
        key=lambda entity: (entity.published, entity.id),
    )
    chain: list[Named] = []
    end = 0
    for entity in rest:
        assert entity.published is not None
        lasts = _meaning(entity, descriptions).lasts
        if entity.kind == "person":
            lasts = "day"
        if chain and entity.published[0] - end > _PAUSE[lasts]:
            placed |= _told(chain, "same-description", 0.7)
            chain = []
        chain.append(entity)
        end = max(end, entity.published[1]) if len(chain) > 1 else entity.published[1]
    if chain:
        placed |= _told(chain, "same-description", 0.7)
    return placed


def _names(entities: list[Named]) -> dict[str, Placed]:
    """Place bearers of one name: they are one unless they belong to different states."""
    lands: dict[str | None, list[Named]] = defaultdict(list)
    for entity in entities:
        lands[entity.country].append(entity)
    free = lands.pop(None, [])
    if len(lands) == 1:
        return _told([*next(iter(lands.values())), *free], "same-name", 0.85)
    placed: dict[str, Placed] = {}
    for members in (*lands.values(), free):
        if members:
            placed |= _told(members, "same-name", 0.85)
    return placed


def _people(entities: list[Named]) -> dict[str, Placed]:
    """Place persons of one surname: full names by likeness, then surnames alone."""
    full = [entity for entity in entities if len(entity.name.split()) > 1]
    lone = [entity for entity in entities if len(entity.name.split()) <= 1]
    groups = _join(full, _alike)
    alone = _join(lone, _one_land)
    placed: dict[str, Placed] = {}
    for members in alone:
        host = _host(members, groups)
        if host is not None:
            host.extend(members)
        else:
            placed |= _told(members, "same-name", 0.6)
    for members in groups:
        placed |= _told(members, "same-person", 0.9)
    return placed


def _alike(one: Named, other: Named) -> float:
    """Return how likely two full names are one person's."""
    if one.known and other.known:
        return 0.0
    if fold_name(one.name) == fold_name(other.name):
        return 0.9  # a reader may miss whom somebody serves, but two bearers are rare
    return same_person(
        Bearer(name=one.name, country=one.country),
        Bearer(name=other.name, country=other.country),
    )


def _one_land(one: Named, other: Named) -> float:
    """Return how likely two surnames alone are one person's."""
    if one.country and other.country and one.country != other.country:
        return 0.0
    return 0.7 if fold_name(one.name) == fold_name(other.name) else 0.0


def _join(entities: list[Named], likely: Callable[[Named, Named], float]) -> list[list[Named]]:
    """Return the groups that the likeliest pairs make; no group holds two known people."""
    pairs = sorted(
        (-score, one.id, other.id)
        for n, one in enumerate(entities)
        for other in entities[n + 1 :]
        if (score := likely(one, other)) >= _SURE
    )
    group = {entity.id: [entity] for entity in entities}
    for _, one, other in pairs:
        first, second = group[one], group[other]
        if first is second or (any(m.known for m in first) and any(m.known for m in second)):
            continue
        if any(likely(a, b) == 0.0 for a in first for b in second):
            continue
        first.extend(second)
        for member in second:
            group[member.id] = first
    return list({id(members): members for members in group.values()}.values())


def _host(alone: list[Named], groups: list[list[Named]]) -> list[Named] | None:
    """Return the full name that a surname alone means; None if that is open."""
    lands = {entity.country for entity in alone if entity.country}
    fitting = [
        (sum(member.documents for member in members), members)
        for members in groups
        if not lands or any(member.country in lands or member.country is None for member in members)
    ]
    fitting.sort(key=lambda pair: (-pair[0], min(member.id for member in pair[1])))
    if not fitting:
        return None
    if len(fitting) > 1 and fitting[0][0] < _OFTEN * fitting[1][0]:
        return None
    return fitting[0][1]
