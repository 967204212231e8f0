import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from dragoman.surfaces.cli import exits
from dragoman.surfaces.cli.app import build_app, run
from dragoman.surfaces.cli.commands import COMMANDS
from dragoman.surfaces.messages.catalogue import load_messages

DOCS = Path(__file__).parents[3] / "docs" / "cli.md"


@pytest.fixture
def call(capsys, monkeypatch):
    """Run the command line; return its exit code, output and complaints."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.delenv("DRAGOMAN_RECORD", raising=False)

    def run_it(*arguments):
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run_it


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_in_every_language(call, name, language):
    code, out, _ = call("--lang", language, name, "--help")

    assert code == exits.DONE
    first_words = load_messages(language)(f"help.{name}.about").split()[:5]
    assert " ".join(first_words) in " ".join(out.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_help_in_every_language(name):
    commands = [get_command(build_app(load_messages(code))).commands[name] for code in ("fr", "en")]

    for command in commands:
        assert all(parameter.help for parameter in command.params if parameter.name != "help")
    french, english = ([p.help for p in command.params] for command in commands)
    assert all(one != other for one, other in zip(french, english, strict=True) if one and other)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name):
    text = DOCS.read_text(encoding="utf-8")
    command = get_command(build_app(load_messages("en"))).commands[name]

    assert f"## dragoman {name}" in text
    section = text.split(f"## dragoman {name}\n")[1].split("\n## ")[0]
    options = [option for p in command.params for option in p.opts if option.startswith("--")]
    assert [o for o in options if o not in section and o not in ("--help", "--record")] == []


@pytest.mark.parametrize("code", sorted(v for k, v in vars(exits).items() if k.isupper()))
def test_every_exit_code_is_documented(code):
    assert re.search(rf"^\| {code} \|", DOCS.read_text(encoding="utf-8"), re.MULTILINE)


def test_version(call):
    code, out, _ = call("--version")

    assert code == exits.DONE
    assert out.startswith("dragoman ")


@pytest.mark.parametrize(
    "arguments",
    [["--lang", "fr", "errors"], ["errors", "--lang", "fr"], ["errors", "--lang=fr"]],
    ids=" ".join,
)
def test_the_language_may_be_asked_for_anywhere(call, record_file, arguments):
    _, out, _ = call(*arguments, "--record", record_file)

    assert "Langue sans paquet" in out


def test_without_a_command_the_help_is_shown(call):
    code, out, err = call()

    assert (code, out) == (exits.USAGE, "")
    assert "Commands:" in err


WRONG = [
    (["--lang", "en"], "COMMAND is missing"),
    (["ingest"], "PATH is missing"),
    (["dosier"], "there is no command dosier"),
    (["dossier", "Mali"], "B is missing"),
    (["why"], "FACT is missing"),
    (["dossier", "A", "B", "--frobnicate"], "there is no option --frobnicate"),
    (["--lang", "xx", "doctor"], "xx"),
    (["dossier", "Mali", "Russie", "--since", "tomorrow"], "EDTF"),
]


@pytest.mark.parametrize(("arguments", "told"), WRONG)
def test_wrong_usage_is_one_line(call, arguments, told):
    code, out, err = call(*arguments)

    assert code == exits.USAGE
    assert told in err
    assert (out, err.count("\n")) == ("", 1)


def test_wrong_usage_is_told_in_french(call):
    _, _, err = call("--lang", "fr", "why")

    assert err.startswith("dragoman\u00a0: il manque FACT")


def test_dossier_is_shown(call, record_file):
    code, out, _ = call("--lang", "fr", "dossier", "Mali", "Russie", "--record", record_file)

    assert code == exits.DONE
    assert "Visite de Sergueï Lavrov (Russie) au Mali" in out
    assert "\x1b" not in out
    assert max(map(len, out.splitlines())) <= 100


def test_dossier_follows_the_width_it_is_given(call, record_file, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")

    _, out, _ = call("dossier", "Mali", "Russia", "--record", record_file)

    assert max(map(len, out.splitlines())) <= 60


def test_dossier_as_json(call, record_file):
    _, out, _ = call("dossier", "MLI", "RUS", "--json", "--record", record_file)

    assert json.loads(out)["one"]["id"] == "MLI"


def test_dossier_as_page(call, record_file, tmp_path):
    page = tmp_path / "page.html"

    code, out, err = call("dossier", "MLI", "RUS", "--html", page, "--record", record_file)

    assert (code, out) == (exits.DONE, "")
    assert str(page) in err
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_record_may_come_from_the_environment(call, record_file, monkeypatch):
    monkeypatch.setenv("DRAGOMAN_RECORD", str(record_file))

    code, _, _ = call("dossier", "MLI", "RUS")

    assert code == exits.DONE


REFUSED = [
    (["dossier", "Mali", "Rusie"], "Russie"),
    (["dossier", "Russie", "URSS"], "same side"),
    (["why", "E-ffffffff"], "E-ffffffff"),
]


@pytest.mark.parametrize(("arguments", "told"), REFUSED)
def test_what_the_user_can_put_right_is_one_line(call, record_file, arguments, told):
    code, out, err = call(*arguments, "--record", record_file)

    assert (code, out) == (exits.USER_ERROR, "")
    assert told in err
    assert err.count("\n") == 1


def test_an_unknown_name_is_told_in_french(call, record_file):
    _, _, err = call("--lang", "fr", "dossier", "Mali", "Rusie", "--record", record_file)

    assert "Vouliez-vous dire Russie" in err


def test_a_missing_record_says_how_to_make_one(call, tmp_path):
    code, _, err = call("dossier", "Mali", "Russie", "--record", tmp_path / "none.sqlite")

    assert code == exits.USER_ERROR
    assert "dragoman ingest" in err


def test_a_page_that_cannot_be_written(call, record_file, tmp_path):
    page = tmp_path / "missing" / "page.html"

    code, _, err = call("dossier", "MLI", "RUS", "--html", page, "--record", record_file)

    assert code == exits.USER_ERROR
    assert str(page) in err


def fact_of(call, record_file, act):
    _, out, _ = call("dossier", "MLI", "RUS", "--json", "--record", record_file)
    entries = json.loads(out)
    lines = [*entries["chronology"], *entries["undated"]]
    return next(line["facts"][0] for line in lines if line["act"] == act)


def test_why_shows_words_offsets_hash_rule_and_reasoning(call, record_file):
    fact = fact_of(call, record_file, "visit")

    code, out, _ = call("why", fact, "--record", record_file)

    assert code == exits.DONE
    for words in ("[s'est rendu]", "“mardi” 71–76", "SHA-256", "test.event", "counted back"):
        assert words in out


def test_why_shows_the_sentence_that_signs_an_agreement(call, record_file):
    _, out, _ = call("dossier", "MLI", "RUS", "--json", "--record", record_file)
    [agreement] = json.loads(out)["agreements"]

    _, out, _ = call("why", agreement["fact"], "--record", record_file)

    assert "La [Russie] et le [Mali] ont signé [mardi]" in out


def test_why_as_json(call, record_file):
    fact = fact_of(call, record_file, "delivery")

    _, out, _ = call("why", fact, "--json", "--record", record_file)

    assert json.loads(out)["fact"] == fact


@pytest.mark.parametrize(
    ("language", "told"), [("fr", "aucun paquet ne lit cette langue (pt)"), ("en", "no pack reads")]
)
def test_errors_are_grouped_by_cause_with_advice(call, record_file, language, told):
    code, out, _ = call("--lang", language, "errors", "--record", record_file)

    assert code == exits.DONE
    assert told in out
    assert "folder/bad.txt" in out


def test_doctor_finds_the_record_sound(call, record_file):
    code, out, _ = call("doctor", "--record", record_file)

    assert code == exits.DONE
    assert "All is well." in out


def test_doctor_needs_no_record(call, tmp_path):
    code, out, _ = call("doctor", "--record", tmp_path / "none.sqlite")

    assert code == exits.DONE
    assert "dragoman ingest" in out


def test_schema_is_json_schema(call):
    _, out, _ = call("schema")

    assert json.loads(out)["$schema"].startswith("https://json-schema.org/")


def test_a_reader_that_stops_reading_is_no_error(record_file):
    command = [sys.executable, "-m", "dragoman", "dossier", "MLI", "RUS", "-r", str(record_file)]
    environment = {"PYTHONPATH": ":".join(sys.path), "PYTHONUNBUFFERED": "1"}

    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        running.stdout.close()
        complaints = running.stderr.read() if running.stderr else b""

    assert (running.returncode, complaints) == (exits.DONE, b"")


LIGHT = [
    ["--help"],
    ["dossier", "Mali", "Russie"],
    ["why", "E-00000000"],
    ["quotes", "--by", "Russie"],
    ["errors"],
    ["doctor"],
    ["who", "ministre russe de la Défense", "--on", "2023"],
    ["knowledge"],
]


@pytest.mark.parametrize("arguments", LIGHT, ids=" ".join)
def test_answers_never_load_the_parser(arguments, record_file):
    code = (
        "import sys\nfrom dragoman.surfaces.cli.app import run\n"
        f"run({arguments!r})\nsys.exit('spacy' in sys.modules or 'thinc' in sys.modules)"
    )
    environment = {"DRAGOMAN_RECORD": str(record_file), "PYTHONPATH": ":".join(sys.path)}

    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True)

    assert done.returncode == 0


def test_help_is_quick():
    code = (
        "import sys\nfrom dragoman.surfaces.cli.app import run\n"
        "run(['--help'])\nprint(*sys.modules)"
    )

    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        text=True,
    )

    slow = {"spacy", "sqlalchemy", "babel", "jinja2", "numpy", "pydantic", "rich"}
    assert slow & set(done.stdout.splitlines()[-1].split()) == set()
