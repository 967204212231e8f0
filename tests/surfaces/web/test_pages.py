import re
from html import unescape
from html.parser import HTMLParser

import pytest

from dragoman.surfaces.web.headers import POLICY
from dragoman.surfaces.web.language import accepted

PAGES = [
    "/",
    "/actors",
    "/actors?q=lav",
    "/dossier/MLI/RUS",
    "/dossier/MLI/RUS/visits",
    "/dossier/MLI/RUS/agreements",
    "/dossier/MLI/RUS/quotations",
    "/dossier/MLI/RUS/claims",
    "/dossier/MLI/CHN",
    "/actor/MLI",
    "/article/1",
    "/agreements",
    "/agreements?one=Mali&other=Russie&stage=signed",
    "/visits",
    "/deliveries",
    "/quotations?one=Lavrov",
    "/network",
    "/review",
    "/audit",
    "/sign-in",
    "/search",
    "/search?q=coopération+militaire",
    "/search?q=xyzzy",
    "/search?actor=Mali&kind=Q",
    "/network?from=2019&to=2019",
    "/nowhere",
]
_VOID = {"meta", "br", "line", "rect", "link", "img", "hr", "input", "path", "option", "circle"}
_FETCHING = {"src", "href", "action", "srcset", "data", "poster"}


class Outline(HTMLParser):
    """Tags of a page with their attributes; breaks if one is closed out of turn."""

    def __init__(self):
        super().__init__()
        self.open, self.tags = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in _VOID:
            assert self.open.pop() == tag, self.getpos()


def outline(page):
    parser = Outline()
    parser.feed(page)
    assert parser.open == []
    return parser


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_page_is_well_formed_and_in_the_language_of_the_reader(get, address, language):
    answer = get(address, language)

    tags = outline(answer.text).tags
    assert next(attrs for tag, attrs in tags if tag == "html")["lang"] == language
    assert sum(tag == "h1" for tag, _ in tags) == 1
    assert len(answer.content) < 1_000_000


@pytest.mark.parametrize("address", PAGES)
def test_page_fetches_and_runs_nothing_but_ours(get, address):
    answer = get(address)

    assert answer.headers["content-security-policy"] == POLICY
    for tag, attrs in outline(answer.text).tags:
        assert not [name for name in attrs if name.startswith("on") or name == "style"]
        if tag in ("script", "link", "img", "form", "iframe", "object"):
            addresses = [attrs[name] for name in attrs if name in _FETCHING]
            assert all(address.startswith("/") for address in addresses), attrs


@pytest.mark.parametrize("address", PAGES)
def test_ids_of_a_page_are_unique_and_its_links_lead_somewhere(get, address):
    tags = outline(get(address).text).tags

    ids = [attrs["id"] for _, attrs in tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    wanted = {attrs["href"][1:] for tag, attrs in tags if attrs.get("href", "").startswith("#")}
    assert wanted <= set(ids)


def test_every_link_of_the_dossier_is_answered(get):
    tags = outline(get("/dossier/MLI/RUS").text).tags

    links = {attrs["href"].split("#")[0] for tag, attrs in tags if tag == "a"}
    answers = {href: get(href).status_code for href in links if href.startswith("/")}
    assert len(answers) > 10
    assert set(answers.values()) == {200}


def test_dossier_tells_the_signing_with_its_evidence(get):
    page = get("/dossier/MLI/RUS").text

    assert "<h3>2019</h3>" in page
    assert "signent un accord de coopération militaire" in page
    assert re.search(r"<mark>[^<]*sign", page)


def test_filters_stand_in_the_address_and_in_the_form(get):
    page = get("/dossier/MLI/RUS?since=2023&until=2023-02").text

    assert "<h3>2019</h3>" not in page
    assert "<h3>2023</h3>" in page
    assert 'name="since" value="2023"' in page
    assert 'name="until" value="2023-02"' in page


def test_a_date_that_is_none_is_explained(get):
    answer = get("/dossier/MLI/RUS?since=hier")

    assert answer.status_code == 400
    assert "hier n&#39;est pas une date EDTF" in answer.text


def test_two_names_lead_to_their_dossier(get):
    answer = get("/find?one=Mali&other=Russie", follow_redirects=False)

    assert (answer.status_code, answer.headers["location"]) == (303, "/dossier/MLI/RUS")


def test_one_name_leads_to_its_page(get):
    answer = get("/find?one=Mali&other=", follow_redirects=False)

    assert answer.headers["location"] == "/actor/MLI"


def test_an_unknown_name_is_answered_with_near_ones(get):
    answer = get("/find?one=Mlai")

    assert answer.status_code == 404
    assert 'href="/find?one=Mali"' in answer.text


def test_one_side_twice_is_refused(get):
    assert get("/dossier/RUS/SUN").status_code == 400


@pytest.mark.parametrize("address", ["/article/999", "/article/x", "/fact/E-0000000000", "/no"])
def test_what_is_not_there_is_not_found(get, address):
    assert get(address).status_code == 404


def test_reader_marks_the_words_of_each_fact_once_and_lists_the_facts(get):
    tags = outline(get("/article/1").text).tags

    listed = {attrs["data-fact"] for _, attrs in tags if "data-fact" in attrs}
    anchors = [attrs["id"] for _, attrs in tags if attrs.get("class") == "anchor"]
    assert listed
    assert listed <= set(anchors)
    assert len(anchors) == len(set(anchors))


def test_reader_shows_the_whole_text(get, library):
    page = get("/article/1").text

    body = re.search(r'<div class="body".*?>(.*?)</div>', page, re.DOTALL)[1]
    parser = Outline()
    words = []
    parser.handle_data = words.append
    parser.feed(body)
    assert "".join("".join(words).split()) == "".join(library.record.text(1).split())


def test_reader_marks_a_passage_named_in_the_address(get, library):
    page = get("/article/1?from=0&to=12").text

    marked = re.findall(r'<span class="m[^"]*passage[^>]*>(?:<a [^>]*></a>)*([^<]*)</span>', page)
    assert "".join(marked) == library.record.text(1)[:12]
    assert page.count('id="passage"') == 1


def test_switch_of_language_is_remembered(web):
    web.cookies.clear()
    web.get("/?lang=en", headers={"accept-language": "fr"})

    assert '<html lang="en">' in web.get("/", headers={"accept-language": "fr"}).text
    web.cookies.clear()


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("fr-FR,fr;q=0.9,en;q=0.8", "fr"),
        ("de, en;q=0.5, fr;q=0.7", "fr"),
        ("en", "en"),
        ("de", None),
        ("fr;q=0", None),
        ("fr;q=x, en;q=0.1", "en"),
        ("", None),
    ],
)
def test_language_is_the_one_wanted_most(header, language):
    assert accepted(header) == language


