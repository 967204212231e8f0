"""Cooperation and conflict over time."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from dragoman.dossier.relation import build_relation, find_relation
from dragoman.dossier.sides import find_sides

_spec = spec_from_file_location("series", Path(__file__).parent / "series.py")
series = module_from_spec(_spec)
_spec.loader.exec_module(series)
happening, article, side = series.happening, series.article, series.side

ENTRIES = [
    happening("CONSULT", "2020-01-10", "AAA", "BBB"),  # scores 1
    happening("AID", "2020-01-20", "AAA", "BBB"),  # scores 7
    happening("ACCUSE", "2020-01-21", "AAA", "BBB"),  # scores -2
    happening("SANCTION", "2020-03-05", "AAA", "BBB"),  # scores -4
    happening("SANCTION", "2020", "AAA", "BBB"),  # of no one month
    happening("AID", None, "AAA", "BBB"),
    happening("AID", "2020-02-01", "AAA", "BBB", status="planned"),
    happening("MILESTONE", "2020-02-01", "AAA", act="independence"),
]
ARTICLES = [article(1, "2020-01-11"), article(2, "2020-02-11"), article(3, None)]


def relate(**options):
    return build_relation(
        side("AAA"),
        side("BBB"),
        entries=ENTRIES,
        articles=ARTICLES,
        naming=ARTICLES[:1],
        coverage=series.COVERAGE,
        **options,
    )


def test_scores_are_summed_by_month_and_empty_months_stay():
    periods = relate(by="month").periods

    told = [(p.period, p.cooperation, p.conflict, p.happenings) for p in periods]
    assert told == [("2020-01", 8.0, -2.0, 3), ("2020-02", 0, 0, 0), ("2020-03", 0, -4.0, 1)]


def test_articles_read_stand_beside_each_period():
    periods = relate(by="month").periods

    assert [(p.articles, p.naming) for p in periods] == [(1, 1), (1, 0), (0, 0)]


def test_what_lies_in_no_one_period_is_told_and_counted_by_type():
    monthly, yearly = relate(by="month"), relate(by="year")

    assert (monthly.placed, monthly.unplaced) == (4, 2)
    assert (yearly.placed, yearly.unplaced) == (5, 1)
    assert {kind.type: kind.happenings for kind in monthly.types} == {
        "CONSULT": 1,
        "AID": 2,
        "ACCUSE": 1,
        "SANCTION": 2,
    }


def test_what_has_no_date_may_be_placed_by_its_article():
    relation = relate(by="month", by_article=True)

    assert relation.unplaced == 1
    assert (relation.periods[-1].period, relation.periods[-1].cooperation) == ("2020-05", 7.0)


def test_what_was_planned_and_milestones_do_not_count():
    assert "MILESTONE" not in {kind.type for kind in relate().types}
    assert relate().placed + relate().unplaced == len(ENTRIES) - 2


def test_periods_are_chosen_to_be_read():
    far = [happening("CONSULT", "1961-03", "AAA", "BBB"), *ENTRIES]

    relation = build_relation(
        side("AAA"), side("BBB"), entries=far, articles=(), naming=(), coverage=series.COVERAGE
    )

    assert relate().by == "month"
    assert relation.by == "year"


def test_of_a_record(press, knowledge):
    one, other = find_sides(("Mali", "Russie"), knowledge)

    relation = find_relation(press, knowledge, one, other, by="year")

    told = {period.period: (period.cooperation, period.conflict) for period in relation.periods}
    assert told["1971"] == (1.0, 0)  # one visit
    assert told["2019"] == (3.5, 0)  # one signature
    assert relation.coverage.naming.articles == 4


@pytest.mark.parametrize("by", ["month", "quarter", "year"])
def test_nothing_between_them_is_no_period(by):
    sides = side("AAA"), side("BBB")

    relation = build_relation(
        *sides, entries=(), articles=(), naming=(), coverage=series.COVERAGE, by=by
    )

    assert relation.periods == relation.types == ()


def test_limits_hold_for_what_is_placed_by_its_article_too(press, knowledge):
    sides = find_sides(("Mali", "Russie"), knowledge)

    late = find_relation(press, knowledge, *sides, since="2020", by="year")
    placed = find_relation(press, knowledge, *sides, since="2020", by="year", by_article=True)
    early = find_relation(press, knowledge, *sides, until="2019", by="year", by_article=True)

    assert [period.period for period in late.periods] == ["2023"]
    assert [period.period for period in placed.periods] == ["2023"]
    # Of unknown date, told in 2019: the visit of Modibo Keïta, beside the signature.
    assert {p.period: p.happenings for p in early.periods}["2019"] == 2
