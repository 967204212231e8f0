"""Words found in the order of what is most about them, or of dates, whatever the filters."""

from dataclasses import replace

import pytest

from dragoman.record.search import Sought


@pytest.fixture
def shelf(record, visit):
    """Two articles that tell the same; the older has the word in its title."""
    document, reading = visit(1)
    record.add(replace(document, title="La pêche au Mali", published="2021-05-04"), reading)
    document, reading = visit(2)
    record.add(replace(document, title="Un accord", published="2021-06-01"), reading)
    record.search.index()
    return record


def names(found):
    return [hit.document.name for hit in found.hits]


def test_a_word_of_a_title_comes_first(shelf):
    found = shelf.search.find(Sought(phrases=("peche",), kinds=frozenset("D")))

    assert names(found) == ["visit-1", "visit-2"]


def test_the_latest_come_first_where_dates_are_asked_for(shelf):
    found = shelf.search.find(Sought(phrases=("peche",), kinds=frozenset("D")), order="date")

    assert names(found) == ["visit-2", "visit-1"]


def test_the_oldest_come_first_where_they_are_asked_for(shelf):
    for phrases in ((), ("peche",)):
        sought = Sought(phrases=phrases, kinds=frozenset("D"))
        assert names(shelf.search.find(sought, order="oldest")) == ["visit-1", "visit-2"]


def test_a_sentence_that_tells_two_events_is_given_and_counted_once(record, visit):
    document, reading = visit(1)
    surest, *others = (
        replace(event, confidence=0.9 if number == 0 else 0.4)
        for number, event in enumerate(reading.events)
    )
    again = replace(others[0], id="e9", mentions=surest.mentions)
    record.add(document, replace(reading, events=(surest, *others, again)))
    record.search.index()
    sought = Sought(kinds=frozenset("E"))

    each, once = record.search.find(sought), record.search.find(sought, once=True)
    assert each.total == len(each.hits) == once.total + 1
    assert len(once.hits) == once.total
    places = [(hit.kind, hit.start) for hit in once.hits]
    assert len(set(places)) == len(places)
    kept = {hit.fact for hit in once.hits}
    [left_out] = [hit for hit in each.hits if hit.fact not in kept]
    assert record.fact(left_out.fact).event.confidence == 0.4


def test_without_words_the_latest_come_first(shelf):
    found = shelf.search.find(Sought(kinds=frozenset("D")))

    assert names(found) == ["visit-2", "visit-1"]


def test_a_word_of_a_title_is_not_one_of_each_sentence(shelf):
    found = shelf.search.find(Sought(phrases=("un accord", "critiqué"), kinds=frozenset("E")))

    assert found.total == 0


def test_of_words_that_stand_everywhere_the_places_recorded_last_are_looked_at(shelf, monkeypatch):
    monkeypatch.setattr("dragoman.record.relevance.MOST_RANKED", 1)

    found = shelf.search.find(Sought(phrases=("peche",), kinds=frozenset("D")))
    facets = shelf.search.facets(Sought(phrases=("peche",), kinds=frozenset("D")))

    assert (names(found), found.total, found.more) == (["visit-2"], 1, True)
    assert facets["year"] == (("2021", 1),)


@pytest.mark.parametrize("phrases", [("peche",), ("Russie", "critiqué"), ("accord de pêche",)])
@pytest.mark.parametrize("kinds", ["D", "E", "DEQ"])
def test_places_looked_for_in_short_stretches_are_the_same(
    record, visit, monkeypatch, phrases, kinds
):
    for number in range(1, 6):
        record.add(*visit(number))
    record.search.index()
    sought = Sought(phrases=phrases, kinds=frozenset(kinds))
    at_once = record.search.find(sought, most=100)
    last = sorted((hit.document.id for hit in at_once.hits), reverse=True)
    monkeypatch.setattr("dragoman.record.newest.expect_places", lambda *_: 1_000_000)

    for most in (1000, 5, 4, 3, 2, 1):
        monkeypatch.setattr("dragoman.record.relevance.MOST_RANKED", most)
        some = record.search.find(sought, most=100)

        assert some.total == min(most, at_once.total)
        assert some.more == (most < at_once.total)
        assert {hit.document.id for hit in some.hits} == set(last[:most])


def test_a_word_that_stands_nowhere_has_no_facets(shelf):
    assert shelf.search.facets(Sought(phrases=("zeppelin",))) == {}


def test_a_common_word_does_not_hide_what_a_rare_one_tells(shelf, monkeypatch):
    monkeypatch.setattr(
        "dragoman.record.dialect._is_common", lambda _, words: words in ("Mali", "Russie")
    )

    def find(*phrases):
        return names(shelf.search.find(Sought(phrases=phrases, kinds=frozenset("D"))))

    assert find("Mali", "peche") == ["visit-1", "visit-2"]
    assert sorted(find("Mali", "Russie")) == ["visit-1", "visit-2"]


def test_what_is_not_indexed_is_counted(shelf, visit):
    assert shelf.search.find(Sought(phrases=("peche",))).unindexed == 0

    shelf.add(*visit(3))

    assert shelf.search.find(Sought(phrases=("peche",))).unindexed == 1


def test_a_fact_read_with_doubt_comes_behind_one_read_surely(record, visit):
    for number, confidence in ((1, 0.3), (2, 0.9)):
        document, reading = visit(number)
        events = tuple(replace(event, confidence=confidence) for event in reading.events)
        record.add(document, replace(reading, events=events))
    record.search.index()

    found = record.search.find(Sought(phrases=("critiqué",), kinds=frozenset("E")))

    assert names(found) == ["visit-2", "visit-1"]


@pytest.mark.parametrize("order", ["relevance", "date", "oldest"])
@pytest.mark.parametrize(
    ("narrow", "places"),
    [
        ({"actors": frozenset({"FRA"}), "kinds": frozenset("E")}, 2),
        ({"actors": frozenset({"JPN"})}, 0),
        ({"types": frozenset({"ACCUSE"})}, 2),
        ({"statuses": frozenset({"planned"})}, 0),
        ({"since": "2021-06", "kinds": frozenset("E")}, 1),
        ({"until": "2021-05", "kinds": frozenset("E")}, 1),
        ({"publisher": "nous", "kinds": frozenset("E")}, 2),
        ({"publisher": "eux"}, 0),
        ({"confidence": 0.5, "kinds": frozenset("DE")}, 2),
    ],
)
def test_filters_hold_in_either_order(shelf, order, narrow, places):
    found = shelf.search.find(Sought(phrases=("Russie", "critiqué"), **narrow), order=order)

    assert found.total == len(found.hits) == places
