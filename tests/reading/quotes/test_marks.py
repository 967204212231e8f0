"""What stands between quotation marks, however the press writes them."""

import time

import pytest

from dragoman.reading.quotes.marks import find_stretches

CASES = [
    pytest.param("Il dit « oui, demain ».", ["oui, demain"], id="angle"),
    pytest.param('Il dit "oui, demain".', ["oui, demain"], id="straight"),
    pytest.param("Il dit “oui, demain”.", ["oui, demain"], id="curly"),
    pytest.param("Il dit ''oui, demain''.", ["oui, demain"], id="two-single"),
    pytest.param("Il dit \"oui, demain''.", ["oui, demain"], id="mixed"),
    pytest.param('Il dit " oui, demain " ici.', ["oui, demain"], id="spaced"),
    pytest.param("Il dit « oui ». Elle dit « non ».", ["oui", "non"], id="two"),
    pytest.param("« Il a dit « non » hier », dit-elle.", ["Il a dit « non » hier"], id="nested"),
    pytest.param('"Il a dit "non" hier", dit-elle.', ['Il a dit "non" hier'], id="nested-straight"),
    pytest.param("« Un jour.\n\nUn autre. »", ["Un jour.", "Un autre."], id="paragraphs"),
    pytest.param("« Un jour.\n\n« Un autre. »", ["Un jour.", "Un autre."], id="reopened"),
    pytest.param("Il dit « oui, demain.\n\nPuis il part.", ["oui, demain."], id="unclosed"),
    pytest.param("Il dit oui ». Puis il part.", [], id="unopened"),
    pytest.param('Un mot d\'"amour" ici.', ["amour"], id="after-apostrophe"),
    pytest.param("", [], id="empty"),
    pytest.param("« »", [], id="nothing-inside"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_stretches(text: str, expected: list[str]):
    assert [stretch.span.of(text) for stretch in find_stretches(text)] == expected


def test_inner_stretch_is_kept():
    text = "« Il a dit « non » hier », dit-elle."

    [stretch] = find_stretches(text)

    assert [inner.of(text).strip() for inner in stretch.inner] == ["non"]


@pytest.mark.timed
@pytest.mark.parametrize("unit", ['"', "« ", "a “b ", "''x ", "« a » ", '"a" ', "mot "])
def test_time_grows_with_the_text(unit: str):
    text = unit * (200_000 // len(unit))
    before = time.process_time()

    find_stretches(text)

    assert time.process_time() - before < 10
