"""Names brought to one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.resolution.names import fold_name


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Sergueï Lavrov", "serguei-lavrov"),
        ("SERGUEÏ  LAVROV", "serguei-lavrov"),
        ("Jean-Yves Le Drian", "jean-yves-le-drian"),
        ("l’armée malienne", "l-armee-malienne"),
        ("Москва", "москва"),
        ("—", ""),
    ],
)
def test_a_name_is_folded(name, folded):
    assert fold_name(name) == folded


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(name):
    assert fold_name(fold_name(name)) == fold_name(name)
