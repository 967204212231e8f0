"""The tables in order of names hold what the others do."""

import pytest
from scripts.knowledge.build_sorted import DATA, build

from dragoman.knowledge import Knowledge, exonyms, tables
from dragoman.knowledge.sorted import load_sorted, sources_digest

BUILT = dict(build())


@pytest.mark.parametrize("name", BUILT)
def test_a_sorted_table_holds_what_the_others_give(name):
    written = (DATA / name).read_text(encoding="utf-8")

    assert written == BUILT[name], "run: python -m scripts.knowledge.build_sorted"


def test_names_are_found_as_in_an_index_made_anew(knowledge: Knowledge):
    assert dict(knowledge._index) == dict(knowledge.index_anew())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_places_are_found_as_if_worked_out_anew(language):
    assert dict(exonyms.exonyms(language)) == exonyms.exonyms_anew(language)


def test_a_table_made_of_other_tables_is_not_used(monkeypatch):
    name = exonyms.TABLE.format(language="en")
    assert load_sorted(name, len) is not None

    monkeypatch.setattr("dragoman.knowledge.sorted.sources_digest", lambda: "another")
    assert load_sorted(name, len) is None


def test_a_table_that_is_not_there_is_not_used():
    assert load_sorted("sorted_nothing.tsv", len) is None


def test_every_source_is_a_table():
    from dragoman.knowledge.sorted import SOURCES

    assert set(SOURCES) <= set(tables.TABLES)
    assert sources_digest()
