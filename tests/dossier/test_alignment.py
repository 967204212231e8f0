"""The leaning of a state between two poles."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from dragoman.dossier.alignment import build_alignment
from dragoman.dossier.changes import find_changes

_spec = spec_from_file_location("series", Path(__file__).parent / "series.py")
series = module_from_spec(_spec)
_spec.loader.exec_module(series)
happening, article, side = series.happening, series.article, series.side

STATE, FIRST, SECOND = "SSS", "FFF", "RRR"


def align(first, second, **options):
    return build_alignment(
        side(STATE),
        (side(FIRST), side(SECOND)),
        first=first,
        second=second,
        articles=[article(1, "2020-01-03")],
        coverage=series.COVERAGE,
        **options,
    )


def months(type, pole, year, *, document=0):
    """Return a happening with a pole in each month of a year, each told by another article."""
    return [
        happening(type, f"{year}-{month:02}-15", STATE, pole, document=document + month)
        for month in range(1, 13)
    ]


def test_warmth_to_one_pole_and_conflict_with_the_other_lean_the_same_way():
    warm = align([happening("AID", "2020-01-10", STATE, FIRST)], [], by="month")
    cold = align([], [happening("COERCE", "2020-01-10", STATE, SECOND)], by="month")

    assert [period.leaning for period in warm.periods] == [0.7]  # AID scores 7
    assert [period.leaning for period in cold.periods] == [0.7]  # COERCE scores -7
    assert (cold.periods[0].first, cold.periods[0].second) == (0, 1)
    assert cold.periods[0].second_score == -7.0


def test_a_happening_with_both_poles_counts_for_neither():
    both = happening("CONSULT", "2020-01-10", STATE, FIRST, SECOND)

    alignment = align([both], [both], by="month")

    assert (alignment.placed, alignment.shared) == (0, 1)
    assert alignment.periods == ()


def test_articles_are_counted_and_empty_periods_stay():
    alignment = align(
        [
            happening("AID", "2020-01-10", STATE, FIRST),
            happening("AID", "2020-03-10", STATE, FIRST),
        ],
        [],
        by="month",
    )

    told = [(p.period, p.leaning, p.articles) for p in alignment.periods]
    assert told == [("2020-01", 0.7, 1), ("2020-02", None, 0), ("2020-03", 0.7, 0)]


def test_bounds_hold_the_mean_and_one_article_gives_none():
    entries = [
        happening("AID", "2020-01-10", STATE, FIRST, document=1),
        happening("ACCUSE", "2020-01-11", STATE, FIRST, document=2),
        happening("AID", "2020-02-11", STATE, FIRST, document=2),
    ]

    january, february = align(entries, [], by="month").periods

    assert -0.2 <= january.low < january.leaning < january.high <= 0.7
    assert (february.low, february.high) == (None, None)


def test_a_turn_is_found_where_it_lies():
    first = months("AID", FIRST, 2019)
    second = months("AID", SECOND, 2020, document=20)

    [change] = align(first, second, by="month").changes

    assert change.day == "2020-01-15"
    assert (change.before, change.after) == (0.7, -0.7)
    assert change.earliest <= change.day <= change.latest
    assert change.support > 0.8  # a resample that misses two months beside it shows it later


def test_a_steady_state_has_no_change():
    steady = [*months("AID", FIRST, 2019), *months("AID", FIRST, 2020, document=20)]

    assert align(steady, [], by="month").changes == ()


def test_noise_without_a_turn_has_no_change():
    noisy = [
        happening("AID" if day % 2 else "ACCUSE", f"2020-01-{day:02}", STATE, FIRST, document=day)
        for day in range(1, 29)
    ]

    assert align(noisy, [], by="month").changes == ()


def test_the_same_happenings_give_the_same_bounds():
    entries = [*months("AID", FIRST, 2019), *months("ACCUSE", FIRST, 2020, document=20)]

    assert align(entries, [], by="quarter") == align(entries, [], by="quarter")


@pytest.mark.parametrize("many", [0, 1, 7])
def test_too_few_measures_have_no_change(many):
    measures = align(months("AID", FIRST, 2019)[:many], [], by="month")

    assert measures.changes == ()
    assert find_changes([], near=30) == ()
