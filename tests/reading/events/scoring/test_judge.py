"""The judge of the French pack at work on sentences of our own."""

import pytest

from dragoman.reading.actors import find_actors
from dragoman.reading.events import find_events
from dragoman.reading.events.scoring.weights import ROLES, load_judge
from dragoman.reading.times import find_times
from dragoman.types.document import Document

TEXT = (
    "Le président sénégalais Amadou Diallo a condamné mardi l'attaque menée par des rebelles. "
    "Il s'est rendu à Paris, où il a rencontré le ministre français de la Défense."
)


@pytest.fixture(scope="module")
def events(parse, knowledge):
    analysis = parse(TEXT)
    document = Document(id="a", text=TEXT, published="2023-03-08")
    actors = find_actors(analysis, document=document, times=(), knowledge=knowledge)
    return find_events(
        analysis, document=document, actors=actors, times=(), quotations=(), knowledge=knowledge
    ).events


def test_the_pack_has_a_judge():
    judge = load_judge("fr")

    assert judge is not None
    assert set(judge.sides) == set(ROLES)
    assert 0 < judge.least < judge.settled.event < 1


def test_a_language_without_weights_has_none():
    assert load_judge("xx") is None


def test_events_say_how_sure_they_are(events):
    assert events
    assert all(0 < event.confidence < 1 for event in events)


def test_every_side_keeps_the_words_it_was_read_from(events):
    sides = [side for event in events for side in (*event.actors, *event.recipients)]

    assert sides
    assert all(span.of(TEXT) for side in sides for span in side.spans)


def test_nobody_stands_on_both_sides(events):
    for event in events:
        assert not {a.value for a in event.actors} & {r.value for r in event.recipients}


def test_what_happened_is_not_dated_after_its_report(parse, knowledge):
    text = "Le ministre turc a critiqué la Grèce, autorisée à pêcher là jusqu'au 4 mai 2036."
    analysis = parse(text)
    document = Document(id="a", text=text, published="2023-03-08")

    events = find_events(
        analysis,
        document=document,
        actors=find_actors(analysis, document=document, times=(), knowledge=knowledge),
        times=find_times(analysis, published=document.published, knowledge=knowledge),
        quotations=(),
        knowledge=knowledge,
    ).events

    happened = [event for event in events if event.status.value == "actual"]
    assert happened
    assert all(event.when is None or event.when.value <= "2023-03-08" for event in happened)
