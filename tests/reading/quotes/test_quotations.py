"""Quotations with their actors and all that surrounds them."""

import pytest

from dragoman.reading.quotes import find_quotations
from dragoman.types.actor import Actor, Mention
from dragoman.types.quotation import Quotation
from dragoman.types.span import Sourced, Span
from dragoman.types.time import TimeExpression


def actor(text: str, ident: str, words: str, head: str, kind: str = "person") -> Actor:
    start = text.index(words)
    span = Span(start, start + len(words))
    place = text.index(head, start)
    mention = Mention(
        span=span, head=Span(place, place + len(head)), form="description", rule="test"
    )
    return Actor(
        id=ident,
        name=Sourced(value=words, spans=(span,), rule="test"),
        kind=Sourced(value=kind, spans=(span,), rule="test"),
        mentions=(mention,),
    )


TEXT = (
    "Le porte-parole du gouvernement, Luc Morel, a déclaré lundi à la télévision "
    "que le port serait rouvert."
)


@pytest.fixture
def quotation(parse) -> Quotation:
    actors = (
        actor(TEXT, "a1", "Le porte-parole du gouvernement", "porte-parole"),
        actor(TEXT, "a2", "gouvernement", "gouvernement", "state"),
    )
    start = TEXT.index("lundi")
    times = (
        TimeExpression(span=Span(start, start + 5), kind="date", value="2023-02-06", rule="test"),
    )
    [found] = find_quotations(parse(TEXT), actors=actors, times=times, published="2023-02-07")
    return found


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("speaker", "a1"),
        ("principal", "a2"),
        ("cue", "déclarer"),
        ("force", "say"),
        ("medium", "television"),
        ("said_on", "2023-02-06"),
    ],
)
def test_field(quotation: Quotation, field: str, value: str):
    assert getattr(quotation, field).value == value


def test_role_is_as_the_text_words_it(quotation: Quotation):
    assert quotation.role is not None
    assert quotation.role.value == "porte-parole du gouvernement"
    assert quotation.role.spans[0].of(TEXT) == quotation.role.value


def test_evidence_holds_words_and_cue(quotation: Quotation):
    assert [span.of(TEXT) for span in quotation.evidence] == [TEXT]


def test_unknown_speaker_is_none(parse):
    text = "« La route est coupée depuis midi », a indiqué Anna Berg."

    [found] = find_quotations(parse(text), actors=(), times=(), published=None)

    assert found.speaker is None
    assert found.cue is not None