def test_static_files_are_kept_and_only_ours(get):
    page = get("/").text
    sheet = re.search(r'href="(/static/[^"]+\.css)"', page)[1]

    answer = get(sheet)
    assert answer.headers["content-type"].startswith("text/css")
    assert "immutable" in answer.headers["cache-control"]
    assert get("/static/x/..%2Fapp.py").status_code == 404


def test_healthz(get):
    assert get("/healthz").text == "ok\n"


def test_search_finds_words_whatever_their_case_and_accents_and_counts_by_kind(get):
    page = get("/search?q=COOPERATION").text

    assert "<mark>coopération</mark>" in page
    articles = re.search(r"kind=D[^>]*>articles</a> <span class=.figure.>(\d+)", page)
    assert int(articles[1]) >= 1


def test_search_leads_to_the_passage(get):
    page = get("/search?q=coopération&kind=E").text

    [href, *_] = re.findall(r'href="(/article/\d+\?from=\d+&amp;to=\d+#passage)"', page)
    assert "coopération" in get(href.replace("&amp;", "&")).text


@pytest.mark.parametrize(
    "asked", ['"', "'", "*", "NEAR(", "a OR", "-x", "%22%22", "%00", "(", "«»"]
)
def test_search_takes_any_sign(get, asked):
    assert get(f"/search?q={asked}").status_code == 200


def test_page_of_a_person_tells_offices_by_date(get):
    page = get("/find?one=Sergueï+Choïgou").text

    assert re.search(
        r"<time datetime=.2012[^>]*>[^<]*</time>.*ministre de la Défense", page, re.DOTALL
    )


def test_home_shows_the_latest_claims_with_their_source(get):
    page = get("/").text

    assert re.search(r'id="claims".*«[^»]*».*href="/article/', page, re.DOTALL)


def facets(page):
    """Name of a facet to its values with their addresses and counts."""
    found = {}
    for name, body in re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page, re.DOTALL):
        values = re.findall(r'<a href="([^"]+)"><bdi>(.*?)</bdi></a> <span[^>]*>(\d+)', body)
        found[name] = {value: (unescape(link), int(count)) for link, value, count in values}
    return found


def hits(page):
    return int(re.search(r"kind=E[^>]*>[^<]*</a> <span class=.figure.>(\d+)", page)[1])


def test_facets_count_what_they_lead_to_and_stand_in_the_address(get):
    page = get("/search?q=accord&kind=E", "en").text
    found = facets(page)

    assert set(found) == {"Actor", "Type", "Status", "Year", "Publisher"}
    assert "Mali" in found["Actor"]
    for values in found.values():
        for link, count in list(values.values())[:2]:
            narrowed = get(link, "en").text
            assert hits(narrowed) == count, link
            assert "✕" in narrowed
            assert "q=accord" in link


def test_a_facet_can_be_taken_away_again(get):
    page = get("/search?q=accord&status=actual&since=2019&until=2019", "en").text
    [back] = re.findall(r'<a href="([^"]+)" aria-label="Take away 2019"', page)

    assert unescape(back) == "/search?q=accord&status=actual"


@pytest.mark.parametrize(("order", "first"), [("newest", "2023"), ("oldest", "2019")])
def test_search_is_put_in_the_order_of_dates(get, order, first):
    page = get(f"/search?q=Mali&kind=D&order={order}").text

    assert f'<option value="{order}" selected>' in page
    assert first in re.findall(r'class="cite">.*?</p>', page)[0]


def test_counts_of_search_are_of_what_is_shown(get):
    for query in ("q=Mali", "q=Mali&kind=E", "type=CONSULT"):
        page = get(f"/search?{query}", "en").text
        shown = page.count('<li class="fact">')
        told = re.search(r"<span>1–(\d+) of (\d+)</span>", page)
        sums = sum(
            map(int, re.findall(r"kind=[DEQ][^>]*>[^<]*</a> <span class=.figure.>(\d+)", page))
        )
        assert shown == (int(told[1]) if told else sums if "kind=" not in query else shown)
        assert not told or "kind=" in query or int(told[2]) == sums
