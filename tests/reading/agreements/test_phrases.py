"""What an accord is called, and when it was made, by the words around its noun."""

from types import SimpleNamespace

import pytest

from dragoman.languages.agreements_schema import AgreementWords
from dragoman.languages.pack import load_section
from dragoman.reading.agreements.phrases import find_date, is_denied, name_title
from dragoman.reading.events.lexicon import load_predicates
from dragoman.reading.times import find_times
from dragoman.types.span import Sourced

WORDS = load_section("fr", "agreements", AgreementWords)


@pytest.fixture
def read(parse, knowledge):
    def reading(text):
        analysis = parse(text)
        times = find_times(analysis, published="2024-05-02", knowledge=knowledge)
        noun = next(t for t in analysis.tokens if t.lemma in WORDS.nouns)
        return analysis, times, noun

    return reading


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Le Pérou a salué l'accord de pêche avec le Chili fin février.", "l'accord de pêche"),
        ("Le Pérou respecte l'accord du 5 mai 2019.", "l'accord du 5 mai 2019"),
        ("Il s'agit du quatrième accord de pêche du Pérou.", "quatrième accord de pêche du Pérou"),
        ("C'est le quatrième accord de pêche.", "le quatrième accord de pêche"),
    ],
)
def test_an_accord_is_called_by_its_own_phrase(read, text, title):
    analysis, times, noun = read(text)

    assert name_title(analysis, noun, times, WORDS).value.startswith(title)
    assert "février" not in name_title(analysis, noun, times, WORDS).value
    assert "est" not in name_title(analysis, noun, times, WORDS).value.split()


def told_by(analysis, times, noun, *, trigger=None):
    """Return the date of the accord of an event that the first time of the text dates."""
    first = times[0]
    event = SimpleNamespace(
        when=Sourced(value=first.value, spans=(first.span,), rule="test"),
        mentions=(SimpleNamespace(trigger=trigger or noun.span),),
    )
    found = find_date(analysis, noun, event, times, WORDS)
    return found.value if found is not None else None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("La dénonciation par le Kenya en 2018 de l'accord de pêche inquiète.", None),
        ("La dénonciation en 2018 de l'accord sur le thon kényan conclu en 2015 inquiète.", "2015"),
        ("En 2020, ils ont rappelé la paix des accords de Bergen en 1988.", "1988"),
        ("La signature en 2018 de l'accord de pêche rassure.", "2018"),
    ],
)
def test_an_accord_has_the_date_of_its_making(read, text, date):
    assert told_by(*read(text)) == date


def test_no_telling_may_say_that_it_was_not_made(read):
    analysis, _, noun = read("L'accord de pêche existe, mais le Kenya n'a pas signé l'accord.")
    signed = next(t for t in analysis.tokens if t.lemma == "signer")
    grammar = load_predicates("fr").lexicon.grammar

    def denied(*triggers):
        mentions = tuple(SimpleNamespace(trigger=t.span) for t in triggers)
        return is_denied(analysis, SimpleNamespace(mentions=mentions), grammar)

    assert not denied(noun)
    assert denied(noun, signed)
