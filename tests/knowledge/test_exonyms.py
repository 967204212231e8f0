import pytest

from dragoman.knowledge.exonyms import exonyms


@pytest.mark.parametrize(
    ("language", "read", "name", "is_state"),
    [
        ("en", "moscou", "Moscow", False),
        ("en", "syrie", "Syria", True),
        ("en", "mali", "Mali", True),
        ("en", "afrique", "Africa", False),
        ("fr", "london", "Londres", False),
        ("fr", "syria", "Syrie", True),
    ],
)
def test_places_have_their_names_in_the_other_language(language, read, name, is_state):
    known = exonyms(language)[read]
    assert (known.name, known.is_state) == (name, is_state)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_name_that_means_two_places_is_left_as_it_was_read(language):
    assert "mexico" not in exonyms(language)
