"""What holds for every reading of actors."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.reading.actors import ActorIndex, find_actors
from dragoman.types.document import Document

TEXT = (
    "Le président malien a reçu à Bamako l'ambassadeur de Russie. Il a salué les deux pays. "
    "Moscou livrera des hélicoptères, a dit M. Ivanov (MRK), « c'est sûr »."
)
PIECES = [
    "M. ", "l'", "d’", "(", ")", "Le ", "président ", "russe", " de la ", "France", "Paris",
    ",", ". ", "\n", "Al-", "N'daw ", "et ", "les deux pays ", "İstanbul ", "ONU", "12 ",
    "é", "«", "-t-il ",
]  # fmt: skip


@pytest.fixture
def actors(parse, knowledge):
    return find_actors(parse(TEXT), document=Document(id="t", text=TEXT), knowledge=knowledge)


def test_ids_follow_first_mentions(actors) -> None:
    starts = [actor.mentions[0].span.start for actor in actors]

    assert [actor.id for actor in actors] == [f"a{n}" for n in range(1, len(actors) + 1)]
    assert starts == sorted(starts)


def test_heads_lie_inside_their_mentions(actors) -> None:
    assert all(m.span.covers(m.head) for a in actors for m in a.mentions)


def test_values_keep_the_words_they_were_read_from(actors) -> None:
    values = [v for a in actors for v in (a.name, a.kind, a.country, a.sector, a.role) if v]

    assert all(value.spans and value.rule for value in values)


def test_reading_twice_gives_the_same(parse, knowledge, actors) -> None:
    again = find_actors(parse(TEXT), document=Document(id="t", text=TEXT), knowledge=knowledge)

    assert again == actors


@pytest.mark.parametrize(
    ("words", "countries"),
    [
        ("Le président malien", {"MLI"}),
        ("ambassadeur", {"RUS"}),
        ("Russie", {"RUS"}),
        ("les deux pays", {"MLI", "RUS"}),
        ("Moscou", {"RUS"}),
    ],
)
def test_index_finds_actors_by_place(parse, actors, words: str, countries: set[str]) -> None:
    index = ActorIndex(actors)
    start = TEXT.index(words)
    token = next(t for t in parse(TEXT).tokens if t.end == start + len(words))

    found = index.at(token.span) if " " in words else index.of_token(token)

    assert {index.actor(i).country.value for i in found} == countries


def test_index_gives_places_only_when_asked(parse, actors) -> None:
    index = ActorIndex(actors)
    [token] = [t for t in parse(TEXT).tokens if t.text == "Bamako"]

    assert index.of_token(token) == ()
    assert index.of_token(token, places=True) != ()


def test_nothing_comes_of_an_empty_text(parse, knowledge) -> None:
    assert find_actors(parse(""), document=Document(id="e", text=""), knowledge=knowledge) == ()


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=25))
def test_no_text_breaks_the_reader(parse, knowledge, pieces: list[str]) -> None:
    text = "".join(pieces)

    actors = find_actors(parse(text), document=Document(id="f", text=text), knowledge=knowledge)

    assert all(0 <= m.span.start < m.span.end <= len(text) for a in actors for m in a.mentions)


def test_unparsed_sentences_still_give_names(analyser, knowledge) -> None:
    text = "La Russie a fourni des armes. Le Mali les a reçues."
    unparsed = analyser(text, lambda _: False)

    actors = find_actors(unparsed, document=Document(id="u", text=text), knowledge=knowledge)

    assert {a.country.value for a in actors if a.country} == {"RUS", "MLI"}


LONG = [
    "Le président malien Moussa Traoré a vu M. Ivanov à Bamako. M. Traoré et l'armée russe. ",
    "Jean Dupont et Paul Martin. ", "Le Mali, ", "le ministre ", "M. ", "Ab ", "L'ONU (ONU) ",
]  # fmt: skip


@pytest.mark.timed
@pytest.mark.parametrize("seed", LONG)
def test_hundred_kilobytes_take_less_than_two_seconds(analyser, knowledge, seed: str) -> None:
    text = (seed * (100_000 // len(seed) + 1))[:100_000]
    analysis = analyser(text, lambda _: False)
    document = Document(id="l", text=text, published="2023-02-07")
    find_actors(analyser("Paris.", lambda _: False), document=document, knowledge=knowledge)

    start = time.process_time()
    find_actors(analysis, document=document, knowledge=knowledge)

    assert time.process_time() - start < 2
