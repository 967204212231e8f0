"""The pages of a pair, against what the facts themselves say after all that may befall them."""

from dataclasses import replace
from itertools import combinations

import pytest
from benchmarks.synthetic import Press
from sqlalchemy import select

from dragoman.record.database import change_format
from dragoman.record.meeting_tables import meetings, pairs
from dragoman.record.meetings import pairs_of
from dragoman.record.queries import chosen, widen
from dragoman.record.tables import actors

KINDS = ("E", "Q", "G", "C")


def said_by_facts(record):
    """Return kind and pair of codes to the ids of the facts between them."""
    found = {}
    with record._database.reading() as connection:
        ids = {*connection.scalars(select(actors.c.entity)), "MLI", "RUS", "FRA"}
        for one, other in combinations(sorted(id for id in ids if ":" not in id), 2):
            for kind in KINDS:
                filters = {"sides": (frozenset({one}), frozenset({other}))}
                query = chosen(kind, widen(connection, filters))
                if told := frozenset(connection.scalars(query)):
                    found[kind, one, other] = told
    return found


def kept(record):
    """Return the same as it is kept, having seen that the counts agree."""
    found = {}
    with record._database.reading() as connection:
        for row in connection.execute(select(meetings)):
            found.setdefault((row.kind, row.one, row.other), set()).add(row.fact)
        counts = {
            (row.kind, row.one, row.other): row.facts for row in connection.execute(select(pairs))
        }
    assert counts == {key: len(told) for key, told in found.items()}
    return found


def rows(record):
    with record._database.reading() as connection:
        return {
            table.name: connection.execute(select(table).order_by(*table.primary_key)).all()
            for table in (meetings, pairs)
        }


def agrees(record):
    return kept(record) == said_by_facts(record)


@pytest.fixture
def visit_fact(filled):
    [event] = filled.events(types=frozenset({"CONSULT"}))
    return event.fact


def test_what_is_recorded_is_between_those_who_take_part(filled):
    assert set(kept(filled)) == {(kind, "MLI", "RUS") for kind in KINDS} | {("E", "FRA", "RUS")}
    assert agrees(filled)


def test_a_new_version_takes_the_place_of_the_old_one(record, visit):
    record.add(*visit(1, url="https://a.example"))
    record.add(*visit(2, url="https://a.example"))

    assert agrees(record)
    assert len(kept(record)["E", "MLI", "RUS"]) == 2


def test_what_is_read_again_is_noted_once(record, visit):
    document, reading = visit()
    record.add(document, reading)
    record.add(document, replace(reading, events=reading.events[:2], claims=()), replace=True)

    assert agrees(record)
    assert ("E", "FRA", "RUS") not in kept(record)


def test_what_is_read_again_of_an_older_version_is_not_noted(record, visit):
    record.add(*visit(1, url="https://a.example"))
    before = kept(record)
    record.add(*visit(2, url="https://a.example"))
    record.add(*visit(1, url="https://a.example"), replace=True)

    assert agrees(record)
    assert before != kept(record)


def test_a_corrected_date_moves_a_fact(filled, visit_fact):
    filled.corrections.correct(visit_fact, {"date": "1999"}, by="Ada")

    assert agrees(filled)
    assert {row.day for row in rows(filled)["meetings"] if row.fact == visit_fact} == {"1999-12-31"}


def test_a_rejected_event_is_between_nobody_until_that_is_undone(filled, visit_fact):
    before = rows(filled)
    filled.corrections.reject(visit_fact, by="Ada")

    assert agrees(filled)
    assert visit_fact not in kept(filled)["E", "MLI", "RUS"]

    [rejection] = filled.corrections.of(visit_fact)
    filled.corrections.undo(rejection.id)
    assert rows(filled) == before


def test_a_rejected_event_stays_out_when_its_article_is_read_again(filled, visit, visit_fact):
    filled.corrections.reject(visit_fact, by="Ada")
    filled.add(*visit(), replace=True)

    assert agrees(filled)
    assert visit_fact not in kept(filled)["E", "MLI", "RUS"]


def test_whoever_is_joined_with_a_state_meets_as_it_does(filled):
    before = rows(filled)
    filled.resolving.resolve()
    petrov = next(entity.id for entity in filled.entities() if "petrov" in entity.id)
    filled.resolving.merge("FRA", petrov, by="Ada")

    assert agrees(filled)
    assert ("Q", "FRA", "MLI") in kept(filled)

    [decision] = filled.resolving.history("FRA")
    filled.resolving.undo(decision.id)
    assert agrees(filled)
    assert rows(filled) == before


def test_older_records_are_filled_as_new_ones(filled, visit, visit_fact):
    filled.add(*visit(1, url="https://a.example"))
    filled.add(*visit(2, url="https://a.example"))
    filled.corrections.reject(visit_fact, by="Ada")
    filled.resolving.resolve()
    filled.resolving.merge("FRA", "person:oleg-petrov:RUS", by="Ada")
    before = rows(filled)

    for format in ("0004", None):
        with filled._database.writing() as connection:
            change_format(connection, format)

    assert rows(filled) == before


@pytest.fixture
def loaded(record):
    """Forty articles with eight events each, of few states."""
    press = Press(states=("AAA", "BBB", "CCC", "DDD"))
    record.loading.load("shard", list(press.articles(40)))
    return record


def test_what_is_loaded_in_bulk_is_noted_too(loaded):
    assert agrees(loaded)


@pytest.mark.parametrize(
    "sides",
    [
        ("AAA", "BBB"),
        ("AAA CCC", "BBB"),
        ("AAA CCC", "BBB DDD"),
        ("AAA", "ZZZ"),
        ("AAA", "AAA BBB"),
    ],
)
def test_pages_are_what_facts_in_order_of_time_would_be(loaded, sides, monkeypatch):
    asked = tuple(frozenset(side.split()) for side in sides)

    def pages():
        return [loaded.survey.slice("E", first=n, most=7, sides=asked) for n in (0, 7, 30, 1000)]

    by_pair = pages()
    monkeypatch.setattr("dragoman.record.survey.find_page", lambda *_, **__: None)

    assert by_pair == pages()
    assert (by_pair[0][0] > 30) == ("ZZZ" not in sides)


def test_somebody_without_a_code_has_pages_too(filled):
    sides = (frozenset({"person:oleg-petrov:RUS"}), frozenset({"MLI"}))

    total, found = filled.survey.slice("Q", first=0, most=5, sides=sides)

    assert total == len(found) == 1


@pytest.mark.parametrize(
    ("kind", "parts", "expected"),
    [
        ("E", [("actor", "RUS", "RUS"), ("recipient", "MLI", "MLI")], {("MLI", "RUS")}),
        ("E", [("actor", "RUS", "RUS"), ("source", "MLI", "MLI")], set()),
        ("E", [("actor", "person:p:RUS", "RUS"), ("actor", "NATO", None)], {("NATO", "RUS")}),
        ("E", [("actor", "person:p:RUS", "RUS"), ("actor", "person:q:RUS", "RUS")], set()),
        ("Q", [("speaker", "RUS", "RUS"), ("principal", "MLI", "MLI")], set()),
        ("Q", [("about", "RUS", "RUS"), ("speaker", "MLI", "MLI")], {("MLI", "RUS")}),
        ("G", [("party", "igo:x", None), ("party", "MLI", "MLI")], {("ECO", "MLI")}),
    ],
)
def test_codes_meet_by_roles(kind, parts, expected):
    assert pairs_of(kind, parts, {"igo:x": "ECO"}) == expected
