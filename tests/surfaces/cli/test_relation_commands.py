"""`dragoman relation` and `dragoman alignment` on the command line."""

import json

import pytest

from dragoman.surfaces.cli import exits
from dragoman.surfaces.cli.app import run


@pytest.fixture
def call(capsys, monkeypatch, press_file):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("DRAGOMAN_RECORD", str(press_file))

    def run_it(*arguments):
        code = run(list(arguments))
        captured = capsys.readouterr()
        return code, captured.out.replace("\u00a0", " "), captured.err.replace("\u00a0", " ")

    return run_it


def test_relation_shows_bars_scores_and_articles(call):
    code, out, _ = call("--lang", "fr", "relation", "Mali", "Russie", "--by", "year")

    [row] = [line.split() for line in out.splitlines() if line.startswith("1971")]
    assert code == exits.DONE
    assert row[0] == "1971"
    assert row[2:] == ["+1,0", "1", "1/1"]
    assert "… 47 périodes sans fait" in out  # 1972 to 2018
    assert "consultation (CONSULT)" in out
    assert "Le registre couvre 4 articles" in out


def test_alignment_shows_the_poles_and_the_caveat(call):
    code, out, _ = call("--lang", "en", "alignment", "Mali", "--poles", "France", "Russia")

    assert code == exits.DONE
    assert out.startswith("Mali between France and Russia")
    assert "← Russia" in out
    assert "No change of level is clear enough" in out
    assert "What it does not hold may have happened" in " ".join(out.split())


@pytest.mark.parametrize(
    "command",
    [["relation", "Mali", "Russie"], ["alignment", "Mali", "--poles", "France", "Russie"]],
)
def test_json_and_pictures(call, tmp_path, command):
    picture = tmp_path / "chart.svg"

    code, out, _ = call(*command, "--json")
    drawn, shown, said = call("--lang", "fr", *command, "--plot", str(picture))

    assert (code, drawn) == (exits.DONE, exits.DONE)
    assert json.loads(out)["periods"]
    assert shown == ""
    assert "Graphique écrit" in said
    assert picture.read_text(encoding="utf-8").startswith("<svg")


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["relation", "Mali", "Russie", "--by", "week"], exits.USAGE, "quarter"),
        (["relation", "Mali", "Russie", "--since", "hier"], exits.USAGE, "EDTF"),
        (["relation", "Mali", "Russie", "--plot", "chart.gif"], exits.USER_ERROR, ".svg"),
        (["relation", "Russie", "URSS"], exits.USER_ERROR, "same side"),
        (["alignment", "Mali", "--poles", "France", "France"], exits.USER_ERROR, "same side"),
        (["alignment", "Mali"], exits.USAGE, "--poles"),
    ],
)
def test_wrong_use_is_told_in_one_line(call, arguments, code, told):
    found, _, err = call("--lang", "en", *arguments)

    assert found == code
    assert told in err
    assert err.count("\n") == 1
