"""Quotations with their actors and all that surrounds them."""

from dataclasses import replace

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


NAMED = (
    "La digue tiendra encore dix ans, assure le gérant du chantier Brimo, Pavel Lorin. "
    "« Nous avons bien travaillé cet hiver », souligne le responsable."
)


def test_name_behind_description_speaks_on(parse):
    actors = (
        actor(NAMED, "a1", "Brimo", "Brimo"),
        actor(NAMED, "a2", "Pavel Lorin", "Pavel"),
    )

    found = find_quotations(parse(NAMED), actors=actors, times=(), published=None)

    assert [quotation.speaker.value for quotation in found if quotation.speaker] == ["a2", "a2"]


def test_spokesman_speaks_on_for_the_principal(parse):
    text = (
        "« Le port va rouvrir lundi », a dit un porte-parole du gouvernement. "
        "« Les navires attendent au large », a-t-il ajouté."
    )
    actors = (
        actor(text, "a1", "un porte-parole du gouvernement", "porte-parole"),
        actor(text, "a2", "gouvernement", "gouvernement", "state"),
    )

    found = find_quotations(parse(text), actors=actors, times=(), published=None)

    assert [q.principal.value for q in found if q.principal] == ["a2", "a2"]
    assert [q.speaker.value for q in found if q.speaker] == ["a1", "a1"]


def test_misspelt_name_is_the_one_it_is_near(parse):
    text = "Anna Kowaltis est venue. « La digue va tenir bon », a dit Mme Kowalits."
    actors = (actor(text, "a1", "Anna Kowaltis", "Anna"),)
    named = replace(actors[0], mentions=(replace(actors[0].mentions[0], form="name"),))

    [found] = find_quotations(parse(text), actors=(named,), times=(), published=None)

    assert found.speaker is not None
    assert found.speaker.value == "a1"


@pytest.mark.parametrize(
    "text",
    [
        "Le port, où selon le maire les navires attendent, a rouvert.",
        "La foule a quitté la place, selon un journaliste du journal.",
    ],
)
def test_source_reports_nothing(text: str, parse):
    assert find_quotations(parse(text), actors=(), times=(), published=None) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Les halles ont fermé tôt : cent marchands sont partis, selon le maire.",
            "cent marchands sont partis",
        ),
        (
            "« Le pont est sûr pour tous », a pour sa part déclaré la préfète.",
            "Le pont est sûr pour tous",
        ),
    ],
)
def test_words_reported(text: str, words: str, parse):
    [found] = find_quotations(parse(text), actors=(), times=(), published=None)

    assert found.span.of(text) == words
    assert found.cue is not None


@pytest.mark.parametrize(
    ("text", "spoken_to"),
    [
        pytest.param("Luc Morel a déclaré à Anna Berg que le port rouvrirait.", "a2", id="à"),
        pytest.param("Luc Morel a dit devant Anna Berg que le port va rouvrir.", "a2", id="devant"),
        pytest.param("« Le port va rouvrir lundi », dit Luc Morel à Anna Berg.", "a2", id="after"),
        pytest.param("Luc Morel a dit à la radio à Anna Berg que tout va bien.", "a2", id="on"),
        pytest.param("Luc Morel a déclaré qu'Anna Berg reviendrait lundi.", None, id="nobody"),
    ],
)  # fmt: skip
def test_addressee(parse, text: str, spoken_to: str | None):
    actors = (
        actor(text, "a1", "Luc Morel", "Luc"),
        actor(text, "a2", "Anna Berg", "Anna"),
    )

    [found] = find_quotations(parse(text), actors=actors, times=(), published=None)

    assert (found.addressee.value if found.addressee else None) == spoken_to


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("Luc Morel a annoncé dans un communiqué que le port rouvrirait.", "statement"),
        ("Luc Morel a dit en conférence de presse que le port rouvrirait.", "press_conference"),
        ("« Le port va rouvrir lundi », a écrit Luc Morel sur Twitter.", "tweet"),
        ("Luc Morel a affirmé dans un entretien au journal que le port rouvrirait.", "interview"),
        ("Luc Morel a annoncé qu'un communiqué paraîtrait lundi.", None),
    ],
)  # fmt: skip
def test_medium(parse, text: str, medium: str | None):
    actors = (actor(text, "a1", "Luc Morel", "Luc"),)

    [found] = find_quotations(parse(text), actors=actors, times=(), published=None)

    assert (found.medium.value if found.medium else None) == medium


def test_medium_is_nobody_spoken_to(parse):
    text = "Luc Morel a déclaré à la télévision que le port rouvrirait."
    actors = (
        actor(text, "a1", "Luc Morel", "Luc"),
        actor(text, "a2", "la télévision", "télévision", "media"),
    )

    [found] = find_quotations(parse(text), actors=actors, times=(), published=None)

    assert found.addressee is None
