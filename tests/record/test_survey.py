"""Counts over a record, against those made by hand from its facts."""

from collections import Counter
from dataclasses import replace
from itertools import combinations


def test_coverage_counts_each_article_once(filled):
    coverage = filled.survey.coverage()

    assert sum(item.documents for item in coverage) == len(filled.documents())


def test_pairs_count_the_events_in_which_both_take_part(filled):
    expected = Counter()
    for event in filled.events():
        sides = {p.country or p.entity for p in (*event.actors, *event.recipients)}
        expected.update(pair for pair in combinations(sorted(sides), 2) if ":" not in "".join(pair))

    found = {(pair.one, pair.other): pair.events for pair in filled.survey.pairs(1000)}

    assert found
    assert found == expected


def test_pairs_of_one_side_are_its_own(filled):
    pairs = filled.survey.pairs(10)
    one = pairs[0].one

    assert all(one in (pair.one, pair.other) for pair in filled.survey.pairs(10, of=one))


def test_sides_come_with_the_most_active_first(filled):
    counts = [side.facts for side in filled.survey.sides()]

    assert counts == sorted(counts, reverse=True)
    assert counts[-1] >= 1


def test_latest_facts_come_last_day_first(filled):
    days = [filled.fact(name).latest for name in filled.survey.latest("E", 5)]

    assert days == sorted(days, reverse=True)
    assert None not in days


def test_latest_facts_do_not_lie_ahead_of_their_article(record, visit):
    document, reading = visit(1)

    record.add(replace(document, published="2021-04"), replace(reading, published="2021-04"))

    assert [event.event.when.value for event in record.events() if event.event.when] == [
        "2021-05",
        "2021-05-03",
    ]
    assert record.survey.latest("E", 5) == ()


def test_latest_facts_hold_those_of_the_month_of_publication(filled):
    assert len(filled.survey.latest("E", 5)) == 2
