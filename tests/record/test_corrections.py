"""What people say of events: recorded as judgements, shown everywhere, undone again."""

import pytest

from dragoman.record.corrections import CorrectionError
from dragoman.record.verdicts import REJECTED


@pytest.fixture
def visit_fact(filled):
    [event] = filled.events(types=frozenset({"CONSULT"}))
    return event


def test_a_correction_is_shown_and_names_who_made_it(filled, visit_fact):
    changed = filled.corrections.correct(
        visit_fact.fact, {"status": "denied", "date": "2021-05-04", "type": "CONSULT"}, by="Awa"
    )

    event = filled.fact(visit_fact.fact).event
    assert changed == 2
    assert (event.status.value, event.when.value) == ("denied", "2021-05-04")
    assert event.when.rule == "judgement:Awa"
    assert event.when.spans == visit_fact.event.when.spans
    assert "2021-05-03" in event.when.reasoning


def test_what_is_corrected_is_found_by_its_new_values(filled, visit_fact):
    filled.corrections.correct(visit_fact.fact, {"type": "AID", "date": "2019"}, by="Awa")

    assert [e.fact for e in filled.events(types=frozenset({"AID"}))] == [visit_fact.fact]
    assert filled.events(types=frozenset({"CONSULT"})) == ()
    [found] = filled.events(since="2019", until="2019")
    assert (found.fact, found.earliest, found.latest) == (
        visit_fact.fact,
        "2019-01-01",
        "2019-12-31",
    )


def test_a_mode_that_does_not_fit_the_new_type_goes(filled, visit_fact):
    filled.corrections.correct(visit_fact.fact, {"mode": "visit"}, by="Awa")
    filled.corrections.correct(visit_fact.fact, {"type": "AID"}, by="Awa")

    assert filled.fact(visit_fact.fact).event.mode is None


def test_a_rejected_event_is_found_no_more(filled, visit_fact):
    assert filled.corrections.reject(visit_fact.fact, by="Awa")
    assert not filled.corrections.reject(visit_fact.fact, by="Awa")

    assert visit_fact.fact not in {e.fact for e in filled.events()}
    assert filled.fact(visit_fact.fact).fact == visit_fact.fact  # still there to be looked at


def test_undone_everything_is_as_it_was(filled, visit_fact):
    filled.corrections.correct(visit_fact.fact, {"date": "2019", "status": "planned"}, by="Awa")
    filled.corrections.reject(visit_fact.fact, by="Awa")

    for one in filled.corrections.of(visit_fact.fact):
        assert filled.corrections.undo(one.id)

    [again] = filled.events(types=frozenset({"CONSULT"}))
    assert again == visit_fact
    assert filled.corrections.of(visit_fact.fact) == ()
    assert filled.corrections.undo(10_000) is False


def test_the_same_correction_twice_is_one(filled, visit_fact):
    assert filled.corrections.correct(visit_fact.fact, {"place": "Bamako"}, by="Awa") == 1
    assert filled.corrections.correct(visit_fact.fact, {"place": "Bamako"}, by="Moussa") == 0
    [one] = filled.corrections.of(visit_fact.fact)
    assert (one.field, one.value, one.by) == ("place", "Bamako", "Awa")


def test_corrections_outlive_another_reading(record, visit):
    document, reading = visit()
    record.add(document, reading)
    [event] = record.events(types=frozenset({"CONSULT"}))
    record.corrections.correct(event.fact, {"date": "2019"}, by="Awa")
    record.corrections.reject(record.events(types=frozenset({"ACCUSE"}))[0].fact, by="Awa")

    record.add(document, reading, replace=True)

    [again] = record.events(since="2019", until="2019")
    assert (again.fact, again.event.when.value) == (event.fact, "2019")
    assert record.events(types=frozenset({"ACCUSE"})) == ()


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"type": "KISS"}, "KISS"),
        ({"status": "perhaps"}, "no status 'perhaps'"),
        ({"mode": "riot"}, "mode riot"),
        ({"date": "hier"}, "EDTF"),
        ({"status": None}, "every event has a status"),
    ],
)
def test_what_cannot_be_is_refused_whole(filled, visit_fact, values, told):
    with pytest.raises(CorrectionError, match=told):
        filled.corrections.correct(visit_fact.fact, {"place": "Gao"} | values, by="Awa")

    assert filled.corrections.of(visit_fact.fact) == ()


def test_other_facts_cannot_be_corrected(filled):
    [quotation] = filled.quotations()

    for fact in (quotation.fact, "E-0000000000"):
        with pytest.raises(CorrectionError, match="no such event"):
            filled.corrections.reject(fact, by="Awa")


def test_a_rejection_says_so(filled, visit_fact):
    filled.corrections.reject(visit_fact.fact, by="Awa")

    [one] = filled.corrections.of(visit_fact.fact)
    assert (one.field, one.value) == (REJECTED, None)
