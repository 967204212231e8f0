"""Who acts in an event and who is acted upon, as people said it was.

What they said names people by the articles' own actors and by what those are in the world,
so that it still holds when the article is read anew. Somebody the reading did not see becomes
an actor of the article that no mention bears out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, delete, insert, select

from dragoman.record.dialect import add_new
from dragoman.record.ids import IdMaker
from dragoman.record.tables import actors, documents, entities, participants
from dragoman.record.views import RecordedActor
from dragoman.resolution.names import fold_name
from dragoman.types.event import Event, likely_parts
from dragoman.types.span import Sourced

PARTS: Mapping[str, str] = {"actors": "actor", "recipients": "recipient"}
"""What can be cast: the name of the correction, and of the role in the record."""

ADDED = "+"
"""Begins the local id of an actor whom a person added to an article."""

LONGEST = 2400
"""Bytes of one cast as it is kept: an index of PostgreSQL takes little more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Somebody in a role.

    Attributes:
        actor: id of the actor of the article ("A-..."); None if the article has none.
        entity: id of the entity; None for an actor that its article never names.
        name: what to call them.
        kind: actor kind.
        country: ISO 3166-1 alpha-3; None if none.
    """

    actor: str | None = None
    entity: str | None = None
    name: str
    kind: str = "other"
    country: str | None = None


_DECODER = msgspec.json.Decoder(tuple[Cast, ...])


def encode_cast(cast: Sequence[Cast]) -> str:
    """Return a cast as a judgement keeps it."""
    kept = [
        {name: value for name in Cast.__slots__ if (value := getattr(one, name)) is not None}
        for one in cast
    ]
    return msgspec.json.encode(kept).decode()


def decode_cast(value: str | None) -> tuple[Cast, ...]:
    """Return the cast that a judgement keeps."""
    return _DECODER.decode(value) if value else ()


def company_of(connection: Connection, document: int) -> tuple[Cast, ...]:
    """Return everybody in an article, in the order in which it names them."""
    rows = _Company(connection, document).by_id.values()
    return tuple(_cast(row) for row in sorted(rows, key=lambda row: (len(row.local), row.local)))


def cast_of(connection: Connection, fact: str) -> dict[str, tuple[Cast, ...]]:
    """Return who takes part in an event, by the names in `PARTS`."""
    query = (
        select(participants.c.role.label("part"), actors)
        .join(actors, actors.c.id == participants.c.actor)
        .where(participants.c.fact == fact)
        .order_by(participants.c.position)
    )
    rows = connection.execute(query).all()
    return {
        name: tuple(_cast(row) for row in rows if row.part == role) for name, role in PARTS.items()
    }


def find_cast(connection: Connection, document: int, cast: Sequence[Cast]) -> tuple[Cast, ...]:
    """Return a cast, each once, as the actors of an article that they are, where they are any."""
    held = _Company(connection, document)
    found = [_cast(row) if (row := held.find(one)) is not None else one for one in cast]
    return tuple({one.actor or one.entity: one for one in found}.values())


def _cast(row: Row[Any]) -> Cast:
    return Cast(
        actor=row.id,
        entity=None if "@" in row.entity else row.entity,
        name=row.name,
        kind=row.kind,
        country=row.country,
    )


def recast(
    connection: Connection, document: int, fact: str, event: Event, said: Mapping[str, str | None]
) -> None:
    """Let those who take part in an event be whom people said, else whom the reading gives.

    Args:
        connection: the record.
        document: number of the event's document.
        fact: id of the event.
        event: the event as it was read.
        said: names of `PARTS` with what stands of them.
    """
    held = _Company(connection, document)
    for (name, role), read in zip(PARTS.items(), likely_parts(event), strict=True):
        if name in said:
            wanted = [held.bearer(one) for one in decode_cast(said[name])]
        else:
            wanted = [held.by_local[part.value] for part in read]
        _write(connection, fact, role, list({row.id: row for row in wanted}.values()))
    _drop_idle(connection, [row for row in held.by_id.values() if row.local.startswith(ADDED)])


def _drop_idle(connection: Connection, added: Sequence[Row[Any]]) -> None:
    """Delete those of the `added` actors who take part in nothing any more."""
    ids = [row.id for row in added]
    busy = select(participants.c.actor).where(participants.c.actor.in_(ids))
    held = set(connection.scalars(busy)) if ids else set()
    idle = [row for row in added if row.id not in held]
    if not idle:
        return
    connection.execute(delete(actors).where(actors.c.id.in_([row.id for row in idle])))
    named = entities.c.id.in_([row.entity for row in idle])
    borne = select(actors.c.id).where(actors.c.entity == entities.c.id).exists()
    connection.execute(delete(entities).where(named, ~borne))


class _Company:
    """The actors of one article."""

    def __init__(self, connection: Connection, document: int) -> None:
        self._connection, self._document = connection, document
        self.by_id: dict[str, Row[Any]] = {}
        self.by_local: dict[str, Row[Any]] = {}
        self._load()

    def _load(self) -> None:
        query = select(actors).where(actors.c.document == self._document).order_by(actors.c.id)
        rows = self._connection.execute(query).all()
        self.by_id = {row.id: row for row in rows}
        self.by_local = {row.local: row for row in rows}

    def bearer(self, cast: Cast) -> Row[Any]:
        """Return the actor that somebody is here; one is added if there is none."""
        return self.find(cast) or self._add(cast)

    def find(self, cast: Cast) -> Row[Any] | None:
        """Return the actor that somebody is here; None if there is none."""
        if cast.actor in self.by_id:
            return self.by_id[cast.actor]
        for row in self.by_id.values():
            if cast.entity is not None and row.entity == cast.entity:
                return row
        return None

    def _add(self, cast: Cast) -> Row[Any]:
        query = select(documents.c.sha256).where(documents.c.id == self._document)
        sha256 = str(self._connection.execute(query).scalar_one())
        # Whom no article names is somebody of this article only, as when it is read.
        unnamed = f"{cast.kind}:{fold_name(cast.name)}:{cast.country or ''}@{sha256[:12]}"
        entity = cast.entity or unnamed
        row = {"id": entity, "kind": cast.kind, "name": cast.name, "country": cast.country}
        add_new(self._connection, entities, [row | {"known": ":" not in entity}])
        taken: set[str] = set()
        made = IdMaker(sha256).name("A", "said", entity)
        while self._connection.scalar(select(actors.c.id).where(actors.c.id == made)) is not None:
            taken.add(made)
            made = IdMaker(sha256, taken).name("A", "said", entity)
        own = {"id": made, "document": self._document, "local": ADDED + entity, "entity": entity}
        self._connection.execute(insert(actors), row | own)
        self._load()
        return self.by_id[made]


def _write(connection: Connection, fact: str, role: str, wanted: Sequence[Row[Any]]) -> None:
    own = (participants.c.fact == fact) & (participants.c.role == role)
    held = select(participants.c.actor).where(own).order_by(participants.c.position)
    if list(connection.scalars(held)) == [row.id for row in wanted]:
        return
    connection.execute(delete(participants).where(own))
    rows = [
        {
            "fact": fact,
            "actor": row.id,
            "role": role,
            "position": position,
            "entity": row.entity,
            "country": row.country,
        }
        for position, row in enumerate(wanted)
    ]
    if rows:
        connection.execute(insert(participants), rows)


def as_cast(
    event: Event,
    taking_part: Mapping[str, Sequence[RecordedActor]],
    by: Mapping[str, tuple[str, str]],
) -> Event:
    """Return `event` with those who take part in it, as people said.

    Args:
        event: the event as it was read.
        taking_part: names of `PARTS` with whom the record has in them.
        by: those of them that people decided, with who did, and when.
    """
    held = {value.value: value for value in (*event.actors, *event.recipients)}
    trigger = event.mentions[0].trigger
    changed: dict[str, Any] = {
        name: tuple(
            Sourced(
                value=actor.actor,
                spans=held[actor.actor].spans if actor.actor in held else (trigger,),
                rule=f"judgement:{by[name][0]}",
                reasoning=f"decided on {by[name][1]}",
            )
            for actor in taking_part[name]
        )
        for name in PARTS
        if name in by
    }
    return replace(event, **changed)


def shown_cast(value: str | None) -> str:
    """Return the names of a cast in a row."""
    return ", ".join(one.name for one in decode_cast(value))
