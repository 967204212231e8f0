import pytest

from dragoman.dossier.sides import NameNotFoundError, find_side, side_with_id
from dragoman.record.views import EntityInfo

NAMES = [
    ("Mali", "MLI"), ("mali", "MLI"), ("MLI", "MLI"), ("ML", "MLI"), ("Russia", "RUS"),
    ("URSS", "SUN"), ("Union soviétique", "SUN"), ("États-Unis", "USA"),
    ("etats unis", "USA"), ("OTAN", "NATO"), ("NATO", "NATO"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "entity"), NAMES)
def test_names_are_found_in_both_languages_and_as_codes(name, entity, knowledge):
    assert find_side(name, knowledge).id == entity


def test_predecessors_count_unless_they_are_left_out(knowledge):
    assert find_side("Russie", knowledge).ids == {"RUS", "SUN"}
    assert find_side("Russie", knowledge, predecessors=False).ids == {"RUS"}
    assert find_side("URSS", knowledge).ids == {"SUN"}


def test_an_unknown_name_suggests_near_ones(knowledge):
    with pytest.raises(NameNotFoundError, match="Russie"):
        find_side("Rusie", knowledge)


def test_somebody_of_the_record_is_found_by_name(knowledge):
    held = EntityInfo(
        id="person:fanta-diarra:MLI", kind="person", name="Fanta Diarra", country="MLI",
        known=False, documents=1,
    )  # fmt: skip

    assert find_side("fanta diarra", knowledge, entities=lambda: [held]).ids == {held.id}


def test_a_swap_of_letters_brings_the_name_first(knowledge):
    with pytest.raises(NameNotFoundError) as told:
        find_side("Mail", knowledge)

    assert told.value.near[0] == "Mali"


def test_a_misspelt_family_name_brings_whoever_the_record_holds(knowledge):
    held = EntityInfo(
        id="person:awa-sibelle:MLI",
        name="Awa Sibelle",
        kind="person",
        country="MLI",
        known=False,
        documents=3,
    )

    with pytest.raises(NameNotFoundError) as told:
        find_side("Sibele", knowledge, entities=lambda: (held,))

    assert "Awa Sibelle" in told.value.near


def test_every_id_of_the_knowledge_base_leads_to_its_own_side(knowledge):
    """An address bears an id, which may also be another's short name (issue: 8)."""
    ids = {*knowledge.states, *knowledge.organisations}

    assert {id for id in ids if side_with_id(id, knowledge, tuple).id != id} == set()
