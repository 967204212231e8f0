"""Figures of partitions."""

import pytest
from benchmarks.threads.figures import b_cubed, pairwise

RIGHT = {"a": 1, "b": 1, "c": 2}


def test_the_right_partition_is_perfect():
    assert b_cubed(RIGHT, RIGHT).f1 == pairwise(RIGHT, RIGHT).f1 == 1.0


def test_all_alone_is_pure_and_not_whole():
    alone = {"a": "a", "b": "b", "c": "c"}

    figures = b_cubed(alone, RIGHT)

    assert figures.precision == 1.0
    assert figures.recall == pytest.approx((0.5 + 0.5 + 1) / 3)
    assert pairwise(alone, RIGHT).recall == 0.0


def test_all_together_is_whole_and_not_pure():
    figures = b_cubed(dict.fromkeys("abc", 0), RIGHT)

    assert figures.recall == 1.0
    assert figures.precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3) / 3)
    assert pairwise(dict.fromkeys("abc", 0), RIGHT).precision == pytest.approx(1 / 3)
