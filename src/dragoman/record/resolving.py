"""Bring together what the documents of a record tell: who is who, and what is one happening."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from dragoman.errors import DragomanError, UnknownNameError
from dragoman.record.database import Database
from dragoman.record.decisions import (
    APART,
    JOINED,
    Decision,
    list_decisions,
    undo_decision,
    write_decision,
)
from dragoman.record.entity_clusters import place_entities
from dragoman.record.fact_clusters import describe_facts, place_facts, regroup
from dragoman.record.kinds import kinds
from dragoman.record.mentions import Said, list_said
from dragoman.record.moves import MOVED, MOVED_ONE, document_of, write_move
from dragoman.record.resolution_tables import clusters, identities, members, waiting
from dragoman.record.searching import index_pending
from dragoman.record.settling import next_waiting, settled
from dragoman.record.tables import actors, entities, facts
from dragoman.record.writing import write_again

_AT_ONCE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What is held to be one: a somebody, a happening or an accord.

    Attributes:
        id: of the entity that stands for the others; "H-..." or "T-..." for facts.
        members: ids of the entities or facts, sorted.
    """

    id: str
    members: tuple[str, ...]


class Resolving:
    """Resolution across the documents of one record, and what people decide of it."""

    def __init__(self, database: Database, now: Callable[[], str]) -> None:
        self._database, self._now = database, now

    def pending(self) -> int:
        """Return how many documents wait to be resolved."""
        with self._database.reading() as connection:
            return int(connection.execute(select(func.count()).select_from(waiting)).scalar_one())

    def resolve(self, *, on_progress: Callable[[int], None] | None = None) -> int:
        """Resolve and index all that waits; return how many documents that were.

        The result is the same whatever the order in which documents came. It can be
        stopped at any moment: what is done stays done, the rest waits.

        Args:
            on_progress: told how many documents are done, after each step.
        """
        done = 0
        while True:
            with self._database.writing() as connection:
                keys = next_waiting(connection, _AT_ONCE)
                if keys:
                    now = self._now()
                    changed = place_entities(connection, keys, now=now)
                    describe_facts(connection, keys)
                    place_facts(connection, keys, changed, now=now)
                    settled(connection, keys)
            done += len(keys)
            if on_progress and keys:
                on_progress(done)
            if len(keys) < _AT_ONCE:
                break
        while True:
            with self._database.writing() as connection:
                if not index_pending(connection):
                    return done

    # What is one

    def group(self, name: str) -> Group:
        """Return what an entity or a fact, named by its id, is held to be one with.

        Raises:
            UnknownNameError: if there is no such entity or fact.
        """
        with self._database.reading() as connection:
            return self._group(connection, name)

    def _group(self, connection: Connection, name: str) -> Group:
        if _is_fact(name):
            return _facts_with(connection, name)
        held = connection.scalars(select(entities.c.id).where(entities.c.id == name)).first()
        if held is None:
            raise UnknownNameError(f"there is nobody with the id {name!r} in the record.")
        query = select(identities.c.cluster).where(identities.c.entity == name)
        lead = connection.scalars(query).first() or name
        same = select(identities.c.entity).where(identities.c.cluster == lead)
        return Group(id=lead, members=tuple(sorted({name, *connection.scalars(same)})))

    # What people decide

    def merge(self, one: str, other: str, *, by: str) -> int:
        """Hold two entities, events or agreements to be one; return the decision's number.

        Raises:
            UnknownNameError: if one of them is not in the record.
            DragomanError: if they are not of one kind, or one already.
        """
        return self._decide(one, other, JOINED, by)

    def split(self, one: str, other: str, *, by: str) -> int:
        """Hold two entities, events or agreements to be different; return its number.

        Raises:
            UnknownNameError: if one of them is not in the record.
            DragomanError: if they are not of one kind, or different already.
        """
        return self._decide(one, other, APART, by)

    def _decide(self, one: str, other: str, relation: str, by: str) -> int:
        with self._database.writing() as connection:
            first, second = self._group(connection, one), self._group(connection, other)
            if _kind(first.members[0]) != _kind(second.members[0]):
                raise DragomanError(
                    f"{one} and {other} are of different kinds. Name two entities, two events "
                    f"or two agreements."
                )
            if first.id == second.id and relation == JOINED:
                raise DragomanError(f"{one} and {other} are one already ({first.id}).")
            if first.id != second.id and relation == APART:
                raise DragomanError(f"{one} and {other} are different already.")
            now = self._now()
            pair = (_named(one, first), _named(other, second))
            if pair[0] == pair[1]:
                raise DragomanError(f"{one} and {other} are the same fact. Name two.")
            number = write_decision(connection, *pair, relation=relation, by=by, now=now)
            self._apply(connection, pair, now)
            return number

    def move(self, which: str, to: str | None, *, by: str, name: str | None = None) -> int:
        """Hold a mention to be of another entity; return the decision's number.

        It outlives reading the article again, and whatever is resolved.

        Args:
            which: "A-..." for all that an article says of an actor; "A-...@120" for the
                mention that begins at that character.
            to: id of the entity; None for one of its own, which no rule joins with others.
            by: who decides.
            name: what an entity is called that the record does not hold yet.

        Raises:
            UnknownNameError: if there is no such mention or entity.
            DragomanError: if the mention is of that entity already.
        """
        now = self._now()
        with self._database.writing() as connection:
            number, key = write_move(connection, which, to, name=name, by=by, now=now)
            write_again(connection, key, decided_at=now)
        self.resolve()
        return number

    def mentions(self, name: str, *, most: int = 50) -> tuple[Said, ...]:
        """Return what articles say of somebody, named by id: the latest articles first.

        Raises:
            UnknownNameError: if there is no such entity.
        """
        with self._database.reading() as connection:
            return list_said(connection, self._group(connection, name).members, most=most)

    def undo(self, number: int) -> Decision:
        """Take back the decision with that number, and return it.

        Raises:
            UnknownNameError: if no decision with that number stands.
        """
        with self._database.writing() as connection:
            now = self._now()
            decision = undo_decision(connection, number, now=now)
            if decision is None:
                raise UnknownNameError(
                    f"no decision {number} stands. `dragoman history` lists those that do."
                )
            if decision.relation not in (MOVED, MOVED_ONE):
                self._apply(connection, (decision.one, decision.other), now)
                return decision
            key = document_of(connection, decision.one).id
            write_again(connection, key, decided_at=now)
        self.resolve()
        return decision

    def history(self, name: str | None = None) -> tuple[Decision, ...]:
        """Return the decisions of people on `name` and all it is one with, or all of them."""
        with self._database.reading() as connection:
            if name is None:
                return list_decisions(connection)
            return list_decisions(connection, self._group(connection, name).members)

    def _apply(self, connection: Connection, pair: Iterable[str], now: str) -> None:
        """Let a decision on `pair` take effect."""
        names = list(pair)
        if _is_fact(names[0]):
            [kind] = [kind for kind in kinds() if kind.letter == names[0][0]]
            regroup(connection, kind, names)
            return
        named = select(func.min(actors.c.document)).where(actors.c.entity.in_(names))
        keys = [key for key in connection.scalars(named.group_by(actors.c.entity)) if key]
        changed = place_entities(connection, keys, now=now)
        place_facts(connection, (), changed, now=now)


