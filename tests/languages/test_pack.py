import pytest
from pydantic import BaseModel, ConfigDict

from dragoman.errors import PackError
from dragoman.languages.pack import installed_languages, load_section, pack_digest
from dragoman.languages.text_schema import TextRules


class _Stricter(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    model: str


def test_french_is_installed():
    assert "fr" in installed_languages()


def test_text_rules_load():
    assert load_section("fr", "text", TextRules).model == "fr_core_news_md"


def test_an_unknown_field_names_its_file_and_field():
    with pytest.raises(PackError, match=r"fr/text\.yaml: field abbreviations"):
        load_section("fr", "text", _Stricter)


def test_a_missing_section_says_which_packs_exist():
    with pytest.raises(PackError, match=r"Installed packs: .*fr"):
        load_section("fr", "nothing", TextRules)


def test_digest_is_stable():
    assert pack_digest("fr") == pack_digest("fr")
    assert len(pack_digest("fr")) == 8
