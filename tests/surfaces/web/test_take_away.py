from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from docx import Document
from pypdf import PdfReader

from dragoman.surfaces.export.box_files import _pdf

ATOM = "{http://www.w3.org/2005/Atom}"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BOX = "/dossier/MLI/RUS/box."


def test_markdown_has_a_note_for_every_mark(get):
    text = get(f"{BOX}md").text

    body, _, notes = text.partition("\n[^1]: ")
    marks = {mark.split("]")[0] for mark in body.split("[^")[1:]}
    assert marks == {str(number) for number in range(1, len(marks) + 1)}
    assert notes.count("\n[^") == len(marks) - 1
    assert text.startswith("# Mali – Russie\n")


def test_word_file_has_real_footnotes(get):
    blob = get(f"{BOX}docx").content

    assert Document(BytesIO(blob)).paragraphs[0].text == "Mali – Russie"
    with ZipFile(BytesIO(blob)) as files:
        body = ElementTree.fromstring(files.read("word/document.xml"))
        notes = ElementTree.fromstring(files.read("word/footnotes.xml"))
    named = [mark.get(f"{WORD}id") for mark in body.iter(f"{WORD}footnoteReference")]
    held = [note.get(f"{WORD}id") for note in notes.iter(f"{WORD}footnote")]
    assert named
    assert held == ["0", "1", *named]


def test_pdf_tells_the_signing_and_its_source(get):
    pages = PdfReader(BytesIO(get(f"{BOX}pdf").content)).pages

    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Mali – Russie" in text
    assert "25 juin 2019" in text
    assert "Gazette de test" in text


def test_pdf_shows_letters_that_its_fonts_lack_without_their_marks():
    shown = _pdf("Lech Wałęsa, Şahin, \u2068بنيامين نتنياهو\u2069, œuvre – 1\u202f%")

    assert shown == "Lech Walesa, Sahin, […], œuvre – 1\u00a0%"


@pytest.mark.parametrize("form", ["md", "docx", "pdf"])
def test_a_file_holds_what_the_filters_choose(get, form):
    whole, chosen = get(BOX + form).content, get(f"{BOX}{form}?since=2023").content

    assert len(chosen) < len(whole)


def test_form_that_is_none_is_not_found(get):
    assert get(f"{BOX}exe").status_code == 404


@pytest.mark.parametrize("address", ["/dossier/MLI/RUS", "/actor/MLI"])
def test_feed_is_atom_with_an_entry_for_each_line(get, address):
    feed = ElementTree.fromstring(get(f"{address}/feed.atom").content)

    entries = feed.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert entries
    assert len(set(ids)) == len(ids)
    for entry in entries:
        assert entry.findtext(f"{ATOM}title")
        assert entry.findtext(f"{ATOM}updated") <= feed.findtext(f"{ATOM}updated")