def _is_fact(name: str) -> bool:
    return name[:2] in ("E-", "G-", "H-", "T-")


def _kind(name: str) -> str:
    return name[0] if _is_fact(name) else ""


def _named(name: str, group: Group) -> str:
    """Return the fact or entity that a decision is noted on: a group stands for its lead."""
    if name[:2] in ("H-", "T-"):
        return f"{'E' if name[0] == 'H' else 'G'}{name[1:]}"
    return name if name in group.members else group.members[0]


def _facts_with(connection: Connection, name: str) -> Group:
    letter = {"H": "E", "T": "G"}.get(name[0], name[0])
    fact = f"{letter}{name[1:]}"
    if connection.scalars(select(facts.c.id).where(facts.c.id == fact)).first() is None:
        raise UnknownNameError(f"there is no fact {name!r} in the record.")
    query = (
        select(clusters.c.id)
        .join(members, members.c.cluster == clusters.c.id)
        .where(members.c.fact == fact)
    )
    cluster = connection.scalars(query).first()
    if cluster is None:
        return Group(id=f"{'H' if letter == 'E' else 'T'}{fact[1:]}", members=(fact,))
    told = select(members.c.fact).where(members.c.cluster == cluster)
    return Group(id=cluster, members=tuple(sorted(connection.scalars(told))))
