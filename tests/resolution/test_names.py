"""Names brought to one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.resolution.names import Bearer, fold_name, same_person


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


def bearer(text):
    name, country, office = (*text.split("|"), "", "")[:3]
    return Bearer(name=name, country=country or None, office=office or None)


SAME = [
    ("Sergueï Choïgou|RUS", "Sergei Shoigu|RUS", 0.85),
    ("Sergueï Choïgou|RUS", "Сергей Шойгу|RUS", 0.85),
    ("Sergueï Lavrov|RUS", "Sergej Lawrow", 0.7),
    ("Lavrov|RUS|foreign_minister", "Sergueï Lavrov|RUS|foreign_minister", 0.75),
    ("Abdel Fattah al-Sissi|EGY", "Abdel Fattah el-Sisi|EGY", 0.85),
]
OTHERS = [
    ("Choïgou|RUS", "Shoigu|UKR"),
    ("Petrov|RUS|foreign_minister", "Oleg Petrov|RUS|ambassador"),
    ("Ivan Petrov|RUS", "Oleg Petrov|RUS"),
    ("Lavrov|RUS", "Medvedev|RUS"),
    ("Ivan Petrov|RUS", "Ivan Petrov|BGR"),
]


@pytest.mark.parametrize(("one", "other", "least"), SAME)
def test_spellings_of_one_person(one, other, least):
    assert least <= same_person(bearer(one), bearer(other)) <= 1


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_two_persons(one, other):
    assert same_person(bearer(one), bearer(other)) == 0


def test_a_lone_family_name_says_little():
    assert same_person(bearer("Lavrov"), bearer("Sergueï Lavrov|RUS")) < 0.5


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_the_same_both_ways_round(one, other):
    first, second = Bearer(name=one), Bearer(name=other)

    assert same_person(first, second) == same_person(second, first)
    assert 0 <= same_person(first, second) <= 1
