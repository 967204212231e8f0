"""Mentions that people move from one entity to another."""

from dataclasses import replace

import pytest

from dragoman.errors import DragomanError, UnknownNameError
from dragoman.types.span import Sourced, Span

PETROV = "person:oleg-petrov:RUS"


@pytest.fixture
def two(record, visit):
    """Two articles that tell the same."""
    for number in (1, 2):
        record.add(*visit(number))
    record.resolving.resolve()
    return record


def who_visits(record):
    """Return who visits, by article."""
    return {
        event.document.name: event.actors[0].entity
        for event in record.events()
        if event.event.type.value == "CONSULT"
    }


def said_of(record, entity, name):
    return next(one for one in record.resolving.mentions(entity) if one.document.name == name)


def test_what_one_article_says_is_moved_and_the_rest_stays(two):
    said = said_of(two, PETROV, "visit-2")

    two.resolving.move(said.actor, "FRA", by="Ada")

    assert who_visits(two) == {"visit-1": PETROV, "visit-2": "FRA"}


def test_a_mention_can_be_of_somebody_nobody_is_joined_with(two):
    said = said_of(two, PETROV, "visit-2")

    two.resolving.move(said.actor, None, by="Ada")

    own = who_visits(two)["visit-2"]
    assert own.startswith(f"{PETROV}~")
    assert two.resolving.group(own).members == (own,)
    assert {entity.id: entity.name for entity in two.entities()}[own] == "Oleg Petrov"


def test_a_move_outlives_reading_again_and_resolving_again(two, visit):
    two.resolving.move(said_of(two, PETROV, "visit-2").actor, None, by="Ada")
    before = who_visits(two)

    two.add(*visit(2), replace=True)
    two.add(*visit(3))
    two.resolving.resolve()

    after = who_visits(two)
    assert {name: after[name] for name in before} == before
    assert after["visit-3"] == PETROV


def test_a_move_outlives_a_reading_that_tells_actors_apart_otherwise(two, visit):
    two.resolving.move(said_of(two, PETROV, "visit-2").actor, "FRA", by="Ada")
    document, reading = visit(2)
    first = reading.actors[0]
    wider = Span(first.mentions[0].span.start - len("ministre russe "), first.mentions[0].span.end)
    mention = replace(first.mentions[0], span=wider)
    other = replace(first, mentions=(mention, *first.mentions[1:]))

    two.add(document, replace(reading, actors=(other, *reading.actors[1:])), replace=True)
    two.resolving.resolve()

    assert who_visits(two)["visit-2"] == "FRA"


def test_a_move_can_be_undone_and_both_sides_remember_it(two):
    said = said_of(two, PETROV, "visit-2")
    number = two.resolving.move(said.actor, "FRA", by="Ada")

    two.resolving.undo(number)

    assert who_visits(two) == {"visit-1": PETROV, "visit-2": PETROV}
    for name in (PETROV, "FRA"):
        [decision] = two.resolving.history(name)
        assert (decision.by, decision.relation, decision.other) == ("Ada", "moved", "FRA")
        assert decision.undone_at is not None
        assert (decision.moved.words, decision.moved.former) == ("Oleg Petrov", PETROV)
    assert two.resolving.history("MLI") == ()


def test_one_mention_alone_takes_with_it_what_was_read_from_it(record, visit):
    document, reading = visit(1)
    text = document.text
    second = text.index("Oleg Petrov", text.index("Oleg Petrov") + 1)
    spoken = Span(second, second + len("Oleg Petrov"))
    speaker = Sourced(value="a1", spans=(spoken,), rule="test")
    [quotation] = reading.quotations
    reading = replace(reading, quotations=(replace(quotation, speaker=speaker),))
    record.add(document, reading)
    record.resolving.resolve()
    said = said_of(record, PETROV, "visit-1")

    record.resolving.move(f"{said.actor}@{second}", "FRA", by="Ada")

    [told] = record.quotations()
    assert told.speaker.entity == "FRA"
    assert who_visits(record) == {"visit-1": PETROV}
    assert [words for _, words in said_of(record, PETROV, "visit-1").mentions] == ["Oleg Petrov"]
    held = record.reading(told.document.id)
    assert held.quotations[0].speaker.value in {actor.id for actor in held.actors}


def test_a_later_move_of_the_same_takes_the_place_of_the_earlier(two):
    two.resolving.move(said_of(two, PETROV, "visit-2").actor, "FRA", by="Ada")

    two.resolving.move(said_of(two, "FRA", "visit-2").actor, "MLI", by="Bo")

    assert who_visits(two)["visit-2"] == "MLI"
    assert [one.undone_at is None for one in two.resolving.history()] == [False, True]


@pytest.mark.parametrize("which", ["A-00000000", "Petrov", "A-"])
def test_what_is_no_mention_is_refused(two, which):
    with pytest.raises(UnknownNameError):
        two.resolving.move(which, "FRA", by="Ada")


def test_what_cannot_be_is_refused(two):
    said = said_of(two, PETROV, "visit-2")

    with pytest.raises(UnknownNameError, match="begins at 3"):
        two.resolving.move(f"{said.actor}@3", "FRA", by="Ada")
    with pytest.raises(UnknownNameError, match="nobody with the id"):
        two.resolving.move(said.actor, "Q1", by="Ada")
    with pytest.raises(DragomanError, match="already"):
        two.resolving.move(said.actor, PETROV, by="Ada")


def test_everybody_who_acted_still_does(two):
    """A move lays out every fact of its article again, under the same ids."""
    before = {event.fact for event in two.events()}

    two.resolving.move(said_of(two, PETROV, "visit-2").actor, "FRA", by="Ada")

    assert {event.fact for event in two.events()} == before
    assert two.resolving.pending() == 0
