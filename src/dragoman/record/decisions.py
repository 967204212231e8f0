"""What people decide of identity: put together, held apart, undone. Machines never overrule it.

A decision is a judgement whose relation is "joined" or "apart"; its subject and verdict are
two entities, two events or two agreements. Mentions that people moved are decisions too: see
`moves`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Connection, insert, or_, select, update

from dragoman.record.moves import MOVED, MOVED_ONE, Moved, tell_move
from dragoman.record.tables import judgements
from dragoman.resolution.partition import Pair, pair_of

JOINED, APART = "joined", "apart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision of a person on two entities or facts, or on a mention and an entity.

    Attributes:
        id: its number in the record.
        one, other: ids of what is decided on; of a move, the place of the mention and the
            entity it is of.
        relation: "joined", "apart", "moved" (all that an article says of an actor) or
            "moved one" (one mention).
        by: who decided.
        decided_at: ISO 8601 moment, in UTC.
        undone_at: when it was taken back; None if it stands.
        moved: what a move was of; None if it is none.
    """

    id: int
    one: str
    other: str
    relation: str
    by: str
    decided_at: str
    undone_at: str | None
    moved: Moved | None = None


def write_decision(
    connection: Connection, one: str, other: str, *, relation: str, by: str, now: str
) -> int:
    """Note a decision; return its number. An opposite decision on the same two is undone."""
    columns = judgements.c
    same = or_(
        (columns.subject == one) & (columns.verdict == other),
        (columns.subject == other) & (columns.verdict == one),
    )
    earlier = update(judgements).where(same, _decided(), columns.undone_at.is_(None))
    connection.execute(earlier.values(undone_at=now))
    row = {
        "subject": one,
        "verdict": other,
        "relation": relation,
        "by": by,
        "score": 1.0,
        "decided_at": now,
    }
    return int(connection.execute(insert(judgements).returning(columns.id), row).scalar_one())


def undo_decision(connection: Connection, number: int, *, now: str) -> Decision | None:
    """Take back the decision with that number; return it, or None if none stands there."""
    columns = judgements.c
    query = select(judgements).where(columns.id == number, _decided(), columns.undone_at.is_(None))
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    connection.execute(update(judgements).where(columns.id == number).values(undone_at=now))
    return _decision(row)


def list_decisions(
    connection: Connection, about: Iterable[str] | None = None
) -> tuple[Decision, ...]:
    """Return every decision on `about`, or all, those taken back included, oldest first."""
    if about is None:
        everything = select(judgements).where(_decided()).order_by(judgements.c.id)
        return tuple(_told(connection, _decision(row)) for row in connection.execute(everything))
    wanted = sorted(set(about))
    columns = judgements.c
    found: dict[int, Decision] = {}
    for start in range(0, len(wanted), 400):
        some = wanted[start : start + 400]
        query = select(judgements).where(
            _decided(), or_(columns.subject.in_(some), columns.verdict.in_(some))
        )
        found |= {row.id: _decision(row) for row in connection.execute(query)}
    away = select(judgements).where(columns.relation.in_((MOVED, MOVED_ONE)))
    for row in connection.execute(away).all():
        one = found.setdefault(row.id, _told(connection, _decision(row)))
        if one.other not in wanted and (one.moved is None or one.moved.former not in wanted):
            del found[row.id]
    return tuple(_told(connection, found[number]) for number in sorted(found))


def _told(connection: Connection, decision: Decision) -> Decision:
    """Return a decision with what it was of, if it is a move."""
    if decision.relation not in (MOVED, MOVED_ONE) or decision.moved is not None:
        return decision
    return replace(decision, moved=tell_move(connection, decision.one))


def standing(connection: Connection) -> tuple[frozenset[Pair], frozenset[Pair]]:
    """Return the pairs that people joined and held apart, by decisions that stand."""
    columns = judgements.c
    query = select(columns.subject, columns.verdict, columns.relation).where(
        columns.relation.in_((JOINED, APART)), columns.undone_at.is_(None)
    )
    joined: set[Pair] = set()
    apart: set[Pair] = set()
    for row in connection.execute(query):
        (joined if row.relation == JOINED else apart).add(pair_of(row.subject, row.verdict))
    return frozenset(joined), frozenset(apart)


def _decided() -> ColumnElement[bool]:
    return judgements.c.relation.in_((JOINED, APART, MOVED, MOVED_ONE))


def _decision(row: object) -> Decision:
    values = row._mapping  # type: ignore[attr-defined]
    return Decision(
        id=values["id"],
        one=values["subject"],
        other=values["verdict"],
        relation=values["relation"],
        by=values["by"],
        decided_at=values["decided_at"],
        undone_at=values["undone_at"],
    )
