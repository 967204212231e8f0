"""States, their names and their descent."""

import pytest

from dragoman.knowledge import Knowledge

ON = [
    ("RUS", "1961", "SUN"),
    ("RUS", "2023-02-07", "RUS"),
    ("RUS", "1991", "RUS"),  # both lived in that year: as it was asked
    ("SUN", "2005", "RUS"),
    ("COD", "1965-11", "COD"),
    ("COD", "1980", "ZAR"),
    ("SRB", "2004", "SCG"),
    ("SRB", "1970", "YUG"),
    ("BFA", "1983", "HVO"),
    ("BEN", "1974-05", "DHY"),
    ("DEU", "1970", "DEU"),
    ("ZWE", "1970", "RHO"),
    ("MLI", "1950", "MLI"),
    ("UKR", "1961", "UKR"),
    ("MLI", None, "MLI"),
    ("XXX", "1961", "XXX"),
]
SOVEREIGN = [
    ("UKR", "1961", "SUN"),
    ("MLI", "1955", "FRA"),
    ("SVK", "1980", "CSK"),
    ("MNE", "2005", "SCG"),
    ("MNE", "1985", "YUG"),
    ("SSD", "2005", "SDN"),
    ("XKX", "1999", "YUG"),
    ("RUS", "1961", "SUN"),
    ("FRA", "1961", "FRA"),
]


@pytest.mark.parametrize(("state", "on", "expected"), ON)
def test_state_on(knowledge: Knowledge, state: str, on: str | None, expected: str):
    assert knowledge.state_on(state, on) == expected


@pytest.mark.parametrize(("state", "on", "expected"), SOVEREIGN)
def test_sovereign_on(knowledge: Knowledge, state: str, on: str, expected: str):
    assert knowledge.sovereign_on(state, on) == expected


@pytest.mark.parametrize(
    ("state", "line"),
    [
        ("RUS", ("RUS", "SUN")),
        ("SUN", ("SUN", "RUS")),
        ("SRB", ("SRB", "SCG", "YUG")),
        ("COD", ("COD", "ZAR")),
        ("UKR", ("UKR",)),
    ],
)
def test_lineage(knowledge: Knowledge, state: str, line: tuple[str, ...]):
    assert knowledge.lineage(state) == line


def test_lineage_on_a_date_is_the_one_alive(knowledge: Knowledge):
    assert knowledge.lineage("RUS", "1961") == ("SUN",)


def test_every_state_has_names_and_demonyms(knowledge: Knowledge):
    poor = [
        state.id
        for state in knowledge.states.values()
        if not state.names.get("fr") or not state.names.get("en") or not state.demonyms["fr"]
    ]

    assert poor == []


def test_every_state_but_two_has_russian_and_arabic_names(knowledge: Knowledge):
    poor = [
        state.id for state in knowledge.states.values() if not {"ru", "ar"} <= state.names.keys()
    ]

    assert poor == []


def test_every_relative_is_a_state(knowledge: Knowledge):
    relatives = {
        relative
        for state in knowledge.states.values()
        for relative in (*state.predecessors, *state.successors)
    }

    assert relatives <= knowledge.states.keys()


def test_ids_of_states_and_organisations_do_not_meet(knowledge: Knowledge):
    assert not knowledge.states.keys() & knowledge.organisations.keys()


def test_organisations_belong_to_known_states_and_have_known_members(knowledge: Knowledge):
    known = knowledge.states.keys() | knowledge.organisations.keys()
    strangers = {
        stranger
        for organisation in knowledge.organisations.values()
        for stranger in (*organisation.members, organisation.country)
        if stranger is not None and stranger not in known
    }

    assert strangers == set()


def test_there_are_enough_of_each(knowledge: Knowledge):
    former = [state for state in knowledge.states.values() if state.until]

    assert len(knowledge.states) - len(former) >= 200
    assert len(former) >= 11
    assert len(knowledge.organisations) >= 200
