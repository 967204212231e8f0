"""`dragoman sql`: what it answers, and what it does not reach."""

import csv
import json

import pytest

from dragoman.record.store import open_record
from dragoman.surfaces.cli import exits
from dragoman.surfaces.cli.app import run


@pytest.fixture
def call(capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def run_it(*arguments):
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run_it


def test_a_count_by_type(call, record_file):
    query = "SELECT type, count(*) AS n FROM events GROUP BY type ORDER BY type"

    code, out, _ = call("sql", query, "--csv", "--per-article", "--record", record_file)

    with open_record(record_file, create=False) as record:
        types = [event.event.type.value for event in record.events()]
    rows = {row["type"]: int(row["n"]) for row in csv.DictReader(out.splitlines())}
    assert code == exits.DONE
    assert rows == {name: types.count(name) for name in set(types)}


def test_tables_join(call, record_file):
    query = (
        "SELECT e.fact, e.earliest, p.name FROM events e JOIN participants p USING (fact) "
        "WHERE p.role = 'actor' AND e.date = '2023-02-07'"
    )

    _, out, _ = call("sql", query, "--json", "--record", record_file)

    rows = [json.loads(line) for line in out.splitlines()]
    assert {(row["earliest"], row["name"]) for row in rows} >= {("2023-02-07", "Sergueï Lavrov")}


def test_tables_of_a_folder(call, record_file, tmp_path):
    folder = tmp_path / "it's here"
    call("export", "parquet", "--record", record_file, "--out", f"{folder}/")

    code, out, err = call("sql", "FROM documents", "--tables", folder, "--limit", "1")

    assert code == exits.DONE
    assert "sha256" in out
    assert "Only the first 1 rows" in err


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "COPY events TO '/tmp/stolen.csv'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SELECT * FROM cats",
        "SELEKT 1",
    ],
)
def test_what_is_not_in_the_tables_is_out_of_reach(call, record_file, query):
    code, out, err = call("sql", query, "--record", record_file)

    assert code == exits.USER_ERROR
    assert (out, err.count("\n")) == ("", 1)
    assert "events, participants" in err


def test_a_folder_without_tables_is_told(call, tmp_path):
    code, _, err = call("sql", "SELECT 1", "--tables", tmp_path)

    assert code == exits.USER_ERROR
    assert "dragoman export parquet" in err
