"""Agreements: parties, signatories, title, stage, date and occasion."""

import pytest

from dragoman.reading.actors import find_actors
from dragoman.reading.agreements import find_agreements
from dragoman.reading.events import find_events
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
    events = find_events(
        analysis,
        document=document,
        actors=actors,
        times=times,
        quotations=(),
        knowledge=knowledge,
    )
    found = find_agreements(analysis, events=events, actors=actors, times=times)
    return found, {actor.id: actor.country.value for actor in actors if actor.country}


def test_parties_title_date_and_occasion_of_a_signing(parse, knowledge):
    [agreement], countries = read(SIGNED, parse, knowledge)

    assert {countries[party.value] for party in agreement.parties} == {"NOR", "GHA"}
    assert agreement.title.value == "un accord de coopération militaire"
    assert agreement.stage.value == "signed"
    assert agreement.date.value == "2019-06-25"
    assert agreement.occasion.value == "forum Défense"


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
