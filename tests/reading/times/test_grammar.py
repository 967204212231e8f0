"""Every example of the time grammar is a test."""

import pytest

from dragoman.errors import PackError
from dragoman.languages.pack import load_section
from dragoman.languages.times_schema import Means, Rule, TimeGrammar
from dragoman.reading.times import find_times
from dragoman.reading.times.matching import fold, load_rules
from dragoman.reading.times.words import load_words, read_number, read_roman

GRAMMAR = load_section("fr", "times", TimeGrammar)
EXAMPLES = [
    pytest.param(example, id=f"{rule.id}:{example.text}:{example.published}")
    for rule in GRAMMAR.rules
    for example in rule.finds
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_example(example, parse):
    asked = {"date", "interval"} | {found.kind for found in example.finds}

    times = find_times(parse(example.text), published=example.published)

    assert [
        (t.span.of(example.text).lower(), t.value, t.kind) for t in times if t.kind in asked
    ] == [(found.text.lower(), found.value, found.kind) for found in example.finds]


def test_every_pattern_compiles():
    assert len(load_rules("fr")) == len(GRAMMAR.rules)


@pytest.mark.parametrize("pattern", ["<nothing>", "{nothing}", "(<day>"])
def test_broken_pattern_is_named(pattern, monkeypatch):
    rule = Rule(id="broken", pattern=pattern, means=Means(op="calendar"))
    broken = GRAMMAR.model_copy(update={"rules": (rule,)})
    monkeypatch.setattr(
        "dragoman.reading.times.matching.load_section", lambda *_: broken, raising=True
    )
    load_rules.cache_clear()

    with pytest.raises(PackError, match="broken"):
        load_rules("fr")
    load_rules.cache_clear()


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("12", 12),
        ("un", 1),
        ("vingt et un", 21),
        ("soixante-dix", 70),
        ("soixante et onze", 71),
        ("quatre-vingt-dix-neuf", 99),
        ("quatre-vingts", 80),
        ("cent vingt", 120),
        ("deux cents", 200),
        ("mille neuf cent soixante", 1960),
        ("plusieurs", None),
    ],
)
def test_numbers_in_words(words, number):
    assert read_number(fold(words), load_words("fr").numbers) == number


@pytest.mark.parametrize(("words", "number"), [("xix", 19), ("xxi", 21), ("iv", 4), ("ab", None)])
def test_roman_numerals(words, number):
    assert read_roman(words) == number


def test_folding_keeps_every_character_in_its_place():
    text = "Été d’août – « L’İstanbul » ﬁn\u00a0mai\nœ"

    assert len(fold(text)) == len(text)
    assert fold("À L’ÉTÉ\u202f2019") == "a l'ete 2019"
