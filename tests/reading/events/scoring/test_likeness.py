"""What speaks for and against two drafts telling of one happening."""

from types import SimpleNamespace

import numpy as np
import pytest

from dragoman.reading.events.scoring.likeness import join_features, likely_sides
from dragoman.reading.events.scoring.meaning import CONTEXT
from dragoman.types.span import Sourced, Span


def draft(actors=None, recipients=None):
    def side(odds):
        return tuple(
            Sourced(value=id, spans=(Span(0, 1),), rule="judge", confidence=p)
            for id, p in (odds or {}).items()
        )

    return SimpleNamespace(actors=side(actors), recipients=side(recipients))


def test_somebody_sure_on_one_side_of_both_is_shared_and_has_no_rival():
    found = likely_sides(draft({"EU": 0.9}), draft({"EU": 0.8}))

    assert found["who.shared"] == pytest.approx(0.8)
    assert found["who.rivals"] == pytest.approx(0.8 * 0.1)


def test_who_is_merely_possible_in_one_is_hardly_shared():
    found = likely_sides(draft({"EU": 0.8, "US": 0.2}), draft({"US": 0.9}))

    assert found["who.shared"] == pytest.approx(0.2)
    assert found["who.rivals"] == pytest.approx(0.9 * 0.8)


def test_sides_exchanged_are_shared_across_them_alone():
    found = likely_sides(draft({"A": 0.9}, {"B": 0.9}), draft({"B": 0.9}, {"A": 0.9}))

    assert (found["who.shared"], found["whom.shared"]) == (0.0, 0.0)
    assert found["across.shared"] == pytest.approx(0.9)


def test_a_side_that_one_leaves_open_says_nothing():
    found = likely_sides(draft({"A": 0.9}, {"B": 0.9}), draft({"A": 0.9}))

    assert not [name for name in found if name.startswith("whom.")]


@pytest.fixture(scope="module")
def shared(scene_of):
    """Returns the share of words of two sentences about signing that are in both."""

    def compare(text):
        scene = scene_of(text)
        one, other = (
            next(
                d for d in scene.drafts if d.candidate.of_accord and d.candidate.head.sentence == n
            )
            for n in (0, 1)
        )
        rows = np.zeros((len(scene.reader.analysis.tokens), 2 * CONTEXT), dtype=np.float32)
        return join_features(scene, rows, one, other, ruled=False)["words.shared"]

    return compare


def test_sentences_of_the_same_words_are_alike(shared):
    again = shared(
        "Le Mali et le Niger ont signé un accord minier à Bamako. "
        "Le Niger et le Mali ont signé leur accord minier dans la journée."
    )
    apart = shared(
        "Le Mali et le Niger ont signé un accord minier à Bamako. "
        "La France et le Japon ont signé un traité fiscal vendredi."
    )

    assert again > 0.5 > apart
