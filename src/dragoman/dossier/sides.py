"""Which entity a user means by a name, and which others count as it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from dragoman.dossier.entry import Side
from dragoman.dossier.parties import usual_names
from dragoman.errors import DragomanError, UnknownNameError
from dragoman.knowledge import Knowledge, Match
from dragoman.knowledge.m49 import find_region
from dragoman.record.views import EntityInfo
from dragoman.resolution.names import fold_name

_NEAR = 0.6
_WORD = 0.95  # a word of a name counts a little less than the name
_MOST_SUGGESTED = 4


class NameNotFoundError(UnknownNameError):
    """A name that nothing known bears.

    Attributes:
        name: the name as typed.
        near: names like it that are known, the nearest first; often empty.
    """

    def __init__(self, name: str, near: tuple[str, ...]) -> None:
        """Say the name and what it might have meant."""
        self.name, self.near = name, near
        hint = f"Did you mean {', '.join(near)}?" if near else "Try its usual name or ISO code."
        super().__init__(f"no state, organisation or person is known as {name!r}. {hint}")


class SameSideError(DragomanError):
    """Both names of a pair mean the same entity, or its predecessor.

    Attributes:
        one, other: the names as typed.
    """

    def __init__(self, one: str, other: str) -> None:
        """Say the two names."""
        self.one, self.other = one, other
        super().__init__(
            f"{one!r} and {other!r} are the same side. Name two different ones; predecessors "
            f"can be left out with --no-predecessors."
        )


def find_side(
    name: str,
    knowledge: Knowledge,
    *,
    entities: Callable[[], Iterable[EntityInfo]] = tuple,
    predecessors: bool = True,
    members: bool = False,
) -> Side:
    """Return the side that `name` means.

    Args:
        name: a name in French or English, an ISO code, an acronym, a region of the
            M49 standard, or the name of somebody in the record.
        knowledge: knows states, organisations and office holders.
        entities: gives those of the record, the most named first; asked only if
            the knowledge base does not know the name.
        predecessors: whether states that it legally continues count as it, as the
            Soviet Union does as Russia.
        members: whether the states that are now in an organisation count as it.

    Raises:
        NameNotFoundError: if nothing is known by that name; names near ones.
    """
    match = next(iter(knowledge.named(name)), None)
    if match is None and (region := find_region(name)):
        return _group(knowledge, region.code, "region", region.names, region.states, predecessors)
    match = match or knowledge.best(name)
    if match is not None:
        side = side_of(match, knowledge, predecessors=predecessors)
        body = knowledge.organisations.get(match.entity) if members else None
        return _with_members(knowledge, side, body.members, predecessors) if body else side
    held = tuple(entities())
    folded = fold_name(name)
    for entity in held:
        if folded and folded in (fold_name(entity.name), entity.id.casefold()):
            return Side(
                id=entity.id,
                kind=entity.kind,
                names={"fr": entity.name, "en": entity.name},
                ids=frozenset({entity.id}),
            )
    raise NameNotFoundError(name, _near(name, knowledge, held))


def find_sides(
    names: Sequence[str],
    knowledge: Knowledge,
    *,
    entities: Callable[[], Iterable[EntityInfo]] = tuple,
    predecessors: bool = True,
    members: bool = False,
) -> tuple[Side, ...]:
    """Return the sides that `names` mean, which must be different ones; see `find_side`.

    Raises:
        NameNotFoundError: if nothing is known by one of them.
        SameSideError: if two of them share somebody.
    """
    sides = tuple(
        find_side(name, knowledge, entities=entities, predecessors=predecessors, members=members)
        for name in names
    )
    for at, side in enumerate(sides):
        for earlier in range(at):
            if side.ids & sides[earlier].ids:
                raise SameSideError(names[earlier], names[at])
    return sides


def _group(
    knowledge: Knowledge,
    id: str,
    kind: str,
    names: Mapping[str, Sequence[str]],
    states: Iterable[str],
    predecessors: bool,
) -> Side:
    """Return a side that is a group of states."""
    held = tuple(states)
    before = [p for state in held for p in _predecessors(knowledge, state)]
    return Side(
        id=id,
        kind=kind,
        names={code: known[0] for code, known in names.items() if known},
        ids=frozenset({*held, *(before if predecessors else ())}),
    )


def _with_members(
    knowledge: Knowledge, side: Side, states: Iterable[str], predecessors: bool
) -> Side:
    """Return the side of an organisation in which its members count as it."""
    names = {code: (name,) for code, name in side.names.items()}
    group = _group(knowledge, side.id, side.kind, names, states, predecessors)
    return replace(side, ids=side.ids | group.ids)


def side_of(match: Match, knowledge: Knowledge, *, predecessors: bool = True) -> Side:
    """Return the side that a name of the knowledge base means; see `find_side`."""
    before = _predecessors(knowledge, match.entity) if predecessors else ()
    return Side(
        id=match.entity,
        kind=match.entity_kind,
        names=usual_names(knowledge, match.entity) or {"fr": match.name, "en": match.name},
        ids=frozenset({match.entity, *before}),
        predecessors=before,
        predecessor_names={former: usual_names(knowledge, former) for former in before},
    )


def _predecessors(knowledge: Knowledge, state: str) -> tuple[str, ...]:
    """Return the states that `state` legally continues, the latest first."""
    found: list[str] = []
    descent = knowledge.descents.get(state)
    while descent and descent.continues and descent.continues not in found:
        found.append(descent.continues)
        descent = knowledge.descents.get(descent.continues)
    return tuple(found)


def _likeness(typed: str, name: str, **_: object) -> float:
    """Return how like one folded name is to another or to a word of it, in 0..1."""
    from rapidfuzz.distance import OSA

    whole = OSA.normalized_similarity(typed, name)
    words = (OSA.normalized_similarity(typed, word) * _WORD for word in name.split("-"))
    return max(whole, *words, 0.0)


def _near(name: str, knowledge: Knowledge, held: tuple[EntityInfo, ...]) -> tuple[str, ...]:
    """Return known names like `name`, the nearest first."""
    from rapidfuzz import process  # takes a while to load

    scored = [(match.score, match.matched) for match in knowledge.suggest(name)]
    names = [entity.name for entity in held]
    for found, score, _ in process.extract(
        name, names, scorer=_likeness, processor=fold_name, limit=3, score_cutoff=_NEAR
    ):
        scored.append((score, found))
    scored.sort(key=lambda pair: -pair[0])
    return tuple(dict.fromkeys(found for _, found in scored))[:_MOST_SUGGESTED]


def side_with_id(
    wanted: str, knowledge: Knowledge, entities: Callable[[], Iterable[EntityInfo]]
) -> Side:
    """Return the side whose id is `wanted`, or that is called so.

    Args:
        wanted: an id of the knowledge base or of an entity of the record.
        knowledge: knows states and organisations.
        entities: gives the entities of the record.

    Raises:
        NameNotFoundError: if nothing has that id or name.
    """
    body = knowledge.organisations.get(wanted)
    if body is not None or wanted in knowledge.states:
        # By name another may come first: "SDN" is the League of Nations, and Sudan's code.
        kind = body.kind if body else "state"
        match = Match(entity=wanted, entity_kind=kind, name=wanted, country=None, matched=wanted)
        return side_of(match, knowledge)
    for entity in entities():
        if entity.id == wanted:
            names = {"fr": entity.name, "en": entity.name}
            return Side(id=wanted, kind=entity.kind, names=names, ids=frozenset({wanted}))
    if (person := knowledge.tenures.persons.get(wanted)) is not None:
        names = {"fr": person.name, "en": person.name}
        return Side(id=wanted, kind="person", names=names, ids=frozenset({wanted}))
    return find_side(wanted, knowledge, entities=entities)
