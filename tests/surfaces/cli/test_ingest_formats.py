"""`dragoman ingest` over every kind of source, up to what the record then holds."""

import bz2
import gzip
import io
import json
import sys
import tarfile
import zipfile

import pytest

from dragoman.record.store import open_record
from dragoman.sources.formats import FORMATS
from dragoman.surfaces.cli import exits

WORDS = (
    "La ministre des Routes du Nord s'est rendue lundi à Belle-Rive pour y rencontrer la maire. "
    "Les deux élues ont parlé du pont, dont les travaux ont pris du retard cet hiver."
)
HEADED = (
    f"date : 3 mai 2021\ntitre : Le pont\nsource : La Gazette\nurl : https://e.example/1\n\n{WORDS}"
)
PAGE = (
    "<!doctype html><html lang='fr'><head><title>Le pont</title>"
    "<meta property='og:site_name' content='La Gazette'>"
    "<meta property='article:published_time' content='2021-05-03T08:00:00+02:00'></head>"
    f"<body><nav>Accueil Sport Météo</nav><article><h1>Le pont</h1><p>{WORDS}</p></article>"
    "<footer>Mentions légales</footer></body></html>"
)
SCHEMA = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Le pont",
    "articleBody": WORDS,
    "datePublished": "2021-05-03",
    "publisher": {"@type": "Organization", "name": "La Gazette"},
}
NINJS = {
    "uri": "urn:gazette:1",
    "type": "text",
    "firstcreated": "2021-05-03T10:00:00Z",
    "headline": "Le pont",
    "body_text": WORDS,
    "provider": "La Gazette",
}
NEWSML = f"""<?xml version="1.0"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:gazette:1" xml:lang="fr">
<itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:GZT"><name>La Gazette</name>
</provider><pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><contentCreated>2021-05-03T10:00:00+02:00</contentCreated><headline>Le pont</headline>
</contentMeta><contentSet><inlineData contenttype="text/plain">{WORDS}</inlineData></contentSet>
</newsItem>"""
FEED = f"""<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>La Gazette</title><item><guid>1</guid><title>Le pont</title>
<pubDate>Mon, 03 May 2021 08:00:00 +0200</pubDate>
<content:encoded><![CDATA[<p>{WORDS}</p>]]></content:encoded></item></channel></rss>"""
OURS = {"text": WORDS, "title": "Le pont", "published": "2021-05-03", "publisher": "La Gazette"}


def zipped(name, content):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, content)
    return out.getvalue()


def taped(name, content):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        data = content.encode()
        info = tarfile.TarInfo(name)
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def as_table(delimiter):
    return delimiter.join(OURS) + "\n" + delimiter.join(f'"{value}"' for value in OURS.values())


CONTENTS = {
    "text with header lines": HEADED,
    "HTML": PAGE,
    "schema.org": json.dumps(SCHEMA),
    "ninjs": json.dumps(NINJS),
    "NewsML-G2": NEWSML,
    "feed": FEED,
    "JSON": json.dumps([OURS], indent=1),
    "JSON Lines": json.dumps(OURS),
    "CSV": as_table(","),
    "TSV": as_table("\t"),
    "zip": zipped("a/b.txt", HEADED),
    "tar.gz": taped("a/b.html", PAGE),
    "gzip": gzip.compress(HEADED.encode()),
    "bzip2": bz2.compress(PAGE.encode()),
}


def only_document(record="dragoman.sqlite"):
    with open_record(record, create=False) as opened:
        [info] = opened.documents()
        return info, opened.text(info.id)


@pytest.mark.parametrize("kind", CONTENTS)
@pytest.mark.parametrize("given", ["a file", "standard input"])
def test_what_is_in_a_file_is_told_from_its_content(light, tmp_path, monkeypatch, kind, given):
    content = CONTENTS[kind]
    data = content if isinstance(content, bytes) else content.encode()
    if given == "a file":
        (tmp_path / "thing").write_bytes(data)  # no suffix to lean on
    else:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    code, out, _ = light("ingest", "thing" if given == "a file" else "-")

    info, text = only_document()
    assert code == exits.DONE
    assert out.startswith("1 article read into dragoman.sqlite in ")
    assert (text, info.title, info.published, info.publisher, info.language) == (
        WORDS, "Le pont", "2021-05-03", "La Gazette", "fr",
    )  # fmt: skip


