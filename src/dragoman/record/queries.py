"""Which facts are asked for, as SQL that the record's indexes answer."""

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select, union

from dragoman.record.filters import Filters, Side
from dragoman.record.resolution_tables import identities, members
from dragoman.record.tables import (
    actors,
    agreements,
    documents,
    events,
    facts,
    judgements,
    participants,
    quotations,
)
from dragoman.record.verdicts import REJECTED
from dragoman.types.edtf import days

_TAKING_PART = {
    "E": ("actor", "recipient"),
    "G": ("party", "signatory"),
    "Q": ("speaker", "principal", "addressee", "about"),
    "C": ("about",),
}
_FEW = ("sides", "countries", "entity", "of", "about", "document")
_SPEAKING = ("speaker", "principal", "source")
_SPOKEN_OF = ("addressee", "about")


def chosen(kind: str, filters: Filters) -> Select[tuple[str]]:
    """Return the query for the ids of the facts of `kind` that fit `filters`."""
    roles = _TAKING_PART[kind]
    # Where few facts are asked for, SQLite would rather go through all of one kind by its index
    # and look each up among the few; an expression has no index.
    few = any(filters.get(name) is not None for name in _FEW)
    conditions: list[ColumnElement[bool]] = [
        (facts.c.kind.concat("") if few else facts.c.kind) == kind,
        facts.c.id.not_in(rejected()),
    ]
    query = select(facts.c.id).join(documents, documents.c.id == facts.c.document)
    if not filters.get("superseded", False):
        conditions.append(documents.c.current)
    if (document := filters.get("document")) is not None:
        conditions.append(facts.c.document == document)
    if (sides := filters.get("sides")) is not None:
        conditions.append(facts.c.id.in_(_between(kind, *sides)))
    if (countries := filters.get("countries")) is not None:
        conditions.append(facts.c.id.in_(_with(roles, countries)))
    if (entity := filters.get("entity")) is not None:
        same = select(identities.c.entity).where(identities.c.cluster == entity)
        own = select(participants.c.fact).where(
            or_(participants.c.entity == entity, participants.c.entity.in_(same)),
            participants.c.role.in_(roles),
        )
        conditions.append(facts.c.id.in_(own))
    if (together := filters.get("together")) is not None:
        told = select(members.c.fact).where(members.c.cluster.in_(sorted(together)))
        conditions.append(facts.c.id.in_(told))
    if (speakers := filters.get("of")) is not None:
        conditions.append(facts.c.id.in_(_with(_SPEAKING, speakers)))
    if (topics := filters.get("about")) is not None:
        conditions.append(facts.c.id.in_(_with(_SPOKEN_OF, topics)))
    if (around := filters.get("around")) is not None:
        conditions.append(_around(kind, *around))
    within = _within(filters.get("since"), filters.get("until"))
    if within and filters.get("undated", False):
        within = [or_(_dateless(), and_(*within))]
    conditions.extend(within)
    types, statuses = filters.get("types"), filters.get("statuses")
    acts, stages = filters.get("acts"), filters.get("stages")
    if types is not None or statuses is not None or acts is not None:
        query = query.join(events, events.c.fact == facts.c.id)
    spoken, force = filters.get("spoken"), filters.get("force")
    if spoken is not None or force is not None:
        query = query.join(quotations, quotations.c.fact == facts.c.id)
    if spoken is not None:
        conditions.append(quotations.c.kind == spoken)
    if force is not None:
        conditions.append(quotations.c.force == force)
    if acts is not None:
        conditions.append(_doing(acts))
    if stages is not None:
        query = query.join(agreements, agreements.c.fact == facts.c.id)
        conditions.append(agreements.c.stage.in_(sorted(stages)))
    if types is not None:
        conditions.append(events.c.type.in_(sorted(types)))
    if statuses is not None:
        conditions.append(events.c.status.in_(sorted(statuses)))
    return query.where(*conditions)


def find_ids(connection: Connection, kind: str, filters: Filters) -> list[str]:
    """Return the ids of the facts of `kind` that fit `filters`, in no order."""
    return list(connection.scalars(chosen(kind, widen(connection, filters))))


def rejected() -> Select[tuple[str]]:
    """Return the query for the ids of facts that somebody rejected."""
    return select(judgements.c.subject).where(
        judgements.c.verdict == REJECTED, judgements.c.undone_at.is_(None)
    )


def _doing(acts: frozenset[str]) -> ColumnElement[bool]:
    """Return the condition that an event is one of `acts`, part of one, or of such a mode."""
    named = (events.c.act.in_(sorted(acts)), events.c.mode.in_(sorted(acts)))
    return or_(*named, *(events.c.act.startswith(f"{act}.") for act in sorted(acts)))


