"""Which events of the record are one happening, and which agreements one accord.

What two facts are compared by, the keys that bring them together and the odds of each pair
are kept, so that a new document costs only its own comparisons. Groups are worked out anew
only where something changed: a group never reaches over facts that no strong tie connects.
"""

import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, or_, select

from dragoman.reading.serialise import from_json
from dragoman.record.decisions import standing
from dragoman.record.entity_clusters import cluster_of
from dragoman.record.kinds import AnySide, Kind, describe, kinds, unpack
from dragoman.record.moves import as_moved
from dragoman.record.resolution_tables import blocks, clusters, members, ties, traits
from dragoman.record.tables import actors, documents, facts, readings, texts
from dragoman.resolution.partition import Pair, components, pair_of, partition

_AT_ONCE = 400
_PAIRS_AT_ONCE = 20_000


def describe_facts(connection: Connection, keys: Sequence[int]) -> None:
    """Keep what the facts of the documents `keys` are compared by."""
    for key in keys:
        row = connection.execute(
            select(readings.c.body, texts.c.text, documents.c.language)
            .join(texts, texts.c.document == readings.c.document)
            .join(documents, documents.c.id == readings.c.document)
            .where(readings.c.document == key)
        ).one_or_none()
        if row is None:
            continue
        own = select(facts.c.local, facts.c.id).where(
            facts.c.document == key, facts.c.kind.in_(("E", "G"))
        )
        ids = {row.local: row.id for row in connection.execute(own)}
        connection.execute(delete(traits).where(traits.c.fact.in_(list(ids.values()))))
        reading = as_moved(connection, from_json(zlib.decompress(row.body)))
        found = describe(reading, row.text, language=row.language, ids=ids)
        if found:
            rows = [{"fact": fact, "body": body} for fact, body in found]
            connection.execute(insert(traits), rows)


def place_facts(
    connection: Connection, keys: Sequence[int], changed: Collection[str], *, now: str
) -> None:
    """Bring together the facts of the documents `keys` with all others.

    Args:
        connection: the record.
        keys: numbers of documents that are new or were read again.
        changed: entities that now are somebody else: what they do is compared again.
        now: ISO 8601 moment that is noted beside what is decided.
    """
    touched = set(keys)
    for some in _some(sorted(changed)):
        query = select(actors.c.document).where(actors.c.entity.in_(some))
        touched |= set(connection.scalars(query))
    for kind in kinds():
        fresh: set[str] = set()
        for numbers in _some(sorted(touched)):
            query = select(facts.c.id).where(
                facts.c.document.in_(numbers), facts.c.kind == kind.letter
            )
            fresh |= set(connection.scalars(query))
        if fresh:
            _tie(connection, kind, fresh, now)
            regroup(connection, kind, fresh)


def _tie(connection: Connection, kind: Kind, fresh: set[str], now: str) -> None:
    """Compare `fresh` facts with all that share a key, and keep the odds."""
    for some in _some(sorted(fresh)):
        connection.execute(delete(blocks).where(blocks.c.fact.in_(some)))
        connection.execute(delete(ties).where(or_(ties.c.one.in_(some), ties.c.other.in_(some))))
    sides = _sides(connection, kind, fresh)
    own = [(key, fact) for fact, side in sides.items() for key in kind.keys(side)]
    if not own:
        return
    connection.execute(insert(blocks), [{"key": key, "fact": fact} for key, fact in own])
    sharing: dict[int, set[str]] = defaultdict(set)
    for numbers in _some(sorted({key for key, _ in own})):
        query = select(blocks.c.key, blocks.c.fact).where(blocks.c.key.in_(numbers))
        for key, fact in connection.execute(query):
            sharing[key].add(fact)
    pairs = {pair_of(fact, other) for key, fact in own for other in sharing[key]}
    asked = sorted(pair for pair in pairs if pair[0] != pair[1])
    sides |= _sides(connection, kind, {fact for pair in asked for fact in pair} - sides.keys())
    for start in range(0, len(asked), _PAIRS_AT_ONCE):
        part = asked[start : start + _PAIRS_AT_ONCE]
        scores = kind.score([(sides[one], sides[other]) for one, other in part])
        kept = [
            {"one": one, "other": other, "score": score, "by": kind.by, "decided_at": now}
            for (one, other), score in zip(part, scores, strict=True)
            if score >= kind.kept
        ]
        if kept:
            connection.execute(insert(ties), kept)


