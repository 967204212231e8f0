import pytest

from dragoman.ontology import MILESTONE
from dragoman.ontology.model import load_ontology
from dragoman.types.event import AgreementStage, Status


def test_every_plover_type_is_there():
    assert {t.id for t in load_ontology().types} == {
        "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST",
        "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
    }  # fmt: skip


def test_quadrants_agree_with_the_sign_of_the_score():
    for event_type in load_ontology().types:
        assert (event_type.score > 0) == event_type.quad.endswith("cooperation"), event_type.id


@pytest.mark.parametrize(
    ("type", "mode", "code"),
    [
        ("CONSULT", "visit", "042"),
        ("CONSULT", None, "04"),
        ("SANCTION", "expel", "166"),
        (MILESTONE, None, None),
    ],
)
def test_cameo_crosswalk(type, mode, code):
    assert load_ontology().cameo(type, mode) == code


@pytest.mark.parametrize(
    ("type", "mode", "act", "allowed"),
    [
        ("CONSULT", "visit", "visit", True),
        ("CONSULT", "drone", None, False),
        ("MEET", None, None, False),
        (MILESTONE, None, "independence", True),
        (MILESTONE, None, None, False),
        ("SUPPORT", None, "agreement.signed", True),
        ("SUPPORT", None, "wedding", False),
    ],
)
def test_allowed_combinations(type, mode, act, allowed):
    assert load_ontology().allows(type, mode, act) is allowed


def test_every_act_refines_a_known_type():
    ontology = load_ontology()
    types = {t.id for t in ontology.types}

    assert {act.type for act in ontology.acts} <= types


def test_statuses_and_stages_are_those_of_the_spine():
    ontology = load_ontology()

    assert {term.id for term in ontology.statuses} == set(Status.__args__)
    assert set(ontology.stages) == set(AgreementStage.__args__)
