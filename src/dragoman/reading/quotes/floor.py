"""What is known when it is decided who speaks a quotation: who spoke, whom rules point at."""

from collections import Counter
from dataclasses import dataclass, field

from dragoman.reading.quotes.sightings import Sighting

_RECENT = 4  # speakers


@dataclass(frozen=True, slots=True)
class Pointers:
    """Whom the rules point at; each an actor id or None.

    Attributes:
        linked: whom the words that name the speaker mean.
        clear: whether those words name or describe that actor themselves and no doubt
            remains that they name who speaks.
        other: whom another cue of its sentence names.
        presented: whom the neighbours of a quotation without cue point at.
        continued: who spoke before, where a description fits.
        following: who speaks next.
    """

    linked: str | None = None
    clear: bool = False
    other: str | None = None
    presented: str | None = None
    continued: str | None = None
    following: str | None = None


@dataclass
class Floor:
    """Who has spoken so far, and for whom pronouns stood.

    Attributes:
        spoken: (actor id or None, sentence) of each quotation, in text order.
        times: how often each actor spoke.
        stood: pronouns of the telling ("Il est arrivé lundi"), in text order.
        answer: who speaks the quotation that is being decided.
    """

    spoken: list[tuple[str | None, int]] = field(default_factory=list)
    times: Counter[str] = field(default_factory=Counter)
    stood: list[Sighting] = field(default_factory=list)
    answer: str | None = None

    def add(self, actor: str | None, sentence: int) -> None:
        """Note who spoke last."""
        self.spoken.append((actor, sentence))
        if actor is not None:
            self.times[actor] += 1

    def recent(self) -> list[tuple[str, int]]:
        """Return the last distinct speakers with their sentences, the latest first."""
        found: dict[str, int] = {}
        for actor, sentence in reversed(self.spoken[-12:]):
            if actor is not None:
                found.setdefault(actor, sentence)
            if len(found) == _RECENT:
                break
        return list(found.items())