def regroup(connection: Connection, kind: Kind, touched: Collection[str]) -> None:
    """Work out anew the groups of `touched` facts and of all they are connected with."""
    joined, apart = standing(connection)
    ours = {pair for pair in joined if pair[0].startswith(f"{kind.letter}-")}
    reached, strong = _connected(connection, kind, touched, ours)
    likely = _ties_among(connection, reached)
    together = [pair for pair in ours if pair[0] in reached and pair[1] in reached]
    parted = [pair for pair in apart if pair[0] in reached and pair[1] in reached]
    groups: list[tuple[str, ...]] = []
    for component in components(reached, [*strong, *together]):
        names = set(component)
        groups += partition(
            component,
            {pair: score for one in component for pair, score in likely[one] if pair[1] in names},
            floor=kind.floor,
            together=[pair for pair in together if pair[0] in names],
            apart=[pair for pair in parted if pair[0] in names],
        )
    _write(connection, kind, groups)


def _connected(
    connection: Connection, kind: Kind, start: Collection[str], joined: Iterable[Pair]
) -> tuple[set[str], set[Pair]]:
    """Return all facts that strong ties, decisions or present groups connect with `start`."""
    near: dict[str, set[str]] = defaultdict(set)
    for one, other in joined:
        near[one].add(other)
        near[other].add(one)
    reached, front, strong = set(start), set(start), set[Pair]()
    while front:
        found: set[str] = set()
        for some in _some(sorted(front)):
            query = select(ties.c.one, ties.c.other).where(
                or_(ties.c.one.in_(some), ties.c.other.in_(some)), ties.c.score >= kind.floor
            )
            for one, other in connection.execute(query):
                strong.add((one, other))
                found |= {one, other}
            here = select(members.c.cluster).where(members.c.fact.in_(some))
            fellows = select(members.c.fact).where(members.c.cluster.in_(here))
            found |= set(connection.scalars(fellows))
        for fact in front:
            found |= near[fact]
        front = found - reached
        reached |= front
    held: set[str] = set()
    for some in _some(sorted(reached)):
        held |= set(connection.scalars(select(facts.c.id).where(facts.c.id.in_(some))))
    return held, strong


def _ties_among(
    connection: Connection, names: Collection[str]
) -> dict[str, list[tuple[Pair, float]]]:
    """Return first name to the pairs among `names` that are tied, with their odds."""
    found: dict[str, list[tuple[Pair, float]]] = defaultdict(list)
    for some in _some(sorted(names)):
        query = select(ties.c.one, ties.c.other, ties.c.score).where(ties.c.one.in_(some))
        for one, other, score in connection.execute(query):
            if other in names:
                found[one].append(((one, other), score))
    return found


def _write(connection: Connection, kind: Kind, groups: list[tuple[str, ...]]) -> None:
    """Put `groups` in the place of whatever their facts belonged to."""
    names = sorted(fact for group in groups for fact in group)
    lead_by = _order(connection, names)
    for some in _some(names):
        gone = select(members.c.cluster).where(members.c.fact.in_(some))
        old = list(set(connection.scalars(gone)))
        connection.execute(delete(members).where(members.c.cluster.in_(old)))
        connection.execute(delete(clusters).where(clusters.c.id.in_(old)))
    rows, within = [], []
    for group in groups:
        lead = min(group, key=lambda fact: lead_by[fact])
        name = f"{kind.cluster}{lead[1:]}"
        rows.append({"id": name, "kind": kind.cluster, "lead": lead, "size": len(group)})
        within += [{"fact": fact, "cluster": name} for fact in group]
    _fill(connection, clusters, rows)
    _fill(connection, members, within)


def _order(connection: Connection, names: list[str]) -> dict[str, tuple[str, str]]:
    """Return fact to what puts the first told before the later ones."""
    found: dict[str, tuple[str, str]] = {}
    for some in _some(names):
        query = (
            select(facts.c.id, documents.c.published)
            .join(documents, documents.c.id == facts.c.document)
            .where(facts.c.id.in_(some))
        )
        found |= {id: (published or "9999", id) for id, published in connection.execute(query)}
    return found


def _fill(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _sides(connection: Connection, kind: Kind, names: Collection[str]) -> dict[str, AnySide]:
    """Return the facts `names` ready to be compared."""
    bodies: dict[str, Any] = {}
    for some in _some(sorted(names)):
        query = select(traits.c.fact, traits.c.body).where(traits.c.fact.in_(some))
        bodies |= {fact: unpack(kind, body) for fact, body in connection.execute(query)}
    everybody: set[str] = set()
    for body in bodies.values():
        parts = (body.who, body.whom, body.near) if kind.letter == "E" else (body.parties,)
        everybody |= {one.entity for part in parts for one in part}
    somebody = cluster_of(connection, everybody)
    return {
        fact: kind.side(body, lambda entity: somebody.get(entity, entity))
        for fact, body in bodies.items()
    }


def _some(names: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(names), _AT_ONCE):
        yield names[start : start + _AT_ONCE]
