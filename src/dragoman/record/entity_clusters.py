"""Which entities of the record are one somebody, kept up as documents come."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, func, select

from dragoman.record.decisions import standing
from dragoman.record.dialect import put_rows
from dragoman.record.filters import is_code
from dragoman.record.meetings import note_meetings, of_entities
from dragoman.record.resolution_tables import identities
from dragoman.record.tables import actors, documents, entities, events, participants
from dragoman.resolution.partition import Pair, components
from dragoman.resolution.somebodies import PROTEST, Named, Placed, block_of, place
from dragoman.resolution.traits import days_of

Key = TypeVar("Key", int, str)
_AT_ONCE = 400


def place_entities(connection: Connection, keys: Sequence[int], *, now: str) -> frozenset[str]:
    """Place the entities of the documents `keys` anew, and all they are compared with.

    Returns:
        entities that now are somebody else than before.
    """
    from dragoman.resolution.descriptions import load_descriptions  # loads pydantic

    touched = set(_scalars(connection, select(actors.c.entity).distinct(), actors.c.document, keys))
    joined, apart = standing(connection)
    touched |= _linked(touched, joined | apart)
    descriptions = load_descriptions()
    fresh = {named.id: named for named in _load(connection, touched)}
    block = {id: _number(block_of(named, descriptions)) for id, named in fresh.items()}
    held = _held(connection, fresh)
    wanted = {*block.values(), *(row.block for row in held.values())}
    others = set(
        _scalars(connection, select(identities.c.entity), identities.c.block, sorted(wanted))
    )
    others |= _linked(others, joined | apart)
    rest = {named.id: named for named in _load(connection, others - fresh.keys())}
    block |= {id: _number(block_of(named, descriptions)) for id, named in rest.items()}
    everybody = fresh | rest
    held |= _held(connection, rest)
    blocks: dict[int, list[Named]] = defaultdict(list)
    for id, named in everybody.items():
        blocks[block[id]].append(named)
    placed: dict[str, Placed] = {}
    for number in sorted(blocks):
        placed |= place(blocks[number], descriptions)
    placed = heed(placed, joined, apart)
    rows, changed, recoded = [], set[str](), set[str]()
    for id, where in placed.items():
        before = held.get(id)
        row = {
            "entity": id,
            "cluster": where.cluster,
            "by": where.by,
            "score": where.score,
            "decided_at": now,
            "block": block[id],
        }
        if before is None or (before.cluster, before.by, before.block) != (
            where.cluster, where.by, block[id],
        ):  # fmt: skip
            rows.append(row)
            leads = {where.cluster, before.cluster if before else where.cluster}
            if any(is_code(lead) and lead != id for lead in leads):
                recoded.add(id)
            # What is new is compared in any case: its documents wait.
            if before is not None and before.cluster != where.cluster:
                changed.add(id)
    put_rows(connection, identities, ["entity"], rows)
    if recoded:
        note_meetings(connection, of_entities(connection, recoded))
    return frozenset(changed)


def heed(
    placed: dict[str, Placed], joined: Iterable[Pair], apart: Iterable[Pair]
) -> dict[str, Placed]:
    """Return `placed` as people decided: what they joined is one, what they parted is not.

    Of two that are held apart, the one that stands for the others keeps them; the other
    leaves alone, with those that people joined to it.
    """
    ours = {pair for pair in joined if pair[0] in placed and pair[1] in placed}
    parted = {pair for pair in apart if pair[0] in placed and pair[1] in placed}
    tied = {id: group[0] for group in components(placed, ours - parted) for id in group}
    where = {id: one.cluster for id, one in placed.items()}
    for one, other in sorted(parted):
        if where[one] == where[other]:
            leaver = one if where[one] != one else other
            leaving = [id for id in placed if tied[id] == tied[leaver]]
            where |= dict.fromkeys(leaving, min(leaving))
    groups: dict[str, list[str]] = defaultdict(list)
    for id, cluster in where.items():
        groups[cluster].append(id)
    pairs = {(min(ids), id) for ids in groups.values() for id in ids if id != min(ids)}
    enemies = {frozenset(pair) for pair in parted}
    joins = {pair for pair in ours if frozenset(pair) not in enemies}
    result: dict[str, Placed] = {}
    for group in components(placed, pairs | joins):
        leads = {where[id] for id in group}
        lead = min(leads, key=lambda id: (":" in id, "@" in id, id))
        for id in group:
            if lead == placed[id].cluster:
                result[id] = placed[id]
            else:
                result[id] = Placed(cluster=lead, by="person", score=1.0)
    return result


def _linked(ids: Iterable[str], pairs: Iterable[Pair]) -> set[str]:
    """Return what decisions tie to `ids`, near or far."""
    near: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        near[one].add(other)
        near[other].add(one)
    found: set[str] = set()
    waiting = [id for id in ids if id in near]
    while waiting:
        for id in near[waiting.pop()] - found:
            found.add(id)
            waiting.append(id)
    return found


def cluster_of(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Return entity to the somebody it is; those that stand for themselves are left out."""
    query = select(identities.c.entity, identities.c.cluster)
    found: dict[str, str] = {}
    for some in _some(sorted(set(ids))):
        rows = connection.execute(query.where(identities.c.entity.in_(some)))
        found |= {row.entity: row.cluster for row in rows if row.entity != row.cluster}
    return found


def _held(connection: Connection, ids: Iterable[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for some in _some(sorted(ids)):
        query = select(identities).where(identities.c.entity.in_(some))
        found |= {row.entity: row for row in connection.execute(query)}
    return found


def _load(connection: Connection, ids: Iterable[str]) -> Iterator[Named]:
    """Yield entities as their articles name them."""
    for some in _some(sorted(ids)):
        query = select(entities).where(entities.c.id.in_(some))
        rows = connection.execute(query).all()
        # A state, or a body the knowledge base knows, is itself whatever it is called.
        open_ = [row.id for row in rows if row.kind == "person" or not row.known]
        names: dict[str, Counter[str]] = defaultdict(Counter)
        days: dict[str, list[tuple[int, int]]] = defaultdict(list)
        told = (
            select(actors.c.entity, actors.c.name, documents.c.published, func.count())
            .join(documents, documents.c.id == actors.c.document)
            .where(actors.c.entity.in_(open_))
            .group_by(actors.c.entity, actors.c.name, documents.c.published)
        )
        for entity, name, published, count in connection.execute(told):
            names[entity][name] += count
            if stretch := days_of(published):
                days[entity].append(stretch)
        crowds = (
            select(participants.c.entity)
            .join(events, events.c.fact == participants.c.fact)
            .where(
                participants.c.entity.in_(open_),
                participants.c.role == "actor",
                events.c.type == PROTEST,
            )
        )
        protesting = set(connection.scalars(crowds))
        for row in rows:
            called = names[row.id] or Counter({row.name: 1})
            stretches = days[row.id]
            yield Named(
                id=row.id,
                kind=row.kind,
                name=min(called, key=lambda name: (-called[name], -len(name), name)),
                country=row.country,
                known=row.known,
                published=(min(s[0] for s in stretches), max(s[1] for s in stretches))
                if stretches
                else None,
                documents=called.total(),
                protests=row.id in protesting,
            )


def _scalars(
    connection: Connection, query: Select[Any], column: Any, keys: Sequence[Key]
) -> Iterator[str]:
    for some in _some(list(keys)):
        yield from connection.scalars(query.where(column.in_(some)))


def _some(keys: list[Key]) -> Iterator[list[Key]]:
    for start in range(0, len(keys), _AT_ONCE):
        yield keys[start : start + _AT_ONCE]


def _number(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)
