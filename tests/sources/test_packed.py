"""What lies in archives, PDF files, and what is named on the command line."""

import bz2
import io
import json
import lzma
import sys
import tarfile
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.sources import limits
from dragoman.sources.load import load
from dragoman.sources.outcome import CAUSES, Failure, Loaded
from dragoman.sources.piece import Options

TEXT = "Le ministre malien a rencontré lundi son homologue russe à Bamako."
OTHER = "La délégation algérienne est repartie hier sans avoir signé le texte."


def write(path, content):
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def load_all(path, **options):
    return list(load([path], Options(**options)))


def told(outcome):
    if isinstance(outcome, Failure):
        return outcome.cause, outcome.article
    document = outcome.document
    return document.text, document.title, document.published, document.publisher, document.url


MEMBERS = {
    "un.txt": TEXT,
    "deux.jsonl": json.dumps({"id": "x", "text": OTHER}),
    ".hidden": TEXT,
    "__MACOSX/._un.txt": "x",
    "dossier/vide.txt": "",
}


def packed(kind, members=MEMBERS):
    out = io.BytesIO()
    if kind == "zip":
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        return out.getvalue()
    mode = {"tar": "w", "tar.gz": "w:gz", "tar.bz2": "w:bz2", "tar.xz": "w:xz"}[kind]
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, content in members.items():
            data = content.encode() if isinstance(content, str) else content
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["zip", "tar", "tar.gz", "tar.bz2", "tar.xz"])
def test_archives_give_what_lies_in_them(tmp_path, kind):
    path = write(tmp_path / "press", packed(kind))

    outcomes = load_all(path)

    assert [(getattr(o, "cause", "loaded"), o.article) for o in outcomes] == [
        ("loaded", "un.txt"),
        ("loaded", "deux.jsonl, x"),
        ("empty", "dossier/vide.txt"),
    ]
    assert outcomes[0].address == f"{path.as_posix()}#un.txt"
    assert outcomes[0].document.id == "press#un.txt"


def test_archives_within_archives_end(tmp_path):
    inner = packed("zip")
    for _ in range(3):
        inner = packed("tar", {"inner": inner})

    [failure] = load_all(write(tmp_path / "a", inner))

    assert (failure.cause, failure.detail) == ("format", "nested")
    assert len(load_all(write(tmp_path / "b", packed("tar.gz", {"inner": packed("zip")})))) == 3


@pytest.mark.parametrize("kind", ["zip", "tar", "tar.gz", "tar.xz"])
def test_a_damaged_archive_is_one_failure_more(tmp_path, kind):
    data = packed(kind, {"a.txt": TEXT * 2000, "b.txt": OTHER * 2000})

    outcomes = load_all(write(tmp_path / "a", data[: len(data) // 2]))

    assert outcomes[-1].cause == "malformed"


def test_a_bomb_is_refused_before_it_goes_off(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "ALWAYS_SOUND", 100_000)
    flood = b"mot " * 1_000_000

    outcomes = [
        load_all(write(tmp_path / name, data))[0]
        for name, data in {
            "a.zip": packed("zip", {"a.txt": flood}),
            "a.gz": packed("tar.gz", {"a.txt": flood}),
            "a.bz2": bz2.compress(flood),
            "a.xz": lzma.compress(flood),
        }.items()
    ]

    assert [outcome.cause for outcome in outcomes] == ["bomb"] * 4


@pytest.mark.parametrize("packer", [bz2.compress, lzma.compress])
def test_other_packers_are_unpacked(tmp_path, packer):
    [loaded] = load_all(write(tmp_path / "a.txt", packer(TEXT.encode())))

    assert loaded.document.text == TEXT


def make_pdf(lines, date="D:20210503100000Z"):
    stream = "BT /F1 12 Tf 72 720 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    content = zlib.compress(stream.encode("cp1252"))
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Title(Le pont)/CreationDate(%b)>>" % date.encode(),
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        offsets.append(len(out))
        out += b"%d 0 obj%b\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"xref\n0 7\n0000000000 65535 f \n" + table
    return (
        out + end + b"trailer<</Size 7/Root 1 0 R/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)
    )


def test_the_text_of_a_pdf_is_read(tmp_path):
    lines = ["Le ministre malien a rencontré lundi", "son homologue russe à Ba-", "mako."]

    [loaded] = load_all(write(tmp_path / "a", make_pdf(lines)))

    assert " ".join(loaded.document.text.split()) == TEXT
    assert (loaded.document.title, loaded.document.published) == ("Le pont", "2021-05-03")
    assert loaded.origin.extractor.startswith("pypdf ")
    assert loaded.origin.date.source == "metadata"


def test_a_pdf_without_text_is_refused(tmp_path):
    [failure] = load_all(write(tmp_path / "a", make_pdf([])))

    assert failure.cause == "no_text"


def test_a_pattern_finds_files(tmp_path):
    for name in ("a/1.txt", "a/b/2.txt", "a/3.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        write(tmp_path / name, TEXT)

    found = [loaded.document.id for loaded in load([f"{tmp_path}/**/*.txt"])]

    assert found == ["1.txt", "2.txt"]
    [failure] = load([f"{tmp_path}/*.nothing"])
    assert failure.cause == "missing"


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(tmp_path):
    [loaded] = load([write(tmp_path / "a[1].txt", TEXT)])

    assert loaded.document.text == TEXT


INPUTS = [
    TEXT.encode(),
    json.dumps({"text": TEXT}).encode(),
    packed("zip", {"a.txt": TEXT}),
    bz2.compress(TEXT.encode()),
]


@pytest.mark.parametrize("content", INPUTS)
def test_standard_input_is_read(monkeypatch, content):
    class Piped(io.BytesIO):
        def seekable(self):
            return False

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Piped(content)))

    [loaded] = load(["-"])

    assert loaded.document.text == TEXT
    assert loaded.address == f"sha256:{loaded.document.sha256}"


def test_a_format_may_be_forced(tmp_path):
    path = write(tmp_path / "a", f"text,title\n{TEXT},A")

    assert load_all(path)[0].document.text == TEXT
    assert load_all(path, form="text")[0].document.text.startswith("text,title")
    assert load_all(path, form="parquet")[0].cause == "malformed"


def test_nothing_is_fetched_without_leave():
    [failure] = load(["https://example.org/"])

    assert (failure.cause, failure.detail) == ("address", "offline")


HEADS = [
    *(b"%PDF-1.4\n", b"PK\x03\x04", b"PAR1", b"WARC/1.0\r\n", b"<rss>", b"<urlset>"),
    *(b"<newsItem>", b"text,title\n", b'{"@graph":', b"\x1f\x8b\x08\0", b"BZh9", b"\xfd7zXZ\0"),
]


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(HEADS), st.binary(max_size=200))
def test_whatever_follows_a_known_head_ends_in_articles_or_known_causes(head, tail):
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        outcomes = load_all(write(Path(folder) / "a", head + tail))

    for outcome in outcomes:
        assert isinstance(outcome, Loaded) or outcome.cause in CAUSES
