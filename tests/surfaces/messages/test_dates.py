import pytest
from babel.dates import get_month_names

from dragoman.surfaces.messages.catalogue import load_messages
from dragoman.surfaces.messages.dates import show_date

CASES = [
    ("2019-06-25", "25 juin 2019", "25 June 2019"),
    ("1961-03-01", "1er mars 1961", "1 March 1961"),
    ("2022-11", "novembre 2022", "November 2022"),
    ("1960", "1960", "1960"),
    ("1960~", "vers 1960", "around 1960"),
    ("1960-09~", "vers septembre 1960", "around September 1960"),
    ("1961-02-21?", "21 février 1961 (incertain)", "21 February 1961 (uncertain)"),
    ("1961%", "vers 1961 (incertain)", "around 1961 (uncertain)"),
    ("196X", "années 1960", "1960s"),
    ("19XX", "entre 1900 et 1999", "between 1900 and 1999"),
    ("2022-21", "printemps 2022", "spring 2022"),
    ("2013/2022-08", "2013 – août 2022", "2013 – August 2022"),
    ("2022-08-08/2022-08-14", "8–14 août 2022", "8–14 August 2022"),
    ("2014/..", "depuis 2014", "since 2014"),
    ("2004-03-09/..", "depuis le 9 mars 2004", "since 9 March 2004"),
    ("../2004-03-09", "jusqu'au 9 mars 2004", "until 9 March 2004"),
    ("../1968", "jusqu'à 1968", "until 1968"),
    ("../..", "date inconnue", "date unknown"),
    (None, "date inconnue", "date unknown"),
    ("not a date", "not a date", "not a date"),
    ("2023-02-30", "2023-02-30", "2023-02-30"),
]


@pytest.mark.parametrize(("edtf", "french", "english"), CASES)
def test_dates_read_as_people_write_them(edtf, french, english):
    shown = [show_date(edtf, load_messages(code)) for code in ("fr", "en")]

    assert shown == [french, english]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_months_are_called_as_the_common_locale_data_call_them(language):
    say = load_messages(language)
    months = get_month_names(locale=say("date.locale"))

    assert say.tables["date.months"] == [months[number] for number in range(1, 13)]
