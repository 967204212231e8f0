"""Which state was which, when."""

from collections.abc import Mapping

from dragoman.knowledge.edtf import days_of, holds, spans
from dragoman.knowledge.model import Descent
from dragoman.types.entity import State


def lineage(descents: Mapping[str, Descent], state: str) -> tuple[str, ...]:
    """Return `state` and every id it legally continues or is continued by, itself first."""
    found = [state]
    for current in found:
        descent = descents.get(current)
        if descent and descent.continues and descent.continues not in found:
            found.append(descent.continues)
        found += [
            other
            for other, its in descents.items()
            if its.continues == current and other not in found
        ]
    return tuple(found)


def state_on(
    states: Mapping[str, State], descents: Mapping[str, Descent], state: str, on: str | None
) -> str:
    """Return the id that the continuous line of `state` bore on the EDTF date `on`.

    "RUS" in 1961 is "SUN", "COD" in 1980 is "ZAR". Where the line has no state on
    that date, or the date is unknown, the answer is `state` itself.
    """
    if on is None or state not in states:
        return state
    line = [states[id_] for id_ in lineage(descents, state) if id_ in states]
    whole = [item for item in line if spans(item.since, item.until, on)]
    part = [item for item in line if holds(item.since, item.until, on)]
    if not part:
        return state
    if not whole and any(item.id == state for item in part):
        return state
    former = sorted(whole or part, key=lambda item: (item.until is None, days_of(item.until)[1]))
    return former[0].id


def sovereign_on(
    states: Mapping[str, State], descents: Mapping[str, Descent], state: str, on: str | None
) -> str:
    """Return the id of the state that ruled the land of `state` on the EDTF date `on`.

    "UKR" in 1961 is "SUN", "MLI" in 1955 is "FRA". The answer is `state` itself where
    nothing else is known.
    """
    if on is None or state not in states:
        return state
    current, seen = state, {state}
    while True:
        current = state_on(states, descents, current, on)
        alive = holds(states[current].since, states[current].until, on)
        lines = [descents[id_] for id_ in lineage(descents, current)]
        parents = [line.split_from or line.ruled_by for line in lines]
        parent = next((id_ for id_ in parents if id_ and id_ not in seen), None)
        if alive or parent is None:
            return current if alive else state
        seen.add(parent)
        current = parent
