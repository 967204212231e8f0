"""Which drafts tell of one happening, which of one of their own, and which of none."""

import numpy as np
import pytest

from dragoman.reading.events.scoring.joining import Floors, settle

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
