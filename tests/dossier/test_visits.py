"""Who came, who hosted, how often."""

from dataclasses import replace
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from dragoman.dossier.lists import Wish
from dragoman.dossier.sides import find_sides
from dragoman.dossier.visits import build_visits, find_journeys, find_visits, read_visit

_spec = spec_from_file_location("series", Path(__file__).parent / "series.py")
series = module_from_spec(_spec)
_spec.loader.exec_module(series)


def visit(knowledge, when, host, *, person="P1", state="RUS", **more):
    told = series.happening("CONSULT", when, person, host, mode="visit", **more)
    guest = replace(told.actors[0], kind="person", country=state)
    return read_visit(replace(told, actors=(guest,)), knowledge)


def test_of_a_pair_both_ways(press, knowledge):
    wish = Wish(sides=find_sides(("Mali", "Russie"), knowledge))

    found = find_visits(press, knowledge, wish)

    assert [(v.entry.when, v.guest, v.host) for v in found.visits] == [
        ("1969", "SUN", "MLI"),
        ("1971-03-01", "SUN", "MLI"),
        ("2023-02-07", "RUS", "MLI"),
    ]
    assert [(v.guest, v.host) for v in found.undated] == [("MLI", "SUN")]
    assert [v.entry.status for v in found.unfulfilled] == ["planned"]


def test_how_often_first_and_last(press, knowledge):
    wish = Wish(sides=find_sides(("Mali", "Russie"), knowledge))

    found = find_visits(press, knowledge, wish)

    told = [(d.guest, d.host, d.visits, d.first, d.last) for d in found.directions]
    assert told == [
        ("SUN", "MLI", 2, "1969", "1971-03-01"),
        ("MLI", "SUN", 1, None, None),
        ("RUS", "MLI", 1, "2023-02-07", "2023-02-07"),
    ]
    assert [(t.party.name, t.visits) for t in found.travellers] == [
        ("Andreï Gromyko", 1),
        ("Sergueï Lavrov", 1),
        ("Modibo Keïta", 1),
    ]


def test_the_place_tells_the_host_where_no_host_is_named(knowledge):
    told = visit(knowledge, "2020-05-01", "RUS", place="Bamako")

    assert (told.guest, told.host) == ("RUS", "MLI")


def test_a_visit_at_home_has_no_host(knowledge):
    assert visit(knowledge, "2020-05-01", "RUS", place="Moscou").host is None


def test_visits_of_a_few_days_are_legs_of_one_journey(knowledge):
    tour = [
        visit(knowledge, "2020-05-01", "MLI"),
        visit(knowledge, "2020-05-03", "SDN"),
        visit(knowledge, "2020-05-20", "TCD"),
        visit(knowledge, "2020-05-02", "MLI", person="P2"),
    ]

    [journey] = find_journeys(tour)

    assert journey.party.entity == "P1"
    assert [leg.host for leg in journey.legs] == ["MLI", "SDN"]


def test_two_visits_to_one_host_are_no_journey(knowledge):
    assert find_journeys([visit(knowledge, f"2020-05-0{day}", "MLI") for day in (1, 2)]) == ()


def test_a_journey_shows_legs_beyond_the_pair(knowledge):
    wish = Wish(sides=find_sides(("Mali", "Russie"), knowledge))
    tour = [visit(knowledge, "2020-05-01", "MLI"), visit(knowledge, "2020-05-03", "SDN")]

    found = build_visits(wish, tour, knowledge, series.COVERAGE)

    assert [v.host for v in found.visits] == ["MLI"]
    assert [leg.host for leg in found.journeys[0].legs] == ["MLI", "SDN"]


def test_among_a_region_both_must_be_of_it(knowledge):
    [region] = find_sides(("Afrique",), knowledge)
    visits = [
        visit(knowledge, "2020-05-01", "SDN", state="MLI"),
        visit(knowledge, "2020-05-01", "SDN", state="RUS"),
    ]

    found = build_visits(Wish(sides=(region,), among=True), visits, knowledge, series.COVERAGE)

    assert [v.guest for v in found.visits] == ["MLI"]
