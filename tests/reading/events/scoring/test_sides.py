"""Who fills the sides of an event, once the odds are known."""

import pytest

from dragoman.reading.events.scoring.sides import fill_sides

TEXT = (
    "Le Sénégal a condamné le Mali. Le Premier ministre malien Choguel Maïga se trouvait à Bamako."
)
FLOORS = {"actor": 0.25, "recipient": 0.2}
ALSO = 0.2


@pytest.fixture(scope="module")
def scene(scene_of):
    return scene_of(TEXT)


@pytest.fixture(scope="module")
def ids(scene, ids_of):
    return ids_of(scene)


@pytest.fixture
def recipients(scene, ids):
    def fill(state, official):
        table = {
            "actor": {ids["state", "SEN"]: 0.9},
            "recipient": {ids["state", "MLI"]: state, ids["person", "MLI"]: official},
        }
        draft = next(d for d in scene.drafts if d.type == "ACCUSE")
        filled = fill_sides(scene, draft, table, FLOORS, ALSO)
        return {sourced.value for sourced in filled.recipients}

    return fill


def test_a_state_likelier_than_its_official_stands_alone(recipients, ids):
    assert recipients(0.7, 0.3) == {ids["state", "MLI"]}


@pytest.mark.parametrize("state", [0.6, 0.3])
def test_an_official_as_likely_as_his_state_stands_alone(recipients, ids, state):
    assert recipients(state, 0.6) == {ids["person", "MLI"]}


def test_who_is_too_unlikely_does_not_stand_at_all(recipients):
    assert recipients(0.1, 0.05) == set()


def test_a_state_stands_beside_the_official_of_another(scene, ids):
    table = {
        "actor": {ids["state", "SEN"]: 0.9, ids["person", "MLI"]: 0.5},
        "recipient": {},
    }
    draft = next(d for d in scene.drafts if d.type == "ACCUSE")

    filled = fill_sides(scene, draft, table, FLOORS, ALSO)

    assert {s.value for s in filled.actors} == {ids["state", "SEN"], ids["person", "MLI"]}


def test_what_two_states_do_together_they_do_not_do_to_themselves(scene_of, ids_of):
    scene = scene_of(
        "Le Kenya et le Ghana ont condamné le Togo. Le ministre ghanéen Samuel Ablakwa a parlé."
    )
    ids = ids_of(scene)
    draft = next(d for d in scene.drafts if d.type == "ACCUSE")

    def accused(*actors):
        recipients = {ids["state", "TGO"]: 0.9, ids["person", "GHA"]: 0.6}
        odds = {"actor": {ids["state", each]: 0.9 for each in actors}, "recipient": recipients}
        return {s.value for s in fill_sides(scene, draft, odds, FLOORS, ALSO).recipients}

    assert accused("KEN", "GHA") == {ids["state", "TGO"]}
    # One state alone may well accuse its own minister.
    assert accused("GHA") == {ids["state", "TGO"], ids["person", "GHA"]}


def test_nobody_visits_his_own_state(scene_of, ids_of):
    scene = scene_of(
        "Le ministre kényan Musalia Mudavadi se rend au Ghana, où Samuel Ablakwa, ministre "
        "ghanéen des Affaires étrangères, l'attend."
    )
    ids = ids_of(scene)
    draft = next(d for d in scene.drafts if d.candidate.entry.pattern.act == "visit")

    def fill(guest, at_home, host):
        odds = {
            "actor": {ids["person", "KEN"]: guest, ids["person", "GHA"]: at_home},
            "recipient": {ids["state", "GHA"]: host},
        }
        filled = fill_sides(scene, draft, odds, FLOORS, ALSO)
        return [s.value for s in filled.actors], [s.value for s in filled.recipients]

    # The likelier of host and guest stays, and the next guest steps in.
    assert fill(0.15, 0.6, 0.8) == ([ids["person", "KEN"]], [ids["state", "GHA"]])
    assert fill(0.05, 0.6, 0.8) == ([], [ids["state", "GHA"]])
    assert fill(0.05, 0.9, 0.4) == ([ids["person", "GHA"]], [])


def test_a_crowd_told_twice_stands_once(scene_of):
    scene = scene_of(
        "Le Kenya a libéré douze prisonniers somaliens. Douze prisonniers et des paysans fuyaient."
    )
    crowds = {
        actor.name.value: actor.id
        for actor in scene.reader.participants.actors.values()
        if actor.kind.value == "group"
    }
    freed, same = crowds["douze prisonniers somaliens"], crowds["Douze prisonniers"]
    peasants = crowds["paysans"]
    draft = next(d for d in scene.drafts if d.type == "RETREAT")

    odds = {"actor": {}, "recipient": {freed: 0.8, same: 0.7, peasants: 0.6}}
    filled = fill_sides(scene, draft, odds, FLOORS, ALSO)

    assert {s.value for s in filled.recipients} == {freed, peasants}
