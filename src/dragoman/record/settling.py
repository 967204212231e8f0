"""Which documents wait to be brought together with the others."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, func, select

from dragoman.record.dialect import add_new
from dragoman.record.resolution_tables import identities, members, waiting
from dragoman.record.tables import actors, facts


def wait(connection: Connection, documents: Iterable[int]) -> None:
    """Let `documents` be resolved, if they do not wait already."""
    add_new(connection, waiting, [{"document": key} for key in sorted(set(documents))])


def unsettle(connection: Connection, document: int) -> None:
    """Let whatever was resolved together with `document` be resolved again without it."""
    own = (
        select(members.c.cluster)
        .join(facts, facts.c.id == members.c.fact)
        .where(facts.c.document == document)
    )
    told = (
        select(facts.c.document)
        .join(members, members.c.fact == facts.c.id)
        .where(members.c.cluster.in_(own), facts.c.document != document)
        .distinct()
    )
    shared = (
        select(identities.c.block)
        .join(actors, actors.c.entity == identities.c.entity)
        .where(actors.c.document == document)
    )
    # One other document of each block is enough for the whole block to be worked out again.
    named = (
        select(func.min(actors.c.document))
        .join(identities, identities.c.entity == actors.c.entity)
        .where(identities.c.block.in_(shared), actors.c.document != document)
        .group_by(identities.c.block)
    )
    wait(connection, {*connection.scalars(told), *connection.scalars(named)})


def next_waiting(connection: Connection, most: int) -> tuple[int, ...]:
    """Return some documents that wait, in order."""
    query = select(waiting.c.document).order_by(waiting.c.document).limit(most)
    return tuple(connection.scalars(query))


def settled(connection: Connection, documents: Iterable[int]) -> None:
    """Let `documents` wait no longer."""
    for key in documents:
        connection.execute(delete(waiting).where(waiting.c.document == key))
