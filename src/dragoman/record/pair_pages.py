"""The facts of a pair, the latest first, a page at a time: read in order from one index.

The queries are put together once: that costs more than asking them.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    CompoundSelect,
    Connection,
    Select,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    union_all,
)

from dragoman.record.dialect import as_list, listed
from dragoman.record.filters import Side, is_code
from dragoman.record.meeting_tables import meetings, pairs
from dragoman.record.resolution_tables import identities

_MOST_PAIRS = 16
_MOST_MERGED = 5000


class _Pair(NamedTuple):
    """Two codes, the smaller first, and how many facts are between them."""

    one: str
    other: str
    facts: int


def find_page(
    connection: Connection, kind: str, sides: tuple[Side, Side], *, first: int, most: int
) -> tuple[int, list[str]] | None:
    """Return how many facts of `kind` are between `sides`, and the ids of some of them.

    Dated ones come first, the latest before the others.

    Args:
        connection: the record.
        kind: "E", "Q", "G" or "C".
        sides: ids of each side, as they are asked for.
        first: how many to leave out at the beginning.
        most: how many to give.

    Returns:
        None where the index of pairs does not tell: of somebody who has no code, of sides
        that share somebody, of large groups of states.
    """
    one, other = sides
    if not all(map(is_code, one | other)):
        return None
    one, other = _widened(connection, one, other)
    if one & other:
        return None
    held = _pairs(connection, kind, one, other)
    if len(held) > _MOST_PAIRS or (len(held) > 1 and first + most > _MOST_MERGED):
        return None
    if not held:
        return 0, []
    if len(held) == 1:
        return held[0].facts, [row.fact for row in _latest(connection, kind, held[0], first, most)]
    rows = {
        row.fact: row for pair in held for row in _latest(connection, kind, pair, 0, first + most)
    }
    ordered = sorted(rows.values(), key=lambda row: (row.position, row.fact))
    ordered.sort(key=lambda row: (row.day, row.document), reverse=True)
    found = [row.fact for row in ordered[first : first + most]]
    return _total(connection, kind, held), found


def facts_between(connection: Connection, kind: str, sides: tuple[Side, Side]) -> list[str] | None:
    """Return the ids of all facts of `kind` between two sides, in no order.

    None where the index of pairs does not tell: of somebody who has no code, of sides that
    share somebody.
    """
    if not all(map(is_code, sides[0] | sides[1])):
        return None
    one, other = _widened(connection, *sides)
    if one & other:
        return None
    query = _between(connection.dialect.name)
    found: set[str] = set()
    for codes, others in ((one, other), (other, one)):
        names = {
            "codes": as_list(connection, sorted(codes)),
            "others": as_list(connection, sorted(others)),
            "kind": kind,
        }
        found |= {row[0] for row in connection.execute(query, names)}
    return sorted(found)


@cache
def _between(dialect: str) -> Select[Any]:
    return select(meetings.c.fact).where(
        meetings.c.one.in_(listed(dialect, "codes")),
        meetings.c.other.in_(listed(dialect, "others")),
        meetings.c.kind == bindparam("kind"),
    )


@cache
def _widening(dialect: str) -> Select[Any]:
    return select(identities.c.cluster, identities.c.entity).where(
        identities.c.cluster.in_(listed(dialect, "codes")),
        identities.c.entity.not_like("%:%"),
    )


def _widened(connection: Connection, one: Side, other: Side) -> tuple[Side, Side]:
    """Return two sides with all codes that are one with one of their own."""
    names = {"codes": as_list(connection, sorted(one | other))}
    found = connection.execute(_widening(connection.dialect.name), names).all()
    return (
        one | {entity for cluster, entity in found if cluster in one},
        other | {entity for cluster, entity in found if cluster in other},
    )


@cache
def _counting(dialect: str) -> CompoundSelect[Any]:
    forth, back = (
        select(pairs.c.one, pairs.c.other, pairs.c.facts).where(
            pairs.c.one.in_(listed(dialect, smaller)),
            pairs.c.other.in_(listed(dialect, larger)),
            pairs.c.kind == bindparam("kind"),
        )
        for smaller, larger in (("codes", "others"), ("others", "codes"))
    )
    return union_all(forth, back)


def _pairs(connection: Connection, kind: str, one: Side, other: Side) -> list[_Pair]:
    """Return the pairs of codes of two sides that have facts, most first."""
    names = {
        "codes": as_list(connection, sorted(one)),
        "others": as_list(connection, sorted(other)),
        "kind": kind,
    }
    found = connection.execute(_counting(connection.dialect.name), names)
    return sorted((_Pair(*row) for row in found), key=lambda pair: (-pair.facts, pair))


_LATEST = (
    select(meetings.c.fact, meetings.c.day, meetings.c.document, meetings.c.position)
    .where(
        meetings.c.one == bindparam("one"),
        meetings.c.other == bindparam("other"),
        meetings.c.kind == bindparam("kind"),
    )
    .order_by(
        meetings.c.day.desc(), meetings.c.document.desc(), meetings.c.position, meetings.c.fact
    )
    .offset(bindparam("first"))
    .limit(bindparam("most"))
)


def _latest(connection: Connection, kind: str, pair: _Pair, first: int, most: int) -> Sequence[Any]:
    names = {"one": pair.one, "other": pair.other, "kind": kind, "first": first, "most": most}
    return connection.execute(_LATEST, names).all()


def _total(connection: Connection, kind: str, held: Sequence[_Pair]) -> int:
    """Return how many facts are between one or more of the pairs `held`, the largest first."""
    largest, *others = held
    again = meetings.alias()
    known = exists().where(
        again.c.fact == meetings.c.fact,
        again.c.one == largest.one,
        again.c.other == largest.other,
    )
    query = select(func.count(meetings.c.fact.distinct())).where(
        meetings.c.kind == kind,
        or_(*(and_(meetings.c.one == pair.one, meetings.c.other == pair.other) for pair in others)),
        ~known,
    )
    return largest.facts + int(connection.scalar(query) or 0)
