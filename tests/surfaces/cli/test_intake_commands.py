"""Options and exit codes of `read`, `ingest` and `errors`."""

import json
import os
import signal

import pytest

from dragoman.record.store import open_record
from dragoman.surfaces.cli import exits, loading

TEXTS = [
    "Moussa visite le marché aux poissons de Belle-Rive avec le ministre des Pêches.",
    "Bintou inaugure avec trois ingénieurs une école de pêche au bord du grand lac.",
    "Awa rencontre le préfet du Sud et la cheffe du port de Brise pour une heure.",
]
GERMAN = "Der Außenminister ist am Montag zu Gesprächen in Paris eingetroffen."


def page(words, title="Nouvelle"):
    return (
        f"<html lang='fr'><head><title>{title}</title></head><body><article><h1>{title}</h1>"
        f"<p>{words}</p><p>Ceci est écrit pour l'essai et ne dit rien de plus.</p>"
        "</article></body></html>"
    )


def documents(record="dragoman.sqlite"):
    with open_record(record, create=False) as opened:
        return [(info, opened.text(info.id)) for info in opened.documents()]


# read


def test_read_shows_every_article_of_a_file(light, lines):
    lines("a", *({"text": text} for text in TEXTS[:2]))

    code, out, _ = light("read", "a")

    assert code == exits.DONE
    assert "Moussa" in out
    assert "Bintou" in out


def test_read_as_json_gives_a_line_for_each_article_and_records_nothing(light, lines, tmp_path):
    lines("a", *({"text": text} for text in TEXTS))

    _, out, _ = light("read", "a", "--json")

    readings = [json.loads(line) for line in out.splitlines()]
    assert [reading["actors"][0]["name"]["value"] for reading in readings] == [
        "Moussa", "Bintou", "Awa",
    ]  # fmt: skip
    assert not (tmp_path / "dragoman.sqlite").exists()


def test_read_of_some_bad_articles_says_so(light, lines):
    path = lines("a", {"text": TEXTS[0]}, {"title": "no text"}, {"text": GERMAN})

    code, out, err = light("read", path, "--json")

    assert (code, out.count("\n")) == (exits.SOME_FAILED, 1)
    assert "no pack reads 'de'" in err


def test_read_takes_a_forced_format_and_private_addresses(light, tmp_path, site):
    (tmp_path / "a.html").write_text(f"text,title\n{TEXTS[0]},x")

    _, table, _ = light("read", "a.html", "--json")
    _, text, _ = light("read", "a.html", "--json", "--as", "text")
    refused, _, told = light("read", site.put("/a", page(TEXTS[1])))
    allowed, out, _ = light("read", f"{site.url}/a", "--allow-private")

    assert json.loads(table)["actors"][0]["name"]["value"] == "Moussa"
    assert json.loads(text)["actors"][0]["name"]["value"] == "text,title"
    assert (refused, allowed) == (exits.USER_ERROR, exits.DONE)
    assert "--allow-private" in told
    assert "Bintou" in out


# ingest: which field is what


def test_fields_of_lines_and_tables_may_be_named(light, lines, tmp_path):
    row = {
        "content": TEXTS[0], "pub": "7 février 2023", "head": "Le marché", "link": "https://e.example/1",
        "site": "La Gazette", "key": "g-1", "lang": "fr",
    }  # fmt: skip
    lines("a.jsonl", {**row, "content": {"text": TEXTS[1]}, "link": "https://e.example/2"})
    (tmp_path / "b").write_text(
        ";".join(row) + "\n" + ";".join(f'"{cell}"' for cell in row.values())
    )
    named = {
        "date": "pub", "title": "head", "url": "link", "publisher": "site", "id": "key",
        "language": "lang",
    }  # fmt: skip
    options = [part for name, field in named.items() for part in (f"--{name}-field", field)]

    first, _, _ = light("ingest", "a.jsonl", "--text-field", "content.text", *options)
    second, _, _ = light("ingest", "b", "--text-field", "content", *options)

    assert (first, second) == (exits.DONE, exits.DONE)
    assert [
        (text, info.published, info.title, info.url, info.publisher, info.name)
        for info, text in documents()
    ] == [
        (TEXTS[1], "2023-02-07", "Le marché", "https://e.example/2", "La Gazette", "g-1"),
        (TEXTS[0], "2023-02-07", "Le marché", "https://e.example/1", "La Gazette", "g-1"),
    ]


