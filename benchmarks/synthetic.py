"""Articles that nobody wrote, with readings that nothing read: as many as a benchmark needs.

States, pairs and words are drawn as they come in news: few often, most seldom. Articles are made
as the tables of a shard; a test sees that these are what their readings would be laid out as.
"""

import hashlib
import itertools
import random
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from benchmarks.forms import (
    PROVENANCE,
    actor_form,
    event_form,
    mention_form,
    reading_form,
    span_form,
)
from dragoman.record.ids import DIGITS
from dragoman.record.incoming import Incoming
from dragoman.scale.shards import Manifest, incoming, write_shard
from dragoman.sources.origin import Origin
from dragoman.sources.similar import SIGNATURE_BYTES, band_keys
from dragoman.types.reading import SCHEMA_VERSION

EVENTS = 8
"""Events of one article."""

STATES = tuple(f"S{number:03}" for number in range(190))
"""Ids of states that there are not."""

_PAIRS = 4000
_WORDS = 60_000
_OF_SENTENCE = 22  # words beside the two states
_OF_ARTICLE = EVENTS * _OF_SENTENCE + 2  # with those of its title
_TYPES = ("CONSULT", "AGREE", "SUPPORT", "ACCUSE", "THREATEN", "ASSAULT", "REQUEST", "REJECT")
_SYLLABLES = ("ba", "ko", "mé", "ri", "sou", "ta", "lun", "vé", "pra", "dor", "ci", "gna")
_ORIGIN = msgspec.json.encode(Origin(format="text"), order="deterministic")


@dataclass(frozen=True, slots=True)
class _Told:
    """One event of an article: where its sentence and its trigger stand, and who takes part."""

    type: str
    day: str
    one: str
    other: str
    first: int
    last: int
    start: int
    end: int


class Draw:
    """Draws the first of many things often, the n-th n times as seldom."""

    def __init__(self, number: int) -> None:
        self._sums = np.cumsum(1 / np.arange(1, number + 1))

    def __call__(self, chance: np.random.Generator, how_many: int) -> list[int]:
        """Return the numbers of so many things, from 0."""
        found = np.searchsorted(self._sums, chance.random(how_many) * self._sums[-1], "right")
        drawn: list[int] = found.tolist()
        return drawn


class Press:
    """Synthetic articles, the same for the same seed.

    Attributes:
        pairs: pairs of states, the one most in the news first.
    """

    def __init__(self, seed: int = 1, *, states: Sequence[str] = STATES) -> None:
        self._seed = seed
        self._chance = np.random.default_rng(seed)
        every = list(itertools.combinations(states, 2))
        random.Random(seed).shuffle(every)
        self.pairs = every[:_PAIRS]
        self._pair = Draw(len(self.pairs))
        self._word = Draw(_WORDS)
        self._words = [word(number) for number in range(_WORDS)]

    def draw_pair(self) -> tuple[str, str]:
        """Return a pair as often as it is in the news."""
        [number] = self._pair(self._chance, 1)
        return self.pairs[number]

    def draw_word(self) -> str:
        """Return a word as often as it stands in articles."""
        [number] = self._word(self._chance, 1)
        return self._words[number]

    def articles(self, number: int, first: int = 0) -> Iterator[Incoming]:
        """Yield `number` articles, numbered from `first`, as a shard would give them."""
        with tempfile.TemporaryDirectory() as folder:
            self.write(Path(folder), number, first)
            yield from incoming(Path(folder))

    def write(self, folder: Path, number: int, first: int = 0) -> Manifest:
        """Write `number` articles, numbered from `first`, as a shard; the same whenever."""
        name = f"synthetic-{self._seed}-{first}"
        tables = self._tables(number, first)
        digest = hashlib.sha256(name.encode()).hexdigest()
        return write_shard(folder, tables, source=name, size=0, sha256=digest, made_by="synthetic")

    def _tables(self, number: int, first: int) -> dict[str, list[dict[str, Any]]]:
        chance = np.random.default_rng((self._seed, first))
        words = iter([self._words[one] for one in self._word(chance, number * _OF_ARTICLE)])
        pairs = iter([self.pairs[one] for one in self._pair(chance, number * EVENTS)])
        days = _days(chance, number * (EVENTS + 1))
        types = chance.integers(len(_TYPES), size=number * EVENTS).tolist()
        made = _Shard()
        for key in range(number):
            texts: list[str] = []
            told: list[_Told] = []
            at = 0
            for _ in range(EVENTS):
                one, other = next(pairs)
                verb = next(words)
                rest = " ".join(itertools.islice(words, _OF_SENTENCE - 1))
                sentence = f"{one} {verb} {other} {rest}."
                start = at + len(one) + 1
                type = _TYPES[types.pop()]
                end = at + len(sentence)
                told.append(_Told(type, next(days), one, other, at, end, start, start + len(verb)))
                texts.append(sentence)
                at = end + 1
            title = " ".join(itertools.islice(words, 2))
            signature = chance.bytes(SIGNATURE_BYTES)  # like that of words which no other text has
            made.add(key, first + key, " ".join(texts), title, next(days), told, signature)
        return made.tables


