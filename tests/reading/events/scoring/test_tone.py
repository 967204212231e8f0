"""How old a date is beside its report, and what the tone of an article says of its dates."""

import pytest

from dragoman.reading.events.scoring.tone import Tone, age_of, is_fresh, shape_of, tone_features

PUBLISHED = "2023-03-08"


@pytest.mark.parametrize(
    ("value", "published", "age"),
    [
        ("2023-03-08", PUBLISHED, "0"),
        ("2023-03-07", PUBLISHED, "1"),
        ("2023-03-04", PUBLISHED, "7"),
        ("2023-02-28", PUBLISHED, "31"),
        ("2011-03-08", PUBLISHED, "old"),
        ("2023-03-09", PUBLISHED, "to-come"),
        ("2023-03", PUBLISHED, "-"),
        ("2023-03-04", "2023-03", "-"),
        ("2023-03-04/..", PUBLISHED, "-"),
        ("2023-02-3X", PUBLISHED, "-"),
    ],
)
def test_the_age_of_a_date(value, published, age):
    assert age_of(value, published) == age


@pytest.mark.parametrize(
    ("value", "published", "fresh"),
    [
        ("2023-03-01", PUBLISHED, True),
        ("2023-02-28", PUBLISHED, False),
        ("2023-03-09", PUBLISHED, False),
        ("2023-03-08", None, False),
    ],
)
def test_a_day_of_the_week_before_publication_is_fresh(value, published, fresh):
    assert is_fresh(value, published) is fresh


def test_the_shape_of_a_date_is_its_precision():
    assert shape_of("2023-03-08/..") == "9999-99-99/.."


def test_the_tone_speaks_of_each_source_by_its_own_name():
    tone = Tone(fresh="lead", count=9, share=0.5, lean=-2.0, sentences=40, published=7)

    assert tone_features(tone, "none") == {
        "source=none&fresh=lead": 1.0,
        "source=none&fresh=lead&published=7": 1.0,
        "none.fresh": 1.0,
        "none.share": 0.5,
        "none.lean": -0.5,
        "none.long": 0.5,
    }
