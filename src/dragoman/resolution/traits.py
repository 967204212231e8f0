"""What an event of one article is compared by with those of other articles."""

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.resolution.entities import identify
from dragoman.resolution.names import fold_name
from dragoman.resolution.words import stems
from dragoman.types.edtf import bounds
from dragoman.types.event import Agreement, Event, likely_parts
from dragoman.types.reading import Reading
from dragoman.types.span import Sourced, Span

Days = tuple[int, int]
"""First and last day, as ordinals of the calendar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """A participant: who they are judged to be in their own article, and for whom they act.

    Attributes:
        entity: as `identify` gives it.
        country: id of the state they are or act for; None if none.
    """

    entity: str
    country: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What speaks for or against two events being one.

    Attributes:
        fact: id of the event.
        document: hex SHA-256 of its text.
        language: ISO 639-1 code of that text.
        published: days on which its article may have appeared; None if unknown.
        type, mode, act, status: what happened and whether.
        when: days on which it may have happened; None if unknown; an open end is
            taken a century away.
        who, whom: participants.
        near: entities that its sentences name.
        place: folded name of where; None if not told.
        rules: patterns that found it.
        triggers: stems of the words that tell it.
        words: stems of its sentences without the names of actors.
    """

    fact: str
    document: str
    language: str
    published: Days | None
    type: str
    mode: str | None
    act: str | None
    status: str
    when: Days | None
    who: tuple[Somebody, ...]
    whom: tuple[Somebody, ...]
    near: tuple[Somebody, ...]
    place: str | None
    rules: tuple[str, ...]
    triggers: tuple[int, ...]
    words: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccordTraits:
    """What speaks for or against two agreements of different articles being one accord.

    Attributes:
        fact: id of the agreement.
        document: hex SHA-256 of its text.
        published: days on which its article may have appeared; None if unknown.
        parties: who is bound.
        title: stems of the words that name it; empty if it has no name.
        stage: how far it has got.
        when: days of that stage; None if unknown.
        subjects: PLOVER contexts it is about.
    """

    fact: str
    document: str
    published: Days | None
    parties: tuple[Somebody, ...]
    title: tuple[int, ...]
    stage: str
    when: Days | None
    subjects: tuple[str, ...]


_CENTURY = 36525


def days_of(edtf: str | None) -> Days | None:
    """Return the days an EDTF date may mean; None if there is none."""
    if edtf is None:
        return None
    first, last = bounds(edtf)
    start = first.toordinal() if first else None
    end = last.toordinal() if last else None
    if start is None:
        assert end is not None
        return max(1, end - _CENTURY), end
    return start, end if end is not None else start + _CENTURY


class Describer:
    """Describes the events of one article."""

    def __init__(self, reading: Reading, text: str, *, language: str) -> None:
        self._reading, self._text, self._language = reading, text, language
        self._published = days_of(reading.published)
        self._somebody = {
            actor.id: Somebody(
                entity=identify(actor, document=reading.document).entity,
                country=actor.country.value if actor.country else None,
            )
            for actor in reading.actors
        }
        self._mentions = sorted(
            (mention.span, actor.id) for actor in reading.actors for mention in actor.mentions
        )

    def describe(self, event: Event, *, fact: str) -> Traits:
        """Return the traits of one event, which the record calls `fact`."""
        sentences = sorted({mention.sentence for mention in event.mentions})
        named = [
            (span, actor)
            for span, actor in self._mentions
            if any(sentence.covers(span) for sentence in sentences)
        ]
        names = [span for span, _ in named]
        doing, meant = likely_parts(event)
        return Traits(
            fact=fact,
            document=self._reading.document,
            language=self._language,
            published=self._published,
            type=event.type.value,
            mode=event.mode.value if event.mode else None,
            act=event.act.value if event.act else None,
            status=event.status.value,
            when=days_of(event.when.value if event.when else None),
            who=self._people(doing),
            whom=self._people(meant),
            near=tuple(dict.fromkeys(self._somebody[actor] for _, actor in named)),
            place=fold_name(event.place.value) if event.place else None,
            rules=tuple(sorted({mention.rule for mention in event.mentions})),
            triggers=self._stems((mention.trigger for mention in event.mentions), []),
            words=self._stems(sentences, names),
        )

    def describe_accord(self, agreement: Agreement, *, fact: str) -> AccordTraits:
        """Return the traits of one agreement, which the record calls `fact`."""
        title = agreement.title
        return AccordTraits(
            fact=fact,
            document=self._reading.document,
            published=self._published,
            parties=self._people(agreement.parties),
            title=self._stems(title.spans, []) if title else (),
            stage=agreement.stage.value,
            when=days_of(agreement.date.value if agreement.date else None),
            subjects=tuple(subject.value for subject in agreement.subjects),
        )

    def _people(self, values: tuple[Sourced[str], ...]) -> tuple[Somebody, ...]:
        found = (self._somebody.get(value.value) for value in values)
        return tuple(dict.fromkeys(somebody for somebody in found if somebody))

    def _stems(self, spans: Iterable[Span], without: list[Span]) -> tuple[int, ...]:
        found: dict[int, None] = {}
        for span in spans:
            near = [other for other in without if other.overlaps(span)]
            found.update(dict.fromkeys(stems(self._text, span, near)))
        return tuple(found)
