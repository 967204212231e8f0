"""Sentences read up to their scene, for what the judge does with one."""

import pytest

from dragoman.reading.actors import find_actors
from dragoman.reading.events import prepare
from dragoman.reading.events.scoring.proposals import find_proposals
from dragoman.reading.events.scoring.scene import make_scene
from dragoman.reading.quotes import find_quotations
from dragoman.reading.times import find_times
from dragoman.types.document import Document

PUBLISHED = "2023-03-08"


@pytest.fixture(scope="session")
def scene_of(parse, knowledge):
    def read(text):
        analysis = parse(text)
        document = Document(id="a", text=text, published=PUBLISHED)
        times = find_times(analysis, published=PUBLISHED)
        actors = find_actors(analysis, document=document, times=times, knowledge=knowledge)
        quotations = find_quotations(analysis, actors=actors, times=times, published=PUBLISHED)
        reader = prepare(
            analysis,
            document=document,
            actors=actors,
            times=times,
            quotations=quotations,
            knowledge=knowledge,
        )
        return make_scene(reader, find_proposals(reader))

    return read


@pytest.fixture(scope="session")
def ids_of():
    """The ids of the actors of a scene that belong to a state, by kind and state."""

    def find(scene):
        return {
            (actor.kind.value, actor.country.value): actor.id
            for actor in scene.reader.participants.actors.values()
            if actor.country is not None
        }

    return find
