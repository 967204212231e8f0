"""Sentences read up to their scene, for what the judge does with one."""

import pytest

from dragoman.reading.events import prepare
from dragoman.reading.events.scoring.proposals import find_proposals
from dragoman.reading.events.scoring.scene import make_scene
from dragoman.reading.quotes import find_quotations
from dragoman.reading.read import read_ground
from dragoman.types.document import Document

PUBLISHED = "2023-03-08"


@pytest.fixture(scope="session")
def scene_of(parse, knowledge):
    def read(text, published=PUBLISHED):
        document = Document(id="a", text=text, published=published)
        ground = read_ground(document, analyser=lambda text, _: parse(text), knowledge=knowledge)
        found = {"actors": ground.actors, "times": ground.times}
        quotations = find_quotations(ground.analysis, **found, published=published)
        reader = prepare(
            ground.analysis,
            **found,
            document=document,
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
