"""Pages, feeds and sitemaps from a real server."""

import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.sources.feeds import parse_feed
from dragoman.sources.fetch import Fetcher, FetchLimits
from dragoman.sources.load import load
from dragoman.sources.manners import Manners
from dragoman.sources.opening import Meter
from dragoman.sources.outcome import Failure, RefusedError
from dragoman.sources.piece import Options
from dragoman.sources.web import load_address

WORDS = [
    "Le ministre des Routes du Nord s'est rendu mardi à {} pour y rencontrer la maire.",
    "Les deux responsables ont parlé du pont de {}, dont les travaux ont pris du retard.",
    "Selon la maire de {}, l'entreprise n'a pas reçu les poutres commandées au printemps.",
]


def text_of(town):
    return "\n\n".join(words.format(town) for words in WORDS)


def page(town, head=""):
    body = "".join(f"<p>{words.format(town)}</p>" for words in WORDS)
    return (
        f'<html lang="fr"><head><title>{town}</title>{head}</head>'
        f"<body><article><h1>{town}</h1>{body}</article></body></html>"
    )


def rss(site, *entries):
    items = "".join(
        f"<item><guid isPermaLink='false'>{key}</guid><title>{key} &amp; co</title>"
        f"<link>{site.url}/{key}?utm_source=rss</link>"
        f"<pubDate>Mon, 03 May 2021 10:00:00 GMT</pubDate>{more}</item>"
        for key, more in entries
    )
    return (
        '<?xml version="1.0"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/'
        f'content/"><channel><title>La Gazette</title><language>fr</language>{items}</channel>'
        "</rss>"
    )


@pytest.fixture
def options():
    limits = FetchLimits(seconds=5.0, silence=2.0)
    manners = Manners(delay=0.0)
    fetcher = Fetcher(agent="dragoman/test", allow_private=True, limits=limits, manners=manners)
    return Options(fetcher=fetcher)


def load_url(url, options):
    return list(load([url], options))


def test_a_page_at_an_address(site, options):
    site.pages["/start"] = (302, {"Location": "/pont?xtor=1"}, b"")
    site.put("/pont", page("Belle-Rive").encode("cp1252"), "text/html; charset=windows-1252")

    [loaded] = load_url(f"{site.url}/start", options)

    assert loaded.document.text == text_of("Belle-Rive")
    assert loaded.document.url == loaded.address == f"{site.url}/pont"
    assert loaded.path == f"{site.url}/start"
    assert loaded.origin.fetched_at.endswith("+00:00")
    assert loaded.origin.place is None
    assert loaded.origin.original.charset == "windows-1252"
    assert site.paths == ["/start", "/pont?xtor=1"]


def test_an_address_that_fails_is_a_failure(site, options):
    [failure] = load_url(f"{site.url}/none", options)

    assert (failure.cause, failure.detail, failure.path) == ("status", "404", f"{site.url}/none")


def test_other_formats_come_from_addresses_too(site, options):
    import json

    url = site.put("/a", json.dumps([{"text": text_of("Un")}, {"text": text_of("Deux")}]), "x/y")

    assert [one.document.text for one in load_url(url, options)] == [text_of("Un"), text_of("Deux")]


def test_a_feed_gives_the_pages_it_announces(site, options):
    whole = f"<content:encoded><![CDATA[<p>{text_of('Quatre')}</p>]]></content:encoded>"
    entries = (("un", ""), ("deux", whole), ("trois", ""), ("quatre", whole))
    url = site.put("/feed", rss(site, *entries), "application/rss+xml")
    site.put("/un", page("Un"))
    site.put("/deux", page("Deux", '<meta property="article:published_time" content="2021-04-01">'))
    site.put("/robots.txt", "User-agent: *\nDisallow: /quatre", "text/plain")

    outcomes = load_url(url, options)

    assert [getattr(one, "cause", None) or one.document.text for one in outcomes] == [
        text_of("Un"),
        text_of("Deux"),
        "status",
        text_of("Quatre").replace("\n\n", " "),
    ]
    un, deux, trois, quatre = outcomes
    assert (un.document.published, un.origin.date.source) == ("2021-05-03", "feed")
    assert (deux.document.published, deux.origin.date.source) == ("2021-04-01", "metadata")
    assert [date.edtf for date in deux.origin.others] == ["2021-05-03"]
    assert (trois.path, trois.detail) == (f"{site.url}/trois", "404")
    assert quatre.origin.format == "feed"
    assert quatre.document.url == f"{site.url}/quatre"
    assert [one.document.publisher for one in (un, quatre)] == ["La Gazette", "La Gazette"]


def test_a_feed_in_a_file_fetches_nothing(site, options, tmp_path):
    whole = f"<content:encoded><![CDATA[<p>{text_of('Deux')}</p>]]></content:encoded>"
    path = tmp_path / "feed.xml"
    path.write_text(rss(site, ("un", ""), ("deux", whole)))

    short, full = load([path], options)

    assert (short.cause, site.asked) == ("summary_only", [])
    assert full.document.published == "2021-05-03"
    assert full.document.title == "deux & co"


def test_a_page_that_a_feed_leads_to_leads_no_further(site, options):
    url = site.put("/feed", rss(site, ("feed", "")), "text/xml")

    [failure] = load_url(url, options)

    assert failure.cause == "summary_only"
    assert len(site.paths) == 3