def test_parquet_is_taken_in(light, tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    parquet.write_table(
        pyarrow.table({name: [value] for name, value in OURS.items()}), tmp_path / "a"
    )

    code, _, _ = light("ingest", "a")

    info, text = only_document()
    assert (code, text, info.published) == (exits.DONE, WORDS, "2021-05-03")


def test_pdf_is_taken_in(light, tmp_path, make_pdf):
    pytest.importorskip("pypdf")
    halves = [f"{half}." for half in WORDS.rstrip(".").split(". ")]
    (tmp_path / "a").write_bytes(make_pdf(halves))

    code, _, _ = light("ingest", "a")

    info, text = only_document()
    assert (code, " ".join(text.split())) == (exits.DONE, WORDS)
    assert (info.title, info.published) == ("Le pont", "2021-05-03")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("gzipped", [True, False])
def test_a_web_archive_is_taken_in_and_not_opened_twice(light, tmp_path, make_warc, gzipped):
    pages = [{"town": "un", "body": PAGE}, {"town": "image", "media": "image/png", "body": b"x"}]
    make_warc(tmp_path / "a", pages, gzipped=gzipped)

    first, _, _ = light("ingest", "a")
    again, out, _ = light("ingest", "a")

    info, _ = only_document()
    assert (first, again) == (exits.DONE, exits.DONE)
    assert "1 article was there already." in out
    assert info.url == "https://gazette.example/un"
    with open_record("dragoman.sqlite", create=False) as record:
        assert record.intake.origin(info.id).place.endswith(f"#offset {find_offset(tmp_path)}")


def find_offset(folder):
    """Return the offset of the first response in the archive."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    with (folder / "a").open("rb") as file:
        return next(iter(ArchiveIterator(file, record_types=WarcRecordType.response))).stream_pos


def test_a_folder_and_a_pattern_are_gone_through(light, tmp_path):
    for name, n in (("press/a.txt", 1), ("press/more/b.txt", 2), ("press/c.html", 3)):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"Moussa visite le marché numéro {n} avec le préfet.\n")

    pattern, out, _ = light("ingest", "press/**/*.txt", "--record", "two.sqlite")
    folder, more, _ = light("ingest", "press", "--record", "two.sqlite")

    assert (pattern, folder) == (exits.DONE, exits.DONE)
    assert out.startswith("2 articles read")
    assert "2 articles were there already" in more


def page(n, words):
    return PAGE.replace(WORDS, words).replace("Le pont", f"Nouvelle {n}")


MET = [
    "Awa rencontre le préfet du Sud et la cheffe du port de Brise pour une heure.",
    "Bintou inaugure avec trois ingénieurs une école de pêche au bord du grand lac.",
]


@pytest.mark.parametrize("kind", ["page", "feed", "sitemap", "index of sitemaps"])
def test_addresses_are_fetched(light, site, kind):
    pages = [site.put(f"/{n}", page(n, words)) for n, words in enumerate(MET)]
    items = "".join(f"<item><title>x</title><link>{url}</link></item>" for url in pages)
    urls = "".join(f"<url><loc>{url}</loc></url>" for url in pages)
    site.put("/sitemap", f"<urlset>{urls}</urlset>", "text/xml")
    start = {
        "page": pages[0],
        "feed": site.put("/feed", f"<rss><channel>{items}</channel></rss>", "text/xml"),
        "sitemap": f"{site.url}/sitemap",
        "index of sitemaps": site.put(
            "/index",
            f"<sitemapindex><sitemap><loc>{site.url}/sitemap</loc></sitemap></sitemapindex>",
            "text/xml",
        ),
    }[kind]

    code, out, _ = light("ingest", start, "--allow-private")

    assert code == exits.DONE
    number = 1 if kind == "page" else 2
    assert out.startswith(f"{number} article")
    with open_record("dragoman.sqlite", create=False) as record:
        assert [info.url for info in record.documents()] == pages[:number]
        [origin, *_] = [record.intake.origin(info.id, whole=True) for info in record.documents()]
    assert origin.original.body.decode() == page(0, MET[0])


def test_addresses_of_this_machine_are_refused_unless_allowed(light, site):
    url = site.put("/a", PAGE)

    code, _, err = light("ingest", url)

    assert code == exits.USER_ERROR
    assert "--allow-private" in err
    assert site.paths == []


@pytest.mark.parametrize("form", FORMATS)
def test_a_format_may_be_forced(light, tmp_path, form):
    """Words alone are an article only of the format that is words alone."""
    (tmp_path / "a").write_text(WORDS)

    code, out, err = light("ingest", "a", "--as", form)

    taken = form == "text"
    assert code == (exits.DONE if taken else exits.USER_ERROR)
    assert out.startswith("1 article read" if taken else "0 articles read")
    assert err.startswith("a") and err.count("\n") == 1  # noqa: PT018 - a remark or the failure


def test_an_unknown_format_lists_those_that_are_known(light):
    code, out, err = light("ingest", "a", "--as", "docx")

    assert (code, out) == (exits.USAGE, "")
    assert all(form in err for form in FORMATS)
