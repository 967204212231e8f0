"""Chronologies of a side, a pair, a region, an organisation; deliveries."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from dragoman.dossier.lists import Wish, find_chronology, find_deliveries, hands_over
from dragoman.dossier.sides import NameNotFoundError, find_side, find_sides

_spec = spec_from_file_location("series", Path(__file__).parent / "series.py")
series = module_from_spec(_spec)
_spec.loader.exec_module(series)


def wish(knowledge, *names, members=False, **more):
    return Wish(sides=find_sides(names, knowledge, members=members), **more)


def whens(entries):
    return [entry.when for entry in entries]


def test_a_pair_in_order_of_time(press, knowledge):
    found = find_chronology(press, knowledge, wish(knowledge, "Mali", "Russie"))

    # The planned summit of July 2023 is in it, with its status.
    assert whens(found.dated) == [
        "1961~", "1969", "1971-03-01", "2019-06-25", "2023-02-07", "2023-07",
    ]  # fmt: skip
    assert {entry.status for entry in found.undated} == {"actual", "planned", "denied"}
    assert found.coverage.naming.articles == 4


def test_dates_narrow_it(press, knowledge):
    found = find_chronology(press, knowledge, wish(knowledge, "Mali", since="1970", until="2019"))

    assert whens(found.dated) == ["1971-03-01", "2019-06-25"]
    assert found.undated == ()


def test_a_region_is_its_states(press, knowledge):
    west = find_chronology(press, knowledge, wish(knowledge, "Afrique de l'Ouest"))
    mali = find_chronology(press, knowledge, wish(knowledge, "Mali"))

    assert west.dated == mali.dated
    assert west.dated != ()


def test_an_organisation_counts_its_members_only_if_asked(press, knowledge):
    alone = find_chronology(press, knowledge, wish(knowledge, "OTAN"))
    with_members = find_chronology(press, knowledge, wish(knowledge, "OTAN", members=True))

    assert alone.dated == ()
    assert whens(with_members.dated) == ["2022-08"]  # French troops leave Mali


def test_among_keeps_what_two_members_do_with_each_other(press, knowledge):
    one_region = wish(knowledge, "Afrique de l'Ouest", among=True)

    assert find_chronology(press, knowledge, one_region).dated == ()


@pytest.mark.parametrize(
    ("name", "code"), [("Afrique de l'Ouest", "011"), ("west africa", "011"), ("l'Europe", "150")]
)
def test_regions_by_name_in_either_language(knowledge, name, code):
    region = find_side(name, knowledge)

    assert (region.kind, region.id) == ("region", code)


def test_a_region_counts_former_states_unless_refused(knowledge):
    assert "SUN" in find_side("Europe", knowledge).ids
    assert "SUN" not in find_side("Europe", knowledge, predecessors=False).ids


def test_states_come_before_regions_and_what_is_neither_is_refused(knowledge):
    assert find_side("Afrique du Sud", knowledge).id == "ZAF"
    with pytest.raises(NameNotFoundError):
        find_side("Terre du Milieu", knowledge)


def test_deliveries_keep_what_was_denied_with_its_status(press, knowledge):
    found = find_deliveries(press, knowledge, wish(knowledge, "Mali", "Russie"))

    [entry] = found.undated
    assert (entry.status, entry.quantities) == ("denied", ("quatre hélicoptères",))


@pytest.mark.parametrize(
    ("type", "more", "expected"),
    [
        ("COOPERATE", {"act": "delivery"}, True),
        ("AID", {"act": "donation"}, True),
        ("AID", {"quantities": ("deux avions",)}, True),
        ("AID", {}, False),
        ("ASSAULT", {"quantities": ("dix morts",)}, False),
    ],
)
def test_what_hands_something_over(type, more, expected):
    assert hands_over(series.happening(type, "2020", "AAA", "BBB", **more)) is expected
