"""Properties of every reading of times, whatever the text."""

import re
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.languages.pack import load_section
from dragoman.languages.times_schema import TimeGrammar
from dragoman.reading import times as reading_times
from dragoman.reading.analysis import Analysis, Sentence
from dragoman.reading.times import find_times
from dragoman.reading.times.matching import _tried, fold, load_rules
from dragoman.types.edtf import bounds, contains, is_edtf, precision

GRAMMAR = load_section("fr", "times", TimeGrammar)
PIECES = sorted(
    {word for rule in GRAMMAR.rules for case in rule.finds for word in case.text.split()}
    | {str(day) for day in range(0, 40)}
    | {*GRAMMAR.months, *GRAMMAR.weekdays, *GRAMMAR.units, *GRAMMAR.seasons, *GRAMMAR.directions}
    | {"le", "du", "au", "de", "à", "et", "2023", "1961", "9999", "1000", "-", ",", ".", "31"}
)
PUBLISHED = st.one_of(
    st.none(),
    st.dates(date(1000, 1, 1), date(9998, 12, 31)).map(date.isoformat),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(lambda d: f"{d:%Y-%m}"),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(lambda d: f"{d:%Y-%m}~"),
    st.sampled_from(["2022", "2022~", "196X", "2022-21", "2020/2021", "no date"]),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join)


def bare(text: str) -> Analysis:
    """Return an analysis without a parse, as of a sentence judged unable to matter."""
    sentences = (Sentence(0, 0, len(text), 0, 0, False),) if text else ()
    return Analysis(text, "fr", (), sentences)


@settings(max_examples=300, deadline=None)
@given(text=TEXTS, published=PUBLISHED)
def test_words_of_time_in_any_order(text, published):
    times = find_times(bare(text), published=published)

    assert list(times) == sorted(times, key=lambda t: t.span)
    for found in times:
        assert found.span.end <= len(text)
        assert found.value is None or is_edtf(found.value)
        assert found.kind in ("date", "interval") or found.value is None
        assert (found.kind == "interval") == ("/" in (found.value or ""))
        assert 0 < found.confidence <= 1
        if found.anchor is not None:
            assert any(found.anchor == other.span for other in times)


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=300), published=PUBLISHED)
def test_any_text_at_all(text, published):
    for found in find_times(bare(text), published=published):
        assert found.span.of(text)


PAST = ["hier", "avant-hier", "lundi dernier", "il y a trois jours", "la semaine dernière"]
HOLDS = ["aujourd'hui", "cette semaine", "ce mois-ci", "cette année", "ce matin", "cette décennie"]


@given(day=st.dates(date(1900, 1, 8), date(2100, 1, 1)), words=st.sampled_from(HOLDS))
def test_this_period_holds_its_publication(day, words):
    [found] = find_times(bare(f"Le sommet, {words}, compte."), published=day.isoformat())

    assert contains(found.value, day.isoformat())


@given(day=st.dates(date(1900, 1, 8), date(2100, 1, 1)), words=st.sampled_from(PAST))
def test_past_words_lie_before_publication(day, words):
    [found] = find_times(bare(f"Le sommet, {words}, compte."), published=day.isoformat())

    _, last = bounds(found.value)
    assert last < day


@given(
    day=st.dates(date(1900, 1, 8), date(2100, 1, 1)),
    words=st.sampled_from([*PAST, *HOLDS, "lundi", "demain", "mardi prochain"]),
)
def test_month_only_publication_gives_nothing_finer(day, words):
    [found] = find_times(bare(f"Le sommet, {words}, compte."), published=f"{day:%Y-%m}")

    assert precision(found.value) in ("month", "year", "decade")


@given(day=st.dates(date(1900, 1, 1), date(2100, 1, 1)), number=st.integers(0, 6))
def test_weekday_is_that_day_of_the_week(day, number):
    names = {n: name for name, n in GRAMMAR.weekdays.items()}

    [found] = find_times(bare(f"Ils sont venus {names[number]}."), published=day.isoformat())

    then = date.fromisoformat(found.value)
    assert then.weekday() == number
    assert timedelta() <= day - then < timedelta(days=7)


@pytest.mark.parametrize("module", sorted(Path(reading_times.__file__).parent.glob("*.py")))
def test_no_module_looks_at_the_clock(module):
    source = module.read_text(encoding="utf-8")

    assert not re.search(r"\.(?:today|now|utcnow)\(|\bimport time\b", source)


def test_without_publication_nothing_relative_has_a_value(parse):
    text = "Hier, puis le 3 mars et il y a deux ans, lundi, il est venu. La veille, rien."

    times = find_times(parse(text), published=None)

    assert len(times) == 5
    assert all(found.value is None for found in times)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_keys_lose_no_match(text):
    """Trying a rule only near its keys finds what trying it everywhere finds."""
    folded = fold(text)
    everywhere = {
        (compiled.order, found.span())
        for compiled in load_rules("fr")
        for found in compiled.expression.finditer(folded)
    }

    assert {
        (compiled.order, found.span()) for compiled, found in _tried(folded, "fr")
    } == everywhere


LONG = [
    "le 3 mai 2021, lundi dernier, il y a trois ans ; ",
    "hausse de 3 % entre ", "1 2 3 ", "de ", "a", " ", "deux cent ", "12-", "03 ", "\n", "2019, ",
]  # fmt: skip


@pytest.mark.timed
@pytest.mark.parametrize("seed", LONG)
def test_hundred_kilobytes_take_less_than_two_seconds(seed):
    text = (seed * (100_000 // len(seed) + 1))[:100_000]
    analysis = bare(text)
    find_times(bare("demain"), published=None)

    start = time.process_time()
    find_times(analysis, published="2023-02-07")

    assert time.process_time() - start < 2


SHIFTS = ["trois jours plus tard", "deux ans auparavant", "le lendemain", "la veille"]


@settings(max_examples=100, deadline=None)
@given(
    day=st.dates(date(1950, 1, 8), date(2020, 1, 1)),
    seen=st.dates(date(2021, 1, 1), date(2100, 1, 1)),
    words=st.sampled_from(SHIFTS),
)
def test_narrative_words_count_from_the_story_whenever_it_is_told(day, seen, words):
    """The anchor a value claims is the date in the text, and publication changes nothing."""
    months = {number: name for name, number in reversed(GRAMMAR.months.items())}
    told = f"le {day.day} {months[day.month]} {day.year}"
    text = f"Il arrive {told}. Il repart {words}."

    anchor, found = find_times(bare(text), published=seen.isoformat())
    again = find_times(bare(text), published=None)[1]

    assert contains(anchor.value, day.isoformat())
    assert found.anchor == anchor.span
    assert (found.value, found.anchor) == (again.value, again.anchor)


@settings(max_examples=100, deadline=None)
@given(day=st.dates(date(1900, 1, 8), date(2100, 1, 1)), words=st.sampled_from(PAST + HOLDS))
def test_what_counts_from_publication_says_so(day, words):
    [found] = find_times(bare(f"Le sommet, {words}, compte."), published=day.isoformat())

    if found.reasoning and found.reasoning.startswith("counted from publication"):
        assert day.isoformat() in found.reasoning
