"""Who acts and who is acted upon, put right by people: kept, found, undone, read anew."""

import pytest

from dragoman.record.casting import Cast
from dragoman.record.corrections import CorrectionError

NIGER = Cast(entity="NER", name="le Niger", kind="state", country="NER")


@pytest.fixture
def accused(filled):
    """La France a critiqué la Russie."""
    [event] = filled.events(types=frozenset({"ACCUSE"}))
    return event


def roles(record, fact):
    event = record.fact(fact)
    return (
        [actor.entity for actor in event.actors],
        [actor.entity for actor in event.recipients],
    )


def swapped(record, fact):
    held = record.corrections.cast(fact)
    return {"actors": held["recipients"], "recipients": held["actors"]}


def test_roles_are_swapped_found_and_undone(filled, accused):
    assert roles(filled, accused.fact) == (["FRA"], ["RUS"])
    changed = filled.corrections.correct(
        accused.fact, {}, by="Awa", cast=swapped(filled, accused.fact)
    )

    assert changed == 2
    assert roles(filled, accused.fact) == (["RUS"], ["FRA"])
    event = filled.fact(accused.fact).event
    assert event.actors[0].rule == "judgement:Awa"
    assert event.actors[0].spans == accused.event.recipients[0].spans
    for one in filled.corrections.of(accused.fact):
        filled.corrections.undo(one.id)
    assert filled.fact(accused.fact) == accused


def test_somebody_the_reading_did_not_see_takes_part(filled, accused):
    filled.corrections.correct(accused.fact, {}, by="Awa", cast={"recipients": [NIGER]})

    assert roles(filled, accused.fact) == (["FRA"], ["NER"])
    assert accused.fact in {e.fact for e in filled.events(entity="NER")}
    assert accused.fact not in {e.fact for e in filled.events(entity="RUS")}
    filled.resolving.resolve()
    assert roles(filled, accused.fact) == (["FRA"], ["NER"])
    [said] = filled.corrections.of(accused.fact)
    filled.corrections.undo(said.id)
    filled.resolving.resolve()
    assert filled.fact(accused.fact).recipients == accused.recipients
    assert "NER" not in {entity.id for entity in filled.entities()}


def test_an_entity_that_the_article_names_is_its_own_actor(filled, accused):
    mali = Cast(entity="MLI", name="MALI", kind="state", country="MLI")
    filled.corrections.correct(accused.fact, {}, by="Awa", cast={"recipients": [mali, mali]})

    [recipient] = filled.fact(accused.fact).recipients
    assert (recipient.name, recipient.actor[0]) == ("Mali", "a")


def test_nobody_may_take_part_and_the_same_again_is_no_change(filled, accused):
    assert filled.corrections.correct(accused.fact, {}, by="Awa", cast={"actors": []}) == 1
    assert filled.corrections.correct(accused.fact, {}, by="Awa", cast={"actors": []}) == 0
    assert filled.fact(accused.fact).actors == ()
    held = filled.corrections.cast(accused.fact)
    assert filled.corrections.correct(accused.fact, {}, by="Awa", cast=held) == 0


def test_roles_outlive_another_reading(record, visit):
    document, reading = visit()
    record.add(document, reading)
    [event] = record.events(types=frozenset({"ACCUSE"}))
    cast = {"actors": record.corrections.cast(event.fact)["recipients"], "recipients": [NIGER]}
    record.corrections.correct(event.fact, {}, by="Awa", cast=cast)

    record.add(document, reading, replace=True)

    assert roles(record, event.fact) == (["RUS"], ["NER"])
    assert [e.fact for e in record.events(entity="NER")] == [event.fact]


def test_a_wrong_field_keeps_roles_as_they_were(filled, accused):
    with pytest.raises(CorrectionError, match="EDTF"):
        filled.corrections.correct(
            accused.fact, {"date": "hier"}, by="Awa", cast={"recipients": [NIGER]}
        )
    assert filled.fact(accused.fact) == accused


def test_more_than_can_be_kept_is_refused(filled, accused):
    crowd = [Cast(entity=f"person:{n}", name=f"nom {n} " + "x" * 90) for n in range(30)]

    with pytest.raises(CorrectionError, match="Name fewer"):
        filled.corrections.correct(accused.fact, {}, by="Awa", cast={"actors": crowd})


def test_the_company_of_an_event_is_everybody_in_its_article(filled, accused):
    names = [one.name for one in filled.corrections.company(accused.fact)]

    assert {"Mali", "France"} <= set(names)