def _with(roles: tuple[str, ...], side: Side) -> Select[tuple[str]]:
    """Return the query for facts in which a member of `side` has one of `roles`.

    Each half of the union is answered by one index.
    """
    members = sorted(side)
    halves = [
        select(participants.c.fact).where(column.in_(members), participants.c.role.in_(roles))
        for column in (participants.c.entity, participants.c.country)
    ]
    return select(union(*halves).subquery().c.fact)


def _between(kind: str, one: Side, other: Side) -> Select[tuple[str]]:
    """Return the query for facts in which the two sides meet."""
    if kind != "Q":
        return _meeting(_TAKING_PART[kind], one, _TAKING_PART[kind], other)
    forth = _meeting(("speaker", "principal"), one, _SPOKEN_OF, other)
    back = _meeting(("speaker", "principal"), other, _SPOKEN_OF, one)
    return select(union(forth, back).subquery().c.fact)


def _meeting(
    one_roles: tuple[str, ...], one: Side, other_roles: tuple[str, ...], other: Side
) -> Select[tuple[str]]:
    """Return the query for facts where `one` and `other` are two actors in such roles."""
    first, second = participants.alias(), participants.alias()
    return (
        select(first.c.fact)
        .join(second, and_(second.c.fact == first.c.fact, second.c.entity != first.c.entity))
        .where(
            first.c.fact.in_(_with(one_roles, one)),
            first.c.role.in_(one_roles),
            or_(first.c.entity.in_(sorted(one)), first.c.country.in_(sorted(one))),
            second.c.role.in_(other_roles),
            or_(second.c.entity.in_(sorted(other)), second.c.country.in_(sorted(other))),
        )
    )


def _around(kind: str, one: Side, other: Side) -> ColumnElement[bool]:
    """Return the condition that a fact touches the pair in passing, where both are named."""
    first, second = actors.alias(), actors.alias()
    both = (
        select(first.c.document)
        .join(
            second,
            and_(second.c.document == first.c.document, second.c.entity != first.c.entity),
        )
        .where(
            or_(first.c.entity.in_(sorted(one)), first.c.country.in_(sorted(one))),
            or_(second.c.entity.in_(sorted(other)), second.c.country.in_(sorted(other))),
        )
    )
    return and_(
        facts.c.document.in_(both),
        facts.c.id.in_(_with(_TAKING_PART[kind], one | other)),
        facts.c.id.not_in(_between(kind, one, other)),
    )


def _within(since: str | None, until: str | None) -> list[ColumnElement[bool]]:
    """Return the conditions that a fact may lie between two EDTF dates."""
    conditions: list[ColumnElement[bool]] = []
    first, last = days(since)[0], days(until)[1]
    if first is not None:
        conditions.append(or_(facts.c.latest >= first, _endless()))
    if last is not None:
        conditions.append(or_(facts.c.earliest <= last, _beginningless()))
    return conditions


def _dateless() -> ColumnElement[bool]:
    """Return the condition of a fact that no date is known of."""
    return and_(facts.c.earliest.is_(None), facts.c.latest.is_(None))


def _endless() -> ColumnElement[bool]:
    """Return the condition of a fact that has begun and has no known end."""
    return and_(facts.c.latest.is_(None), facts.c.earliest.is_not(None))


def _beginningless() -> ColumnElement[bool]:
    """Return the condition of a fact that has ended and has no known beginning."""
    return and_(facts.c.earliest.is_(None), facts.c.latest.is_not(None))


def widen(connection: Connection, filters: Filters) -> Filters:
    """Return `filters` in which every side counts all entities that are one with its own."""
    found: Filters = {**filters}
    if (sides := filters.get("sides")) is not None:
        found["sides"] = (_whole(connection, sides[0]), _whole(connection, sides[1]))
    if (around := filters.get("around")) is not None:
        found["around"] = (_whole(connection, around[0]), _whole(connection, around[1]))
    if (countries := filters.get("countries")) is not None:
        found["countries"] = _whole(connection, countries)
    if (speakers := filters.get("of")) is not None:
        found["of"] = _whole(connection, speakers)
    if (topics := filters.get("about")) is not None:
        found["about"] = _whole(connection, topics)
    return found


def _whole(connection: Connection, side: Side) -> Side:
    query = select(identities.c.entity).where(identities.c.cluster.in_(sorted(side)))
    return side | frozenset(connection.scalars(query))
