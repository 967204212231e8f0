"""Agreements: parties, signatories, title, stage, date and occasion."""

import pytest

from dragoman.languages.agreements_schema import AgreementWords
from dragoman.languages.pack import load_section
from dragoman.reading.actors import find_actors
from dragoman.reading.agreements import find_agreements
from dragoman.reading.agreements.parties import told_parties
from dragoman.reading.events import find_events
from dragoman.reading.events.gazetteer import load_gazetteer
from dragoman.reading.events.lexicon import load_predicates
from dragoman.reading.events.participants import gather
from dragoman.reading.times import find_times
from dragoman.types.document import Document

SIGNED = (
    "Le 25 juin 2019, la Norvège et le Ghana ont conclu, en marge du forum Défense, "
    "un accord de coopération militaire."
)
RATIFIED = "Le Parlement hongrois a ratifié mardi le traité de libre-échange avec le Canada."


def read(text, parse, knowledge):
    analysis = parse(text)
    document = Document(id="test", text=text, published="2024-05-02")
    times = find_times(analysis, published=document.published, knowledge=knowledge)
    actors = find_actors(analysis, document=document, times=times, knowledge=knowledge)
    told = find_events(
        analysis,
        document=document,
        actors=actors,
        times=times,
        quotations=(),
        knowledge=knowledge,
    )
    found = find_agreements(
        analysis, events=told.accords, actors=actors, times=times, knowledge=knowledge
    )
    return found, {actor.id: actor.country.value for actor in actors if actor.country}


def test_parties_title_date_and_occasion_of_a_signing(parse, knowledge):
    [agreement], countries = read(SIGNED, parse, knowledge)

    assert {countries[party.value] for party in agreement.parties} == {"NOR", "GHA"}
    assert agreement.title.value == "un accord de coopération militaire"
    assert agreement.stage.value == "signed"
    assert agreement.date.value == "2019-06-25"
    assert agreement.occasion.value == "forum Défense"


def test_two_accords_of_one_pair_are_told_apart_and_told_of_by_events(parse, knowledge):
    text = (
        "La Norvège et le Ghana ont signé mardi un accord de pêche à Accra. "
        "En 2019, la Norvège et le Ghana avaient signé un accord de défense."
    )

    found, _ = read(text, parse, knowledge)

    assert sorted(agreement.date.value for agreement in found) == ["2019", "2024-04-30"]
    assert len({agreement.id for agreement in found}) == 2


def test_ratifying_is_a_stage_of_its_own(parse, knowledge):
    [agreement], _ = read(RATIFIED, parse, knowledge)

    assert agreement.stage.value == "ratified"


@pytest.mark.parametrize(
    "text",
    [
        "Les deux ministres sont d'accord.",
        "Le chanteur norvégien a signé un nouvel album.",
    ],
)
def test_no_accord_no_agreement(text, parse, knowledge):
    found, _ = read(text, parse, knowledge)

    assert found == ()


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("L'accord sino-russe signé en 2019 par la Chine et la Russie inquiète.", "CHN RUS"),
        ("Lundi, Oslo salue l'accord de paix entre le Pérou et le Chili.", "PER CHL"),
        (
            "Le traité de pêche, signé par le président kényan et le roi du Maroc, est clos.",
            "KEN MAR",
        ),
        ("Selon Accra, la Norvège a conclu un accord de pêche avec le Chili.", "CHL"),
    ],
)
def test_the_words_of_an_accord_name_its_parties(text, countries, parse, knowledge):
    analysis = parse(text)
    document = Document(id="test", text=text, published="2024-05-02")
    times = find_times(analysis, published=document.published, knowledge=knowledge)
    actors = find_actors(analysis, document=document, times=times, knowledge=knowledge)
    predicates = load_predicates("fr")
    who = gather(
        analysis,
        actors,
        grammar=predicates.lexicon.grammar,
        stand_ins=predicates.lexicon.stand_ins,
        demonym=load_gazetteer("fr", knowledge).demonym,
    )
    words = load_section("fr", "agreements", AgreementWords)
    noun = next(t for t in analysis.tokens if t.lemma in words.nouns)

    told = told_parties(analysis, noun, who, words, predicates.lexicon.grammar)

    assert {who.actors[party.value].country.value for party in told} == set(countries.split())