def test_a_column_that_is_not_there_lists_those_that_are(light, tmp_path):
    (tmp_path / "a.csv").write_text(f"content,pub\n{TEXTS[0]},2023")

    code, _, err = light("ingest", "a.csv", "--text-field", "body")

    assert code == exits.USER_ERROR
    assert "'body'" in err
    assert "content, pub" in err


# ingest: what is done again


def test_reread_reads_what_is_recorded_and_doubles_nothing(light, lines):
    lines("a", *({"text": text} for text in TEXTS))
    light("ingest", "a")

    _, plain, _ = light("ingest", "a")
    _, again, _ = light("ingest", "a", "--reread")

    assert "3 articles were there already." in plain
    assert again.startswith("3 articles read")
    assert len(documents()) == 3


def test_kept_pages_are_extracted_again_only_after_the_extractor_changed(
    light, tmp_path, monkeypatch
):
    (tmp_path / "a.html").write_text(page(TEXTS[0]))
    light("ingest", "a.html")

    same, out, _ = light("ingest", "--reextract")
    monkeypatch.setattr("dragoman.scale.reextract.extractor", lambda: "other 2")
    changed, more, _ = light("ingest", "--reextract")

    assert (same, changed) == (exits.DONE, exits.DONE)
    assert "there already" not in out
    assert "1 article was there already." in more


@pytest.mark.parametrize(("option", "kept"), [("--originals", True), ("--no-originals", False)])
def test_pages_are_kept_unless_they_are_not_wanted(light, tmp_path, option, kept):
    (tmp_path / "a.html").write_text(page(TEXTS[0]))

    light("ingest", "a.html", option)

    with open_record("dragoman.sqlite", create=False) as record:
        [info] = record.documents()
        assert (record.intake.origin(info.id, whole=True).original is not None) == kept


# ingest: exit codes


def test_some_failures_and_none_but_failures_differ(light, lines):
    lines("a", {"text": TEXTS[0]}, {"title": "x"})
    lines("b", {"title": "x"})

    some, out, err = light("ingest", "a")
    none, _, _ = light("ingest", "b")

    assert (some, none) == (exits.SOME_FAILED, exits.USER_ERROR)
    assert "1 article failed: see dragoman errors." in out
    assert "a (line 2)" in err


def test_copies_and_unread_texts_are_told_and_no_failures(light, lines):
    path = lines(
        "a",
        {"text": TEXTS[0], "url": "https://un.example/1"},
        {"text": TEXTS[0], "url": "https://deux.example/1"},
        {"text": GERMAN},
    )

    code, out, _ = light("ingest", path)
    _, listed, _ = light("errors")

    assert code == exits.DONE
    assert "1 article is a copy of another" in out
    assert "(de 1)" in out
    assert "1 article waits for a language pack: de 1" in listed


def test_only_unread_texts_are_no_error(light, lines):
    code, _, _ = light("ingest", lines("a", {"text": GERMAN}))

    assert code == exits.DONE


def test_dates_that_contradict_each_other_are_noted(light, tmp_path):
    (tmp_path / "a.txt").write_text(
        f"date: 2021-05-03\nurl: https://e.example/2022/01/09/a\n\n{TEXTS[0]}"
    )

    _, _, err = light("ingest", "a.txt")

    assert "2021-05-03 (given) is taken, against 2022-01-09 (url)" in err


