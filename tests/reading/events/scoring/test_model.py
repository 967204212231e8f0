"""Scorers read from plain arrays."""

import math

import numpy as np
import pytest

from dragoman.reading.context.weights import BLOCK, pack
from dragoman.reading.events.scoring.choice import to_choice
from dragoman.reading.events.scoring.model import Table, to_scorer

LINEAR = {
    "names": ["near", "passive"],
    "weights": [2.0, -1.0],
    "bias": 0.5,
    "trees": {"start": 0.0, "nodes": [[[-1, 0, 0, 0, 0.0]]]},
    "nets": [],
    "scale": [1.0, 1.0, 1.0, 0.0],
}
STUMP = {"start": 0.25, "nodes": [[[0, 0.5, 1, 2, 0], [-1, 0, 0, 0, -3.0], [-1, 0, 0, 0, 3.0]]]}
CHOICE = {
    "values": ["actual", "planned"],
    "names": ["future"],
    "weights": [[-1.0], [1.0]],
    "bias": [0.5, -0.5],
}


def logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x))


@pytest.mark.parametrize(
    ("row", "total"),
    [({}, 0.5), ({"near": 1.0}, 2.5), ({"near": 0.5, "passive": 1.0}, 0.5), ({"new": 9.0}, 0.5)],
)
def test_linear_part(row, total):
    [found] = to_scorer(LINEAR).score([row])

    assert found == pytest.approx(logistic(total), abs=1e-6)


@pytest.mark.parametrize(("row", "leaf"), [({}, -3.0), ({"near": 0.5}, -3.0), ({"near": 1.0}, 3.0)])
def test_trees_lead_to_their_leaves(row, leaf):
    scorer = to_scorer({**LINEAR, "trees": STUMP, "scale": [0.0, 2.0, 0.0, 1.0]})

    [found] = scorer.score([row])

    assert found == pytest.approx(logistic(2 * (leaf + 0.25) + 1), abs=1e-6)


NET = {
    "center": [1.0],
    "spread": [2.0],
    "named": [[1.0, -1.0], [0.0, 0.0]],
    "meant": [[1.0, 0.0]],
    "bias": [0.0, 0.5],
    "layers": [[[[2.0], [4.0]], [0.25]]],
}


@pytest.mark.parametrize(
    ("row", "meaning", "score"),
    [
        ({}, 1.0, 2.25),  # nothing of the first unit, the bias of the second: 4 * 0.5 + 0.25
        ({"near": 1.0}, 1.0, 2.25),  # first unit 1, second cut off at 0: 2 * 1 + 0.25
        ({"near": 1.0}, 5.0, 6.25),  # (5 - 1) / 2 more in the first unit
    ],
)
def test_nets_read_features_and_meanings(row, meaning, score):
    scorer = to_scorer({**LINEAR, "nets": [NET], "scale": [0.0, 0.0, 1.0, 0.0]})

    [found] = scorer.score([row], np.array([[meaning]], dtype=np.float32))

    assert found == pytest.approx(logistic(score), abs=1e-6)


def test_a_net_whose_largest_matrix_is_packed_reads_the_same():
    width = BLOCK
    named = np.zeros((2, width), np.float32)
    named[0, :4], named[1, :4] = [1.0, -1.0, 0.5, 0.0], [0.0, 0.25, -0.5, 1.0]
    net = {
        "center": [0.0],
        "spread": [1.0],
        "named": named,
        "meant": np.zeros((1, width)),
        "bias": np.zeros(width),
        "layers": [[np.ones((width, 1)).tolist(), [0.25]]],
    }
    rows = [{"near": 1.0, "passive": 1.0}, {"near": 2.0}, {}]
    meanings = np.zeros((3, 1), np.float32)
    told = [
        to_scorer({**LINEAR, "nets": [kept], "scale": [0.0, 0.0, 1.0, 0.0]}).score(rows, meanings)
        for kept in (net, {**net, "named": list(pack(named, 8))})
    ]

    assert told[1] == pytest.approx(told[0], abs=2e-3)
    assert len(set(np.round(told[0], 3))) > 1


def test_nets_of_other_features_are_refused():
    short = {**NET, "named": [[1.0, -1.0]]}

    with pytest.raises(ValueError, match="other features"):
        to_scorer({**LINEAR, "nets": [short]})


def test_no_rows_give_no_scores():
    assert to_scorer(LINEAR).score([]).shape == (0,)


def test_trees_of_different_sizes_are_padded():
    leaf = [[-1, 0, 0, 0, 1.0]]
    scorer = to_scorer({**LINEAR, "trees": {"start": 0.0, "nodes": [*STUMP["nodes"], leaf]}})

    found = scorer.trees.score(Table(np.array([0]), np.array([[0.0], [1.0]], dtype=np.float32)))

    assert found.tolist() == [-2.0, 4.0]


LEAF = [-1, 0, 0, 0]
DEEP = [  # near asks first, then passive on either side
    [0, 0.5, 1, 4, 0],
    [1, 0.25, 2, 3, 0],
    [*LEAF, 1.0],
    [*LEAF, 2.0],
    [1, 0.75, 5, 6, 0],
    [*LEAF, 4.0],
    [*LEAF, 8.0],
]


@pytest.mark.parametrize(
    ("near", "passive", "leaf"),
    [
        (0.0, 0.0, 1.0),
        (0.5, 0.25, 1.0),
        (0.5, 0.5, 2.0),
        (0.0, 1.0, 2.0),
        (1.0, 0.5, 4.0),
        (1.0, 0.0, 4.0),
        (1.0, 1.0, 8.0),
    ],
)
def test_every_node_on_the_way_decides(near, passive, leaf):
    scorer = to_scorer({**LINEAR, "trees": {"start": 0.0, "nodes": [DEEP, DEEP]}})

    table = scorer.table([{"near": near, "passive": passive}])

    assert scorer.trees.score(table).tolist() == [2 * leaf]


def test_trees_of_more_leaves_than_fit_are_refused():
    steps = ([[0, n, 2 * n + 1, 2 * n + 2, 0], [*LEAF, 1.0]] for n in range(16))
    nodes = [*(node for step in steps for node in step), [*LEAF, 1.0]]

    with pytest.raises(ValueError, match="17 leaves"):
        to_scorer({**LINEAR, "trees": {"start": 0.0, "nodes": [nodes]}})


@pytest.mark.parametrize(("row", "value"), [({}, "actual"), ({"future": 1.0}, "planned")])
def test_choice(row, value):
    choice = to_choice(CHOICE)

    assert choice.choose(row) == value
    assert sum(choice.odds(row).values()) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("build", "data"),
    [
        pytest.param(to_scorer, {**LINEAR, "weights": [1.0]}, id="scorer"),
        pytest.param(to_choice, {**CHOICE, "weights": [[1.0]]}, id="choice"),
    ],
)
def test_shapes_that_do_not_fit_are_refused(build, data):
    with pytest.raises(ValueError, match="weights"):
        build(data)
