"""Articles that nobody wrote, with readings that nothing read: as many as a benchmark needs.

States, pairs and words are drawn as they come in news: few often, most seldom.
"""

import bisect
import itertools
import random
from collections.abc import Iterator, Sequence
from typing import Any

from dragoman.record.ids import IdMaker
from dragoman.record.loading import FACT_TABLES, Incoming
from dragoman.record.rows import lay_out, pack
from dragoman.sources.origin import Origin
from dragoman.sources.similar import band_keys, sign
from dragoman.types.actor import Actor, Mention
from dragoman.types.document import Document
from dragoman.types.event import Event, EventMention
from dragoman.types.reading import Provenance, Reading
from dragoman.types.span import Sourced, Span

EVENTS = 8
"""Events of one article."""

STATES = tuple(f"S{number:03}" for number in range(190))
"""Ids of states that there are not."""

_PAIRS = 4000
_WORDS = 60_000
_TYPES = ("CONSULT", "ENGAGE", "SUPPORT", "ACCUSE", "THREATEN", "ASSAULT", "REQUEST", "REJECT")
_PROVENANCE = Provenance(dragoman="synthetic", pack="fr:0", knowledge="0", model="none")
_SYLLABLES = ("ba", "ko", "mé", "ri", "sou", "ta", "lun", "vé", "pra", "dor", "ci", "gna")


class Draw:
    """Draws the first of many things often, the n-th n times as seldom."""

    def __init__(self, number: int, chance: random.Random) -> None:
        self._sums = list(itertools.accumulate(1 / (n + 1) for n in range(number)))
        self._chance = chance

    def __call__(self) -> int:
        """Return the number of one thing, from 0."""
        return bisect.bisect(self._sums, self._chance.random() * self._sums[-1])


class Press:
    """Synthetic articles, the same for the same seed.

    Attributes:
        pairs: pairs of states, the one most in the news first.
    """

    def __init__(self, seed: int = 1, *, states: Sequence[str] = STATES) -> None:
        self._chance = random.Random(seed)
        every = list(itertools.combinations(states, 2))
        self._chance.shuffle(every)
        self.pairs = every[:_PAIRS]
        self._pair = Draw(len(self.pairs), self._chance)
        self._word = Draw(_WORDS, self._chance)

    def draw_pair(self) -> tuple[str, str]:
        """Return a pair as often as it is in the news."""
        return self.pairs[self._pair()]

    def draw_word(self) -> str:
        """Return a word as often as it stands in articles."""
        return word(self._word())

    def articles(self, number: int, first: int = 0) -> Iterator[Incoming]:
        """Yield `number` articles, numbered from `first`."""
        for n in range(first, first + number):
            yield self._article(n)

    def _article(self, number: int) -> Incoming:
        parts: list[str] = []
        told: list[tuple[str, str, str, Span, Span]] = []
        at = 0
        for _ in range(EVENTS):
            one, other = self.draw_pair()
            words = [self.draw_word() for _ in range(22)]
            sentence = f"{one} {words[0]} {other} {' '.join(words[1:])}."
            trigger = Span(at + len(one) + 1, at + len(one) + 1 + len(words[0]))
            told.append((one, other, words[0], trigger, Span(at, at + len(sentence))))
            parts.append(sentence)
            at += len(sentence) + 1
        text = " ".join(parts)
        document = Document(
            id=f"synthetic-{number}",
            text=text,
            title=f"{self.draw_word()} {self.draw_word()}",
            published=self._day(),
            publisher=f"Agence {number % 40}",
            url=f"https://synthetic.example/{number}",
        )
        return as_incoming(document, self._reading(document, told))

    def _reading(
        self, document: Document, told: Sequence[tuple[str, str, str, Span, Span]]
    ) -> Reading:
        places: dict[str, list[Span]] = {}
        for one, other, first, trigger, _ in told:
            start = trigger.start - len(one) - 1
            places.setdefault(one, []).append(Span(start, start + len(one)))
            start = trigger.start + len(first) + 1
            places.setdefault(other, []).append(Span(start, start + len(other)))
        names = {state: f"a{n}" for n, state in enumerate(places, 1)}
        actors = tuple(
            Actor(
                id=names[state],
                name=_sourced(state, spans[0]),
                kind=_sourced("state", spans[0]),
                country=_sourced(state, spans[0]),
                entity=_sourced(state, spans[0]),
                mentions=tuple(
                    Mention(span=span, head=span, form="name", rule="made") for span in spans
                ),
            )
            for state, spans in places.items()
        )
        events = tuple(
            Event(
                id=f"e{n}",
                type=_sourced(self._chance.choice(_TYPES), trigger),
                status=_sourced("actual", trigger),
                actors=(_sourced(names[one], trigger),),
                recipients=(_sourced(names[other], trigger),),
                when=_sourced(self._day(), trigger),
                mentions=(EventMention(trigger=trigger, sentence=sentence, rule="made"),),
            )
            for n, (one, other, _, trigger, sentence) in enumerate(told, 1)
        )
        return Reading(
            document=document.sha256,
            published=document.published,
            provenance=_PROVENANCE,
            sentences=tuple(sentence for *_, sentence in told),
            actors=actors,
            events=events,
        )

    def _day(self) -> str:
        year = 1990 + int(35 * self._chance.random() ** 0.5)
        return f"{year}-{self._chance.randint(1, 12):02}-{self._chance.randint(1, 28):02}"


def as_incoming(document: Document, reading: Reading) -> Incoming:
    """Return an article as a shard would give it."""
    ids = IdMaker(document.sha256)
    laid = lay_out(reading, document, key=0, ids=ids, decided_at="")
    signature = sign(document.text) or b""
    made = reading.provenance
    return Incoming(
        document=document,
        address=document.url or document.id,
        origin=Origin(format="text"),
        reading=pack(reading),
        made_by=(reading.schema, made.dragoman, made.pack, made.knowledge, made.model),
        signature=signature,
        keys=band_keys(signature) if signature else (),
        entities=laid.entities,
        rows={name: getattr(laid, name) for name in FACT_TABLES},
    )


def word(number: int) -> str:
    """Return the word with that number; different ones differ."""
    made = ""
    number += 12
    while number:
        number, place = divmod(number, len(_SYLLABLES))
        made += _SYLLABLES[place]
    return made


def _sourced(value: str, span: Span) -> Sourced[Any]:
    return Sourced(value=value, spans=(span,), rule="made")