class _Shard:
    """The tables of a shard as they grow."""

    def __init__(self) -> None:
        self.tables: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._entities: set[str] = set()

    def add(
        self,
        key: int,
        number: int,
        text: str,
        title: str,
        published: str,
        told: Sequence[_Told],
        signature: bytes,
    ) -> None:
        """Lay out one article and what is told in it."""
        sha = hashlib.sha256(text.encode()).hexdigest()
        places: dict[str, list[tuple[int, int]]] = {}
        for one in told:
            places.setdefault(one.one, []).append((one.first, one.first + len(one.one)))
            places.setdefault(one.other, []).append((one.end + 1, one.end + 1 + len(one.other)))
        actors, locals, ids = [], {}, {}
        for n, (state, spans) in enumerate(places.items(), 1):
            locals[state], (start, end) = f"a{n}", spans[0]
            ids[state] = _id(sha, "A", "state", start, end)
            mentions = ",".join(mention_form.fill(start=s, end=e) for s, e in spans)
            actors.append(
                actor_form.fill(local=f"a{n}", state=state, start=start, end=end, mentions=mentions)
            )
            self._add_actor(key, f"a{n}", state, ids[state])
        events = []
        for n, one in enumerate(told, 1):
            events.append(
                event_form.fill(
                    local=f"e{n}", type=one.type, one=locals[one.one], other=locals[one.other],
                    day=one.day, start=one.start, end=one.end, first=one.first, last=one.last,
                )
            )  # fmt: skip
            self._add_event(key, f"e{n}", sha, one, ids, events[-1])
        reading = reading_form.fill(
            document=sha,
            published=published,
            sentences=",".join(span_form.fill(start=one.first, end=one.last) for one in told),
            actors=",".join(actors),
            events=",".join(events),
        )
        schema, *made_by = SCHEMA_VERSION, *astuple(PROVENANCE)
        self.tables["documents"].append(
            {
                "id": key,
                "sha256": sha,
                "name": f"synthetic-{number}",
                "address": f"https://synthetic.example/{number}",
                "title": title,
                "publisher": f"Agence {number % 40}",
                "url": f"https://synthetic.example/{number}",
                "published": published,
                "language": "fr",
                "text": text,
                "origin": _ORIGIN,
                "signature": signature,
                "keys": sorted(set(band_keys(signature))),
                "schema": schema,
                **dict(zip(("dragoman", "pack", "knowledge", "model"), made_by, strict=True)),
                "reading": zlib.compress(reading.encode(), 6),
            }
        )

    def _add_actor(self, key: int, local: str, state: str, id: str) -> None:
        said = {"name": state, "kind": "state", "country": state}
        if state not in self._entities:
            self._entities.add(state)
            self.tables["entities"].append({"id": state, **said, "known": True})
        self.tables["actors"].append(
            {
                "id": id,
                "document": key,
                "local": local,
                "entity": state,
                **said,
                "sector": None,
                "role": None,
            }
        )
        self.tables["judgements"].append(
            {"subject": id, "verdict": state, "by": "link", "score": 1.0, "decided_at": ""}
        )

    def _add_event(
        self, key: int, local: str, sha: str, told: _Told, ids: dict[str, str], body: str
    ) -> None:
        fact = _id(sha, "E", told.type, told.start, told.end)
        self.tables["facts"].append(
            {
                "id": fact,
                "kind": "E",
                "document": key,
                "local": local,
                "position": told.start,
                "earliest": told.day,
                "latest": told.day,
                "confidence": 1.0,
                "body": zlib.compress(body.encode(), 6),
            }
        )
        absent = dict.fromkeys(("mode", "act", "place", "attributed_to"))
        self.tables["events"].append(
            {"fact": fact, "type": told.type, "status": "actual", "date": told.day, **absent}
        )
        self.tables["event_mentions"].append(
            {
                "fact": fact,
                "ordinal": 0,
                "trigger_start": told.start,
                "trigger_end": told.end,
                "sentence_start": told.first,
                "sentence_end": told.last,
                "rule": "made",
            }
        )
        for role, state in (("actor", told.one), ("recipient", told.other)):
            self.tables["participants"].append(
                {
                    "fact": fact,
                    "actor": ids[state],
                    "role": role,
                    "position": 0,
                    "entity": state,
                    "country": state,
                }
            )


def word(number: int) -> str:
    """Return the word with that number; different ones differ."""
    made = ""
    number += 12
    while number:
        number, place = divmod(number, len(_SYLLABLES))
        made += _SYLLABLES[place]
    return made


def _id(sha: str, letter: str, what: str, start: int, end: int) -> str:
    """Return the id of what stands there, as `ids.IdMaker` makes it."""
    content = "\x1f".join((sha, letter, what, str(start), str(end)))
    return f"{letter}-{hashlib.sha256(content.encode()).hexdigest()[:DIGITS]}"


def _days(chance: np.random.Generator, number: int) -> Iterator[str]:
    years = (1990 + 35 * np.sqrt(chance.random(number))).astype(int).tolist()
    months = chance.integers(1, 13, size=number).tolist()
    days = chance.integers(1, 29, size=number).tolist()
    return (f"{y}-{m:02}-{d:02}" for y, m, d in zip(years, months, days, strict=True))
