"""Web pages: what is the article, and when it was published."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.sources import limits
from dragoman.sources.charsets import decode_page
from dragoman.sources.load import load
from dragoman.sources.outcome import Failure, Loaded, RefusedError
from dragoman.sources.pages import read_page

PARAGRAPHS = [
    "Le ministre des Routes du Nord s'est rendu mardi à Belle-Rive pour y rencontrer la maire.",
    "Les deux responsables ont parlé du pont, dont les travaux ont pris du retard cet hiver.",
    "Selon la maire, l'entreprise chargée du chantier n'a pas reçu les poutres commandées.",
]
AROUND = """<nav><a href="/">Accueil</a> <a href="/sport">Sport</a></nav>"""


def page(head="", before="", lang="fr", paragraphs=PARAGRAPHS):
    body = "".join(f"<p>{words}</p>" for words in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><title>Le pont | La Gazette</title>'
        f'<meta property="og:title" content="Le pont"><meta property="og:site_name" '
        f'content="La Gazette">{head}</head><body>{AROUND}<article><h1>Le pont</h1>{before}'
        f"{body}<script>document.write('volé')</script></article>"
        f"<footer>Mentions légales - Nous écrire</footer></body></html>"
    )


def load_page(tmp_path, content, name="page.html"):
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    [loaded] = load([path])
    assert isinstance(loaded, Loaded), loaded
    return loaded


def test_the_article_is_told_from_the_rest(tmp_path):
    loaded = load_page(tmp_path, page())

    document = loaded.document
    assert document.text == "\n\n".join(PARAGRAPHS)
    assert (document.title, document.publisher, document.language) == (
        "Le pont",
        "La Gazette",
        "fr",
    )
    assert loaded.origin.format == "html"
    assert loaded.origin.extractor.startswith("trafilatura ")
    assert loaded.origin.original.body == page().encode()


LD = '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"%s"}</script>'
META = '<meta property="article:published_time" content="%s">'
VISIBLE = '<p class="date">%s</p>'
DATES = [
    (META % "2021-05-03T23:30:00-05:00", "", "a", "2021-05-03", "metadata"),
    (LD % "2021-05-03", "", "a", "2021-05-03", "metadata"),
    ("", '<time datetime="2021-05-04">hier</time>', "a", "2021-05-04", "page"),
    ("", "", "2021/05/05/pont", "2021-05-05", "url"),
    ("", "", "2021/05/pont", "2021-05", "url"),
    ("", "", "pont-20210505.html", "2021-05-05", "url"),
    (META % "2021-05-03", "", "2021/05/pont", "2021-05-03", "metadata"),
]


@pytest.mark.parametrize(("head", "before", "path", "date", "source"), DATES)
def test_the_date_comes_from_the_best_place(head, before, path, date, source):
    from dragoman.sources.articles import to_document
    from dragoman.sources.origin import Origin

    url = f"https://gazette.example/{path}"
    found = read_page(page(head, before).encode(), charset=None, url=url)
    document, origin, notices = to_document(
        found.article, Origin(format="html"), name="x", dates=found.dates
    )

    assert document.published == date
    assert (origin.date.source, origin.others, notices) == (source, (), ())


def test_dates_that_contradict_each_other_are_noted(tmp_path):
    html = page(META % "2021-05-03", VISIBLE % "Publié le 12 mai 2021 à 10h")

    loaded = load_page(tmp_path, html)

    assert loaded.document.published == "2021-05-03"
    assert {other.edtf for other in loaded.origin.others} == {"2021-05-12"}
    assert [notice.code for notice in loaded.notices] == ["date_conflict"]


def test_the_day_after_midnight_is_no_contradiction(tmp_path):
    html = page(META % "2021-05-03T22:10:00Z", VISIBLE % "Publié le 4 mai 2021 à 00h10")

    assert load_page(tmp_path, html).notices == ()


def test_an_old_page_keeps_its_century(tmp_path):
    html = page(META % "1961-02-14")

    assert load_page(tmp_path, html).document.published == "1961-02-14"


def test_a_template_that_says_english_does_not_make_it_so(tmp_path):
    assert load_page(tmp_path, page(lang="en")).document.language == "fr"


CHARSETS = [
    ("utf-8", None, '<meta charset="utf-8">', ()),
    ("utf-8", "iso-8859-1", "", ("charset",)),
    ("utf-8", None, '<meta charset="iso-8859-1">', ("charset",)),
    ("cp1252", "iso-8859-1", "", ()),
    ("cp1252", None, '<meta http-equiv="Content-Type" content="text/html; charset=latin1">', ()),
    ("cp1252", "utf-8", "", ("charset",)),
    ("cp1252", None, "", ("encoding",)),
    ("cp1251", "windows-1251", "", ()),
    ("utf-16", None, "", ()),
    ("utf-8-sig", "iso-8859-1", "", ()),
    ("cp1252", "no-such-charset", '<meta charset="windows-1252">', ()),
    ("cp1252", "hex", '<meta charset="windows-1252">', ()),
]


@pytest.mark.parametrize(("encoding", "declared", "meta", "noticed"), CHARSETS)
def test_a_page_is_decoded_whatever_is_declared(encoding, declared, meta, noticed):
    words = "Путь и мост" if encoding == "cp1251" else "œuvre, été, « à côté »"
    html = page(meta, paragraphs=[words, "deux"])
    data = html.encode(encoding, "ignore")

    text, notices = decode_page(data, declared)

    assert words in text
    assert tuple(notice.code for notice in notices) == noticed


EMPTY = [
    "<html><body></body></html>",
    "<html></html>",
    '<html><body><nav><a href="/">Accueil</a></nav></body></html>',
    "<!doctype html>",
]


@pytest.mark.parametrize("html", EMPTY)
def test_a_page_without_an_article_is_refused(tmp_path, html):
    path = tmp_path / "a.html"
    path.write_text(html)

    [failure] = load([path])

    assert (type(failure), failure.cause) == (Failure, "no_text")


def test_deep_nesting_does_no_harm():
    html = "<div>" * 5000 + f"<p>{PARAGRAPHS[0]}</p>" + "</div>" * 5000

    with pytest.raises(RefusedError, match="no article"):
        read_page(f"<html><body>{html}</body></html>".encode(), charset=None, url=None)


TAGS = [
    *("<p>", "</p>", "<div>", "<article>", "<script>", "<!--", "-->", "<meta charset=", '"', "&"),
    *("<title>", "]]>", "<?xml", "\0", "<time datetime=", "2021-13-45", PARAGRAPHS[0]),
]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.sampled_from(TAGS) | st.text(max_size=20), max_size=30).map("".join)
    | st.binary(max_size=200).map(lambda data: data.decode("latin-1")),
    st.sampled_from([None, "utf-8", "latin-1", "utf-16", "x", "hex", ""]),
)
def test_any_page_gives_an_article_or_a_known_refusal(html, charset):
    outcome = "article"
    try:
        found = read_page(f"<html>{html}".encode(), charset=charset, url=None)
    except RefusedError as refused:
        outcome = refused.cause
    assert outcome in ("article", "no_text", "binary", "encoding", "nul")
    assert outcome != "article" or found.article.text.strip()


LADEN = {
    "elements": "<p>mot" * (limits.MOST_ELEMENTS + 1),
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(limits.MOST_ATTRIBUTES + 1)) + ">",
}


@pytest.mark.timed
@pytest.mark.parametrize("kind", LADEN)
def test_a_page_made_to_keep_us_busy_is_refused_at_once(kind):
    begun = time.process_time()
    with pytest.raises(RefusedError) as caught:
        read_page(f"<html><body>{LADEN[kind]}".encode(), charset="utf-8", url=None)

    assert caught.value.cause == "too_big"
    assert time.process_time() - begun < 3
