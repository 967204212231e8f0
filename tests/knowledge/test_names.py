"""Forms to look for in texts."""

from collections import Counter

import pytest

from dragoman.knowledge import Knowledge

FRENCH = [
    ("États-Unis", "name", "USA"),
    ("Etats-Unis", "name", "USA"),
    ("Côte d’Ivoire", "name", "CIV"),
    ("Côte d'Ivoire", "name", "CIV"),
    ("RDC", "acronym", "COD"),
    ("URSS", "acronym", "SUN"),
    ("Haute-Volta", "name", "HVO"),
    ("Birmanie", "name", "MMR"),
    ("malienne", "demonym", "MLI"),
    ("Maliens", "demonym", "MLI"),
    ("sud-africain", "demonym", "ZAF"),
    ("Sud-Africains", "demonym", "ZAF"),
    ("nord-coréenne", "demonym", "PRK"),
    ("soviétiques", "demonym", "SUN"),
    ("émirati", "demonym", "ARE"),
    ("Égyptiens", "demonym", "EGY"),
    ("Egyptiens", "demonym", "EGY"),
    ("Bamako", "capital", "MLI"),
    ("Moscou", "capital", "RUS"),
    ("Kyiv", "capital", "UKR"),
    ("N’Djamena", "capital", "TCD"),
    ("Kremlin", "metonym", "RUS"),
    ("Maison-Blanche", "metonym", "USA"),
    ("Élysée", "metonym", "FRA"),
    ("Elysée", "metonym", "FRA"),
    ("Gao", "city", "MLI"),
    ("Sotchi", "city", "RUS"),
    ("Otan", "acronym", "NATO"),
    ("OTAN", "acronym", "NATO"),
    ("Cédéao", "acronym", "ECOWAS"),
    ("Union africaine", "name", "AU"),
    ("Boko Haram", "name", "BOKO_HARAM"),
    ("Conseil de sécurité", "name", "UNSC"),
    ("Casques bleus", "name", "UNPEACE"),
]
ENGLISH = [
    ("Ivory Coast", "name", "CIV"),
    ("DR Congo", "name", "COD"),
    ("USSR", "acronym", "SUN"),
    ("Malian", "demonym", "MLI"),
    ("Moscow", "capital", "RUS"),
    ("White House", "metonym", "USA"),
    ("NATO", "acronym", "NATO"),
    ("Geneva", "city", "CHE"),
]


@pytest.mark.parametrize(
    ("language", "form", "kind", "entity"),
    [("fr", *case) for case in FRENCH] + [("en", *case) for case in ENGLISH],
)
def test_form_names_entity(knowledge: Knowledge, language: str, form: str, kind: str, entity: str):
    found = [entry for entry in knowledge.names(language) if entry.form == form]

    assert (found[0].kind, found[0].entity) == (kind, entity)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_form_stands_once_for_an_entity(knowledge: Knowledge, language: str):
    counts = Counter((entry.form, entry.entity) for entry in knowledge.names(language))

    assert [key for key, count in counts.items() if count > 1] == []


def test_two_congos_share_a_demonym(knowledge: Knowledge):
    found = [entry.entity for entry in knowledge.names("fr") if entry.form == "congolais"]

    assert found == ["COG", "COD"]


def test_the_pentagon_is_military(knowledge: Knowledge):
    [pentagon] = [entry for entry in knowledge.names("fr") if entry.form == "Pentagone"]

    assert (pentagon.entity_kind, pentagon.country) == ("military", "USA")


@pytest.mark.parametrize("form", ["Dominique", "Maurice", "Grenade", "Niger"])
def test_forms_with_other_meanings_ask_for_caution(knowledge: Knowledge, form: str):
    found = [entry.caution for entry in knowledge.names("fr") if entry.form == form]

    assert found
    assert all(found)
