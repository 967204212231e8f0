"""The language of an article."""

import pytest

from dragoman.sources.language import check_language, find_language, is_readable, uncovered
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
def test_a_language_without_a_pack_is_told_all_the_same(code, text):
    assert find_language(text) == (code, ())
    assert not is_readable(code)


def test_why_a_language_is_not_read_names_the_packs():
    refused = uncovered("de")

    assert (refused.cause, refused.detail) == ("language", "de")
    assert "Installed packs: " in refused.advice


def test_the_beginning_decides():
    german = UNCOVERED[0][1]

    assert find_language("Le président malien a reçu le ministre russe. " * 20 + german)[0] == "fr"


def test_too_little_text_is_read_with_a_notice():
    language, [notice] = find_language("Bamako, Mali")

    assert language == "fr"
    assert notice.code == "language"


def test_a_declared_language_is_believed():
    assert find_language(UNCOVERED[0][1], declared="fr-FR") == ("fr", ())


def test_a_declared_language_without_a_pack_is_believed_too():
    assert find_language("Le ministre malien est là.", declared="xx") == ("xx", ())


PAGES = [
    ("fr", "fr"),
    ("fr-FR", "fr"),
    ("en", None),  # a template's word against plain French
    (None, None),
    ("français", None),
]


@pytest.mark.parametrize(("declared", "taken"), PAGES)
def test_a_page_is_believed_unless_its_words_speak_against_it(declared, taken):
    text = "Le ministre malien a rencontré son homologue russe lundi soir à Bamako."

    assert check_language(declared, text) == taken


@pytest.mark.parametrize("text", ["123 456", "—", "12/05 ... 13 h"])
def test_a_text_without_words_is_refused(text):
    with pytest.raises(RefusedError, match="no words"):
        find_language(text)
