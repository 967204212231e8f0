"""Commands that search a record, and that decide what is one."""

import json
import shutil

import pytest

from dragoman.record.store import open_record
from dragoman.surfaces.cli import exits
from dragoman.surfaces.cli.app import run


@pytest.fixture
def record(press_file, tmp_path, monkeypatch):
    path = tmp_path / "press.sqlite"
    shutil.copy(press_file, path)
    with open_record(path) as opened:
        opened.resolving.resolve()
    monkeypatch.setenv("DRAGOMAN_RECORD", str(path))
    return path


@pytest.fixture
def call(capsys, monkeypatch, record):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "200")

    def run_it(*arguments):
        code = run(["--lang", "en", *arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run_it


@pytest.fixture
def visits(record):
    with open_record(record) as opened:
        return [e.fact for e in opened.events() if e.event.type.value == "CONSULT"]


def test_search_finds_words_without_their_accents(call):
    code, out, _ = call("search", "russe", "--in", "events", "--json")

    found = json.loads(out)
    assert code == exits.DONE
    assert found["total"] == len(found["hits"]) > 0
    assert all("russe" in hit["words"].lower() for hit in found["hits"])


def test_search_filters_by_actor_type_and_date(call):
    _, everything, _ = call("search", "--actor", "Mali", "--json")
    _, some, _ = call("search", "--actor", "Mali", "--type", "consult", "--since", "2000", "--json")

    wide, narrow = json.loads(everything), json.loads(some)
    assert 0 < narrow["total"] < wide["total"]
    assert {hit["kind"] for hit in narrow["hits"]} == {"E"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("search",), "Give words"),
        (("search", "x", "--type", "DANCE"), "DANCE is no type"),
        (("search", "x", "--status", "odd"), "odd is no status"),
        (("search", "x", "--in", "attic"), "attic is no place"),
    ],
)
def test_what_cannot_be_searched_is_said(call, arguments, said):
    code, _, complaints = call(*arguments)

    assert code == exits.USAGE
    assert said in complaints


def test_two_events_are_merged_listed_and_taken_apart_again(call, visits):
    one, other = visits[:2]

    code, out, _ = call("merge", one, other, "--by", "Ada")
    assert code == exits.DONE
    assert f"{one} and {other} are one now" in out

    _, listed, _ = call("history", one, "--json")
    [decision] = json.loads(listed)
    assert (decision["by"], decision["relation"], decision["undone_at"]) == ("Ada", "joined", None)

    code, _, _ = call("undo", str(decision["id"]))
    assert code == exits.DONE
    code, _, complaints = call("split", one, other)
    assert code == exits.USER_ERROR
    assert "different already" in complaints


def test_actors_are_merged_by_name(call):
    code, out, _ = call("merge", "Russie", "Mali", "--by", "Ada")

    assert code == exits.DONE
    assert "MLI, RUS" in out


def test_a_decision_that_is_none_cannot_be_undone(call):
    code, _, complaints = call("undo", "99")

    assert code == exits.USER_ERROR
    assert "no decision 99 stands" in complaints


def test_a_mention_is_moved_by_name_listed_and_taken_back(call, record):
    _, listed, _ = call("mentions", "Mali", "--json")
    said = json.loads(listed)[0]
    _, shown, _ = call("mentions", "Mali")
    assert said["actor"] in shown

    code, out, _ = call("move", said["actor"], "Japon", "--by", "Ada")
    _, told, _ = call("history", "JPN")
    _, moved, _ = call("mentions", "JPN", "--json")

    assert code == exits.DONE
    assert "is JPN now (decision" in out
    assert "MLI → JPN" in told
    assert [one["actor"] for one in json.loads(moved)] == [said["actor"]]
    [decision] = json.loads(call("history", "JPN", "--json")[1])
    assert call("undo", str(decision["id"]))[0] == exits.DONE


def test_a_move_needs_somebody_or_nobody(call):
    code, _, complaints = call("move", "A-0123456789")

    assert code == exits.USAGE
    assert "Name whom the mention is of" in complaints
    assert call("move", "A-0123456789", "--new")[0] == exits.USER_ERROR


def test_an_order_that_is_none_is_refused(call):
    code, _, complaints = call("search", "russe", "--order", "size")

    assert code == exits.USAGE
    assert "size is no order" in complaints
