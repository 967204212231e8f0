"""Words by which two sentences are compared."""

import pytest

from dragoman.resolution.words import Bag, likeness, rarity, stem, stems
from dragoman.types.span import Span


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("annonce", "annoncé", True), ("Accord", "accords", True), ("accord", "accroc", False)],
)
def test_forms_of_one_word_share_a_stem(one, other, same):
    assert (stem(one) == stem(other)) is same


def test_a_rare_word_says_more_than_a_common_one():
    assert rarity(stem("le")) < 0.1 < rarity(stem("normalisation"))


def test_words_of_names_are_left_out():
    text = "Oleg Petrov signe l'accord"

    assert list(stems(text, Span(0, len(text)), [Span(0, 11)])) == [stem("signe"), stem("accord")]


def test_likeness_is_one_for_the_same_and_none_for_nothing_shared():
    assert likeness(Bag({1: 2.0, 2: 1.0}), Bag({2: 1.0, 1: 2.0})) == pytest.approx(1.0)
    assert likeness(Bag({1: 2.0}), Bag({2: 2.0})) == 0.0
