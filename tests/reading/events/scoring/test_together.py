"""Answers weighed again in the light of the others."""

import pytest

from dragoman.reading.events.scoring.together import ask_again, keep_closed

TEXT = "Le Sénégal a condamné le Mali. Mardi, le Sénégal a accusé le Mali et la Guinée."


@pytest.fixture(scope="module")
def scene(scene_of):
    return scene_of(TEXT)


@pytest.fixture(scope="module")
def ids(scene, ids_of):
    return {state: id for (_, state), id in ids_of(scene).items()}


def answers(scene, odds):
    return {
        (draft, again.role, actor): row
        for again in ask_again(scene, odds)
        for (draft, actor), row in zip(again.about, again.features(), strict=True)
    }


def odds_of(scene, first):
    return [first, *({} for _ in scene.drafts[1:])]


def test_every_answer_is_asked_again_and_no_other(scene, ids):
    table = {"actor": {ids["SEN"]: 0.9, ids["MLI"]: 0.2}, "recipient": {ids["MLI"]: 0.8}}

    found = answers(scene, odds_of(scene, table))

    assert set(found) == {
        (0, "actor", ids["SEN"]),
        (0, "actor", ids["MLI"]),
        (0, "recipient", ids["MLI"]),
    }


def test_a_stronger_rival_takes_the_lead(scene, ids):
    alone = answers(scene, odds_of(scene, {"actor": {ids["MLI"]: 0.6}}))
    rivalled = answers(scene, odds_of(scene, {"actor": {ids["MLI"]: 0.6, ids["SEN"]: 0.9}}))

    key = (0, "actor", ids["MLI"])
    assert rivalled[key]["odds"] == alone[key]["odds"]
    assert rivalled[key]["odds.lead"] < 0 < alone[key]["odds.lead"]
    assert (alone[key]["place"], rivalled[key]["place"]) == (0, 1)


def test_the_same_actor_on_the_other_side_counts_against_it(scene, ids):
    table = {"actor": {ids["MLI"]: 0.4}, "recipient": {ids["MLI"]: 0.8}}

    found = answers(scene, odds_of(scene, table))

    assert found[0, "actor", ids["MLI"]]["odds.across"] < 0
    assert found[0, "recipient", ids["MLI"]]["odds.across"] > 0


def test_what_the_actor_does_in_the_next_draft_is_told(scene, ids):
    accused = next(
        n for n, draft in enumerate(scene.drafts) if "accus" in draft.candidate.head.text
    )
    odds = [{} for _ in scene.drafts]
    odds[0] = {"actor": {ids["SEN"]: 0.5}}
    odds[accused] = {"actor": {ids["SEN"]: 0.9}}

    found = answers(scene, odds)

    assert found[0, "actor", ids["SEN"]]["after.same"] == pytest.approx(0.9)
    assert found[accused, "actor", ids["SEN"]]["before.same"] == pytest.approx(0.5)


def test_the_parties_of_an_accord_stay_as_they_were(scene_of):
    text = "Le Bénin et la Turquie ont signé un accord de pêche. Le Mali a condamné la Guinée."
    scene = scene_of(text)
    first = [{"actor": {"x": 0.1}} for _ in scene.drafts]
    again = [{"actor": {"x": 0.9}} for _ in scene.drafts]

    kept = keep_closed(scene, first, again)

    words = {
        d.candidate.head.lemma: odds["actor"]["x"]
        for d, odds in zip(scene.drafts, kept, strict=True)
    }
    assert words["signer"] == 0.1
    assert words["condamner"] == 0.9
