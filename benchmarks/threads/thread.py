"""A thread of annotated articles beside what the reader makes of them today."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.annotated import digest
from benchmarks.threads.convert import load_corpus
from dragoman.resolution.descriptions import load_descriptions
from dragoman.resolution.entities import identify
from dragoman.resolution.pairs import Side
from dragoman.resolution.somebodies import PROTEST, Named, block_of, place
from dragoman.resolution.traits import Describer, days_of
from dragoman.types.document import Document
from dragoman.types.reading import Reading

Json = dict[str, Any]
Item = tuple[str, int]
"""An article and the number of a mention in its annotation."""

HERE = Path(__file__).parent
DEVELOPMENT = ("belarus", "iran", "israel-gulf")
HELD_OUT = ("lebanon", "libya", "navalny")


@dataclass(frozen=True)
class Thread:
    """One thread, read.

    Attributes:
        name: its name.
        sides: event ("article/e1") to what it is compared by.
        somebody: entity of one article to the somebody it is across articles.
        events: annotated mention to the happening it tells of.
        found: the same mentions to the event that the reader reads there.
        unread: annotated mentions of happenings at which the reader reads no event.
        entities: annotated actor to the somebody it is.
        entity_of: the same actors to the entity of their article that the reader sees.
        unseen: annotated actors that the reader does not see.
    """

    name: str
    sides: Mapping[str, Side]
    somebody: Mapping[str, str]
    events: Mapping[Item, str]
    found: Mapping[Item, str]
    unread: tuple[Item, ...]
    entities: Mapping[Item, str]
    entity_of: Mapping[Item, str]
    unseen: tuple[Item, ...]

    @property
    def happening(self) -> dict[str, str]:
        """Event to the happening that most of its annotated mentions tell of."""
        told: dict[str, Counter[str]] = defaultdict(Counter)
        for item, event in self.found.items():
            told[event][self.events[item]] += 1
        return {
            event: min(counts, key=lambda name: (-counts[name], name))
            for event, counts in told.items()
        }


def load_thread(name: str, corpora: Path, read: Callable[[Document], Reading]) -> Thread:
    """Read the articles of a thread and lay the annotation beside them.

    Raises:
        ValueError: if an article is not the one that was annotated.
    """
    gold: Json = json.loads((HERE / f"{name}.json").read_text("utf-8"))
    corpus = load_corpus(corpora, {article["id"] for article in gold["articles"]})
    readings, texts = {}, {}
    for article in gold["articles"]:
        held = corpus[article["id"]]
        if digest(held["text"]) != article["sha256"]:
            raise ValueError(f"{name}: {article['id']} is not the text that was annotated.")
        document = Document(
            id=article["id"], text=held["text"], published=held["published"][: len("2020-01-01")]
        )
        readings[article["id"]], texts[article["id"]] = read(document), held["text"]
    somebody = resolve_entities(readings.values())
    sides: dict[str, Side] = {}
    for key, reading in readings.items():
        describer = Describer(reading, texts[key], language="fr")
        for event in reading.events:
            fact = f"{key}/{event.id}"
            sides[fact] = Side(
                describer.describe(event, fact=fact), lambda entity: somebody.get(entity, entity)
            )
    events, found, unread = _align_events(gold, readings)
    entities, entity_of, unseen = _align_actors(gold, readings)
    return Thread(
        name, sides, somebody, events, found, unread, entities, entity_of, unseen
    )  # fmt: skip


def resolve_entities(readings: Iterable[Reading]) -> dict[str, str]:
    """Return entity of one article to the somebody it is across `readings`."""
    names: dict[str, Counter[str]] = defaultdict(Counter)
    days: dict[str, list[tuple[int, int]]] = defaultdict(list)
    kinds: dict[str, tuple[str, str | None, bool]] = {}
    protesting: set[str] = set()
    for reading in readings:
        for actor in reading.actors:
            identity = identify(actor, document=reading.document)
            names[identity.entity][actor.name.value] += 1
            if published := days_of(reading.published):
                days[identity.entity].append(published)
            country = actor.country.value if actor.country else None
            kinds.setdefault(identity.entity, (actor.kind.value, country, identity.known))
        protesting |= {
            identify(actor, document=reading.document).entity
            for event in reading.events
            if event.type.value == PROTEST
            for actor in reading.actors
            if actor.id in {who.value for who in event.actors}
        }
    descriptions = load_descriptions()
    blocks: dict[str, list[Named]] = defaultdict(list)
    for entity, (kind, country, known) in kinds.items():
        stretches = days[entity]
        named = Named(
            id=entity,
            kind=kind,
            name=min(names[entity], key=lambda n: (-names[entity][n], -len(n), n)),
            country=country,
            known=known,
            published=(min(s[0] for s in stretches), max(s[1] for s in stretches))
            if stretches
            else None,
            documents=names[entity].total(),
            protests=entity in protesting,
        )
        blocks[block_of(named, descriptions)].append(named)
    return {
        entity: placed.cluster
        for block in blocks.values()
        for entity, placed in place(block, descriptions).items()
    }


def _align_events(
    gold: Json, readings: Mapping[str, Reading]
) -> tuple[dict[Item, str], dict[Item, str], tuple[Item, ...]]:
    """Return right, found and unread mentions: triggers that overlap are one mention."""
    right, found, unread = {}, {}, []
    for article in gold["articles"]:
        key = article["id"]
        spans = [
            (mention.trigger.start, mention.trigger.end, event.id)
            for event in readings[key].events
            for mention in event.mentions
        ]
        for number, told in enumerate(article["events"]):
            if told["event"] is None:
                continue
            start, end = told["trigger"]
            over = [
                (min(end, e) - max(start, s), -(e - s), f"{key}/{event}")
                for s, e, event in spans
                if s < end and start < e
            ]
            item = (key, number)
            right[item] = told["event"]
            if over:
                found[item] = max(over)[2]
            else:
                unread.append(item)
    return right, found, tuple(unread)


def _align_actors(
    gold: Json, readings: Mapping[str, Reading]
) -> tuple[dict[Item, str], dict[Item, str], tuple[Item, ...]]:
    right, found, unseen = {}, {}, []
    for article in gold["articles"]:
        reading = readings[article["id"]]
        seen = {
            (mention.span.start, mention.span.end): actor
            for actor in reversed(reading.actors)
            for mention in actor.mentions
        }
        for number, told in enumerate(article["actors"]):
            if told["entity"] is None:
                continue
            item = (article["id"], number)
            right[item] = told["entity"]
            actor = next((seen[tuple(m)] for m in told["mentions"] if tuple(m) in seen), None)
            if actor is None:
                unseen.append(item)
            else:
                found[item] = identify(actor, document=reading.document).entity
    return right, found, tuple(unseen)
