"""The places that an event may have, and which is chosen."""

import pytest

from dragoman.reading.actors import find_actors
from dragoman.reading.events import prepare
from dragoman.reading.events.scoring.placing import (
    choose_places,
    named_places,
    place_features,
    place_options,
)
from dragoman.reading.events.scoring.proposals import find_proposals
from dragoman.reading.events.scoring.scene import make_scene
from dragoman.types.document import Document


@pytest.fixture(scope="module")
def scene_of(parse, knowledge):
    def make(text: str):
        analysis = parse(text)
        document = Document(id="a", text=text, published="2023-03-08")
        actors = find_actors(analysis, document=document, times=(), knowledge=knowledge)
        reader = prepare(
            analysis,
            document=document,
            actors=actors,
            times=(),
            quotations=(),
            knowledge=knowledge,
        )
        return make_scene(reader, find_proposals(reader))

    return make


class Prefers:
    """Finds one source likely and all others not."""

    def __init__(self, source: str, p: float = 0.8) -> None:
        self.wanted, self.p = f"source={source}", p

    def score(self, rows):
        return [self.p if self.wanted in row else 0.05 for row in rows]


TEXT = (
    "Le ministre ghanéen a rencontré son homologue togolais mardi à Lomé. "
    "Les deux hommes se sont parlé longuement. Le Ghana a condamné le Bénin."
)


def draft_of(scene, start):
    return next(d for d in scene.drafts if d.candidate.head.lower.startswith(start))


def options_of(scene, draft):
    text = scene.reader.document.text
    return {
        (option.source, option.place.span.of(text) if option.place is not None else None)
        for option in place_options(draft, named_places(scene))
    }


def test_the_place_that_the_rules_find_is_one_option(scene_of):
    scene = scene_of(TEXT)

    assert ("ruled", "Lomé") in options_of(scene, draft_of(scene, "rencontr"))


def test_a_place_named_sentences_before_is_one_too(scene_of):
    scene = scene_of(TEXT)

    assert ("earlier", "Lomé") in options_of(scene, draft_of(scene, "condamn"))


def test_no_place_is_always_an_option(scene_of):
    scene = scene_of("Le ministre a condamné cette décision.")

    assert options_of(scene, draft_of(scene, "condamn")) == {("none", None)}


def test_a_place_named_twice_is_one_option(scene_of):
    scene = scene_of("À Lomé, le Ghana a condamné le Bénin. Lomé a accusé le Ghana à Lomé.")
    text = scene.reader.document.text

    named = [place.span.of(text) for place in named_places(scene)]
    found = [
        option.place.key
        for option in place_options(draft_of(scene, "condamn"), named_places(scene))
        if option.place is not None
    ]

    assert named.count("Lomé") == 3
    assert found.count("lomé") == 1


def test_a_common_noun_alone_is_no_place(scene_of):
    scene = scene_of("Le Ghana a condamné le Bénin dans la capitale.")
    text = scene.reader.document.text

    assert "capitale" not in [place.span.of(text) for place in named_places(scene)]


def test_the_article_of_a_name_is_no_place(scene_of):
    text = "Les combattants d'Al-Shabaab ont attaqué un hôtel à Mogadiscio."
    scene = scene_of(text)

    assert [place.span.of(text) for place in named_places(scene)] == ["Mogadiscio"]


def test_who_takes_part_is_told_from_where(scene_of):
    scene = scene_of(TEXT)
    draft = draft_of(scene, "condamn")
    text = scene.reader.document.text
    rows = {
        option.place.span.of(text): place_features(scene, draft, option)
        for option in place_options(draft, named_places(scene))
        if option.place is not None
    }

    assert rows["Bénin"]["is-side"] == 1
    assert rows["Lomé"]["is-side"] == 0


def test_the_likeliest_place_is_chosen_with_its_words(scene_of):
    scene = scene_of(TEXT)
    draft = draft_of(scene, "condamn")

    [place] = choose_places(scene, [draft], named_places(scene), Prefers("earlier"), 0.25)

    assert place is not None
    assert place.value == place.spans[0].of(scene.reader.document.text)
    assert place.confidence == 0.8


def test_a_place_that_the_rules_gave_keeps_their_name(scene_of):
    scene = scene_of(TEXT)
    draft = draft_of(scene, "rencontr")

    [place] = choose_places(scene, [draft], named_places(scene), Prefers("ruled"), 0.25)

    assert place is not None
    assert (place.value, place.rule) == ("Lomé", draft.place.rule)


def test_an_unlikely_place_is_not_told(scene_of):
    scene = scene_of(TEXT)
    draft = draft_of(scene, "condamn")

    assert choose_places(scene, [draft], named_places(scene), Prefers("here", 0.2), 0.25) == [None]
