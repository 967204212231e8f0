"""Files and folders to documents."""

import gzip
import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.sources import limits
from dragoman.sources.articles import LONGEST_ARTICLE
from dragoman.sources.load import load
from dragoman.sources.outcome import CAUSES, Failure, Loaded

TEXT = "Le ministre malien a rencontré lundi son homologue russe à Bamako."
OTHER = "La délégation algérienne est repartie hier sans avoir signé le texte."
GERMAN = "Der Außenminister ist am Montag zu Gesprächen in Paris eingetroffen."


def line(**fields):
    return json.dumps(fields, ensure_ascii=False)


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_text_file_is_one_document(tmp_path):
    path = write(tmp_path / "visite.txt", f"titre : Visite\ndate : 3 mai 2021\n\n{TEXT}\n")

    [loaded] = load([path])

    document = loaded.document
    assert document.text == f"{TEXT}\n"
    assert (document.id, document.title, document.published, document.language) == (
        "visite.txt",
        "Visite",
        "2021-05-03",
        "fr",
    )
    assert (document.url, document.publisher) == (None, None)
    assert (loaded.article, loaded.notices) == (None, ())
    assert loaded.address == path.as_posix()


def test_a_text_file_without_header_keeps_every_character(tmp_path):
    text = f"  {TEXT}\r\n\r\n\t{OTHER} \u00a0\n"

    [loaded] = load([write(tmp_path / "a.txt", text)])

    assert loaded.document.text == text


def test_a_url_is_the_address(tmp_path):
    [loaded] = load([write(tmp_path / "a.txt", f"url: https://example.org/a\n{TEXT}")])

    assert loaded.address == loaded.document.url == "https://example.org/a"


ARTICLES = [
    {"id": "un", "title": "T", "published": "2023-02", "url": None, "text": TEXT},
    {"id": 2, "published": "2023-02-07T10:00:00Z", "url": "https://example.org/2", "text": OTHER,
     "publisher": "Nous", "tags": ["x"]},
]  # fmt: skip
FORMS = {
    "list.json": json.dumps(ARTICLES),
    "pretty.json": json.dumps(ARTICLES, indent=2, ensure_ascii=False),
    "wrapped.json": json.dumps({"articles": ARTICLES}),
    "lines.jsonl": "\n".join(map(json.dumps, ARTICLES)),
    "no_suffix": "\n\n".join(map(json.dumps, ARTICLES)) + "\n",
    "wide.json": json.dumps(ARTICLES).encode("utf-16"),
    "wide.jsonl": "\n".join(map(json.dumps, ARTICLES)).encode("utf-16"),
    "marked.jsonl": b"\xef\xbb\xbf" + "\n".join(map(json.dumps, ARTICLES)).encode(),
    "latin.jsonl": "\n".join(json.dumps(a, ensure_ascii=False) for a in ARTICLES).encode("cp1252"),
    "lines.jsonl.gz": gzip.compress("\n".join(map(json.dumps, ARTICLES)).encode()),
    "list.gz": gzip.compress(json.dumps(ARTICLES).encode()),
}


@pytest.mark.parametrize("name", FORMS)
def test_json_in_any_form_gives_its_articles(tmp_path, name):
    path = write(tmp_path / name, FORMS[name])

    loaded = list(load([path]))

    assert [(d.document.id, d.document.published, d.document.text) for d in loaded] == [
        ("un", "2023-02", TEXT),
        ("2", "2023-02-07", OTHER),
    ]
    assert [d.article for d in loaded] == ["un", "2"]
    assert loaded[1].document.publisher == "Nous"
    assert loaded[0].address == f"{path.as_posix()}#un"
    assert loaded[1].address == "https://example.org/2"


def test_one_object_on_many_lines_is_one_article(tmp_path):
    path = write(tmp_path / "one.json", json.dumps({"text": TEXT, "title": "T"}, indent=4))

    [loaded] = load([path])

    assert (loaded.document.text, loaded.document.id, loaded.article) == (TEXT, "one.json", None)


