import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from dragoman import __version__
from dragoman.dossier.pair import pair_dossier
from dragoman.dossier.sides import find_side
from dragoman.record.store import open_record
from dragoman.surfaces.messages.catalogue import load_messages
from dragoman.surfaces.web.page import dossier_page

GOLDEN = Path(__file__).parent / "golden"
_VOID = {"meta", "br", "line", "rect", "link", "img", "hr"}


@pytest.fixture(scope="module")
def dossier(record_file, knowledge):
    with open_record(record_file, create=False) as record:
        sides = (find_side("Mali", knowledge), find_side("Russie", knowledge))
        return pair_dossier(record, knowledge, *sides)


@pytest.fixture
def page(dossier, say):
    return dossier_page(dossier, say)


class Outline(HTMLParser):
    """What a page is made of, and whether every tag is closed in its turn."""

    def __init__(self):
        super().__init__()
        self.open, self.headings, self.tags, self.ids = [], [], [], []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.append((tag, found))
        if "id" in found:
            self.ids.append(found["id"])
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in _VOID:
            assert self.open.pop() == tag


@pytest.fixture
def outline(page):
    parser = Outline()
    parser.feed(page)
    assert parser.open == []
    return parser


def test_nothing_is_fetched_and_nothing_runs(page, outline):
    assert {"script", "iframe", "link", "img", "object"} & {tag for tag, _ in outline.tags} == set()
    assert not [a for _, a in outline.tags if "src" in a or any(k.startswith("on") for k in a)]
    assert "@import" not in page
    assert "url(" not in page


def test_language_headings_and_captions(outline, say):
    assert ("html", {"lang": say.language}) in outline.tags
    assert outline.headings[0] == 1
    assert outline.headings.count(1) == 1
    steps = zip(outline.headings, outline.headings[1:], strict=False)
    assert all(after <= before + 1 for before, after in steps)
    tables = [tag for tag, _ in outline.tags if tag in ("table", "caption")]
    assert tables == ["table", "caption"] * (len(tables) // 2)


def test_every_link_inside_the_page_leads_somewhere(outline):
    targets = [a["href"][1:] for tag, a in outline.tags if tag == "a" and a["href"][0] == "#"]

    assert set(targets) <= set(outline.ids)
    assert len(outline.ids) == len(set(outline.ids))


def test_every_fact_opens_to_its_evidence(page, dossier):
    for entry in (*dossier.chronology, *dossier.undated, *dossier.around):
        for evidence in entry.evidence:
            assert evidence.fact in page
            assert evidence.source.sha256 in page
    assert "<mark>" in page


def test_articles_cannot_inject_markup(record_file, knowledge):
    with open_record(record_file, create=False) as record:
        found = pair_dossier(
            record, knowledge, find_side("Mali", knowledge), find_side("RUS", knowledge)
        )
    [claim] = found.claims
    object.__setattr__(claim, "words", "<script>alert(1)</script>")

    page = dossier_page(found, load_messages("fr"))

    assert "<script>" not in page


def test_golden_page(page, say):
    golden = GOLDEN / f"mali-russie.{say.language}.html"
    written = page.replace(__version__, "VERSION") + "\n"
    if os.environ.get("DRAGOMAN_GOLDEN") == "write":
        GOLDEN.mkdir(exist_ok=True)
        golden.write_text(written, encoding="utf-8")

    assert written == golden.read_text(encoding="utf-8")


def _luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ink", ["ink", "soft", "link", "good", "bad", "plan", "doubt"])
@pytest.mark.parametrize("paper", ["paper", "panel"])
def test_contrast_is_enough_to_read(page, scheme, ink, paper):
    style = page.split("<style>")[1].split("</style>")[0]
    block = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[scheme]
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))

    dark, light = sorted((_luminance(colours[ink]), _luminance(colours[paper])))

    assert (light + 0.05) / (dark + 0.05) >= 4.5
