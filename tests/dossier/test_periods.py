"""Months, quarters and years."""

from datetime import date

import pytest

from dragoman.dossier.periods import begin_of, fitting, period_of, period_within, periods_between


@pytest.mark.parametrize(
    ("when", "by", "period"),
    [
        ("2020-08-14", "month", "2020-08"),
        ("2020-08-14", "quarter", "2020-35"),
        ("2020-08-14", "year", "2020"),
        ("2020-08-30/2020-09-02", "month", None),
        ("2020-08-30/2020-09-02", "quarter", "2020-35"),
        ("2020", "month", None),
        ("2020", "year", "2020"),
        ("202X", "year", None),
        ("../2020-08", "year", None),
        (None, "year", None),
    ],
)
def test_a_date_lies_in_one_period_or_in_none(when, by, period):
    assert period_within(when, by) == period


def test_every_period_between_two_days():
    first, last = date(2019, 11, 30), date(2020, 2, 1)

    assert list(periods_between(first, last, "month")) == [
        "2019-11",
        "2019-12",
        "2020-01",
        "2020-02",
    ]
    assert list(periods_between(first, last, "quarter")) == ["2019-36", "2020-33"]
    assert list(periods_between(first, last, "year")) == ["2019", "2020"]


@pytest.mark.parametrize("by", ["month", "quarter", "year"])
def test_a_period_begins_within_itself(by):
    period = period_of(date(2020, 11, 23), by)

    assert period_of(begin_of(period), by) == period


@pytest.mark.parametrize(("years", "by"), [(1, "month"), (6, "quarter"), (30, "year")])
def test_the_finest_that_can_be_read(years, by):
    assert fitting(date(1990, 1, 1), date(1990 + years, 1, 1)) == by
