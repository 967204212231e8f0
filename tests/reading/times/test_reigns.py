"""Times that a text names by who was in power, and dates it only puts near."""

import pytest

from dragoman.reading.analysis import Analysis, Sentence
from dragoman.reading.times import find_times
from dragoman.types.edtf import contains


def bare(text):
    """Return an analysis without a parse."""
    return Analysis(text, "fr", (), (Sentence(0, 0, len(text), 0, 0, False),))


REIGNS = [
    ("Sous le président Modibo Keïta, le pays se tourna vers l'Est.", "1961",
     "Sous le président Modibo Keïta"),
    ("Le port fut bâti sous la présidence de Barack Obama.", "2012",
     "sous la présidence de Barack Obama"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "year", "words"), REIGNS)
def test_a_reign_is_the_term_of_its_ruler(text, year, words, knowledge):
    [found] = find_times(bare(text), published="2023-02-07", knowledge=knowledge)

    assert found.span.of(text) == words
    assert (found.kind, found.rule) == ("interval", "times.reign")
    assert contains(found.value, year)
    assert found.confidence < 0.9
    assert "term of" in found.reasoning


@pytest.mark.parametrize(
    "text", ["Sous le président Zéphyrin Inconnu, rien.", "Sous le président du pays, rien."]
)
def test_nobody_known_gives_no_reign(text, knowledge):
    assert find_times(bare(text), published=None, knowledge=knowledge) == ()


def test_without_knowledge_no_reign_is_read():
    assert find_times(bare(REIGNS[0][0]), published=None) == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Il naquit vers 1960.", "1960~"),
        ("Il naquit aux alentours de mai 1975.", "1975-05~"),
        ("Il naquit en 1980 environ.", "1980~"),
        ("Il naquit en 1980.", "1980"),
        ("Il régna de 1960 à 1968 environ.", "1960/1968"),
    ],
)
def test_a_near_date_is_marked_as_one(text, value):
    [found] = find_times(bare(text), published="2023-02-07")

    assert found.value == value
