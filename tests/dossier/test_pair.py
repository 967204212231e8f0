import os
from pathlib import Path

import pytest
from tests.dossier.series import happening

from dragoman.dossier.entry import Dossier
from dragoman.dossier.happenings import is_between
from dragoman.dossier.pair import by_time, pair_dossier
from dragoman.dossier.serialise import to_json
from dragoman.dossier.sides import find_side

GOLDEN = Path(__file__).parent / "golden" / "mali-russie.json"


@pytest.fixture
def dossier(record, knowledge) -> Dossier:
    return pair_dossier(
        record, knowledge, find_side("Mali", knowledge), find_side("Russie", knowledge)
    )


def test_chronology_goes_by_date_and_keeps_undated_apart(dossier):
    assert [entry.when for entry in dossier.chronology] == [
        "1961~", "2019-06-25", "2023-02-07", "2023-07",
    ]  # fmt: skip
    assert [entry.when for entry in dossier.undated] == [None, None]


def test_the_same_fact_of_two_articles_is_one_line(dossier):
    [visit] = [entry for entry in dossier.chronology if entry.is_visit]

    assert visit.sources == 2
    assert len(visit.facts) == len(visit.evidence) == 2


def test_an_agreement_is_told_with_its_signing(dossier):
    [agreement] = dossier.agreements
    [signing] = [entry for entry in dossier.chronology if entry.agreements]

    assert signing.agreements == (agreement,)
    assert [party.name for party in agreement.signatories] == [
        "Sergueï Choïgou", "Ibrahim Dahirou Dembélé",
    ]  # fmt: skip


def test_a_claim_says_on_whose_word_and_of_what(dossier):
    [claim] = dossier.claims

    assert claim.attributed_to == "gouvernement malien"
    assert claim.about is not None
    assert claim.about.when == "2023-02-07"


def test_status_and_source_stay_visible(dossier):
    [delivery] = [entry for entry in dossier.undated if entry.act == "delivery"]

    assert (delivery.status, delivery.attributed_to) == ("denied", "gouvernement malien")


def test_third_parties_stand_apart(dossier):
    [withdrawal] = dossier.around

    assert withdrawal.type == "RETREAT"
    assert withdrawal.facts[0] not in {fact for e in dossier.chronology for fact in e.facts}


def test_without_predecessors_the_soviet_union_is_left_out(record, knowledge):
    russia = find_side("Russie", knowledge, predecessors=False)

    found = pair_dossier(record, knowledge, find_side("Mali", knowledge), russia)

    assert [entry.when for entry in found.chronology] == ["2019-06-25", "2023-02-07", "2023-07"]


def test_dates_limit_the_dossier(record, knowledge):
    sides = (find_side("Mali", knowledge), find_side("Russie", knowledge))

    found = pair_dossier(record, knowledge, *sides, since="2019", until="2019")

    assert [entry.when for entry in found.chronology] == ["2019-06-25"]


def test_every_mark_stands_in_its_text(dossier, record):
    for entry in (*dossier.chronology, *dossier.undated, *dossier.around):
        for evidence in entry.evidence:
            text = record.text(evidence.source.document)
            assert all(passage.span.of(text) == passage.text for passage in evidence.passages)
            for field in evidence.fields:
                assert field.words == tuple(span.of(text) for span in field.spans)


def test_golden_dossier(dossier):
    written = to_json(dossier).decode() + "\n"
    if os.environ.get("DRAGOMAN_GOLDEN") == "write":
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(written, encoding="utf-8")

    assert written == GOLDEN.read_text(encoding="utf-8")


def test_what_few_tellings_place_between_the_sides_stands_beside_them():
    shared = happening("ASSAULT", "2020-06-03", "LBY", "TUR")
    stray = happening("ASSAULT", "2020-06-03", "LBY", "FRA")
    sides = (frozenset({"LBY"}), frozenset({"TUR"}))

    assert is_between(shared, *sides)
    assert not is_between(stray, *sides)
    assert is_between(happening("CONSULT", None, "TUR", "LBY"), *sides)


def test_happenings_beside_the_sides_go_by_time_undated_last():
    late, early, undated = (
        happening("ASSAULT", when, "LBY") for when in ("2020-06-03", "2019-04", None)
    )

    assert by_time((late,), (early, undated)) == (early, late, undated)
