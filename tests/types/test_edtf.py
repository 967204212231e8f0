"""Our EDTF, alone and against the packages `edtf` and `undate`."""

from datetime import date

import pytest
from edtf import parse_edtf as parse_with_edtf
from hypothesis import given
from hypothesis import strategies as st
from undate import Undate, UndateInterval

from dragoman.types.edtf import (
    EdtfError,
    begins_after,
    bounds,
    clip,
    coarsen,
    contains,
    is_edtf,
    join,
    middle,
    overlaps,
    parse_edtf,
    precision,
    qualify,
    sort_key,
    unqualified,
)

D = date.fromisoformat

VALUES = [
    ("2023-02-07", "day", "2023-02-07", "2023-02-07"),
    ("2023-02", "month", "2023-02-01", "2023-02-28"),
    ("2024-02", "month", "2024-02-01", "2024-02-29"),
    ("1961", "year", "1961-01-01", "1961-12-31"),
    ("196X", "decade", "1960-01-01", "1969-12-31"),
    ("18XX", "century", "1800-01-01", "1899-12-31"),
    ("2022-21", "season", "2022-03-01", "2022-06-20"),
    ("2022-24", "season", "2022-12-01", "2023-03-20"),
    ("2023-02~", "month", "2023-02-01", "2023-02-28"),
    ("1960?", "year", "1960-01-01", "1960-12-31"),
    ("1960%", "year", "1960-01-01", "1960-12-31"),
    ("2013/2016", "interval", "2013-01-01", "2016-12-31"),
    ("2023-02-06/2023-02-07", "interval", "2023-02-06", "2023-02-07"),
    ("../1968-11-19", "interval", None, "1968-11-19"),
    ("2014/..", "interval", "2014-01-01", None),
]
WRONG = [
    "", "hier", "2023-13", "2023-02-30", "2023-2-7", "23", "2023-00", "2023-25", "../..", "/",
    "2016/2013", "196X-02", "0000", "2023-02-07T10:00", " 2023", "2023/", "XXXX", "9999-24",
    "2023-22-01", "２０２３",
]  # fmt: skip


@pytest.mark.parametrize(("value", "fineness", "first", "last"), VALUES)
def test_value_is_read(value, fineness, first, last):
    found = parse_edtf(value), precision(value), bounds(value)

    assert (str(found[0]), *found[1:]) == (value, fineness, (first and D(first), last and D(last)))


@pytest.mark.parametrize("value", WRONG)
def test_what_is_no_date_is_refused(value):
    assert not is_edtf(value)
    with pytest.raises(EdtfError):
        parse_edtf(value)


PLAIN = [v for v in VALUES if v[1] != "season" and ".." not in v[0]]


@pytest.mark.parametrize(("value", "fineness", "first", "last"), PLAIN)
def test_edtf_package_agrees(value, fineness, first, last):
    theirs = parse_with_edtf(value)

    assert theirs.lower_strict()[:3] == D(first).timetuple()[:3]
    assert theirs.upper_strict()[:3] == D(last).timetuple()[:3]


@pytest.mark.parametrize(
    ("value", "fineness", "first", "last"),
    [v for v in PLAIN if v[0][-1] not in "~?%" and v[1] != "century"],
)
def test_undate_package_agrees(value, fineness, first, last):
    """Undate reads neither qualifiers nor seasons, and gives open ends its own way."""
    theirs = Undate.parse(value, "EDTF")
    low, high = (
        (theirs.earliest.earliest, theirs.latest.latest)
        if isinstance(theirs, UndateInterval)
        else (theirs.earliest, theirs.latest)
    )

    assert low is not None
    assert high is not None
    assert str(low) == first
    assert str(high) == last


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        ("2023", "2023-02-07", True),
        ("2023-02", "2023", False),
        ("196X", "1961/1968", True),
        ("../2020", "2019-05", True),
        ("../2020", "../2019", True),
        ("../2020", "2019/..", False),
        ("2022-22", "2022-07-14~", True),
    ],
)
def test_contains(outer, inner, expected):
    assert contains(outer, inner) is expected


@pytest.mark.parametrize(
    ("value", "other", "expected"),
    [
        ("2024-10-04", "2024-09-23", True),
        ("2024-10", "2024-09", True),
        ("2024-10-04", "2024-10", False),
        ("2024-10-04", "2024-10-04", False),
        ("2024", "2024-09-23", False),
        ("2025/..", "2024", True),
        ("../2030", "2024", False),
        ("2025", "2024/..", False),
    ],
)
def test_begins_after_only_where_that_is_sure(value, other, expected):
    assert begins_after(value, other) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2023", "2023-02-07", True),
        ("2013/2016", "2016/2018", True),
        ("2013/2015", "2016", False),
        ("../2015", "2015/..", True),
    ],
)
def test_overlaps_both_ways(one, other, expected):
    assert overlaps(one, other) is expected
    assert overlaps(other, one) is expected


def test_sorting_puts_wide_before_narrow_and_none_last():
    values = [None, "2023-02-07", "1961", "2023", "2023-02", "../1960", "196X"]

    assert sorted(values, key=sort_key) == [
        "../1960", "196X", "1961", "2023", "2023-02", "2023-02-07", None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "to", "expected"),
    [
        ("2023-02-07", "month", "2023-02"),
        ("2023-02-07~", "year", "2023~"),
        ("2023", "month", "2023"),
        ("2022-24", "year", "2022"),
        ("1961-05", "decade", "196X"),
        ("196X", "century", "19XX"),
        ("2023-02-06/2023-02-07", "month", "2023-02"),
        ("2022-12-28/2023-01-03", "year", "2022/2023"),
        ("../1968-11-19", "year", "../1968"),
    ],
)
def test_coarsen(value, to, expected):
    assert coarsen(value, to) == expected


@pytest.mark.parametrize(
    ("value", "to", "expected"),
    [
        ("2023-02-07", "2023", "2023-02-07"),
        ("196X", "1961/1968", "1961/1968"),
        ("2013/2016", "2015/2018", "2015-01-01/2016-12-31"),
        ("2013", "2015", None),
        ("../2016", "2015/..", "2015-01-01/2016-12-31"),
    ],
)
def test_clip(value, to, expected):
    assert clip(value, to) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2013", "2016", "2013/2016"),
        (None, "1968-11-19", "../1968-11-19"),
        ("2014", None, "2014/.."),
        ("2023-01-30/2023-02-05", "2023-02-06/2023-02-12", "2023-01-30/2023-02-12"),
    ],
)
def test_join(start, end, expected):
    assert join(start, end) == expected


def test_qualify_adds_up():
    assert qualify("2023-02", "~") == "2023-02~"
    assert qualify("2023-02~", "?") == "2023-02%"
    assert qualify("../1968", "~") == "../1968~"
    assert unqualified("2023-02~/2023-03%") == "2023-02/2023-03"


def test_middle_of_a_month():
    assert middle("2023-02") == date(2023, 2, 14)
    assert middle("../1968-11-19") == date(1968, 11, 19)


@given(st.text(alphabet="0123456789-/X.~?%", max_size=24))
def test_any_text_is_read_or_refused(text):
    if is_edtf(text):
        assert is_edtf(str(parse_edtf(text)))
        assert contains(text, text)
        assert contains(coarsen(text, "year"), text) or "-24" in text


@given(st.dates(min_value=date(1000, 1, 1)))
def test_day_lies_in_its_month_year_decade_and_century(day):
    value = day.isoformat()

    for to in ("month", "year", "decade", "century"):
        assert contains(coarsen(value, to), value)
        assert clip(value, coarsen(value, to)) == value
