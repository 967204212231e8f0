"""Which facts are between which two, kept beside them as they are written.

A pair of sides is asked for by codes: countries, and ids that the knowledge base gives. Each
fact stands under every two codes of two different participants, so that the facts of a pair
are read from one index in their order, and counted without being read. Somebody without a
code (a person, "military:RUS") stands under the code of whom it is held to be one with.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, delete, func, select

from dragoman.record.dialect import add_counts, load_rows, these
from dragoman.record.meeting_tables import meetings, pairs
from dragoman.record.queries import rejected
from dragoman.record.resolution_tables import identities
from dragoman.record.tables import documents, facts, judgements, participants

Fact = tuple[str, str, int, int, str | None, str | None]
"""Id, kind, document, position, earliest and latest day."""

Part = tuple[str, str, str | None]
"""Role, entity and country of one participant."""

_VOICES = frozenset(("speaker", "principal"))
_SPOKEN_OF = frozenset(("addressee", "about"))
_TAKING_PART = {
    "E": frozenset(("actor", "recipient")),
    "G": frozenset(("party", "signatory")),
    "C": frozenset(("about",)),
}
_AT_ONCE = 2000
_COLUMNS = [column.name for column in meetings.c]


def pairs_of(kind: str, parts: Sequence[Part], lead_of: Mapping[str, str]) -> set[tuple[str, str]]:
    """Return the pairs of codes, the smaller first, that a fact of `kind` is between.

    Args:
        kind: "E", "Q", "G" or "C".
        parts: who takes part.
        lead_of: entity to the code of whom it is one with, where that is another.
    """
    found: set[tuple[str, str]] = set()
    for at, (role, entity, country) in enumerate(parts):
        for other_role, other, other_country in parts[at + 1 :]:
            if entity == other or not _meet(kind, role, other_role):
                continue
            for one in (entity, country, lead_of.get(entity)):
                if one is None or ":" in one:
                    continue
                for two in (other, other_country, lead_of.get(other)):
                    if two is not None and two != one and ":" not in two:
                        found.add((one, two) if one < two else (two, one))
    return found


def _meet(kind: str, role: str, other: str) -> bool:
    """Tell whether participants in two roles are the two sides of a fact."""
    if kind == "Q":
        return (role in _VOICES and other in _SPOKEN_OF) or (
            role in _SPOKEN_OF and other in _VOICES
        )
    taking = _TAKING_PART[kind]
    return role in taking and other in taking


def write_meetings(
    connection: Connection, told: Iterable[Fact], parts: Mapping[str, Sequence[Part]]
) -> None:
    """Note of new facts of current versions which two they are between.

    Args:
        connection: a writing one.
        told: the facts; none of them is noted yet.
        parts: fact to who takes part in it.
    """
    held = [fact for fact in told if len(parts.get(fact[0], ())) > 1]
    if not held:
        return
    names = {entity for fact in held for _, entity, _ in parts[fact[0]]}
    lead_of = _leads(connection, sorted(names))
    known = [fact[0] for fact in held]
    out = {row.subject for row in connection.execute(_rejected_among(connection, known))}
    rows: list[tuple[Any, ...]] = []
    counts: Counter[tuple[str, str, str]] = Counter()
    met: dict[tuple[object, ...], set[tuple[str, str]]] = {}  # the same few meet again and again
    for id, kind, document, position, earliest, latest in held:
        if id in out:
            continue
        day = latest or earliest or ""
        who: tuple[object, ...] = (kind, *parts[id])
        if who not in met:
            met[who] = pairs_of(kind, parts[id], lead_of)
        for one, other in met[who]:
            rows.append((one, other, kind, day, document, id, position))
            counts[one, other, kind] += 1
    rows.sort()
    load_rows(connection, meetings, rows, _COLUMNS)
    _count(connection, counts)


def note_meetings(connection: Connection, wanted: Select[tuple[str]]) -> None:
    """Note anew which two the facts are between whose ids `wanted` gives."""
    forget_meetings(connection, wanted)
    query = (
        select(
            facts.c.id,
            facts.c.kind,
            facts.c.document,
            facts.c.position,
            facts.c.earliest,
            facts.c.latest,
        )
        .join(documents, documents.c.id == facts.c.document)
        .where(facts.c.id.in_(wanted), documents.c.current)
    )
    told = [tuple(row) for row in connection.execute(query)]
    for start in range(0, len(told), _AT_ONCE):
        some = told[start : start + _AT_ONCE]
        write_meetings(connection, some, _parts(connection, [fact[0] for fact in some]))


def forget_meetings(connection: Connection, wanted: Select[tuple[str]]) -> None:
    """Take the facts whose ids `wanted` gives out of all pairs."""
    noted = meetings.c.fact.in_(wanted)
    names = (meetings.c.one, meetings.c.other, meetings.c.kind)
    query = select(*names, func.count()).where(noted).group_by(*names)
    counts = {(row[0], row[1], row[2]): -row[3] for row in connection.execute(query)}
    if counts:
        connection.execute(delete(meetings).where(noted))
        _count(connection, counts)


def of_documents(keys: Select[Any] | Sequence[int]) -> Select[tuple[str]]:
    """Return the query for the ids of the facts of documents."""
    return select(facts.c.id).where(facts.c.document.in_(keys))


def of_entities(connection: Connection, ids: Iterable[str]) -> Select[tuple[str]]:
    """Return the query for the ids of the facts in which one of the entities `ids` takes part."""
    return select(participants.c.fact).where(
        participants.c.entity.in_(these(connection, sorted(ids)))
    )


def _rejected_among(connection: Connection, ids: Sequence[str]) -> Select[tuple[str]]:
    return rejected().where(judgements.c.subject.in_(these(connection, ids)))


def _leads(connection: Connection, names: Sequence[str]) -> Mapping[str, str]:
    """Return entity to the code of whom it is held to be one with."""
    query = select(identities.c.entity, identities.c.cluster).where(
        identities.c.entity.in_(these(connection, names)),
        identities.c.cluster != identities.c.entity,
        identities.c.cluster.not_like("%:%"),
    )
    return {row.entity: row.cluster for row in connection.execute(query)}


def _parts(connection: Connection, ids: Sequence[str]) -> Mapping[str, Sequence[Part]]:
    query = select(
        participants.c.fact, participants.c.role, participants.c.entity, participants.c.country
    ).where(participants.c.fact.in_(these(connection, ids)))
    found: dict[str, list[Part]] = defaultdict(list)
    for fact, role, entity, country in connection.execute(query):
        found[fact].append((role, entity, country))
    return found


def _count(connection: Connection, changes: Mapping[tuple[str, str, str], int]) -> None:
    """Change the numbers of facts of pairs; a pair that has none left goes."""
    if not changes:
        return
    rows = [
        {"one": one, "other": other, "kind": kind, "facts": change}
        for (one, other, kind), change in sorted(changes.items())
    ]
    add_counts(connection, pairs, ("one", "other", "kind"), "facts", rows)
    if any(change < 0 for change in changes.values()):
        columns = pairs.c
        gone = delete(pairs).where(
            columns.facts <= 0,
            and_(*(columns[name] == bindparam(f"its_{name}") for name in ("one", "other", "kind"))),
        )
        names = ("one", "other", "kind")
        connection.execute(gone, [{f"its_{name}": row[name] for name in names} for row in rows])
