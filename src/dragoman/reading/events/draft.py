"""One candidate judged to be an event, before its mentions are joined."""

from dataclasses import dataclass, field

from dragoman.reading.analysis import Analysis
from dragoman.reading.events.candidates import Candidate
from dragoman.reading.events.status import StatusReading
from dragoman.types.span import Sourced, Span

HAPPENED = ("actual", "ongoing")
"""The status of what has begun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One sentence's telling of one event.

    Attributes:
        candidate: the trigger.
        status: whether it happened, and why.
        actors, recipients: actor ids with the words they were read from.
        weak: its own words name no side it needs; only the article may.
        doubts: why the rules alone would not take it for an event; empty if they do.
        confidence: probability in 0..1 that it is an event of its type.
        told_mode: the mode, and what showed it.
        when, place, attributed_to, contexts, quantities: as in `Event`.
    """

    candidate: Candidate
    status: StatusReading
    actors: tuple[Sourced[str], ...]
    recipients: tuple[Sourced[str], ...]
    weak: bool = False
    doubts: tuple[str, ...] = ()
    confidence: float = 1.0
    told_mode: Sourced[str] | None = None
    when: Sourced[str] | None = None
    place: Sourced[str] | None = None
    attributed_to: Sourced[str] | None = None
    contexts: tuple[Sourced[str], ...] = ()
    quantities: tuple[Sourced[str], ...] = field(default=())

    @property
    def type(self) -> str:
        """The PLOVER type."""
        return self.candidate.entry.pattern.type

    @property
    def mode(self) -> str | None:
        """The PLOVER mode; None if none applies."""
        return self.told_mode.value if self.told_mode is not None else None

    @property
    def who(self) -> frozenset[str]:
        """Ids of the actors."""
        return frozenset(actor.value for actor in self.actors)

    @property
    def whom(self) -> frozenset[str]:
        """Ids of the recipients."""
        return frozenset(recipient.value for recipient in self.recipients)


def trigger_span(analysis: Analysis, candidate: Candidate) -> Span:
    """Return the stretch of a trigger around its head, auxiliaries included."""
    parts = {part.i for part in candidate.parts}
    head = candidate.head
    for child in analysis.children(head):
        if candidate.entry.verbal and child.dep.startswith("aux") and child.i < head.i:
            parts.add(child.i)
    first = last = head.i
    while first - 1 in parts or first - 2 in parts:
        first = first - 1 if first - 1 in parts else first - 2
    while last + 1 in parts or last + 2 in parts:
        last = last + 1 if last + 1 in parts else last + 2
    return Span(analysis.tokens[first].start, analysis.tokens[last].end)
