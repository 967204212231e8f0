"""Formats told from content."""

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
]


@pytest.mark.parametrize(("head", "suffix", "held"), TOLD)
def test_a_format_is_told(head, suffix, held):
    assert recognise(head, suffix=suffix) == held


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"%PDF-1.4", "PDF"),
        (b"\x89PNG\r\n", "PNG"),
        (b"  <html lang='fr'>", "web page"),
        (b"\xef\xbb\xbf<!doctype HTML>", "web page"),
        (b"WARC/1.0\r\n", "WARC"),
    ],
)
def test_what_we_do_not_read_is_named(head, name):
    with pytest.raises(RefusedError, match=name):
        recognise(head, suffix=".txt")
