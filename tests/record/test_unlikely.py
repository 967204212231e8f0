"""Who may take part in an event, but likely does not: kept with it, told of nowhere else."""

from dataclasses import replace

import pytest

from dragoman.dossier.evidence import find_evidence
from dragoman.record.casting import Cast
from dragoman.surfaces.export.reviewed import reviewed
from dragoman.types.span import Sourced


@pytest.fixture
def doubted(record, visit):
    """La France a critiqué la Russie; that Oleg Petrov is criticised, too, is unlikely."""
    document, reading = visit()
    *others, blame = reading.events
    petrov = reading.actors[0]
    perhaps = Sourced(
        value=petrov.id, spans=(petrov.mentions[0].span,), rule="test", confidence=0.3
    )
    blame = replace(blame, recipients=(*blame.recipients, perhaps))
    record.add(document, replace(reading, events=(*others, blame)))
    [event] = record.events(types=frozenset({"ACCUSE"}))
    return event


def test_he_is_not_among_those_who_take_part(record, doubted):
    assert [actor.name for actor in doubted.recipients] == ["Russie"]
    petrov = next(e.id for e in record.entities() if e.name == "Oleg Petrov")
    assert doubted.fact not in {event.fact for event in record.events(entity=petrov)}


def test_the_event_keeps_him_and_its_evidence_shows_him(record, doubted):
    assert [part.confidence for part in doubted.event.recipients] == [1.0, 0.3]
    shown = {
        field.field: (field.value, field.confidence)
        for field in find_evidence(record, doubted.fact).fields
    }
    assert shown["recipients"] == ("Russie", 1.0)
    assert shown["recipients_perhaps"] == ("Oleg Petrov", 0.3)


def test_he_is_out_again_when_what_people_said_is_undone(record, doubted):
    mali = Cast(entity="MLI", name="Mali", kind="state", country="MLI")
    record.corrections.correct(doubted.fact, {}, by="Awa", cast={"recipients": [mali]})
    [said] = record.corrections.of(doubted.fact)
    record.corrections.undo(said.id)

    assert record.fact(doubted.fact) == doubted


def test_whoever_people_say_takes_part_is_told_of(record, doubted):
    everybody = record.corrections.company(doubted.fact)
    petrov = next(one for one in everybody if one.name == "Oleg Petrov")
    record.corrections.correct(doubted.fact, {}, by="Awa", cast={"recipients": [petrov]})

    assert [actor.name for actor in record.fact(doubted.fact).recipients] == ["Oleg Petrov"]


def test_an_article_as_people_judged_it_names_whom_they_saw(record, doubted):
    record.corrections.accept(doubted.fact, by="Awa")

    _, reading = reviewed(record, doubted.document.id)

    [blame] = [event for event in reading.events if event.type.value == "ACCUSE"]
    assert [part.value for part in blame.recipients] == ["a3"]
