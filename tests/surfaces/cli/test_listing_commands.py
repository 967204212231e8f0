"""`dragoman chronology`, `visits`, `agreements`, `deliveries` and both ways of `quotes`."""

import json
import subprocess
import sys

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


@pytest.mark.parametrize(
    ("command", "heading", "row"),
    [
        ("chronology", "Chronologie : Mali – Russie", "Visite d'Andreï Gromyko"),
        ("visits", "Visites : Mali – Russie", "Union soviétique Mali 2 1969 1er mars 1971"),
        ("agreements", "Accords : Mali – Russie", "Signature, près de Moscou ; signataires :"),
        ("deliveries", "Livraisons, dons et envois : Mali – Russie",
         "Russie Mali quatre hélicoptères démenti"),
    ],
)  # fmt: skip
def test_lists_of_a_pair_end_with_the_caveat(call, command, heading, row):
    code, out, _ = call("--lang", "fr", command, "Mali", "Russie")

    words = " ".join(out.split())
    assert code == exits.DONE
    assert out.startswith(heading)
    assert row in words
    assert words.endswith("il ne sait que ce que disent ces articles.")


@pytest.mark.parametrize("command", ["chronology", "visits", "agreements", "deliveries"])
def test_lists_as_json(call, command):
    code, out, _ = call(command, "Mali", "--json")

    assert code == exits.DONE
    assert json.loads(out)["wish"]["sides"][0]["id"] == "MLI"


@pytest.mark.parametrize("command", ["chronology", "visits", "agreements", "deliveries"])
def test_nothing_is_said(call, command):
    code, out, _ = call("--lang", "en", command, "Chile")

    assert code == exits.DONE
    assert "The record holds none." in out


def test_limit_says_how_many_are_left(call):
    code, out, _ = call("--lang", "en", "chronology", "Mali", "--limit", "2")

    assert code == exits.DONE
    assert "... and 5 others" in out  # seven are dated


def test_a_group_says_how_many_count_as_it(call):
    code, out, _ = call("--lang", "en", "chronology", "ECOWAS", "--members", "--since", "2019")

    assert code == exits.DONE
    assert "states and organisations count as it" in out


def test_wrong_use_is_told_in_one_line(call):
    for arguments in (["a", "b", "c"], ["Mali", "Russie", "--among"]):
        code, _, err = call("--lang", "en", "visits", *arguments)
        assert code == exits.USAGE
        assert "--among takes one only" in err


def test_quotes_both_ways(call):
    code, out, _ = call("--lang", "fr", "quotes", "--by", "Russie", "--about", "Mali", "--both")

    assert code == exits.DONE
    assert out.index("Paroles de la Russie sur le Mali") < out.index("[Nous aiderons")
    assert "Paroles du Mali sur la Russie" in out


def test_quotes_both_ways_need_two_sides(call):
    code, _, err = call("--lang", "fr", "quotes", "--by", "Russie", "--both")

    assert code == exits.USAGE
    assert "--about" in err


HEAVY = {"spacy", "scipy", "ruptures", "vl_convert", "numpy", "pydantic"}


@pytest.mark.parametrize(
    ("arguments", "needed"),
    [
        (["chronology", "Mali"], set()),
        (["visits", "Mali", "Russie"], set()),
        (["agreements", "Mali"], set()),
        (["deliveries", "Mali"], set()),
        (["relation", "Mali", "Russie"], {"pydantic"}),
        (["first", "visite d'un ministre russe au Mali"], {"pydantic"}),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_each_loads_only_what_it_needs(press_file, arguments, needed):
    code = (
        "import sys\nfrom dragoman.surfaces.cli.app import run\n"
        f"run({arguments!r})\nprint('loaded', *sys.modules)"
    )
    environment = {"DRAGOMAN_RECORD": str(press_file), "PYTHONPATH": ":".join(sys.path)}

    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )

    assert HEAVY & set(done.stdout.rsplit("loaded", 1)[1].split()) <= needed
