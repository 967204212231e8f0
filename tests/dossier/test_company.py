"""Who is told of beside whom."""

import pytest

from dragoman.dossier.company import told_of, travellers
from dragoman.dossier.parties import introduce_with
from dragoman.record.views import RecordedActor


def actor(name, kind="person", country=None, *, entity=None, sector=None):
    return RecordedActor(
        actor="a1", id="A-1", entity=entity or f"{kind}:{name}", name=name, kind=kind,
        country=country, role=None, sector=sector,
    )  # fmt: skip


MALI = actor("Mali", "state", "MLI", entity="MLI")
FRANCE = actor("la France", "state", "FRA", entity="FRA")
DIALLO = actor("Awa Diallo", country="MLI")
GUEST = actor("Jean Durand", country="FRA")
NEIGHBOUR = actor("voisin", country="MLI")
DEALER = actor("vendeuse de mangues de Gao", country="MLI")
LEADERS = actor("dirigeants du Mali", "group", "MLI", sector="GOV")
ARMY = actor("armée malienne", "military", "MLI", sector="MIL")
OPPOSITION = actor("opposition malienne", "group", "MLI", sector="OPP")
CROWD = actor("manifestants", "group", "MLI", sector="CVL")

CASES = [
    ("a bare word beside a name", [DIALLO, NEIGHBOUR], [DIALLO]),
    ("a bare word beside its state", [MALI, NEIGHBOUR], [MALI]),
    ("a bare word alone", [NEIGHBOUR], [NEIGHBOUR]),
    ("a bare word beside another state", [FRANCE, NEIGHBOUR], [FRANCE, NEIGHBOUR]),
    ("a description that says more", [DIALLO, DEALER], [DIALLO, DEALER]),
    ("who acts for a state beside it", [LEADERS, MALI, ARMY], [MALI]),
    ("who acts for a state without it", [LEADERS, FRANCE], [LEADERS, FRANCE]),
    ("who does not act for it", [MALI, OPPOSITION, CROWD], [MALI, OPPOSITION, CROWD]),
    ("opponents beside a person", [DIALLO, OPPOSITION], [DIALLO, OPPOSITION]),
    ("somebody twice", [DIALLO, DIALLO, FRANCE], [DIALLO, FRANCE]),
]


@pytest.mark.parametrize(
    ("actors", "told"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_nobody_who_says_less_stands_beside_another(actors, told):
    assert told_of(actors) == tuple(told)


def test_nobody_visits_home():
    assert travellers((GUEST, DIALLO), (MALI,)) == (GUEST,)
    assert travellers((GUEST, MALI), (DIALLO,)) == (GUEST,)


def test_who_travels_at_home_is_told_if_nobody_came_from_elsewhere():
    assert travellers((DIALLO,), (MALI,)) == (DIALLO,)


@pytest.mark.parametrize(
    ("told", "names"),
    [
        (actor("Maliens", "group", "MLI"), {"fr": "les Maliens", "en": "Malians"}),
        (actor("Libanais", "group", "LBN"), {"fr": "les Libanais", "en": "the Lebanese"}),
        (actor("Maliens en colère", "group", "MLI"), {}),
        (actor("manifestants", "group", "MLI"), {}),
        (actor("Awa Diallo", country="MLI"), {}),
        (
            actor("X", country="RUS", entity="Q58217"),
            {"fr": "Sergueï Lavrov", "en": "Sergey Lavrov"},
        ),
    ],
)
def test_peoples_and_the_well_known_are_called_as_in_each_language(knowledge, told, names):
    assert introduce_with(knowledge)(told).names == names
