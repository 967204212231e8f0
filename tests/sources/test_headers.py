"""Header lines above an article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.sources.headers import split_header

BODY = "Le ministre est arrivé lundi.\n\nIl repart mardi.\n"
HEADERS = [
    ("date 2023-02\n", {"date": "2023-02"}),
    (" date 2023-02 ", {"date": "2023-02"}),
    ("Date : 7 février 2023\n", {"date": "7 février 2023"}),
    ("date: 2023-02-31\n\n", {"date": "2023-02-31"}),
    ("date 2023-02-31 ", {"date": "2023-02-31"}),
    ("\n\ndate 1961\n\n", {"date": "1961"}),
    (
        "Titre : Une visite\r\nSource : L'Éclaireur\r\nurl: https://example.org/a:b\r\n\r\n",
        {"title": "Une visite", "publisher": "L'Éclaireur", "url": "https://example.org/a:b"},
    ),
    ("title: A visit\npublisher: Us\ndate: 2023\n", {"title": "A visit", "publisher": "Us",
                                                    "date": "2023"}),
    ("Publié le : 3 mai 2021\nlangue : fr\n", {"date": "3 mai 2021", "language": "fr"}),
    ("titre:\n", {"title": ""}),
]  # fmt: skip


@pytest.mark.parametrize(("header", "fields"), HEADERS)
def test_a_header_is_taken_off(header, fields):
    headed = split_header(header + BODY)

    assert headed.fields == fields
    assert headed.text == BODY


NONE = [
    BODY,
    "Date historique : le 3 mai.\n" + BODY,
    "La date : 3 mai\n" + BODY,
    "Dates 2023-02 " + BODY,
    "date de 2023 " + BODY,
    "\n " + BODY,
    "Titre : " + "long " * 100 + "\n" + BODY,
    "",
]


@pytest.mark.parametrize("text", NONE)
def test_a_text_without_a_header_stays_as_it_is(text):
    headed = split_header(text)

    assert headed.fields == {}
    assert headed.text == text


def test_a_header_ends_where_the_text_begins():
    headed = split_header("date: 2023\n\nLe ministre parle.\ntitre: non\n")

    assert headed.fields == {"date": "2023"}
    assert headed.text == "Le ministre parle.\ntitre: non\n"


def test_the_same_line_twice_is_text():
    headed = split_header("titre: un\ntitre: deux\n")

    assert headed.fields == {"title": "un"}
    assert headed.text == "titre: deux\n"


@given(st.text(max_size=200))
def test_what_is_left_is_always_the_end_of_the_text(text):
    headed = split_header(text)

    assert text.endswith(headed.text)
