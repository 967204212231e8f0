"""Web Annotations as rdflib understands them, with the terms of the W3C's vocabulary."""

import json
from pathlib import Path

import jsonschema
import pytest
import rdflib
from rdflib.namespace import RDF

OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
CONTEXT = json.loads((Path(__file__).parent / "anno_context.json").read_text(encoding="utf-8"))


@pytest.fixture
def page(export):
    data, tally = export("annotations")
    return json.loads(data), tally


@pytest.fixture
def graph(page):
    """The page as RDF; the context, which lies on the web, is given by the test."""
    held, _ = page
    assert held["@context"] == "http://www.w3.org/ns/anno.jsonld"
    return rdflib.Graph().parse(
        data=json.dumps(held | {"@context": CONTEXT}), format="json-ld", base="urn:base:"
    )


def test_every_fact_is_an_annotation(page, graph, record):
    facts = [*record.events(), *record.quotations(), *record.agreements(), *record.claims()]

    found = {str(one) for one in graph.subjects(RDF.type, OA.Annotation)}
    assert found == {f"urn:dragoman:{fact.fact}" for fact in facts}
    assert page[1].written == len(facts)


def test_no_term_is_unknown_to_the_vocabulary(graph):
    assert not [p for p in graph.predicates() if str(p).startswith("urn:base:")]
    assert set(graph.objects(None, OA.motivatedBy)) == {OA.classifying}
    assert set(graph.objects(None, OA.hasPurpose)) == {OA.classifying, OA.tagging}


def test_every_target_has_its_words_and_their_offsets(graph, record):
    texts = {f"urn:sha256:{d.sha256}": record.text(d.id) for d in record.documents()}
    targets = list(graph.objects(None, OA.hasTarget))

    assert targets
    for target in targets:
        state = graph.value(target, OA.hasState)
        text = texts[str(graph.value(state, OA.cachedSource))]
        by_type = {graph.value(s, RDF.type): s for s in graph.objects(target, OA.hasSelector)}
        quote, place = by_type[OA.TextQuoteSelector], by_type[OA.TextPositionSelector]
        start, end = int(graph.value(place, OA.start)), int(graph.value(place, OA.end))
        exact = str(graph.value(quote, OA.exact))
        assert text[start:end] == exact
        assert text[:start].endswith(str(graph.value(quote, OA.prefix)))
        assert text[end:].startswith(str(graph.value(quote, OA.suffix)))


def test_the_source_is_the_address_of_the_article(graph, record):
    [visit] = [
        event
        for event in record.events(types=frozenset({"CONSULT"}))
        if event.document.url == "https://example.org/lavrov"
    ]
    target = graph.value(rdflib.URIRef(f"urn:dragoman:{visit.fact}"), OA.hasTarget)

    assert str(graph.value(target, OA.hasSource)) == "https://example.org/lavrov"


IRI = {"type": "string", "pattern": '^[a-z][a-z0-9+.-]*:[^ <>"]+$'}
MODEL = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["@context", "id", "type", "items"],
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "id": IRI,
        "type": {"const": "AnnotationPage"},
        "items": {"type": "array", "items": {"$ref": "#/$defs/annotation"}},
    },
    "$defs": {
        "annotation": {
            "type": "object",
            "required": ["id", "type", "target"],
            "properties": {
                "id": IRI,
                "type": {"const": "Annotation"},
                "motivation": {"enum": ["classifying", "describing", "identifying", "tagging"]},
                "created": {
                    "type": "string",
                    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",
                },
                "generator": {"type": "object", "required": ["type", "name"]},
                "body": {"type": "array", "items": {"$ref": "#/$defs/body"}},
                "target": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/target"}},
            },
        },
        "body": {
            "type": "object",
            "required": ["type", "value"],
            "properties": {
                "type": {"const": "TextualBody"},
                "value": {"type": "string", "minLength": 1},
                "purpose": {"enum": ["classifying", "tagging"]},
            },
        },
        "target": {
            "type": "object",
            "required": ["source", "selector"],
            "properties": {
                "source": {"type": "object", "required": ["id"], "properties": {"id": IRI}},
                "selector": {
                    "type": "array",
                    "minItems": 1,
                    "items": {"oneOf": [{"$ref": "#/$defs/quote"}, {"$ref": "#/$defs/position"}]},
                },
                "state": {
                    "type": "object",
                    "required": ["type", "cached"],
                    "properties": {"type": {"const": "TimeState"}, "cached": IRI},
                },
            },
        },
        "quote": {
            "type": "object",
            "required": ["type", "exact"],
            "properties": {
                "type": {"const": "TextQuoteSelector"},
                "exact": {"type": "string", "minLength": 1},
                "prefix": {"type": "string"},
                "suffix": {"type": "string"},
            },
            "additionalProperties": False,
        },
        "position": {
            "type": "object",
            "required": ["type", "start", "end"],
            "properties": {
                "type": {"const": "TextPositionSelector"},
                "start": {"type": "integer", "minimum": 0},
                "end": {"type": "integer", "minimum": 1},
            },
            "additionalProperties": False,
        },
    },
}
"""What the W3C's Web Annotation Data Model asks of the properties that we write."""


def test_every_annotation_has_what_the_model_requires(page):
    jsonschema.Draft202012Validator.check_schema(MODEL)

    jsonschema.validate(page[0], MODEL, jsonschema.Draft202012Validator)