REFUSED = {
    "empty": (b"", "empty"),
    "blank": (b" \n\t\r\n", "empty"),
    "mark only": (b"\xef\xbb\xbf", "empty"),
    "header only": (b"date: 2023-02\n", "empty"),
    "digits": (b"12 34 56", "empty"),
    "zeros": (b"\0" * 512, "nul"),
    "nul": (TEXT.encode() + b"\0", "nul"),
    "binary": (bytes(range(256)) * 50, "binary"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3", "malformed"),
    "zip": (b"PK\x03\x04aaaa", "malformed"),
    "office": (b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0\0\0[Content_Types].xml", "format"),
    "page": (b"<!DOCTYPE html><html><p></p></html>", "no_text"),
    "feed": (b"<?xml version='1.0'?><rss></rss>", "empty"),
    "other xml": (b"<?xml version='1.0'?><kml></kml>", "format"),
    "broken newsml": (b"<newsItem><contentSet>", "malformed"),
    "long": (f"{TEXT} ".encode() * (LONGEST_ARTICLE // 60), "too_long"),
    "one line of 5 MB": (b"mot " * (5 * 1024 * 1024 // 4), "too_long"),
    "damaged gzip": (gzip.compress(TEXT.encode() * 99)[:-20], "malformed"),
    "damaged gzip body": (gzip.compress(os.urandom(999))[:30] + b"\xff" * 500, "malformed"),
    "not gzip": (b"\x1f\x8bnot really", "malformed"),
    "broken json": (b'{"text": "Le ministre', "malformed"),
    "broken list": (b'[{"text": "Le ministre"}, {"te', "malformed"),
    "no text": (b'[{"id": "1", "body": "Le ministre"}]', "no_article"),
    "text no string": (b'{"text": 12}', "no_article"),
    "no article": (b"[]", "empty"),
    "nul in json": (b'{"text": "Le ministre\\u0000 parle"}', "nul"),
    "empty in json": (b'{"text": " "}', "empty"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_file_is_one_failure_in_one_line(tmp_path, name):
    data, cause = REFUSED[name]
    path = write(tmp_path / "bad", data)

    [failure] = load([path])

    assert isinstance(failure, Failure)
    assert failure.cause == cause
    assert failure.cause in CAUSES
    assert failure.path == str(path)
    assert failure.advice
    assert "\n" not in str(failure)


def test_half_a_character_in_json_is_refused(tmp_path):
    [failure] = load([write(tmp_path / "a.json", b'{"text": "Le ministre \\ud800 parle"}')])

    assert failure.cause in ("encoding", "malformed")


def test_bad_lines_among_good_ones_are_named(tmp_path):
    lines = [line(id="a", text=TEXT), "{broken", line(text="!"), "", line(text=OTHER), "7"]
    path = write(tmp_path / "some.jsonl", "\n".join(lines))

    outcomes = list(load([path]))

    assert [(type(o), o.article) for o in outcomes] == [
        (Loaded, "a"),
        (Failure, "line 2"),
        (Failure, "line 3"),
        (Loaded, "line 5"),
        (Failure, "line 6"),
    ]
    assert outcomes[3].document.id == "some.jsonl#line 5"


def test_a_line_without_end_is_skipped_without_being_held(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "LONGEST_LINE", 200)
    endless = line(text="x" * 1000)
    path = write(tmp_path / "a.jsonl", "\n".join([line(text=TEXT), endless, line(text=OTHER)]))

    outcomes = list(load([path]))

    assert [getattr(o, "cause", "loaded") for o in outcomes] == ["loaded", "too_long", "loaded"]
    assert outcomes[2].article == "line 3"


def test_a_file_too_big_to_hold_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "LARGEST_TEXT", 20)

    [failure] = load([write(tmp_path / "a.txt", TEXT)])

    assert failure.cause == "too_big"


def test_a_small_file_that_unpacks_to_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "LARGEST_TEXT", 100_000)

    [failure] = load([write(tmp_path / "bomb.gz", gzip.compress(b"mot " * 1_000_000))])

    assert failure.cause == "too_big"


NOTED = [
    (f"date: 2023-02-31\n{TEXT}", "date_impossible"),
    (f"date: bientôt\n{TEXT}", "date_unread"),
    (TEXT.encode("cp1252"), "encoding"),
]


@pytest.mark.parametrize(("content", "code"), NOTED)
def test_a_doubt_is_a_notice_and_the_article_is_loaded(tmp_path, content, code):
    [loaded] = load([write(tmp_path / "a.txt", content)])

    assert loaded.document.text == TEXT
    assert loaded.document.published is None
    assert loaded.notices[0].code == code


def test_no_date_is_said(tmp_path):
    [loaded] = load([write(tmp_path / "a.txt", TEXT)])

    assert loaded.document.published is None
    assert [notice.code for notice in loaded.notices] == ["date_missing"]


def test_folders_are_walked_in_sorted_order(tmp_path):
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "a.txt", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        write(tmp_path / name, TEXT)
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)

    names = [loaded.document.id for loaded in load([tmp_path])]

    assert names == ["a/b/c.txt", "a/z.txt", "a.txt", "b.txt"]


def test_what_is_not_there_is_a_failure_and_the_rest_goes_on(tmp_path):
    good = write(tmp_path / "good.txt", TEXT)
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "dead").symlink_to(tmp_path / "gone")

    outcomes = list(load([tmp_path / "none", tmp_path / "pipe", tmp_path / "sub", good]))

    assert [getattr(o, "cause", "loaded") for o in outcomes] == [
        "missing",
        "unreadable",
        "missing",
        "loaded",
    ]


def test_an_unreadable_file_is_a_failure(tmp_path, monkeypatch):
    path = write(tmp_path / "a.txt", TEXT)

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)

    [failure] = load([path])

    assert (failure.cause, "Permission denied" in failure.message) == ("unreadable", True)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.binary(max_size=300)
    | st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace"))
    | st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=20),
        lambda kids: st.lists(kids) | st.dictionaries(st.sampled_from(["text", "id", "x"]), kids),
        max_leaves=8,
    ).map(lambda value: json.dumps(value).encode())
)
def test_any_file_loads_or_fails_by_a_known_cause(tmp_path, data):
    path = write(tmp_path / "any", data)

    outcomes = list(load([path]))

    assert outcomes
    for outcome in outcomes:
        assert isinstance(outcome, Loaded) or outcome.cause in CAUSES
