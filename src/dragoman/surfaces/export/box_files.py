"""Background boxes as files: Markdown, Word with real footnotes, PDF."""

import re
import unicodedata
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from dragoman.surfaces.export.background import Box

_ISOLATES = "\u2066\u2067\u2068\u2069"
_STROKED = {
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
    "ħ": "h",
    "ı": "i",
    "ŧ": "t",
    "ə": "e",
    "ŋ": "n",
}
_LACKING = re.compile("\ufffd+(?:[ -]\ufffd+)*")
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_FIRST_NOTE = 2  # 0 and 1 are Word's own separators


def to_markdown(box: Box) -> bytes:
    """Return the box in Markdown with footnotes."""
    parts = [f"# {_plain(box.title)}", "", _plain(box.lead), ""]
    for line in box.lines:
        marks = "".join(f"[^{number}]" for number in line.notes)
        when = f"**{_plain(line.when)}** : " if line.when else ""
        if box.language == "en" and line.when:
            when = f"**{_plain(line.when)}**: "
        parts.append(f"- {when}{_plain(line.words)}{marks}")
    parts += ["", f"*{_plain(box.made)}*", ""]
    parts += [f"[^{number}]: {_plain(note)}" for number, note in enumerate(box.notes, 1)]
    return "\n".join(parts).rstrip().encode() + b"\n"


def _plain(words: str) -> str:
    """Return words with what Markdown or HTML would take for marks made harmless."""
    return _SPECIAL.sub(r"\\\1", " ".join(words.split()))


def to_docx(box: Box) -> bytes:
    """Return the box as a Word document; its notes are Word's own footnotes."""
    from docx import Document
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.shared import Pt

    document = Document()
    document.core_properties.title = _fit(box.title)
    document.core_properties.author = "dragoman"
    document.core_properties.language = box.language
    document.add_heading(_fit(box.title), level=1)
    document.add_paragraph(_fit(box.lead))
    for line in box.lines:
        paragraph = document.add_paragraph(style="List Bullet")
        if line.when:
            paragraph.add_run(f"{_fit(line.when)}. ").bold = True
        paragraph.add_run(_fit(line.words))
        for number in line.notes:
            _refer(paragraph, number)
    made = document.add_paragraph().add_run(_fit(box.made))
    made.italic, made.font.size = True, Pt(9)
    blob = _footnotes(box).encode()
    package = document.part.package
    notes = Part(PackURI("/word/footnotes.xml"), _NOTES, blob, package)
    document.part.relate_to(notes, RELATIONSHIP_TYPE.FOOTNOTES)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _fit(words: str) -> str:
    """Return words without the characters that XML cannot hold."""
    return _UNFIT.sub("", words)


def _refer(paragraph: Any, number: int) -> None:
    """Add the mark of a footnote to a paragraph."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run()
    run.font.superscript = True
    mark = OxmlElement("w:footnoteReference")
    mark.set(qn("w:id"), str(number - 1 + _FIRST_NOTE))
    run._r.append(mark)


def _footnotes(box: Box) -> str:
    separators = (
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r>'
        "<w:continuationSeparator/></w:r></w:p></w:footnote>"
    )
    notes = "".join(
        f'<w:footnote w:id="{place}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        f'<w:footnoteRef/></w:r><w:r><w:rPr><w:sz w:val="18"/></w:rPr>'
        f'<w:t xml:space="preserve"> {escape(_fit(note))}</w:t></w:r></w:p></w:footnote>'
        for place, note in enumerate(box.notes, _FIRST_NOTE)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f'{head}<w:footnotes xmlns:w="{_WORD}">{separators}{notes}</w:footnotes>'


def to_pdf(box: Box) -> bytes:
    """Return the box as PDF; its notes follow the lines."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

    body = ParagraphStyle("body", fontName="Times-Roman", fontSize=10.5, leading=14.5)
    title = ParagraphStyle("title", parent=body, fontName="Times-Bold", fontSize=20, leading=24)
    line = ParagraphStyle("line", parent=body, leftIndent=10, spaceBefore=3, bulletIndent=0)
    small = ParagraphStyle("small", parent=body, fontSize=8, leading=10.5, spaceBefore=2)
    told: list[Any] = [Paragraph(_pdf(box.title), title), Spacer(1, 3 * mm)]
    told += [Paragraph(_pdf(box.lead), body), Spacer(1, 3 * mm)]
    for item in box.lines:
        when = f"<b>{_pdf(item.when)}.</b> " if item.when else ""
        marks = ", ".join(f'<a href="#n{n}">{n}</a>' for n in item.notes)
        words = f"{when}{_pdf(item.words)} <super>{marks}</super>"
        told.append(Paragraph(words, line, bulletText="•"))
    told += [Spacer(1, 5 * mm), Paragraph(f"<b>{_pdf(box.notes_title)}</b>", body)]
    for number, note in enumerate(box.notes, 1):
        told.append(Paragraph(f'<a name="n{number}"/>{number}. {_pdf(note)}', small))
    told += [Spacer(1, 5 * mm), Paragraph(f"<i>{_pdf(box.made)}</i>", small)]
    written = BytesIO()
    SimpleDocTemplate(
        written,
        pagesize=A4,
        title=box.title,
        author="dragoman",
        lang=box.language,
        leftMargin=22 * mm,
        rightMargin=22 * mm,
        topMargin=20 * mm,
        bottomMargin=20 * mm,
    ).build(told)
    return written.getvalue()


def _pdf(words: str) -> str:
    """Return words as a paragraph of reportlab takes them, in the letters its fonts have.

    A letter of another alphabet loses its marks ("ğ" is "g"); words in other scripts, which
    the fonts of every PDF reader lack, are left out: the other forms of the box have them.
    """
    spaced = words.replace("\u202f", "\u00a0")
    shown = "".join(map(_latin, spaced))
    return escape(_LACKING.sub("[…]", shown))


def _latin(letter: str) -> str:
    """Return a letter as the fonts have it; U+FFFD if they have nothing like it."""
    if letter in _ISOLATES:
        return ""
    for form in (letter, _STROKED.get(letter, ""), unicodedata.normalize("NFKD", letter)[:1]):
        if form and form.encode("cp1252", "ignore"):
            return form
    return "" if unicodedata.combining(letter) else "\ufffd"
