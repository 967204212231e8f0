"""Things put together, whatever their order."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.resolution.partition import components, pair_of, partition

NAMES = tuple("abcdefgh")
PAIRS = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda p: p[0] != p[1])
LIKELY = st.dictionaries(
    PAIRS.map(lambda p: pair_of(*p)), st.sampled_from((0.2, 0.4, 0.6, 0.8, 1.0)), max_size=20
)


def test_two_that_are_likely_one_join_and_a_third_stays():
    groups = partition("abc", {("a", "b"): 0.9, ("b", "c"): 0.1}, floor=0.5)

    assert groups == [("a", "b"), ("c",)]


def test_a_chain_does_not_drag_in_what_its_other_members_refuse():
    # c is likely b, but never a: on average 0.4.
    groups = partition("abc", {("a", "b"): 0.9, ("b", "c"): 0.8}, floor=0.5)

    assert groups == [("a", "b"), ("c",)]


def test_what_somebody_puts_together_is_together_and_apart_is_apart():
    likely = {("a", "b"): 0.9, ("c", "d"): 0.0}

    groups = partition("abcd", likely, floor=0.5, together=[("c", "d")], apart=[("a", "b")])

    assert groups == [("a",), ("b",), ("c", "d")]


@settings(deadline=None, max_examples=50)
@given(LIKELY, st.sets(PAIRS.map(lambda p: pair_of(*p)), max_size=3), st.randoms())
def test_order_changes_nothing(likely, apart, chance: random.Random):
    names, items = list(NAMES), list(likely.items())
    straight = partition(names, likely, floor=0.5, apart=apart)
    chance.shuffle(names)
    chance.shuffle(items)

    assert partition(names, dict(items), floor=0.5, apart=apart) == straight


@settings(deadline=None, max_examples=50)
@given(LIKELY)
def test_groups_never_reach_over_what_strong_pairs_connect(likely):
    strong = [pair for pair, score in likely.items() if score >= 0.5]
    whole = components(NAMES, strong)

    for group in partition(NAMES, likely, floor=0.5):
        assert any(set(group) <= set(component) for component in whole)


@settings(deadline=None, max_examples=50)
@given(LIKELY)
def test_each_component_can_be_worked_out_alone(likely):
    strong = [pair for pair, score in likely.items() if score >= 0.5]
    parts = []
    for component in components(NAMES, strong):
        own = {p: s for p, s in likely.items() if p[0] in component and p[1] in component}
        parts += partition(component, own, floor=0.5)

    assert sorted(parts) == partition(NAMES, likely, floor=0.5)
