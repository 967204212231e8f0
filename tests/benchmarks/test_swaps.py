"""Names exchanged in what the reader of context learns from."""

from collections.abc import Iterable

import numpy as np
import pytest
from scripts.train.context_data import Taught
from scripts.train.swaps import find_names, swap

from dragoman.reading.events.scoring.glances import Glance
from dragoman.reading.events.scoring.marks import MARKS, NAMES, actor_group

PIECES = ("<s>", "▁Kour", "ov", "▁reçoit", "▁Bel", "ine", "▁Diallo", ".", "▁ministre", "▁Sidibé")
STATE, PERSON = NAMES.index("actor:0"), NAMES.index("actor:5")
TRIGGER = NAMES.index("type:CONSULT")


def window(ids: Iterable[int], marks: Iterable[tuple[int, int]]) -> Taught:
    none = np.zeros((0, 5), np.int64)
    return Taught(
        lesson=0,
        glance=Glance(window=0, drafts=(), at=(), actors=(), times=()),
        ids=np.array(list(ids)),
        draft=none,
        pair=none,
        question=none,
        time=none,
        same=none,
        word=none,
        asked=(),
        mark=np.array(list(marks)).reshape(-1, 2),
    )


@pytest.fixture
def windows():
    return [
        window([0, 1, 2, 3, 4, 5, 7, 1, 2], [(1, PERSON), (3, TRIGGER), (4, PERSON), (7, PERSON)]),
        window([0, 6, 3, 8, 9, 7], [(1, PERSON), (3, PERSON), (4, STATE)]),
    ]


def test_names_are_capitalised_words_with_the_mark_of_an_actor(windows):
    names = find_names(windows, PIECES)

    assert names.places == (((1, (1, 2)), (4, (1, 2)), (7, (1, 2))), ((1, (1, 1)), (4, (0, 1))))
    assert names.known[1, 2].tolist() == [[1, 2], [4, 5], [1, 2]]


def test_a_name_becomes_another_of_its_kind_and_length_everywhere(windows):
    names = find_names(windows, PIECES)
    seen = set()
    for seed in range(40):
        ids = swap(windows[0].ids, names, 0, np.random.default_rng(seed)).tolist()
        assert [ids[n] for n in (0, 3, 6)] == [0, 3, 7]
        assert ids[1:3] == ids[7:9]
        assert ids[1:3] in ([1, 2], [4, 5])
        seen.add(tuple(ids))

    assert len(seen) > 1


def test_what_is_learnt_from_is_not_changed_itself(windows):
    before = windows[0].ids.copy()
    names = find_names(windows, PIECES)
    for seed in range(10):
        swap(windows[0].ids, names, 0, np.random.default_rng(seed))

    assert (windows[0].ids == before).all()


def test_marks_tell_the_kind_of_an_actor_or_of_none():
    told = {NAMES[n].split(":")[0] for n in range(MARKS) if actor_group(n) is not None}

    assert told == {"actor"}
    assert actor_group(STATE) == 0
    assert actor_group(PERSON) == 1
