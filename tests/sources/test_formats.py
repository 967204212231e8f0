"""Formats told from content."""

import contextlib
import time

import pytest

from dragoman.sources.formats import recognise
from dragoman.sources.outcome import RefusedError

TOLD = [
    (b"Le ministre parle.", "", "text"),
    (b"[Reportage] Le ministre parle.", ".json", "text"),
    (b"{Reportage} Le ministre parle.", "", "text"),
    (b"[1] Le ministre parle.", "", "text"),
    (b'[{"text": ""}]', ".txt", "json"),
    (b"  [\n  {", "", "json"),
    (b'{\n "text": ""}', "", "json"),
    (b'{"text": ""}', "", "jsonl"),
    (b'{"text": ""}\n{"text": ""}\n', ".json", "jsonl"),
    (b'{"broken\n{"text": ""}\n', "", "jsonl"),
    (b'{"broken', ".jsonl", "jsonl"),
    (b'\xef\xbb\xbf[{"text": ""}]', "", "json"),
    ('[{"text": ""}]'.encode("utf-16"), "", "json"),
    (b"", "", "text"),
    (b"%PDF-1.4", ".txt", "pdf"),
    (b"PK\x03\x04aaaa", "", "zip"),
    (b"PAR1aaaa", "", "parquet"),
    (b"WARC/1.0\r\n", ".txt", "warc"),
    (b"name" + b"\0" * 253 + b"ustar\x0000", "", "tar"),
    (b"  <html lang='fr'>", ".txt", "html"),
    (b"\xef\xbb\xbf<!doctype HTML>", "", "html"),
    (b"<?xml version='1.0'?>\n<!-- c --><!DOCTYPE html PUBLIC 'x'><html>", "", "html"),
    (b"<?xml version='1.0'?><rss version='2.0'>", "", "feed"),
    (b"<feed xmlns='http://www.w3.org/2005/Atom'>", "", "feed"),
    (b"<rdf:RDF xmlns='x'>", "", "feed"),
    (b"<?xml version='1.0'?><urlset>", "", "sitemap"),
    (b"<?xml version='1.0'?><sitemapindex>", "", "sitemap"),
    (b"<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'>", "", "newsml"),
    (b"title;text;published\nT;Le ministre parle.;2021", "", "csv"),
    (b"title\ttext\nT\tLe ministre", ".txt", "csv"),
    (b"a,b\n1,2", ".csv", "csv"),
    (b"Le texte, lui, parle.\nEncore.", "", "text"),
    (b"<3 mots, une fleche", "", "text"),
]


@pytest.mark.parametrize(("head", "suffix", "held"), TOLD)
def test_a_format_is_told(head, suffix, held):
    assert recognise(head, suffix=suffix) == held


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"\x89PNG\r\n", "PNG"),
        (b"{\\rtf1 words", "RTF"),
        (b"<?xml version='1.0'?><kml/>", "kml"),
    ],
)
def test_what_we_do_not_read_is_named(head, name):
    with pytest.raises(RefusedError, match=name):
        recognise(head, suffix=".txt")


HANGING = {
    "comments": b"<!--a-->" * 100_000 + b"x",
    "comments without end": b"<?xml version='1.0'?>" + b"<!--" * 250_000,
    "comments before a page": b"<!--a-->" * 100_000 + b"<html>",
    "a long cell": b" " * 200_000 + b"text," + b"x" * 200_000,
    "braces": b"{" * 1_000_000,
}


@pytest.mark.timed
@pytest.mark.parametrize("kind", HANGING)
def test_no_file_can_make_us_hang(kind):
    begun = time.process_time()
    with contextlib.suppress(RefusedError):
        recognise(HANGING[kind], suffix="")

    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    ("head", "form"),
    [
        (b"<!-- a --> <!-- b -->\n<!DOCTYPE html><html>", "html"),
        (b"<!-- <html> --> Le ministre a dit", "text"),
        (b"<?xml version='1.0'?><!-- <html> --><rss>", "feed"),
    ],
)
def test_comments_are_no_part_of_a_format(head, form):
    assert recognise(head, suffix="") == form
