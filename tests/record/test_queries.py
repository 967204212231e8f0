"""What the record answers about sides, actors and dates."""

import pytest

MALI = frozenset({"MLI"})
RUSSIA = frozenset({"RUS", "SUN"})
FRANCE = frozenset({"FRA"})
PETROV = "person:oleg-petrov:RUS"

EVENTS = [
    ({}, ["SUPPORT", "CONSULT", "ACCUSE"]),
    ({"sides": (MALI, RUSSIA)}, ["SUPPORT", "CONSULT"]),
    ({"sides": (RUSSIA, MALI)}, ["SUPPORT", "CONSULT"]),
    ({"sides": (FRANCE, RUSSIA)}, ["ACCUSE"]),
    ({"sides": (FRANCE, MALI)}, []),
    ({"sides": (frozenset(), MALI)}, []),
    ({"sides": (frozenset({PETROV}), MALI)}, ["CONSULT"]),
    ({"sides": (RUSSIA, RUSSIA)}, []),
    ({"countries": FRANCE}, ["ACCUSE"]),
    ({"countries": RUSSIA | FRANCE}, ["SUPPORT", "CONSULT", "ACCUSE"]),
    ({"entity": PETROV}, ["CONSULT"]),
    ({"entity": "RUS"}, ["SUPPORT", "ACCUSE"]),
    ({"around": (MALI, RUSSIA)}, ["ACCUSE"]),
    ({"around": (FRANCE, MALI)}, ["SUPPORT", "CONSULT", "ACCUSE"]),
    ({"around": (MALI, frozenset({"DZA"}))}, []),
    ({"types": frozenset({"CONSULT", "ACCUSE"})}, ["CONSULT", "ACCUSE"]),
    ({"statuses": frozenset({"planned"})}, []),
    ({"statuses": frozenset({"actual"})}, ["SUPPORT", "CONSULT", "ACCUSE"]),
    ({"since": "2021-05-03"}, ["SUPPORT", "CONSULT"]),
    ({"since": "2021-06"}, []),
    ({"until": "2021-05-02"}, ["SUPPORT"]),
    ({"since": "2020", "until": "2022"}, ["SUPPORT", "CONSULT"]),
    ({"until": "2020"}, []),
    ({"document": 99}, []),
    ({"sides": (MALI, RUSSIA), "types": frozenset({"CONSULT"}), "document": 1}, ["CONSULT"]),
]


@pytest.mark.parametrize(("filters", "types"), EVENTS, ids=[str(i) for i in range(len(EVENTS))])
def test_events_that_fit(filled, filters, types):
    found = filled.events(**filters)

    assert [event.event.type.value for event in found] == types


def test_an_event_comes_with_who_took_part(filled):
    [visit] = filled.events(types=frozenset({"CONSULT"}))

    [guest], [host] = visit.actors, visit.recipients
    assert (guest.actor, guest.name, guest.kind, guest.country) == (
        "a1",
        "Oleg Petrov",
        "person",
        "RUS",
    )
    assert (host.actor, host.entity, host.country) == ("a2", "MLI", "MLI")
    assert (visit.earliest, visit.latest) == ("2021-05-03", "2021-05-03")
    assert visit.document.publisher == "Nous"


def test_parties_keep_the_order_of_the_event(filled):
    [signing] = filled.events(types=frozenset({"SUPPORT"}))

    assert [actor.entity for actor in signing.actors] == ["MLI", "RUS"]
    assert signing.recipients == ()


QUOTATIONS = [
    ({}, 1),
    ({"of": RUSSIA}, 1),
    ({"of": MALI}, 0),
    ({"about": MALI}, 1),
    ({"about": RUSSIA}, 0),
    ({"of": RUSSIA, "about": MALI}, 1),
    ({"sides": (MALI, RUSSIA)}, 1),
    ({"sides": (RUSSIA, FRANCE)}, 0),
    ({"entity": PETROV}, 1),
]


@pytest.mark.parametrize(("filters", "number"), QUOTATIONS)
def test_quotations_that_fit(filled, filters, number):
    assert len(filled.quotations(**filters)) == number


def test_a_quotation_comes_with_its_words_and_whom_they_mention(filled):
    [quotation] = filled.quotations()

    assert quotation.words == "Nos amis du Mali savent ce que vaut notre parole"
    assert quotation.speaker is not None
    assert quotation.speaker.name == "Oleg Petrov"
    assert [actor.entity for actor in quotation.about] == ["MLI"]
    assert quotation.principal is None
    assert quotation.addressee is None


@pytest.mark.parametrize(
    ("filters", "number"),
    [
        ({"sides": (MALI, RUSSIA)}, 1),
        ({"sides": (MALI, FRANCE)}, 0),
        ({"since": "2021-05-20"}, 1),
        ({"since": "2021-06"}, 0),
    ],
)
def test_agreements_that_fit(filled, filters, number):
    assert len(filled.agreements(**filters)) == number


def test_an_agreement_leads_to_its_event_and_parties(filled):
    [agreement] = filled.agreements()
    event = filled.fact(agreement.event)

    assert event.event.id == agreement.agreement.event == "e2"
    assert [actor.entity for actor in agreement.parties] == ["MLI", "RUS"]
    assert agreement.signatories == ()


@pytest.mark.parametrize(("sides", "number"), [((MALI, RUSSIA), 1), ((MALI, FRANCE), 0)])
def test_claims_are_between_those_of_their_event(filled, sides, number):
    assert len(filled.claims(sides=sides)) == number


def test_a_claim_leads_to_what_it_is_about(filled):
    [claim] = filled.claims()

    assert filled.fact(claim.about).event.id == "e1"
    assert [actor.entity for actor in claim.actors] == [PETROV, "MLI"]
    assert claim.attributed_to is None


def test_facts_come_in_order_of_time_then_of_recording(record, visit):
    for number in (3, 1, 2):
        record.add(*visit(number))

    order = [(event.earliest, event.document.name) for event in record.events()]

    names = ["visit-3", "visit-1", "visit-2"]
    assert order == [
        *(("2021-05-01", name) for name in names),
        *(("2021-05-03", name) for name in names),
        *((None, name) for name in names),
    ]


def test_a_thousand_ids_are_no_limit(record, visit):
    for number in range(120):
        record.add(*visit(number))

    assert len(record.events(sides=(MALI, RUSSIA))) == 240
