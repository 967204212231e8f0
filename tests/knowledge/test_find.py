"""Names as a user types them."""

from pathlib import Path

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge import Knowledge, load_knowledge

FINDS = [
    ("mali", "MLI"),
    ("ML", "MLI"),
    ("mli", "MLI"),
    ("la Russie", "RUS"),
    ("L’Union soviétique", "SUN"),
    ("L'ONU", "UN"),
    ("the Gambia", "GMB"),
    ("etats unis", "USA"),
    ("ÉTATS-UNIS", "USA"),
    ("Ivory Coast", "CIV"),
    ("cote d'ivoire", "CIV"),
    ("otan", "NATO"),
    ("nato", "NATO"),
    ("CEDEAO", "ECOWAS"),
    ("zaïre", "ZAR"),
    ("kremlin", "RUS"),
    ("boko-haram", "BOKO_HARAM"),
    ("Vladimir Poutine", "Q7747"),
    ("vladimir putin", "Q7747"),
]
PLACES = [
    ("Sotchi", None, "RUS"),
    ("Gao", None, "MLI"),
    ("genève", None, "CHE"),
    ("Moscou", "1961", "SUN"),
    ("Moscow", None, "RUS"),
    ("Tchétchénie", None, "RUS"),
    ("Mali", None, "MLI"),
    ("Sahel", None, None),
    ("l'Ukraine", None, "UKR"),
    ("le nord-est de la Syrie", None, "SYR"),
    ("près de Moscou", "1961", "SUN"),
    ("l'est de la République démocratique du Congo", None, "COD"),
    ("aux États-Unis et au Royaume-Uni", None, None),
    ("est du pays", None, None),
    ("Nulle-Part-sur-Rien", None, None),
]


@pytest.mark.parametrize(("query", "entity"), FINDS)
def test_find(knowledge: Knowledge, query: str, entity: str):
    assert knowledge.find(query)[0].entity == entity


def test_find_nothing(knowledge: Knowledge):
    assert knowledge.find("Syldavie") == ()


@pytest.mark.parametrize(
    ("query", "entity"),
    [("Rusie", "RUS"), ("Burkna Faso", "BFA"), ("Vladimir Poutin", "Q7747")],
)
def test_suggest(knowledge: Knowledge, query: str, entity: str):
    assert knowledge.suggest(query)[0].entity == entity


@pytest.mark.parametrize(("name", "on", "country"), PLACES)
def test_country_of_place(knowledge: Knowledge, name: str, on: str | None, country: str | None):
    assert knowledge.country_of_place(name, on) == country


def test_user_file_adds(tmp_path: Path):
    path = tmp_path / "mine.yaml"
    path.write_text(
        """
names: [{form: Palais de la Brise, language: fr, kind: metonym, entity: MLI}]
organisations: [{id: BRISE, kind: ngo, country: MLI, names: {fr: [Amis de la Brise]}}]
persons: [{name: Awa Brise, country: MLI, variants: [Hawa Brise]}]
tenures: [{person: Awa Brise, office: foreign_minister, title: Ministre, country: MLI,
           since: "2031-01-01"}]
""",
        encoding="utf-8",
    )

    mine = load_knowledge((path,))

    assert mine.find("palais de la brise")[0].entity == "MLI"
    assert mine.find("amis de la brise")[0].entity == "BRISE"
    assert mine.person("Hawa Brise")[0].name == "Awa Brise"
    assert mine.holders("foreign_minister", "MLI", "2031-05")[0].source == "user"
    assert mine.digest != load_knowledge().digest


def test_a_form_of_the_user_is_no_longer_ours(tmp_path: Path):
    path = tmp_path / "mine.yaml"
    path.write_text("names: [{form: Kremlin, language: fr, kind: metonym, entity: MLI}]", "utf-8")

    entries = [e for e in load_knowledge((path,)).names("fr") if e.form == "Kremlin"]

    assert [entry.entity for entry in entries] == ["MLI"]


def test_a_term_of_the_user_wins_on_its_dates(tmp_path: Path):
    path = tmp_path / "mine.yaml"
    path.write_text(
        """
tenures: [{person: Awa Brise, office: foreign_minister, title: Ministre, country: RUS,
           since: "2023-01", until: "2023-03"}]
""",
        "utf-8",
    )
    mine = load_knowledge((path,))

    inside, outside = (mine.holders("foreign_minister", "RUS", on) for on in ("2023-02", "2022"))

    assert [term.person for term in inside] == ["Awa Brise"]
    assert [term.person for term in outside] == ["Sergueï Lavrov"]


@pytest.mark.parametrize(
    ("content", "told"),
    [("name: []", "name"), ("names: [", "YAML"), ("tenures: [{person: A}]", "tenures.0.office")],
)
def test_user_file_with_a_mistake(tmp_path: Path, content: str, told: str):
    path = tmp_path / "mine.yaml"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(KnowledgeError, match=told):
        load_knowledge((path,))


def test_missing_user_file(tmp_path: Path):
    with pytest.raises(KnowledgeError, match="Check the path"):
        load_knowledge((tmp_path / "none.yaml",))


@pytest.mark.parametrize("query", ["mali", "l'URSS", "kremlin", "Vladimir Poutine", "Nullepartie"])
def test_the_best_match_is_the_first_found(knowledge: Knowledge, query: str) -> None:
    assert knowledge.best(query) == next(iter(knowledge.find(query)), None)