def test_ctrl_c_finishes_the_article_in_hand_and_goes_on_later(light, lines, monkeypatch):
    lines("a", *({"text": text} for text in TEXTS))
    reader = loading.load_readers(None)

    def pressing(document):
        os.kill(os.getpid(), signal.SIGINT)
        return reader(document)

    monkeypatch.setattr(loading, "load_readers", lambda _screen: pressing)
    stopped, out, _ = light("ingest", "a")
    monkeypatch.setattr(loading, "load_readers", lambda _screen: reader)
    code, more, _ = light("ingest", "a")

    assert (stopped, code) == (exits.INTERRUPTED, exits.DONE)
    assert out.startswith("1 article read")
    assert "Interrupted. The same command goes on" in out
    assert more.startswith("2 articles read")


# errors


def test_errors_are_grouped_and_their_command_tries_them_again(light, site, tmp_path):
    (tmp_path / "empty.txt").write_text("")
    light(
        "ingest", f"{site.url}/a", f"{site.url}/b", "empty.txt", "--allow-private", "-r", "r.sqlite"
    )

    _, listed, _ = light("errors", "--record", "r.sqlite")
    site.put("/a", page(TEXTS[0]))
    [command] = [line for line in listed.splitlines() if "--retry status" in line]
    retried, out, _ = light(*command.partition("dragoman ")[2].split())
    _, after, _ = light("errors", "--record", "r.sqlite")

    headings = [line for line in listed.splitlines() if not line.startswith(" ")]
    assert headings == ["The server answers with an error: 2 articles", "Empty article: 1 article"]
    assert "dragoman ingest --retry empty --record r.sqlite" in listed
    assert retried == exits.SOME_FAILED
    assert out.startswith("1 article read")
    assert after.count(site.url) == 1


def test_errors_list_ten_of_a_cause_unless_all_are_asked_for(light, lines):
    light("ingest", lines("a", *({"title": f"{n}"} for n in range(12))))

    _, some, _ = light("errors")
    _, every, _ = light("errors", "--all")

    assert some.count("(line ") == 10
    assert "and 2 more (--all shows them)" in some
    assert every.count("(line ") == 12


def test_without_failures_that_is_said(light, lines):
    light("ingest", lines("a", {"text": TEXTS[0]}))

    code, out, _ = light("errors")

    assert (code, out) == (exits.DONE, "This record keeps no failures.\n")


def test_what_failed_is_tried_again_in_the_way_it_was_taken(light, tmp_path):
    path = tmp_path / "a"
    path.write_text(f"content|pub\n{TEXTS[0]}|2023|one cell too many\n{TEXTS[1]}|2022")
    light("ingest", "a", "--text-field", "content", "--date-field", "pub", "--as", "csv")
    path.write_text(path.read_text().replace("|one cell too many", ""))

    _, listed, _ = light("errors")
    code, out, _ = light("ingest", "--retry", "malformed")

    assert "ingest --retry malformed\n" in listed
    assert code == exits.DONE
    assert out.startswith("1 article read")
    assert sorted((info.published, text) for info, text in documents()) == [
        ("2022", TEXTS[1]), ("2023", TEXTS[0]),
    ]  # fmt: skip


def test_a_page_of_a_feed_leaves_the_list_once_it_is_there(light, site):
    items = f"<item><title>x</title><link>{site.url}/a</link></item>"
    feed = site.put("/feed", f"<rss><channel>{items}</channel></rss>", "text/xml")
    first, _, _ = light("ingest", feed, "--allow-private")
    site.put("/a", page(TEXTS[0]))

    again, _, _ = light("ingest", feed, "--allow-private")
    _, listed, _ = light("errors")

    assert (first, again) == (exits.USER_ERROR, exits.DONE)
    assert listed == "This record keeps no failures.\n"


def test_a_cause_that_is_none_lists_those_there_are(light):
    code, out, err = light("ingest", "--retry", "nonsense")

    assert (code, out) == (exits.USAGE, "")
    assert "status" in err
    assert "unverified" in err


def test_trying_again_makes_no_record(light, tmp_path):
    code, _, err = light("ingest", "--retry", "status", "--record", "none.sqlite")

    assert code == exits.USER_ERROR
    assert "none.sqlite" in err
    assert not (tmp_path / "none.sqlite").exists()
