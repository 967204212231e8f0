"""The tellings of one happening, and the sides that all of them speak for."""

import pytest

from dragoman.reading.events.scoring.decide import agree
from dragoman.reading.events.scoring.sides import pool
from dragoman.reading.events.scoring.weights import load_judge

TEXT = "Le Kenya a condamné le Ghana. La condamnation du Togo par le Kenya a surpris le Bénin."


def test_the_surest_is_no_less_likely_for_being_weighed_in_one_telling_alone():
    one = {"actor": {"a": 0.8, "b": 0.2}, "recipient": {"c": 0.5, "d": 0.4}}
    other = {"actor": {"a": 0.4}}

    odds = pool([one, other])

    assert odds["actor"] == {"a": pytest.approx(0.6), "b": pytest.approx(0.141, abs=0.001)}
    assert odds["recipient"] == {"c": 0.5, "d": pytest.approx(0.283, abs=0.001)}


@pytest.fixture(scope="module")
def told(scene_of, ids_of):
    scene = scene_of(TEXT)
    ids = ids_of(scene)
    drafts = tuple(d for d in scene.drafts if d.type == "ACCUSE")[:2]
    accused = [{"GHA": 0.5, "TGO": 0.3}, {"GHA": 0.25, "TGO": 0.9}]
    odds = [{} for _ in scene.drafts]
    for draft, table in zip(drafts, accused, strict=True):
        odds[scene.drafts.index(draft)] = {
            "actor": {ids["state", "KEN"]: 0.9},
            "recipient": {ids["state", state]: p for state, p in table.items()},
        }

    def fill(groups):
        found = agree(load_judge("fr"), scene, odds, drafts, groups)
        return [{s.value for s in draft.recipients} for draft in found]

    return fill, ids, drafts


def test_tellings_of_one_happening_have_the_same_sides(told):
    fill, ids, drafts = told

    assert len(drafts) == 2
    both = {ids["state", "GHA"], ids["state", "TGO"]}
    assert fill((0, 0)) == [both, both]


def test_what_tells_of_a_happening_of_its_own_keeps_its_sides(told):
    fill, _, drafts = told

    kept = [{s.value for s in draft.recipients} for draft in drafts]
    assert fill((0, 1)) == kept
