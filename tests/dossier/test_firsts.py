"""The first of its kind in a small record."""

import pytest

from dragoman.dossier.firsts import find_firsts
from dragoman.dossier.fitting import in_time

MINISTER = "visite d'un ministre russe des Affaires étrangères au Mali"


def told(fits):
    return [(fit.entry.when, fit.entry.actors[0].name, fit.doubts) for fit in fits]


def test_the_earliest_comes_first_and_predecessors_count(press, knowledge):
    found = find_firsts(press, knowledge, MINISTER)

    assert told(found.found) == [
        ("1971-03-01", "Andreï Gromyko", ()),
        ("2023-02-07", "Sergueï Lavrov", ()),
    ]


def test_without_predecessors_the_soviet_visits_are_left_out(press, knowledge):
    found = find_firsts(press, knowledge, MINISTER, predecessors=False)

    assert told(found.found) == [("2023-02-07", "Sergueï Lavrov", ())]
    assert found.possible == ()


def test_whose_office_is_not_told_is_only_possible(press, knowledge):
    found = find_firsts(press, knowledge, MINISTER)

    assert told(found.possible) == [("1969", "délégation soviétique", ("office",))]


def test_what_was_only_planned_is_not_counted(press, knowledge):
    found = find_firsts(press, knowledge, MINISTER)

    assert told(found.unfulfilled) == [(None, "émissaire soviétique", ("office",))]


def test_a_limit_of_time_leaves_out_what_was_before(press, knowledge):
    found = find_firsts(press, knowledge, f"{MINISTER} depuis 1980")

    assert told(found.found) == [("2023-02-07", "Sergueï Lavrov", ())]


def test_visits_the_other_way_are_something_else(press, knowledge):
    found = find_firsts(press, knowledge, "visite de Modibo Keïta en Union soviétique")

    assert [fit.entry.actors[0].name for fit in found.undated] == ["Modibo Keïta"]
    assert found.found == ()


def test_topics_must_stand_in_the_text(press, knowledge):
    military = find_firsts(press, knowledge, "accord militaire entre la Russie et le Mali")
    naval = find_firsts(press, knowledge, "accord naval entre la Russie et le Mali")

    assert [fit.entry.when for fit in military.found] == ["2019-06-25"]
    assert [(fit.entry.when, fit.doubts) for fit in naval.possible] == [("2019-06-25", ("topic",))]


def test_a_denied_delivery_is_not_counted(press, knowledge):
    found = find_firsts(press, knowledge, "livraison d'hélicoptères par la Russie au Mali")

    assert found.found == found.undated == found.possible == ()
    assert [fit.entry.status for fit in found.unfulfilled] == ["denied"]


def test_coverage_counts_articles_and_those_that_name_the_sides(press, knowledge):
    coverage = find_firsts(press, knowledge, "visite d'un ministre français au Mali").coverage

    assert coverage.whole.articles == 4
    assert (coverage.whole.first, coverage.whole.last) == ("1971-03-02", "2023-02-09")
    assert coverage.naming.articles == 1  # only one of them names France
    assert coverage.publishers[0] == ("Gazette de test", 2)


@pytest.mark.parametrize(
    ("when", "since", "until", "expected"),
    [
        ("1970", "1968", None, True),
        ("1967", "1968", None, None),
        ("196X", "1968", None, False),
        (None, "1968", None, False),
        (None, None, None, True),
        ("1971-03", None, "1971-02", None),
        ("1971", "1971-06", "1975", False),
    ],
)
def test_in_time(when, since, until, expected):
    assert in_time(when, since, until) is expected
