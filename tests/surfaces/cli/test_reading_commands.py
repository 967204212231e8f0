"""Commands that read articles: these load the parsing model."""

import json
from importlib.resources import files
from pathlib import Path

import pytest

from dragoman.surfaces.cli import exits
from dragoman.surfaces.cli.app import run

ARTICLES = Path(str(files("dragoman.surfaces.cli") / "demo_articles"))

pytestmark = pytest.mark.slow


@pytest.fixture
def call(capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def run_it(*arguments):
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run_it


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(
        "date : 2023-02-08\n\nSergueï Lavrov s'est rendu mardi à Bamako, la capitale du Mali.\n",
        encoding="utf-8",
    )
    return path


def test_read_shows_what_is_understood(call, article):
    code, out, _ = call("--lang", "fr", "read", article)

    assert code == exits.DONE
    for words in ("Sergueï Lavrov", "7 février 2023", "« mardi »", "Mali"):
        assert words in out.replace("\u00a0", " ")


def test_who_takes_part_in_nothing_is_only_named(call, tmp_path):
    path = tmp_path / "one.txt"
    path.write_text(
        "Le ministre kényan Paul Odera a condamné la Somalie. Des pêcheurs vivent sur la côte.",
        encoding="utf-8",
    )

    _, out, _ = call("--lang", "en", "read", path)

    actors, _, rest = out.partition("Also named: ")
    assert "Paul Odera" in actors
    assert "pêcheurs" not in actors
    assert rest.startswith("pêcheurs")


def test_read_as_json_is_a_reading(call, article):
    _, out, _ = call("read", article, "--json")

    assert json.loads(out)["schema"] == 1


def test_a_file_that_cannot_be_read_is_one_line(call, tmp_path):
    (tmp_path / "empty.txt").touch()

    code, out, err = call("read", tmp_path / "empty.txt")

    assert (code, out) == (exits.USER_ERROR, "")
    assert err.count("\n") == 1


def test_ingest_goes_on_past_bad_files_and_is_idempotent(call, article, tmp_path):
    record = tmp_path / "record.sqlite"
    (tmp_path / "bad.txt").write_bytes(b"\0\1\2\3" * 500)

    first, out, err = call("ingest", article, tmp_path / "bad.txt", "--record", record)
    again, second_out, _ = call("ingest", article, "--record", record)

    assert first == exits.SOME_FAILED
    assert "1 article read" in out
    assert "bad.txt" in err
    assert again == exits.DONE
    assert "1 article was there already" in second_out


def test_ingest_of_nothing_good_is_an_error(call, tmp_path):
    code, _, err = call("ingest", tmp_path / "none.txt", "--record", tmp_path / "r.sqlite")

    assert code == exits.USER_ERROR
    assert "none.txt" in err


def test_annotate_writes_the_gold_form(call, tmp_path):
    articles = tmp_path / "articles.json"
    text = "Le Mali et la Russie ont signé mardi un accord de défense à Moscou."
    articles.write_text(
        json.dumps([{"id": "one", "published": "2019-06-26", "text": text}]), encoding="utf-8"
    )

    code, _, _ = call("annotate", articles, "--out", tmp_path / "out")

    annotation = json.loads((tmp_path / "out" / "one.json").read_text(encoding="utf-8"))
    assert code == exits.DONE
    assert set(annotation) == {"id", "actors", "events", "agreements", "quotes", "times"}


def test_demo_reads_its_articles_and_writes_a_page(call, tmp_path):
    page, record = tmp_path / "page.html", tmp_path / "demo.sqlite"

    code, out, _ = call("--lang", "fr", "demo", "--out", page, "--record", record)

    assert code == exits.DONE
    assert "Mali – Russie" in out
    assert "7 février 2023" in out
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_demo_has_eight_to_twelve_short_articles():
    texts = [path.read_text(encoding="utf-8") for path in sorted(ARTICLES.glob("*.txt"))]

    assert 8 <= len(texts) <= 12
    assert all(len(text) < 1500 and text.startswith("date : ") for text in texts)


def test_demo_shows_the_dossier_and_writes_its_page(call, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    code, out, err = call("--lang", "fr", "demo")

    assert code == exits.DONE
    assert "dragoman-demo.html" in err
    assert "25 juin 2019" in out.replace("\u00a0", " ")
    page = (tmp_path / "dragoman-demo.html").read_text(encoding="utf-8")
    assert "Sergueï Lavrov" in page
    assert not any(tag in page for tag in ('src="http', "<link", "@import", "url("))
