import pytest

from dragoman.reading.relevance import load_relevance

MATTERS = [
    ("Il a déclaré que la paix viendrait.", "reports"),
    ("« La paix vient.", "quotes"),
    ("Le Togo attend.", "names"),
    ("Ils ont été arrêtés dans la nuit.", "holds a trigger"),
]
CANNOT = ["Il pleut depuis ce matin.", "Le pain du matin sent bon."]


@pytest.mark.parametrize(("text", "why"), MATTERS)
def test_a_sentence_matters(parse, text, why):
    assert load_relevance("fr")(parse(text).tokens), why


@pytest.mark.parametrize("text", CANNOT)
def test_a_sentence_that_cannot_matter_is_turned_down(parse, text):
    assert not load_relevance("fr")(parse(text).tokens)
