"""Firsts and the index of a relation, as far as the record's events tell them.

Both are functions that rules are handed, so that a better account can take their place.
"""

from collections.abc import Callable
from dataclasses import dataclass

from dragoman.ontology.model import load_ontology
from dragoman.record.filters import Side
from dragoman.record.store import Record
from dragoman.record.views import RecordedEvent

_HAPPENED = frozenset({"actual", "ongoing"})

Pair = tuple[Side, Side]


@dataclass(frozen=True, slots=True)
class Index:
    """How two sides stood to each other over some time.

    Attributes:
        value: mean of the scores of what happened between them, -10..10.
        events: how many happenings that is.
    """

    value: float
    events: int


RelationIndex = Callable[[Record, Pair, str, str], Index | None]
"""Gives the index of a pair between two days; None if nothing happened."""

IsFirst = Callable[[Record, Pair, RecordedEvent], bool]
"""Tells whether the record holds no earlier event of the kind between a pair."""


def relation_index(record: Record, pair: Pair, since: str, until: str) -> Index | None:
    """Return the mean score of what happened between a pair; one happening counts once.

    Args:
        record: the record.
        pair: the two sides.
        since, until: ISO days.
    """
    scores = {kind.id: kind.score for kind in load_ontology().types}
    events = record.events(sides=pair, since=since, until=until, statuses=_HAPPENED)
    happened: dict[str, float] = {}
    for event in events:
        if (score := scores.get(event.event.type.value)) is not None:
            happened[happening(event)] = score
    if not happened:
        return None
    return Index(sum(happened.values()) / len(happened), len(happened))


def is_first(record: Record, pair: Pair, event: RecordedEvent) -> bool:
    """Tell whether the record holds no earlier event of this type, mode and act between a pair.

    Events without a date count as earlier: nobody can say that they are not.
    """
    kind = _kind(event)
    others = record.events(
        sides=pair, types=frozenset({event.event.type.value}), statuses=_HAPPENED
    )
    same = happening(event)
    return not any(
        _kind(other) == kind
        and other.fact != event.fact
        and other.document.id != event.document.id
        and happening(other) != same
        and (other.earliest is None or event.earliest is None or other.earliest <= event.earliest)
        for other in others
    )


def happening(event: RecordedEvent) -> str:
    """Return what several tellings of one happening share; the fact's id if it is undated."""
    told = event.event
    if told.when is None:
        return event.fact
    parties = ",".join(sorted({actor.entity for actor in (*event.actors, *event.recipients)}))
    mode, act = _kind(event)[1:]
    return f"{told.type.value}/{mode}/{act}/{told.status.value}/{told.when.value}/{parties}"


def _kind(event: RecordedEvent) -> tuple[str, str, str]:
    told = event.event
    return (
        told.type.value,
        told.mode.value if told.mode else "",
        told.act.value if told.act else "",
    )
