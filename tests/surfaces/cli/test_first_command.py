"""`dragoman first` on the command line."""

import json

import pytest

from dragoman.languages.questions_schema import QUESTION_LANGUAGES, load_question_words
from dragoman.surfaces.cli import exits
from dragoman.surfaces.cli.app import run
from dragoman.surfaces.messages.catalogue import LANGUAGES, load_messages


@pytest.fixture
def call(capsys, monkeypatch, press_file):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("DRAGOMAN_RECORD", str(press_file))

    def run_it(*arguments):
        code = run(list(arguments))
        captured = capsys.readouterr()
        return code, " ".join(captured.out.replace("\u00a0", " ").split()), captured.err

    return run_it


def test_shows_what_was_understood_the_earliest_and_the_caveat(call):
    code, out, _ = call(
        "--lang", "fr", "first", "visite d'un ministre russe des Affaires étrangères au Mali"
    )

    assert code == exits.DONE
    assert "Compris : visite · qui : ministre des Affaires étrangères (Russie)" in out
    assert "l'Union soviétique compte comme prédécesseur de la Russie" in out
    assert out.index("1er mars 1971") < out.index("7 février 2023")
    assert "la fonction n'est pas dite" in out
    assert "Le registre couvre 4 articles, 2 mars 1971 – 9 février 2023" in out
    assert "Ce qu'il ne contient pas peut avoir eu lieu" in out


def test_nothing_found_is_no_proof(call):
    code, out, _ = call("--lang", "en", "first", "visit of a Chinese president to Mali")

    assert code == exits.DONE
    assert "The record holds nothing of the kind" in out
    assert "None of these articles names China and Mali." in out


def test_json_gives_everything(call):
    code, out, _ = call("first", "--json", "visite d'un ministre russe au Mali")

    found = json.loads(out)
    assert code == exits.DONE
    assert found["firsts"]["question"]["event"]["id"] == "visit"
    assert [fit["entry"]["when"] for fit in found["firsts"]["found"]] == [
        "1971-03-01",
        "2023-02-07",
    ]


def test_claims_are_held_against_the_record(call):
    code, out, _ = call("--lang", "fr", "first", "--claims", "--of", "Mali", "--of", "Russie")

    assert code == exits.DONE
    assert "la première fois qu'un ministre russe de ce rang visite le Mali" in out
    assert "Le registre contient un cas antérieur." in out
    assert out.index("Contre :") < out.index("Visite d'Andreï Gromyko")


def test_claims_of_what_was_found_follow_the_answer(call):
    code, out, _ = call("--lang", "en", "first", "visit of a Russian minister to Mali")

    assert code == exits.DONE
    assert "What is claimed of it" in out
    assert "The record holds an earlier case." in out


def test_claims_as_json(call):
    code, out, _ = call("first", "--claims", "--json")

    [check] = json.loads(out)["checks"]
    assert code == exits.DONE
    assert check["verdict"] == "against"


@pytest.mark.parametrize(
    "arguments",
    [[], ["visite", "--claims"], ["visite", "--of", "Mali"], ["--claims", *3 * ["--of", "Mali"]]],
)
def test_wrong_use_says_what_is_right(call, arguments):
    code, _, err = call("--lang", "en", "first", *arguments)

    assert code == exits.USAGE
    assert "--claims" in err


def test_what_is_no_question_is_refused_in_one_line(call):
    code, _, err = call("--lang", "fr", "first", "prix du blé")

    assert code == exits.USER_ERROR
    assert "aucun événement n'est compris dans « prix du blé »" in err.replace("\u00a0", " ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sort_of_event_has_a_name(language):
    say = load_messages(language)
    ids = {words.id for code in QUESTION_LANGUAGES for words in load_question_words(code).events}

    assert sorted(id for id in ids if not say.has(f"asked.{id}")) == []


def test_both_languages_know_the_same_sorts_of_events():
    french, english = (load_question_words(code).events for code in QUESTION_LANGUAGES)

    assert [words.id for words in french] == [words.id for words in english]
