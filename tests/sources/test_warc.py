"""Web archives, whole, resumed, damaged."""

import gzip
import zlib

import pytest

from dragoman.sources import limits
from dragoman.sources.load import load
from dragoman.sources.outcome import Failure
from dragoman.sources.piece import Options

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

TOWNS = ["Un", "Deux", "Trois", "Quatre", "Cinq"]


def towns(outcomes):
    return [
        one.cause if isinstance(one, Failure) else one.document.url.rpartition("/")[2]
        for one in outcomes
    ]


@pytest.mark.parametrize("gzipped", [True, False])
def test_an_archive_gives_its_pages_with_their_offsets(tmp_path, make_warc, gzipped):
    path = tmp_path / "any name"
    offsets = make_warc(path, TOWNS, gzipped=gzipped)

    outcomes = list(load([path]))

    assert towns(outcomes) == TOWNS
    assert [one.offset for one in outcomes] == offsets
    first = outcomes[0]
    assert first.article == f"offset {offsets[0]}"
    assert first.address == first.document.url == "https://gazette.example/Un"
    assert first.origin.place == f"{path}#offset {offsets[0]}"
    assert first.origin.original is None
    assert first.origin.fetched_at == "2021-05-04T10:00:00+00:00"
    assert "mardi à Un" in first.document.text


def test_what_is_no_article_is_left_out(tmp_path, make_warc):
    pages = [
        "Un",
        {"town": "gone", "status": "404 Not Found"},
        {"town": "moved", "status": "301 Moved", "headers": [("Location", "/")]},
        {"body": b"\x89PNG", "media": "image/png"},
        {"body": "body {}", "media": "text/css"},
        {"town": "asked", "kind": "request", "body": "GET / HTTP/1.1\r\n\r\n"},
        {"body": "robots", "media": "text/plain"},
        "Deux",
    ]
    path = tmp_path / "a.warc.gz"
    make_warc(path, pages)

    assert towns(load([path])) == ["Un", "Deux"]


def test_other_kinds_of_records_are_read(tmp_path, make_warc):
    text = "Le ministre malien a rencontré lundi son homologue russe à Bamako."
    page = f"<html><body><p>{text}</p><p>{text}</p></body></html>"
    pages = [
        {"town": "a", "kind": "resource", "media": "text/html", "body": page},
        {"town": "b", "kind": "conversion", "media": "text/plain", "body": text},
    ]
    path = tmp_path / "a.warc"
    make_warc(path, pages, gzipped=False)

    outcomes = list(load([path]))

    assert towns(outcomes) == ["a", "b"]
    assert outcomes[1].document.text == text


def test_packed_and_mislabelled_pages_are_read(tmp_path, make_warc):
    words = "Le ministre a été reçu à l'hôtel de la région par la maire."
    html = f"<html><body><p>{words}</p></body></html>"
    coded = [("Content-Encoding", "gzip")]
    pages = [
        {"town": "a", "body": gzip.compress(html.encode()), "headers": coded},
        {"town": "b", "body": html.encode("cp1252"), "media": "text/html; charset=utf-8"},
        {"town": "c", "body": html.encode(), "media": "text/html; charset=iso-8859-1"},
    ]  # fmt: skip
    path = tmp_path / "a.warc.gz"
    make_warc(path, pages)

    outcomes = list(load([path]))

    assert ["été reçu à l'hôtel" in one.document.text for one in outcomes] == [True] * 3
    assert [[notice.code for notice in one.notices][:1] for one in outcomes] == [
        ["date_missing"], ["charset"], ["charset"],
    ]  # fmt: skip


def test_an_archive_is_taken_up_behind_the_record_where_it_was_left(tmp_path, make_warc):
    path = tmp_path / "a.warc.gz"
    offsets = make_warc(path, TOWNS)
    asked = []

    def begin_at(path, stamp):
        asked.append(stamp)
        return offsets[2]

    outcomes = list(load([path], Options(begin_at=begin_at)))

    assert towns(outcomes) == ["Quatre", "Cinq"]
    assert asked[0].split()[0] == str(path.stat().st_size)
    assert list(load([path], Options(begin_at=lambda *_: None))) == []


def test_single_records_are_taken(tmp_path, make_warc):
    path = tmp_path / "a.warc.gz"
    offsets = make_warc(path, TOWNS)

    outcomes = list(load([path], Options(only=(offsets[3], offsets[1]))))

    assert towns(outcomes) == ["Quatre", "Deux"]


@pytest.mark.parametrize("gzipped", [True, False])
def test_behind_damage_the_next_record_is_found(tmp_path, make_warc, gzipped):
    path = tmp_path / "a.warc.gz"
    offsets = make_warc(path, TOWNS, gzipped=gzipped)
    data = bytearray(path.read_bytes())
    data[offsets[2] + 40 : offsets[2] + 90] = b"\xff" * 50
    path.write_bytes(data)

    outcomes = list(load([path]))

    found = towns(outcomes)
    assert [town for town in found if town in TOWNS and town != "Trois"] == [
        "Un", "Deux", "Quatre", "Cinq",
    ]  # fmt: skip
    if gzipped:
        [failure] = [one for one in outcomes if isinstance(one, Failure)]
        assert failure.cause == "malformed"


def test_a_page_too_big_is_one_failure(tmp_path, make_warc, monkeypatch):
    monkeypatch.setattr(limits, "LARGEST_PAGE", 2000)
    path = tmp_path / "a.warc.gz"
    make_warc(path, ["Un", {"town": "big", "body": "<html>" + "x" * 5000}, "Deux"])

    assert towns(load([path])) == ["Un", "too_big", "Deux"]


def test_an_archive_within_a_gzip_is_refused_in_plain_words(tmp_path, make_warc):
    inner = tmp_path / "a.warc"
    make_warc(inner, TOWNS, gzipped=True)
    path = tmp_path / "b.gz"
    path.write_bytes(zlib.compress(inner.read_bytes(), wbits=31))

    [failure] = load([path])

    assert failure.cause in ("format", "binary", "malformed")
