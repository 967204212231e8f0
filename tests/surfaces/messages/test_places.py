import pytest

from dragoman.surfaces.messages.catalogue import load_messages
from dragoman.surfaces.messages.phrases import Grammar


@pytest.mark.parametrize(
    ("language", "read", "told"),
    [
        ("en", "Syrie", "in Syria"),
        ("en", "en Syrie", "in Syria"),
        ("en", "près de Moscou", "near Moscow"),
        ("en", "Damas", "in Damascus"),
        ("en", "Ouaboundé", "at Ouaboundé"),
        ("fr", "Moscou", "à Moscou"),
        ("fr", "Mali", "au Mali"),
        ("fr", "London", "à Londres"),
        ("fr", "près de Moscou", "près de Moscou"),
    ],
)
def test_places_are_told_in_the_language_of_the_page(language, read, told):
    assert Grammar(load_messages(language)).place(read) == told


def test_the_name_alone_for_tables():
    assert Grammar(load_messages("en")).place_name("Le Caire") == "Cairo"
    assert Grammar(load_messages("en")).place_name("la place du marché") == "la place du marché"
