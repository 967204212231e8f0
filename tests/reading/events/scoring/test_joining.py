"""Which drafts tell of one happening, which of one of their own, and which of none."""

from types import SimpleNamespace

import numpy as np
import pytest

from dragoman.reading.events.scoring.joining import Floors, join_odds, settle
from dragoman.reading.events.scoring.meaning import CONTEXT
from dragoman.reading.events.scoring.sides import fill_sides

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


@pytest.fixture(scope="module")
def visits(scene_of, ids_of):
    """Two tellings of a visit, the second of which names no guest."""
    scene = scene_of(
        "Le ministre kényan Musalia Mudavadi se rend au Ghana. La visite au Ghana dure deux jours."
    )
    ids = ids_of(scene)
    drafts = [d for d in scene.drafts if d.candidate.entry.pattern.act == "visit"]
    one, other = (next(d for d in drafts if d.candidate.head.sentence == n) for n in (0, 1))
    floors = {"actor": 0.25, "recipient": 0.2}
    host = {ids["state", "GHA"]: 0.9}

    def told(draft, guests):
        odds = {"actor": dict.fromkeys(guests, 0.9), "recipient": host}
        return fill_sides(scene, draft, odds, floors, 0.2)

    def odds(guests):
        pair = (told(one, [ids["person", "KEN"]]), told(other, guests))
        rows = np.zeros((len(scene.reader.analysis.tokens), 2 * CONTEXT), dtype=np.float32)
        unsure = SimpleNamespace(score=lambda rows: [0.1 for _ in rows])
        return float(join_odds(scene, rows, pair, np.zeros((2, 2), dtype=bool), unsure)[0, 1])

    return lambda known: odds([ids["person", "KEN"]] if known else [])


def test_what_names_nobody_who_acts_is_completed_by_what_does(visits):
    assert visits(False) == pytest.approx(0.6)
    assert visits(True) == pytest.approx(0.1)
