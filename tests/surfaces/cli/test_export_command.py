"""`dragoman export`: where it writes, what it says, what it refuses."""

import csv
import json

import pytest

from dragoman.surfaces.cli import exits
from dragoman.surfaces.cli.app import run
from dragoman.surfaces.export.formats import FORMATS
from dragoman.surfaces.export.tables import TABLES


@pytest.fixture
def call(capfdbinary, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def run_it(*arguments):
        code = run([str(argument) for argument in arguments])
        captured = capfdbinary.readouterr()
        return code, captured.out.decode(), captured.err.decode()

    return run_it


def test_a_table_goes_to_standard_output(call, record_file):
    code, out, err = call("export", "csv", "Mali", "Russie", "--record", record_file)

    rows = list(csv.DictReader(out.splitlines()))
    assert code == exits.DONE
    assert rows
    for row in rows:
        countries = {*row["actor_countries"].split("|"), *row["recipient_countries"].split("|")}
        assert "MLI" in countries
        assert countries & {"RUS", "SUN"}  # the predecessor counts
    assert "What csv does not hold" in err


def test_a_folder_gets_every_table_and_their_description(call, record_file, tmp_path):
    folder = tmp_path / "all"

    code, out, err = call("export", "csv", "--record", record_file, "--out", f"{folder}/")

    assert (code, out) == (exits.DONE, "")
    names = {path.name for path in folder.iterdir()}
    assert names == {f"{name}.csv" for name in TABLES} | {"datapackage.json"}
    package = json.loads((folder / "datapackage.json").read_text())
    assert all((folder / resource["path"]).exists() for resource in package["resources"])
    assert err.count("Written:") == len(TABLES)


def test_one_side_alone(call, record_file):
    _, out, _ = call("export", "jsonl", "France", "--record", record_file)

    rows = [json.loads(line) for line in out.splitlines()]
    assert rows
    assert all("FRA" in row["actor_countries"] + row["recipient_countries"] for row in rows)


WRONG = [
    (["xml"], "there is no format xml"),
    (["csv", "--table", "cats"], "there is no table cats"),
    (["csv", "--type", "KISS"], "there is no event type KISS"),
    (["csv", "--status", "perhaps"], "there is no status perhaps"),
    (["csv", "--since", "hier"], "EDTF"),
]


@pytest.mark.parametrize(("arguments", "told"), WRONG)
def test_wrong_usage_is_one_line(call, record_file, arguments, told):
    code, out, err = call("export", *arguments, "--record", record_file)

    assert code == exits.USAGE
    assert told in err
    assert (out, err.count("\n")) == ("", 1)


def test_a_file_that_cannot_be_written_is_told(call, record_file, tmp_path):
    code, _, err = call(
        "export", "csv", "--record", record_file, "--out", tmp_path / "no" / "x.csv"
    )

    assert code == exits.USER_ERROR
    assert "cannot be written" in err


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_help_says_what_each_format_drops(call, language):
    _, out, _ = call("--lang", language, "export", "--help")

    assert all(f"\n  {name}" in out for name in FORMATS)
