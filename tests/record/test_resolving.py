"""What documents tell, brought together."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import DragomanError, UnknownNameError
from dragoman.record.store import open_record


def groups(record):
    """Return the happenings of a record by content: texts and places of the events in them."""
    found = {}
    for event in record.events(superseded=True):
        name = record.resolving.group(event.fact)
        found.setdefault(name.id, set()).add(event.fact)
    return {frozenset(members) for members in found.values()}


@pytest.fixture
def three(record, visit):
    """Three articles that tell the same."""
    for number in range(3):
        document, reading = visit(number)
        record.add(document, reading)
    record.resolving.resolve()
    return record


def test_everything_waits_until_it_is_resolved(record, visit):
    record.add(*visit())
    assert record.resolving.pending() == 1

    assert record.resolving.resolve() == 1

    assert record.resolving.pending() == 0
    assert record.resolving.resolve() == 0


def test_one_visit_told_by_three_articles_is_one_happening(three):
    visits = [event for event in three.events() if event.event.type.value == "CONSULT"]

    told = {three.resolving.group(event.fact).id for event in visits}

    assert len(visits) == 3
    assert len(told) == 1


def test_a_happening_is_found_by_its_own_id(three):
    event = three.events()[0]

    assert three.fact(f"H{event.fact[1:]}").fact == event.fact


def test_one_accord_told_by_three_articles_is_one(three):
    accords = three.agreements()

    assert len(accords) == 3
    assert len({three.resolving.group(accord.fact).id for accord in accords}) == 1


def test_a_person_is_one_in_three_articles(three):
    speakers = {quotation.speaker.entity for quotation in three.quotations()}

    assert len(speakers) == 1


def test_what_somebody_parts_is_two_until_it_is_undone(three):
    visits = [event.fact for event in three.events() if event.event.type.value == "CONSULT"]
    whole = three.resolving.group(visits[0])

    number = three.resolving.split(visits[0], visits[1], by="Ada")

    assert three.resolving.group(visits[0]).id != three.resolving.group(visits[1]).id
    three.resolving.undo(number)
    assert three.resolving.group(visits[0]) == whole


def test_what_somebody_joins_is_one_and_stays_so_when_more_comes(three, visit):
    blame = next(e.fact for e in three.events() if e.event.type.value == "ACCUSE")
    signing = next(e.fact for e in three.events() if e.event.type.value == "SUPPORT")

    three.resolving.merge(blame, signing, by="Ada")
    three.add(*visit(7))
    three.resolving.resolve()

    assert three.resolving.group(blame).id == three.resolving.group(signing).id


def test_history_tells_who_decided_and_what_was_undone(three):
    visits = [event.fact for event in three.events() if event.event.type.value == "CONSULT"]
    number = three.resolving.split(visits[0], visits[1], by="Ada")
    three.resolving.undo(number)

    [decision] = three.resolving.history(visits[0])

    assert (decision.by, decision.relation) == ("Ada", "apart")
    assert decision.undone_at is not None


def test_entities_are_joined_and_parted(three):
    three.resolving.merge("FRA", "MLI", by="Ada")

    assert three.resolving.group("FRA").members == ("FRA", "MLI")

    [decision] = three.resolving.history("FRA")
    three.resolving.undo(decision.id)
    assert three.resolving.group("FRA").members == ("FRA",)


@pytest.mark.parametrize(
    ("one", "other", "what"),
    [
        ("FRA", "FRA", "one already"),
        ("FRA", "E-0000000000", "no fact"),
        ("FRA", "nobody", "nobody with the id"),
    ],
)
def test_what_cannot_be_joined_is_said(three, one, other, what):
    with pytest.raises(DragomanError, match=what):
        three.resolving.merge(one, other, by="Ada")


def test_a_decision_that_does_not_stand_cannot_be_undone(three):
    with pytest.raises(UnknownNameError, match="no decision 999 stands"):
        three.resolving.undo(999)


def test_reading_a_document_again_leaves_the_same_groups(three, visit):
    before = groups(three)

    three.add(*visit(1), replace=True)
    three.resolving.resolve()

    assert groups(three) == before


@settings(
    deadline=None, max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(order=st.permutations(range(5)), cut=st.integers(0, 5), chance=st.randoms())
def test_order_of_coming_and_of_resolving_changes_nothing(
    tmp_path, visit, clock, order, cut, chance: random.Random
):
    def fill(numbers, stop):
        path = tmp_path / f"{chance.getrandbits(64)}.sqlite"
        with open_record(path, clock=clock) as record:
            for n, number in enumerate(numbers):
                record.add(*visit(number))
                if n == stop:
                    record.resolving.resolve()
            record.resolving.resolve()
            return groups(record)

    assert fill(order, cut) == fill(range(5), 5)
