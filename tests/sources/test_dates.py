"""Dates of publication."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.sources.dates import read_date
from dragoman.types.edtf import is_edtf

READ = [
    ("2023-02-07", "2023-02-07"),
    ("2023-02", "2023-02"),
    ("2023", "2023"),
    ("2023-02~", "2023-02~"),
    ("  2023-02-07 \n", "2023-02-07"),
    ("20230207", "2023-02-07"),
    ("2023-02-07T23:59:00Z", "2023-02-07"),
    ("2023-02-07T23:59:00+05:30", "2023-02-07"),
    ("2023-02-07T01:15:22.123-08:00", "2023-02-07"),
    ("2023-02-07 10:00:00", "2023-02-07"),
    ("Tue, 07 Feb 2023 10:00:00 GMT", "2023-02-07"),
    ("7 Feb 2023 10:00:00 +0100", "2023-02-07"),
    ("1675771200", "2023-02-07"),
    ("1675771200000", "2023-02-07"),
    ("07/02/2023", "2023-02-07"),
    ("7.2.2023", "2023-02-07"),
    ("02/2023", "2023-02"),
    ("7 février 2023", "2023-02-07"),
    ("mardi 7 Février 2023 à 10h30", "2023-02-07"),
    ("1er août 1960", "1960-08-01"),
    ("22 sept. 1960", "1960-09-22"),
    ("février 2023", "2023-02"),
    ("February 7, 2023", "2023-02-07"),
    ("7th February 2023", "2023-02-07"),
]


@pytest.mark.parametrize(("raw", "edtf"), READ)
def test_a_date_is_read(raw, edtf):
    assert read_date(raw, language="fr") == (edtf, ())


@pytest.mark.parametrize(
    "raw",
    ["2023-02-31", "2023-13", "2023-00-10", "31/02/2023", "20230231", "30 février 2023",
     "2023-02-30T10:00:00Z", "Wed, 31 Feb 2023 10:00:00 GMT", "2023-02-31~", "13/2023"],
)  # fmt: skip
def test_a_day_that_no_calendar_has_is_said_and_left_unknown(raw):
    edtf, [notice] = read_date(raw, language="fr")

    assert edtf is None
    assert notice.code == "date_impossible"
    assert notice.detail == raw


@pytest.mark.parametrize("raw", ["hier", "Mardi", "12", "le 7 du mois", "99999", "7/2/23"])
def test_what_is_no_date_is_said_and_left_unknown(raw):
    edtf, [notice] = read_date(raw, language="fr")

    assert edtf is None
    assert notice.code == "date_unread"


@pytest.mark.parametrize("raw", ["", "   ", "\n"])
def test_no_date_needs_no_notice(raw):
    assert read_date(raw, language="fr") == (None, ())


@given(st.text(max_size=60) | st.from_regex(r"[0-9]{1,4}[-/. T:][0-9]{1,4}[-/. T:][0-9]{1,4}.?"))
def test_any_text_gives_a_valid_date_or_a_notice(raw):
    edtf, notices = read_date(raw, language="fr")

    assert edtf is None or is_edtf(edtf)
    assert len(notices) == (1 if edtf is None and raw.split() else 0)


@given(st.dates())
def test_every_day_comes_back(day):
    assert read_date(day.isoformat(), language="fr") == (day.isoformat(), ())
