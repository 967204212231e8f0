"""What the annotations say of who stands on which side of an event."""

from types import SimpleNamespace
from typing import Any

import pytest
from scripts.train.labels import side_labels


def form(name: str, country: str) -> dict[str, Any]:
    return {"name": name, "country": country}


# As the scorer of the gold: those of one state stand for each other, and a name is a name.
SCORER: Any = SimpleNamespace(
    same_actor=lambda a, b: a is not None and a["country"] == b["country"],
    same_name=lambda a, b: a["name"] == b["name"],
)
GOLD = {"g1": form("Mali", "MLI"), "g2": form("Russie", "RUS")}
EVENT = {"actor": ["g1"], "recipient": ["g2"]}


def draft(*, mutual: bool = False) -> Any:
    return SimpleNamespace(candidate=SimpleNamespace(entry=SimpleNamespace(mutual=mutual)))


def test_who_governs_a_state_is_not_taught_where_the_state_itself_is_there():
    forms = {"a": form("Mali", "MLI"), "b": form("Assimi Goïta", "MLI"), "c": form("Russie", "RUS")}
    told = side_labels(SCORER, draft(), EVENT, GOLD, forms)
    assert told == {"actor": {"a"}, "recipient": {"c"}}


def test_who_governs_a_state_stands_for_it_where_it_is_not_there():
    forms = {"b": form("Assimi Goïta", "MLI"), "d": form("Sergueï Lavrov", "RUS")}
    told = side_labels(SCORER, draft(), EVENT, GOLD, forms)
    assert told == {"actor": {"b"}, "recipient": {"d"}}


def test_both_sides_of_what_is_mutual_are_one():
    forms = {"a": form("Mali", "MLI"), "c": form("Russie", "RUS"), "x": form("France", "FRA")}
    told = side_labels(SCORER, draft(mutual=True), EVENT, GOLD, forms)
    assert told == {"actor": {"a", "c"}, "recipient": set()}


@pytest.mark.parametrize("side", ["actor", "recipient"])
def test_an_empty_side_has_nobody(side):
    told = side_labels(SCORER, draft(), {side: []}, GOLD, {"a": form("Mali", "MLI")})
    assert told[side] == set()
