"""Dates of publication from several places."""

import pytest

from dragoman.sources.articles import Article, to_document
from dragoman.sources.load import load
from dragoman.sources.origin import DATE_ORDER, Dated, Origin
from dragoman.sources.publication import date_in_address, date_in_text, settle_date

TEXT = "Le ministre a rencontré lundi la maire de Belle-Rive pour parler du pont."


def settle(*told, url=None, text=TEXT):
    return settle_date(told, url=url, text=text, language="fr")


ORDER = [
    Dated(source, f"2021-01-0{day}")
    for source, day in zip(reversed(DATE_ORDER), range(6, 0, -1), strict=True)
]


@pytest.mark.parametrize("number", range(1, 7))
def test_the_better_place_wins_whatever_the_order(number):
    date, _, _ = settle(*ORDER[:number])

    assert (date.source, date.edtf) == (ORDER[number - 1].source, ORDER[number - 1].words)


def test_others_are_kept_only_where_they_contradict():
    date, others, notices = settle(*ORDER)

    assert [other.edtf for other in others] == [f"2021-01-0{day}" for day in (3, 4, 5, 6)]
    assert "2021-01-01 (given) is taken" in notices[0].message
    assert date.edtf == "2021-01-01"


def test_a_finer_date_of_a_lesser_place_is_taken_if_it_agrees():
    date, others, notices = settle(Dated("given", "2021-05"), url="https://e.org/2021/05/07/a")

    assert (date.edtf, date.source, others, notices) == ("2021-05-07", "url", (), ())


def test_an_unreadable_date_gives_way_and_is_noted():
    date, _, notices = settle(Dated("given", "bientôt"), Dated("page", "4 mai 2021"))

    assert (date.edtf, [notice.code for notice in notices]) == ("2021-05-04", ["date_unread"])


def test_no_date_is_no_date():
    assert settle() == (None, (), ())


ADDRESSES = [
    ("https://e.org/2021/05/07/le-pont", "2021-05-07"),
    ("https://e.org/monde/2021-5-7-le-pont", "2021-05-07"),
    ("https://e.org/article_20210507_1", "2021-05-07"),
    ("https://e.org/2021/05/le-pont", "2021-05"),
    ("https://e.org/2021/13/le-pont", None),
    ("https://e.org/article/120210507", None),
    ("https://2021-05-07.example/a", None),
    ("https://e.org/a?date=2021-05-07", None),
    ("", None),
]


@pytest.mark.parametrize(("url", "date"), ADDRESSES)
def test_dates_in_addresses(url, date):
    assert [dated.words for dated in date_in_address(url)] == ([date] if date else [])


SAID = [
    (f"Publié le 4 mai 2021 à 10h12\n\n{TEXT}", "2021-05-04"),
    (f"Par la rédaction | Mis en ligne le 04/05/2021\n{TEXT}", "2021-05-04"),
    (f"{TEXT}\n\nParu le 1er juin 1998", "1998-06-01"),
    (f"Publié en mai\n{TEXT}", None),
    (f"{TEXT} Le livre publié le mois dernier parle du pont.", None),
    (TEXT, None),
]


@pytest.mark.parametrize(("text", "date"), SAID)
def test_dates_in_texts(text, date):
    found, _, _ = settle(text=text)

    assert (found.edtf if found else None) == date


def test_only_the_first_and_last_lines_are_looked_at():
    lines = [TEXT] * 10 + ["Publié le 4 mai 2021"] + [TEXT] * 10

    assert date_in_text("\n".join(lines), language="fr") == ()


def test_a_language_without_a_pack_has_no_words_for_it():
    assert date_in_text("Publié le 4 mai 2021", language="xx") == ()


def test_the_address_dates_a_plain_text_too(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(f"url: https://e.org/2021/05/07/a\n\n{TEXT}")

    [loaded] = load([path])

    assert loaded.document.published == "2021-05-07"
    assert loaded.origin.date.source == "url"
    assert loaded.notices == ()


def test_what_is_given_keeps_its_words():
    _, origin, _ = to_document(
        Article(text=TEXT, published="3 mai 2021"), Origin(format="text"), name="a"
    )

    assert (origin.date.edtf, origin.date.words) == ("2021-05-03", "3 mai 2021")
