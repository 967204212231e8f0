"""The language of an article."""

import pytest

from dragoman.sources.language import find_language
from dragoman.sources.outcome import RefusedError


@pytest.mark.parametrize(
    "text",
    [
        "Le ministre malien a rencontré son homologue russe lundi soir.",
        "LE MINISTRE MALIEN A RENCONTRÉ SON HOMOLOGUE RUSSE LUNDI SOIR.",
        "L'accord a été signé. The rest of this sentence stands in English." * 1,
    ],
)
def test_french_is_told(text):
    assert find_language(text) == ("fr", ())


UNCOVERED = [
    ("de", "Der Außenminister ist am Montag zu Gesprächen in Paris eingetroffen."),
    ("es", "El ministro de Exteriores llegó ayer a la capital para firmar el acuerdo."),
    ("ru", "Министр иностранных дел прибыл в столицу вечером в понедельник."),
    ("ar", "وصل وزير الخارجية إلى العاصمة مساء الاثنين"),
    ("it", "Il ministro degli Esteri è arrivato lunedì sera nella capitale."),
]


@pytest.mark.parametrize(("code", "text"), UNCOVERED)
def test_a_language_without_a_pack_is_named(code, text):
    with pytest.raises(RefusedError, match=f"no pack reads '{code}'") as caught:
        find_language(text)

    assert caught.value.detail == code
    assert "Installed packs: " in caught.value.advice


def test_the_beginning_decides():
    german = UNCOVERED[0][1]

    assert find_language("Le président malien a reçu le ministre russe. " * 20 + german)[0] == "fr"


def test_too_little_text_is_read_with_a_notice():
    language, [notice] = find_language("Bamako, Mali")

    assert language == "fr"
    assert notice.code == "language"


def test_a_declared_language_is_believed():
    assert find_language(UNCOVERED[0][1], declared="fr-FR") == ("fr", ())


def test_a_declared_language_without_a_pack_is_refused():
    with pytest.raises(RefusedError, match="no pack reads 'xx'"):
        find_language("Le ministre malien est là.", declared="xx")


@pytest.mark.parametrize("text", ["123 456", "—", "12/05 ... 13 h"])
def test_a_text_without_words_is_refused(text):
    with pytest.raises(RefusedError, match="no words"):
        find_language(text)
