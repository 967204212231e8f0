"""Clusters: all that one article says of one actor, while it is being gathered."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from dataclasses import dataclass, field

from dragoman.knowledge.fold import fold
from dragoman.types.actor import ActorKind, MentionForm
from dragoman.types.span import Span

_LIKELY = 0.5
"""Confidence from which a mention counts as one."""


@dataclass(frozen=True, slots=True)
class Link:
    """One mention of a cluster, before it becomes a `Mention`."""

    span: Span
    head: Span
    form: MentionForm
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Clue:
    """One reason to give an actor a value: the stronger, the more it weighs."""

    value: str | None
    spans: tuple[Span, ...]
    rule: str
    weight: float
    reasoning: str | None = None


@dataclass
class Cluster:
    """One actor while its mentions are gathered.

    Attributes:
        key: what makes it one actor ("state:MLI", "person:3", ...).
        kind: what sort of actor.
        entity: id in the knowledge base; None if unknown.
        words: folded words of a person's fullest name.
        gender, plural: for agreement with pronouns; gender None if unknown.
        number: how many a group was first said to be, as in `Phrase`; "" if never.
        links: its mentions, in the order they were found.
        countries, sectors, roles: clues to its values.
        titles: (class of description, country) pairs it has been called by.
        past: classes of description of former ones that it has been called by.
        name: fullest name so far, with its span; None if only described.
        label: its first description without determiner, with its span; None if it has none.
        of_deed: whether that description names what they do, for want of one that names them.
        weak: described by a word that says too little.
    """

    key: str
    kind: ActorKind
    entity: str | None = None
    words: tuple[str, ...] = ()
    gender: str | None = None
    plural: bool = False
    number: str = ""
    links: list[Link] = field(default_factory=list)
    countries: list[Clue] = field(default_factory=list)
    sectors: list[Clue] = field(default_factory=list)
    roles: list[Clue] = field(default_factory=list)
    titles: set[tuple[str, str | None]] = field(default_factory=set)
    past: set[str] = field(default_factory=set)
    name: tuple[str, Span] | None = None
    label: tuple[str, Span] | None = None
    of_deed: bool = False
    entity_rule: str = ""
    weak: bool = False
    _spans: set[Span] = field(default_factory=set)
    _starts: list[int] = field(default_factory=list)
    _sure: list[int] = field(default_factory=list)

    def best(self, clues: list[Clue]) -> Clue | None:
        """Return the strongest clue, the first of equals; None if there is none."""
        return max(clues, key=lambda clue: clue.weight) if clues else None

    @property
    def country(self) -> str | None:
        """The country of the strongest clue."""
        clue = self.best(self.countries)
        return clue.value if clue else None

    def add(self, link: Link) -> None:
        """Add a mention, unless one of the same span is there."""
        if link.span not in self._spans:
            self._spans.add(link.span)
            insort(self._starts, link.span.start)
            if link.confidence >= _LIKELY:
                insort(self._sure, link.span.start)
            self.links.append(link)

    def distance(self, position: int) -> tuple[int, int]:
        """Return how far the nearest mention is from `position`: those before come first."""
        at = bisect_right(self._starts, position)
        if at:
            return 0, position - self._starts[at - 1]
        return 1, self._starts[0] - position if self._starts else 0

    def sure_in(self, first: int, last: int) -> list[int]:
        """Return where likely mentions begin at or after `first` and before `last`."""
        return self._sure[bisect_left(self._sure, first) : bisect_left(self._sure, last)]

    def is_named_in(self, first: int, last: int) -> bool:
        """Tell whether a mention begins at or after `first` and before `last`."""
        at = bisect_left(self._starts, first)
        return at < len(self._starts) and self._starts[at] < last


class Clusters:
    """The actors of one article, by key."""

    def __init__(self) -> None:
        self._by_key: dict[str, Cluster] = {}
        self._serial = 0

    def __iter__(self) -> Iterator[Cluster]:
        return iter(tuple(self._by_key.values()))

    def get(self, key: str) -> Cluster | None:
        """Return the cluster of `key`, or None."""
        return self._by_key.get(key)

    def of(self, key: str, kind: ActorKind) -> Cluster:
        """Return the cluster of `key`, made of `kind` if it is new."""
        if key not in self._by_key:
            self._by_key[key] = Cluster(key=key, kind=kind)
        return self._by_key[key]

    def new(self, prefix: str, kind: ActorKind) -> Cluster:
        """Return a new cluster with a key of its own."""
        self._serial += 1
        return self.of(f"{prefix}:{self._serial}", kind)

    def merge(self, into: Cluster, other: Cluster) -> None:
        """Give all that is known of `other` to `into`, and forget `other`."""
        for link in other.links:
            into.add(link)
        into.countries += other.countries
        into.sectors += other.sectors
        into.roles += other.roles
        into.titles |= other.titles
        into.past |= other.past
        into.gender = into.gender or other.gender
        del self._by_key[other.key]

    def persons(self) -> list[Cluster]:
        """Return the persons, in order of making."""
        return [c for c in self._by_key.values() if c.kind == "person"]


def name_words(words: tuple[str, ...], particles: frozenset[str]) -> tuple[str, ...]:
    """Return the folded words of a person's name, without lower-case particles."""
    kept = [word for word in words if word not in particles]
    return tuple(part for word in kept or words for part in fold(word).split())
