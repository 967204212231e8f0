"""Articles in the forms of standards: JSON-LD, ninjs, NewsML-G2."""

import json

import pytest

from dragoman.sources.load import load
from dragoman.sources.outcome import Failure
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


SCHEMA = {
    "@context": "https://schema.org",
    "@type": ["NewsArticle"],
    "headline": "Le pont",
    "articleBody": f"<p>{TEXT}</p><script>alert(1)</script><p>{OTHER} &amp; fin</p>",
    "datePublished": "2021-05-03T10:00:00+02:00",
    "mainEntityOfPage": {"@id": "https://e.org/pont"},
    "publisher": {"@type": "Organization", "name": "La Gazette"},
    "inLanguage": "fr-FR",
}
NINJS1 = {
    "uri": "https://e.org/pont",
    "type": "text",
    "versioncreated": "2021-05-04T10:00:00Z",
    "firstcreated": "2021-05-03T10:00:00Z",
    "headline": "Le pont",
    "body_html": f"<p>{TEXT}</p>\n<p>{OTHER} &amp; fin</p>",
    "copyrightholder": "La Gazette",
    "language": "fr",
    "pubstatus": "usable",
}
NINJS2 = {
    "uri": "https://e.org/pont",
    "contentcreated": "2021-05-03",
    "headlines": [{"role": "main", "value": "Le pont"}],
    "bodies": [
        {"contenttype": "text/html", "value": f"<p>{TEXT}</p><p>{OTHER} &amp; fin</p>"},
    ],
    "infosources": [{"name": "La Gazette"}],
}
MADE = (f"{TEXT}\n\n{OTHER} & fin", "Le pont", "2021-05-03", "La Gazette", "https://e.org/pont")


@pytest.mark.parametrize(
    ("value", "form"),
    [
        (SCHEMA, "schema.org"),
        ({"@context": "https://schema.org", "@graph": [{"@type": "Person"}, SCHEMA]}, "schema.org"),
        (NINJS1, "ninjs"),
        (NINJS2, "ninjs"),
    ],
    ids=["schema", "graph", "ninjs 1", "ninjs 2"],
)
@pytest.mark.parametrize("lines", [True, False])
def test_standard_json_is_read(tmp_path, value, form, lines):
    path = write(tmp_path / "a", json.dumps(value, indent=None if lines else 2))

    [loaded] = load_all(path)

    assert told(loaded) == MADE
    assert loaded.origin.format == form
    assert loaded.document.language == "fr"


@pytest.mark.parametrize(
    ("value", "cause"),
    [
        ({**NINJS1, "type": "picture"}, "no_article"),
        ({**NINJS1, "pubstatus": "canceled"}, "withdrawn"),
        ({**NINJS1, "body_html": ""}, "empty"),
        ({"@context": "https://schema.org", "@type": "Person", "name": "Awa"}, "no_article"),
        ({**SCHEMA, "articleBody": None}, "empty"),
    ],
)
def test_what_is_no_article_to_read_is_refused(tmp_path, value, cause):
    [failure] = load_all(write(tmp_path / "a", json.dumps(value)))

    assert failure.cause == cause


ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" xml:lang="fr">
<itemMeta><itemClass qcode="ninat:{kind}"/><provider qcode="nprov:GZT"><name>La Gazette</name>
</provider><versionCreated>2021-05-04T10:00:00Z</versionCreated>
<pubStatus qcode="stat:{status}"/></itemMeta>
<contentMeta><contentCreated>2021-05-03T10:00:00+02:00</contentCreated>
<headline>Le <em>pont</em></headline></contentMeta><contentSet>{content}</contentSet></newsItem>"""
XHTML = """<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">
<head><title>x</title></head><body><p>{0}</p><p>{1} &amp; fin</p></body></html></inlineXML>"""
NITF = """<inlineXML><nitf><head/><body><body.head><hedline><hl1>x</hl1></hedline></body.head>
<body.content><p>{0}</p><p>{1} &amp; fin</p></body.content></body></nitf></inlineXML>"""
PLAIN = "<inlineData contenttype='text/plain'>{0}\n\n{1} &amp; fin</inlineData>"


def item(content=XHTML, guid="urn:1", kind="text", status="usable"):
    body = content.format(TEXT, OTHER)
    return ITEM.format(guid=guid, kind=kind, status=status, content=body)


@pytest.mark.parametrize("content", [XHTML, NITF, PLAIN], ids=["xhtml", "nitf", "plain"])
def test_newsml_is_read(tmp_path, content):
    [loaded] = load_all(write(tmp_path / "a.xml", "<?xml version='1.0'?>" + item(content)))

    assert told(loaded) == (*MADE[:4], None)
    assert (loaded.document.id, loaded.origin.format) == ("urn:1", "newsml")


def test_a_message_holds_many_items(tmp_path):
    items = item(guid="a") + item(kind="picture") + item(status="canceled") + item(guid="b")
    message = f"<newsMessage><header/><itemSet>{items}</itemSet></newsMessage>"

    outcomes = load_all(write(tmp_path / "a", message))

    assert [getattr(o, "cause", None) or o.document.id for o in outcomes] == [
        "a", "no_article", "withdrawn", "b",
    ]  # fmt: skip


def test_entities_of_xml_are_never_expanded(tmp_path):
    secret = write(tmp_path / "secret", "le mot de passe est ouvert à tous les vents ici")
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<!DOCTYPE newsItem [<!ENTITY a0 "mot "><!ENTITY f SYSTEM "{secret.as_uri()}">{bomb}]>'
    body = item(PLAIN).replace(OTHER, "&f; &a11;")

    outcomes = load_all(write(tmp_path / "a.xml", f"<?xml version='1.0'?>{head}{body}"))

    for outcome in outcomes:
        assert isinstance(outcome, Failure) or "mot" not in outcome.document.text
    assert len(outcomes) == 1