def test_a_sitemap_gives_the_pages_it_lists(site, options):
    entry = (
        "<url><loc>{0}/{1}</loc><n:news xmlns:n='x'><n:publication_date>2021-05-0{2}"
        "</n:publication_date></n:news></url>"
    )
    urls = "".join(entry.format(site.url, name, n) for n, name in enumerate(("un", "deux", "x"), 1))
    inner = site.put("/news.xml", f"<urlset>{urls}</urlset>", "application/xml")
    index = site.put("/map.xml", f"<sitemapindex><sitemap><loc>{inner}</loc></sitemap><sitemap>"
                     f"<loc>{site.url}/gone.xml</loc></sitemap></sitemapindex>")  # fmt: skip
    site.put("/un", page("Un"))
    site.put("/deux", page("Deux"))

    outcomes = load_url(index, options)

    assert [getattr(one, "cause", None) or one.document.published for one in outcomes] == [
        "2021-05-01", "2021-05-02", "status", "status",
    ]  # fmt: skip


def test_a_sitemap_may_be_packed_within_an_index_too(site, options):
    inner = f"<urlset><url><loc>{site.url}/un</loc></url></urlset>"
    site.put("/good.xml.gz", gzip.compress(inner.encode()), "application/gzip")
    site.put("/bad.xml.gz", gzip.compress(inner.encode())[:40], "application/gzip")
    parts = "".join(
        f"<sitemap><loc>{site.url}/{name}.xml.gz</loc></sitemap>" for name in ("good", "bad")
    )
    index = site.put("/map.xml", f"<sitemapindex>{parts}</sitemapindex>", "text/xml")
    site.put("/un", page("Un"))

    packed = load_url(f"{site.url}/good.xml.gz", options)
    both = load_url(index, options)

    assert [one.document.text for one in packed] == [text_of("Un")]
    assert [getattr(one, "cause", None) or one.document.text for one in both] == [
        text_of("Un"), "malformed",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["feed", "sitemap"])
def test_a_list_tells_how_much_of_it_is_dealt_with(site, options, kind):
    names = ("un", "deux", "trois", "quatre")
    urls = "".join(f"<url><loc>{site.url}/{name}</loc></url>" for name in names)
    url = site.put(
        "/list",
        rss(site, *((name, "") for name in names))
        if kind == "feed"
        else f"<urlset>{urls}</urlset>",
        "text/xml",
    )
    meter = Meter()

    told = [(meter.part, meter.parts) for _ in load_address(url, options, meter)]

    assert told == [(0, 4), (1, 4), (2, 4), (3, 4)]


def test_an_index_of_indexes_ends(site, options):
    url = f"{site.url}/map.xml"
    site.put("/map.xml", f"<sitemapindex><sitemap><loc>{url}</loc></sitemap></sitemapindex>")

    [failure] = load_url(url, options)

    assert failure.cause == "format"


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Agence</title><entry><id>tag:1</id>
<title type="html">Le &lt;b&gt;pont&lt;/b&gt;</title><link href="/pont"/>
<updated>2021-05-03T10:00:00Z</updated><content type="html">&lt;p&gt;Le ministre a parlé.&lt;/p&gt;
&lt;script&gt;alert(1)&lt;/script&gt;</content></entry></feed>"""


def test_atom_is_read_and_cleaned():
    feed = parse_feed(ATOM.encode(), url="https://e.org/feed/atom")

    [entry] = feed.entries
    assert (entry.key, entry.url, entry.title) == ("tag:1", "https://e.org/pont", "Le pont")
    assert (entry.content, entry.publisher) == ("Le ministre a parlé.", "Agence")
    assert entry.published == "2021-05-03T10:00:00Z"


LINK = "<link>https://e.org/1</link>"
SLOPPY = [
    (f"<rss><channel><title>A</title><item><title>B & C</title>{LINK}</item>".encode(), 1),
    (f"<rss><channel><item><title>Été</title>{LINK}</item></channel></rss>".encode("cp1252"), 1),
    (b"<rss><channel><title>A</title></channel></rss>", 0),
    (b"<rss><channel><item></item><item><title>x</title></item><item><title>x</title></item>", 1),
]


@pytest.mark.parametrize(("data", "number"), SLOPPY)
def test_sloppy_feeds_are_read_as_far_as_possible(data, number):
    assert len(parse_feed(data, url=None).entries) == number


PARTS = [
    *("<rss>", "<channel>", "<item>", "<title>", "</title>", "<link>http://x/</link>", "<entry>"),
    *("<feed xmlns='http://www.w3.org/2005/Atom'>", "&", "<![CDATA[", "]]>", "<guid>", "é"),
    *("32 Foo 2021", "\0", "<?xml version='1.0' encoding='utf-7'?>", "<!DOCTYPE x [", "<pubDate>"),
]


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(PARTS) | st.text(max_size=8), max_size=15).map("".join))
def test_any_feed_is_parsed_or_refused(text):
    cause = None
    try:
        feed = parse_feed(text.encode(), url="https://e.org/")
    except RefusedError as refused:
        cause = refused.cause
    assert cause in (None, "malformed", "format")
    assert cause or all(entry.key for entry in feed.entries)


def test_failures_of_a_feed_name_it(site, options):
    url = site.put("/feed", "<rss", "text/xml")

    [failure] = load_url(url, options)

    assert (type(failure), failure.path, failure.cause) == (Failure, url, "malformed")
