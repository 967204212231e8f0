"""`dragoman who` and `dragoman knowledge`."""

import json

import pytest

from dragoman.surfaces.cli import exits
from dragoman.surfaces.cli.app import run


@pytest.fixture
def call(capsys, monkeypatch, tmp_path):
    """Run the command line in a folder of its own; return exit code, output, complaints."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.delenv("DRAGOMAN_KNOWLEDGE", raising=False)
    monkeypatch.chdir(tmp_path)

    def run_it(*arguments):
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run_it


def test_who_gives_name_id_term_and_source(call):
    code, out, _ = call("who", "ministre russe des Affaires étrangères", "--on", "2023-02")

    assert code == exits.DONE
    assert "Sergueï Lavrov (Q58217)" in out
    assert "9 March 2004" in out
    assert "[table compiled by hand]" in out


def test_who_takes_words_without_quotes_and_speaks_french(call):
    code, out, _ = call("--lang", "fr", "who", "Russian", "foreign", "minister", "--on", "2023")

    assert code == exits.DONE
    assert "depuis le 9 mars 2004" in out


def test_who_of_a_sound_says_how_sure_it_is(call):
    code, out, _ = call("who", "Шойгу")

    assert code == exits.DONE
    assert "63%" in out.replace("\u00a0", "")


@pytest.mark.parametrize(
    ("query", "on", "told"),
    [
        ("président du Mali", "1950", "Modibo Keïta"),
        ("président de Rusie", "2020", "RUS"),
        ("Vladimir Poutinov", "2020", "Q7747"),
    ],
)
def test_who_says_what_is_unknown_and_what_is_near(call, query, on, told):
    code, out, _ = call("who", query, "--on", on)

    assert code == exits.USER_ERROR
    assert "Unknown" in out
    assert told in out


def test_who_as_json(call):
    code, out, _ = call("who", "Russian foreign minister", "--on", "2023", "--json")

    answer = json.loads(out)
    assert code == exits.DONE
    assert answer["entity"] == "RUS"
    assert answer["offices"] == ["foreign_minister"]
    assert answer["terms"][0]["id"] == "Q58217"


def test_a_bad_date_is_a_usage_error(call):
    code, _, err = call("who", "Lavrov", "--on", "demain")

    assert code == exits.USAGE
    assert "demain" in err


ADDED = [
    ["name", "Palais de la Brise", "--means", "Mali", "--kind", "metonym"],
    ["organisation", "Amis de la Brise", "--id", "BRISE", "--kind", "ngo", "--country", "MLI"],
    ["person", "Awa Brise", "--country", "MLI", "--also", "Hawa Brise"],
    ["tenure", "Awa Brise", "--office", "foreign_minister", "--country", "Mali",
     "--since", "2022-01-01"],
]  # fmt: skip


def test_what_the_user_adds_wins(call):
    codes = [call("knowledge", "add", *arguments)[0] for arguments in ADDED]

    _, holder, _ = call("who", "ministre malien des Affaires étrangères", "--on", "2023")
    _, shown, _ = call("knowledge", "show")
    assert codes == [exits.DONE] * len(ADDED)
    assert "Awa Brise" in holder
    assert "Diop" not in holder
    assert "1 names, 1 organisations, 1 persons, 1 terms" in shown


def test_what_the_user_adds_may_lie_elsewhere(call, tmp_path, monkeypatch):
    path = tmp_path / "elsewhere.yaml"
    monkeypatch.setenv("DRAGOMAN_KNOWLEDGE", str(path))

    call("knowledge", "add", *ADDED[3])

    assert "Awa Brise" in path.read_text(encoding="utf-8")
    assert "Awa Brise" in call("who", "chef de la diplomatie malienne", "--on", "2023")[1]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["add", "tenure", "X", "--country", "MLI"], exits.USER_ERROR, "--office"),
        (["add", "name", "X", "--means", "Wakanda"], exits.USER_ERROR, "Wakanda"),
        (["add", "name"], exits.USAGE, "tenure"),
        (["add", "river", "X"], exits.USAGE, "tenure"),
        (["forget"], exits.USAGE, "forget"),
    ],
)
def test_what_cannot_be_added_is_one_line(call, arguments, code, told):
    found, out, err = call("knowledge", *arguments)

    assert (found, out) == (code, "")
    assert told in err
    assert err.count("\n") == 1
