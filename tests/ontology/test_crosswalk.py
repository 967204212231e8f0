import pytest

from dragoman.ontology import MILESTONE
from dragoman.ontology.crosswalk import code, goldstein, load_crosswalk, why_not_coded
from dragoman.ontology.model import load_ontology


@pytest.mark.parametrize(
    ("event", "type", "cameo", "score"),
    [
        (("CONSULT", "visit", "visit", "actual"), "CONSULT", "042", 1.9),
        (("CONSULT", None, None, "ongoing"), "CONSULT", "04", 1.0),
        (("SUPPORT", None, "agreement.signed", "actual"), "SUPPORT", "057", 8.0),
        (("SUPPORT", None, "recognition", "actual"), "SUPPORT", "054", 6.0),
        (("SANCTION", "expel", None, "actual"), "SANCTION", "166", -7.0),
        (("RETREAT", "withdraw", None, "actual"), "RETREAT", "0874", 10.0),
        # what is planned is an intention: PLOVER AGREE, CAMEO 03
        (("CONSULT", "visit", "visit", "planned"), "AGREE", "036", 4.0),
        (("COOPERATE", None, "delivery", "planned"), "AGREE", "031", 5.2),
        (("AID", None, None, "planned"), "AGREE", "033", 5.2),
    ],
)
def test_codes(event, type, cameo, score):
    coded = code(*event)

    assert (coded.type, coded.cameo, coded.goldstein) == (type, cameo, score)
    assert coded.score == load_ontology().type(type).score


def test_a_planned_visit_loses_its_mode():
    assert code("CONSULT", "visit", "visit", "planned").mode is None


@pytest.mark.parametrize(
    ("type", "status", "reason"),
    [
        (MILESTONE, "actual", "milestone"),
        ("CONSULT", "denied", "not_done"),
        ("AID", "proposed", "not_done"),
        ("ASSAULT", "hypothetical", "not_done"),
        ("SANCTION", "planned", "planned_conflict"),
        ("SANCTION", "actual", None),
    ],
)
def test_what_is_not_coded(type, status, reason):
    assert why_not_coded(type, status) == reason
    if reason is not None:
        with pytest.raises(ValueError, match=reason):
            code(type, None, None, status)


def test_an_act_counts_only_where_the_type_is_its_own():
    assert code("COERCE", None, "visit", "actual").cameo == "17"


@pytest.mark.parametrize(("cameo", "score"), [("0871", 9.0), ("176", -7.0), ("2042", -10.0)])
def test_a_finer_code_has_the_score_of_the_one_above(cameo, score):
    assert goldstein(cameo) == score


def test_every_code_of_the_tables_has_a_score():
    tables = load_crosswalk()
    ontology = load_ontology()
    codes = {*tables.intentions.values(), *tables.acts.values()}
    for entry in ontology.types:
        codes |= {entry.cameo, *entry.modes.values()}

    assert all(-10 <= goldstein(one) <= 10 for one in codes)
    assert set(tables.acts) <= {act.id for act in ontology.acts}


def test_all_cooperation_and_nothing_else_has_an_intention():
    cooperation = {t.id for t in load_ontology().types if t.quad.endswith("cooperation")}

    assert set(load_crosswalk().intentions) == cooperation
