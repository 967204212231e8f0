"""Drafts joined by the odds of their being one happening."""

import numpy as np
import pytest

from dragoman.reading.events.scoring.joining import make_groups


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
def test_groups(odds, groups):
    table = np.zeros((3, 3), dtype=np.float32)
    for (a, b), p in odds.items():
        table[a, b] = table[b, a] = p

    assert make_groups(table, 0.5) == groups


def test_nothing_makes_no_groups():
    assert make_groups(np.zeros((0, 0), dtype=np.float32), 0.5) == ()
