"""Which drafts tell of one happening, which of one of their own, and which of none."""

from types import SimpleNamespace

import numpy as np
import pytest

from dragoman.reading.events.scoring.joining import (
    Floors,
    join_odds,
    settle,
    tell_accords_apart,
)
from dragoman.reading.events.scoring.meaning import CONTEXT

FLOORS = Floors(event=0.4, same=0.2, telling=0.15)


def _settle(sure, odds):
    table = np.zeros((len(sure), len(sure)), dtype=np.float32)
    for (a, b), p in odds.items():
        table[a, b] = table[b, a] = p
    return settle(sure, table, FLOORS)


@pytest.mark.parametrize(
    ("odds", "groups"),
    [
        ({}, (0, 1, 2)),
        ({(0, 1): 0.9}, (0, 0, 1)),
        ({(0, 2): 0.9}, (0, 1, 0)),
        ({(0, 1): 0.9, (1, 2): 0.9}, (0, 0, 1)),  # a chain is not enough: 0.45 on average
        ({(0, 1): 0.9, (0, 2): 0.6, (1, 2): 0.6}, (0, 0, 0)),
        ({(0, 2): 0.6, (1, 2): 0.8}, (0, 1, 1)),  # the likelier of two
    ],
)
def test_sure_tellings_are_joined_by_the_odds_alone(odds, groups):
    assert _settle([0.9, 0.9, 0.9], odds) == groups


def test_a_doubtful_draft_like_another_is_one_more_telling():
    assert _settle([0.9, 0.5], {(0, 1): 0.1}) == (0, 1)
    assert _settle([0.9, 0.5], {(0, 1): 0.4}) == (0, 0)
    assert _settle([0.9, 0.9], {(0, 1): 0.4}) == (0, 1)


def test_a_draft_too_doubtful_for_either_tells_nothing():
    assert _settle([0.9, 0.3], {}) == (0, None)
    assert _settle([0.9, 0.5], {(0, 1): 0.21}) == (0, None)
    assert _settle([0.9, 0.3], {(0, 1): 0.6}) == (0, 0)


def test_the_surest_is_settled_first_wherever_it_stands():
    assert _settle([0.45, 0.9], {(0, 1): 0.5}) == (0, 0)
    assert _settle([0.3, 0.9], {}) == (None, 0)


def test_nothing_tells_nothing():
    assert _settle([], {}) == ()


def test_only_drafts_of_one_type_are_weighed_and_each_pair_once(scene_of):
    scene = scene_of(
        "Le ministre kényan Musalia Mudavadi se rend au Ghana. La visite au Ghana dure deux jours. "
        "Le Ghana a condamné le Togo."
    )
    heads = {}
    for draft in scene.drafts:
        if draft.type in ("CONSULT", "ACCUSE"):
            heads.setdefault((draft.type, draft.candidate.head.sentence), draft)
    drafts = tuple(heads[key] for key in sorted(heads, key=lambda key: key[1]))
    assert [draft.type for draft in drafts] == ["CONSULT", "CONSULT", "ACCUSE"]
    rows = np.zeros((len(scene.reader.analysis.tokens), 2 * CONTEXT), dtype=np.float32)
    asked = []

    def score(features):
        asked.extend(features)
        return [0.1 for _ in features]

    scorer = SimpleNamespace(score=score)
    odds = join_odds(scene, rows, drafts, np.zeros((3, 3), dtype=bool), scorer)

    assert len(asked) == 1
    assert odds == pytest.approx(np.array([[0, 0.1, 0], [0.1, 0, 0], [0, 0, 0]]))


@pytest.fixture(scope="module")
def signings(scene_of):
    scene = scene_of(
        "La Russie et le Mali ont signé un accord militaire en 2019. "
        "La Russie et le Mali ont signé un accord agricole en 2021. "
        "Le Ghana a soutenu le Mali."
    )
    found = [d for d in scene.drafts if d.type == "SUPPORT"]
    one, other, support = (
        next(d for d in found if d.candidate.head.sentence == sentence) for sentence in range(3)
    )
    assert one.candidate.of_accord
    assert other.candidate.of_accord
    assert not support.candidate.of_accord
    return one, other, support


def test_accords_of_one_happening_that_the_rules_hold_apart_are_told_apart(signings):
    odds = np.full((3, 3), 0.9)
    ruled = np.zeros((3, 3), dtype=bool)

    assert tell_accords_apart(signings[:2], (0, 0), odds, ruled) == (0, 1)
    ruled[0, 1] = True
    assert tell_accords_apart(signings[:2], (0, 0), odds, ruled) == (0, 0)


def test_what_is_no_accord_goes_with_the_accord_it_is_likest(signings):
    odds = np.full((3, 3), 0.9)
    odds[0, 2] = 0.2

    assert tell_accords_apart(signings, (0, 0, 0), odds, np.zeros((3, 3), dtype=bool)) == (0, 1, 1)


def test_happenings_apart_stay_apart(signings):
    odds = np.full((3, 3), 0.9)

    assert tell_accords_apart(signings, (4, 4, 2), odds, np.ones((3, 3), dtype=bool)) == (0, 0, 1)
