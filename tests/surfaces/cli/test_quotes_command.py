"""`dragoman quotes`: who said what, on the command line."""

import json
import typing

import pytest

from dragoman.languages.quotes_schema import Force
from dragoman.surfaces.cli import exits
from dragoman.surfaces.cli.app import run
from dragoman.surfaces.messages.catalogue import LANGUAGES, load_messages


@pytest.fixture
def call(capsys, monkeypatch, record_file):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("DRAGOMAN_RECORD", str(record_file))

    def run_it(*arguments):
        code = run(list(arguments))
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run_it


def test_shows_words_in_context_with_the_link(call):
    code, out, _ = call("--lang", "fr", "quotes", "--by", "Russie", "--about", "Mali")

    assert code == exits.DONE
    assert "[Nous aiderons nos amis du Mali]" in " ".join(out.split())
    assert "Lavrov" in out
    assert " · dit · citation" in out.replace("\u00a0", " ")
    assert "https://example.org/lavrov" in out


def test_nothing_found_is_said(call):
    code, out, _ = call("--lang", "en", "quotes", "--by", "Mali")

    assert code == exits.DONE
    assert "no words" in out


@pytest.mark.parametrize("force", ["say", "says", "dit", "DIT"])
def test_force_by_code_or_verb(call, force):
    code, out, _ = call("quotes", "--force", force, "--json")

    assert code == exits.DONE
    assert [saying["force"] for saying in json.loads(out)["sayings"]] == ["say"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--force", "shouts"], "denies"),
        (["--kind", "sung"], "indirect"),
        (["--since", "yesterday"], "EDTF"),
    ],
)
def test_wrong_options_say_what_is_right(call, arguments, told):
    code, _, err = call("--lang", "en", "quotes", *arguments)

    assert code == exits.USAGE
    assert told in err


def test_limit_says_how_many_are_left(call, monkeypatch):
    code, out, _ = call("--lang", "en", "quotes", "--limit", "0")

    assert code == exits.DONE
    assert "more" not in out


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_force_has_a_name(language):
    say = load_messages(language)

    assert [force for force in typing.get_args(Force) if not say.has(f"force.{force}")] == []
