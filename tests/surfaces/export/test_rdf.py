"""RDF and ClaimReview as rdflib reads them."""

import json

import pytest
import rdflib
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, PROV, RDF, RDFS, XSD

from dragoman.surfaces.export.rdf import _name, _term
from dragoman.surfaces.export.statements import Literal, entity_iri

SEM = rdflib.Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
DRG = rdflib.Namespace("urn:dragoman:vocabulary:")
SCHEMA = rdflib.Namespace("https://schema.org/")


@pytest.fixture
def graph(export):
    return rdflib.Graph().parse(data=export("turtle")[0], format="turtle")


def test_both_forms_say_the_same(export, graph):
    other = rdflib.Graph().parse(data=export("jsonld")[0], format="json-ld")

    assert len(graph) > 0
    assert isomorphic(graph, other)


def test_every_event_is_there_with_its_actors_and_dates(graph, record):
    events = record.events()

    found = {str(one) for one in graph.subjects(RDF.type, SEM.Event)}
    assert found == {f"urn:dragoman:{event.fact}" for event in events}
    for event in events:
        node = rdflib.URIRef(f"urn:dragoman:{event.fact}")
        actors = {str(one) for one in graph.objects(node, DRG.actor)}
        assert actors == {entity_iri(actor.entity) for actor in event.actors}
        earliest = graph.value(node, SEM.hasEarliestBeginTimeStamp)
        assert (str(earliest) if earliest else None) == event.earliest
        if earliest is not None:
            assert earliest.datatype == XSD.date


def test_every_fact_leads_to_its_article_and_to_what_read_it(graph):
    for node in graph.subjects(RDF.type, PROV.Entity):
        if not str(node).startswith("urn:dragoman:"):
            continue
        text = graph.value(node, PROV.wasDerivedFrom)
        reading = graph.value(node, PROV.wasGeneratedBy)
        assert str(text).startswith("urn:sha256:")
        assert graph.value(text, DCTERMS.language)
        assert graph.value(reading, PROV.used) == text
        assert graph.value(reading, DRG.pack)


def test_a_question_in_sparql(graph):
    found = graph.query(
        """
        SELECT ?name ?url WHERE {
          ?event sem:hasActor <urn:dragoman:entity:MLI> ; drg:actor ?actor ;
            prov:wasDerivedFrom/prov:specializationOf ?url ; dcterms:date ?date .
          ?actor rdfs:label ?name .
          FILTER (str(?date) = "2023-02-07")
        }
        """,
        initNs={"sem": SEM, "drg": DRG, "prov": PROV, "dcterms": DCTERMS, "rdfs": RDFS},
    )

    assert ("Sergueï Lavrov", "https://example.org/lavrov") in {
        (str(row.name), str(row.url)) for row in found
    }


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("sem:Event", "sem:Event"),
        ("drg:type.CONSULT", "<urn:dragoman:vocabulary:type.CONSULT>"),
        ("https://example.org/a b<c>", "<https://example.org/a%20b%3Cc%3E>"),
    ],
)
def test_names_in_turtle(name, written):
    assert _name(name) == written


def test_words_in_turtle_come_back_as_they_were():
    words = 'Il a dit : "oui \\ non"\n\tpuis « rien »\r'
    data = f"<urn:a> <urn:b> {_term(Literal(words))} ."

    [(_, _, held)] = rdflib.Graph().parse(data=data, format="turtle")

    assert str(held) == words


def test_entities_of_wikidata_are_theirs():
    assert entity_iri("Q58217") == "http://www.wikidata.org/entity/Q58217"
    assert entity_iri("name:modibo keita") == "urn:dragoman:entity:name:modibo%20keita"


def test_claims_that_were_checked_are_reviews(export, record):
    data, tally = export("claimreview")

    page = json.loads(data)
    assert page["@context"] == "https://schema.org"
    graph = rdflib.Graph().parse(
        data=json.dumps(page | {"@context": {"@vocab": str(SCHEMA)}}), format="json-ld"
    )
    reviews = set(graph.subjects(RDF.type, SCHEMA.ClaimReview))
    assert len(reviews) == tally.written
    assert tally.written + tally.left_out["unchecked"] == len(record.claims())
    for review in reviews:
        rating = graph.value(review, SCHEMA.reviewRating)
        claim = graph.value(review, SCHEMA.itemReviewed)
        assert graph.value(review, SCHEMA.claimReviewed)
        assert graph.value(review, SCHEMA.url)
        assert graph.value(rating, SCHEMA.alternateName)
        assert graph.value(claim, RDF.type) == SCHEMA.Claim
        assert (graph.value(claim, SCHEMA.appearance), RDF.type, SCHEMA.NewsArticle) in graph
    assert reviews
