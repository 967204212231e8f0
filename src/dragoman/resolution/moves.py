"""Who people say a mention is: one of an article, or all that article says of one actor."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from dragoman.types.actor import Actor, Mention
from dragoman.types.reading import Reading
from dragoman.types.span import Sourced, Span

BY = "judgement:"
"""How the rule begins of a value that a person gave; the name of the person follows."""

_NUMBER = re.compile(r"\d+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What a person says of a mention.

    Attributes:
        span: where the mention stands.
        whole: whether all that its article says of the same actor is meant.
        entity: id of the entity it is of.
        name: what that entity is called.
        country: the state it is or acts for; None to leave that as it was read.
        by: who says so.
    """

    span: Span
    whole: bool
    entity: str
    name: str
    country: str | None
    by: str


def with_moves(reading: Reading, moves: Iterable[Move]) -> Reading:
    """Return `reading` as people say it is, in the order they said it.

    A mention that is read no more where it stood is looked for where it overlaps;
    a move of nothing changes nothing.
    """
    for move in moves:
        found = _find(reading.actors, move.span)
        if found is None:
            continue
        actor, mention = found
        if move.whole or len(actor.mentions) == 1:
            actors = tuple(_as(one, move) if one is actor else one for one in reading.actors)
            reading = replace(reading, actors=actors)
        else:
            reading = _apart(reading, actor, mention, move)
    return reading


def _find(actors: tuple[Actor, ...], span: Span) -> tuple[Actor, Mention] | None:
    """Return the mention at `span` with its actor; else the first that overlaps it."""
    held = [
        (actor, mention)
        for actor in actors
        for mention in actor.mentions
        if mention.form != "collective" and mention.span.overlaps(span)
    ]
    exact = [pair for pair in held if pair[1].span == span]
    return next(iter(exact or held), None)


def _as(actor: Actor, move: Move) -> Actor:
    """Return `actor` as the entity that it is said to be."""

    def said(value: str) -> Sourced[str]:
        return Sourced(value=value, spans=(move.span,), rule=f"{BY}{move.by}")

    country = said(move.country) if move.country else actor.country
    return replace(actor, entity=said(move.entity), country=country)


def _apart(reading: Reading, actor: Actor, mention: Mention, move: Move) -> Reading:
    """Return `reading` with one mention as an actor of its own."""
    numbers = (_NUMBER.search(one.id) for one in reading.actors)
    number = max((int(found[0]) for found in numbers if found), default=0) + 1
    named = mention.form == "name"
    alone = replace(
        actor,
        id=f"a{number}",
        name=Sourced(
            value=actor.name.value if named else move.name,
            spans=(mention.span,),
            rule=actor.name.rule if named else f"{BY}{move.by}",
        ),
        mentions=(mention,),
    )
    rest = tuple(one for one in actor.mentions if one is not mention)
    kept = replace(actor, mentions=rest)
    actors: list[Actor] = []
    for one in reading.actors:
        actors += [kept, _as(alone, move)] if one is actor else [one]

    def meant(value: Sourced[Any]) -> Sourced[Any]:
        own = any(span.overlaps(mention.span) for span in value.spans)
        shared = any(span.overlaps(one.span) for span in value.spans for one in rest)
        return replace(value, value=alone.id) if own and not shared else value

    told = {
        name: _replaced(getattr(reading, name), actor.id, meant)
        for name in ("events", "quotations", "agreements", "claims")
    }
    return replace(reading, actors=tuple(actors), **told)


def _replaced(value: Any, actor: str, meant: Any) -> Any:
    """Return `value` with what refers to `actor` as `meant` gives it."""
    if isinstance(value, Sourced):
        return meant(value) if value.value == actor else value
    if isinstance(value, tuple):
        return tuple(_replaced(one, actor, meant) for one in value)
    if is_dataclass(value) and not isinstance(value, (Span, type)):
        held = {one.name: getattr(value, one.name) for one in fields(value)}
        changed = {name: _replaced(one, actor, meant) for name, one in held.items()}
        if all(changed[name] is one for name, one in held.items()):
            return value
        return replace(value, **changed)
    return value
