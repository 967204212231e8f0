"""Who stands on which side of a visit is told by where it leads, too: nobody is a guest at home."""

from collections.abc import Mapping
from dataclasses import replace

from dragoman.knowledge import Knowledge
from dragoman.types.event import Event, likely_parts

_VISIT = "visit"


def with_hosts(event: Event, countries: Mapping[str, str], knowledge: Knowledge) -> Event:
    """Return `event`; if it is a visit, those among its guests who are at home receive it.

    They are at home where the place of the visit lies in their state, and only while somebody who
    likely takes part came from another: a minister who tours his own country is nobody's host.

    Args:
        event: any event of an article.
        countries: actor id to the state it belongs to, where known.
        knowledge: says where places lie.
    """
    if event.mode is None or event.mode.value != _VISIT or event.place is None:
        return event
    on = event.when.value if event.when is not None else None
    host = knowledge.country_of_place(event.place.value, on)
    guests, _ = likely_parts(event)
    if host is None or all(countries.get(part.value, host) == host for part in guests):
        return event
    at_home = [part for part in event.actors if countries.get(part.value) == host]
    received = {part.value for part in event.recipients}
    return replace(
        event,
        actors=tuple(part for part in event.actors if part not in at_home),
        recipients=(
            *event.recipients,
            *(replace(p, rule="role.host") for p in at_home if p.value not in received),
        ),
    )
