"""Readings in the annotation form: what it keeps and what it leaves out."""

from dragoman.reading.read import read
from dragoman.surfaces.export.gold import to_gold
from dragoman.types.document import Document

DOCUMENT = Document(
    id="t1",
    text=(
        "Le Bénin a condamné lundi l'attaque menée par le Tchad. "
        "Le Pérou dort. Elle dure depuis trois ans."
    ),
    published="2021-03-03",
)


def gold(analyser, knowledge):
    return to_gold(DOCUMENT, read(DOCUMENT, analyser=analyser, knowledge=knowledge))


def test_only_actors_that_take_part_are_listed(analyser, knowledge):
    assert "PER" not in {actor["country"] for actor in gold(analyser, knowledge)["actors"]}


def test_everything_quoted_is_verbatim(analyser, knowledge):
    annotation = gold(analyser, knowledge)

    quoted = [m for actor in annotation["actors"] for m in actor["mentions"]]
    for event in annotation["events"]:
        for mention in event["mentions"]:
            assert mention["trigger"] in mention["evidence"]
            quoted.append(mention["evidence"])
    assert quoted
    assert all(stretch in DOCUMENT.text for stretch in quoted)


def test_durations_are_no_times(analyser, knowledge):
    assert gold(analyser, knowledge)["times"] == [{"text": "lundi", "value": "2021-03-01"}]
