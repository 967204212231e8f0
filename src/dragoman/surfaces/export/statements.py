"""Facts as RDF statements: SEM for what happened, PROV-O for how it is known."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from dragoman.record.streaming import Told
from dragoman.record.views import RecordedActor, RecordedAgreement, RecordedEvent, RecordedQuotation
from dragoman.surfaces.export.annotations import hash_urn, source_of, urn
from dragoman.surfaces.export.cells import score, value
from dragoman.surfaces.export.selection import Selection, Tally

PREFIXES: Mapping[str, str] = {
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "dcterms": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "drg": "urn:dragoman:vocabulary:",
}
_WIKIDATA = "http://www.wikidata.org/entity/"


@dataclass(frozen=True, slots=True)
class Iri:
    """A resource: its IRI, or a prefixed name from `PREFIXES`."""

    name: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A value; `datatype` is a prefixed name, None for a plain string."""

    value: str
    datatype: str | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """A resource and what is stated of it.

    Attributes:
        iri: its IRI, in full.
        types: prefixed names of its classes.
        statements: predicate (a prefixed name) and object, in order.
    """

    iri: str
    types: tuple[str, ...]
    statements: list[tuple[str, Iri | Literal]] = field(default_factory=list)

    def state(self, predicate: str, object: Iri | Literal | str | None) -> None:
        """State something, unless there is nothing to state."""
        if object is not None:
            held = Literal(object) if isinstance(object, str) else object
            self.statements.append((predicate, held))


class Statements:
    """Makes the nodes of a selection; actors and articles once each."""

    def __init__(self) -> None:
        self._known: set[str] = set()

    def of(self, selection: Selection, tally: Tally) -> Iterator[Node]:
        """Yield the nodes of events, agreements and quotations."""
        for event in selection.tellings():
            yield from self._event(event)
            tally.written += 1
        for agreement in selection.agreements():
            yield from self._agreement(agreement)
            tally.written += 1
        for quotation in selection.quotations():
            yield from self._quotation(quotation)
            tally.written += 1

    def _event(self, told: Told[RecordedEvent]) -> Iterator[Node]:
        fact, event = told.fact, told.fact.event
        node = Node(urn(fact.fact), ("sem:Event", "prov:Entity"))
        node.state("rdfs:label", event.mentions[0].trigger.of(told.text))
        node.state("drg:happening", Iri(urn(told.happening)) if told.happening else None)
        node.state("sem:eventType", Iri(f"drg:type.{event.type.value}"))
        for name in ("mode", "act"):
            held = value(getattr(event, name))
            node.state(f"drg:{name}", held)
        node.state("drg:status", event.status.value)
        points = score(event.type.value)
        node.state("drg:score", Literal(str(points), "xsd:decimal") if points is not None else None)
        yield from self._parts(node, "drg:actor", fact.actors)
        yield from self._parts(node, "drg:recipient", fact.recipients)
        _date(node, value(event.when), fact.earliest, fact.latest)
        node.state("drg:place", value(event.place))
        node.state("drg:onWordOf", fact.attributed_to)
        node.state("prov:value", event.mentions[0].sentence.of(told.text))
        node.state("drg:confidence", Literal(str(event.confidence), "xsd:decimal"))
        yield from self._known_from(node, told)

    def _agreement(self, told: Told[RecordedAgreement]) -> Iterator[Node]:
        fact, agreement = told.fact, told.fact.agreement
        node = Node(urn(fact.fact), ("drg:Agreement", "prov:Entity"))
        node.state("rdfs:label", value(agreement.title))
        node.state("drg:stage", agreement.stage.value)
        node.state("drg:event", Iri(urn(fact.event)))
        yield from self._parts(node, "drg:party", fact.parties)
        yield from self._parts(node, "drg:signatory", fact.signatories)
        _date(node, value(agreement.date), fact.earliest, fact.latest)
        yield from self._known_from(node, told)

    def _quotation(self, told: Told[RecordedQuotation]) -> Iterator[Node]:
        fact, quotation = told.fact, told.fact.quotation
        node = Node(urn(fact.fact), ("drg:Quotation", "prov:Entity"))
        node.state("prov:value", fact.words)
        node.state("drg:kind", quotation.kind)
        for name, actor in (("speaker", fact.speaker), ("addressee", fact.addressee)):
            if actor is not None:
                yield from self._parts(node, f"drg:{name}", (actor,))
        _date(node, value(quotation.said_on), fact.earliest, fact.latest)
        yield from self._known_from(node, told)

    def _parts(
        self, node: Node, predicate: str, actors: tuple[RecordedActor, ...]
    ) -> Iterator[Node]:
        """State who takes part in `node`, and yield those not described yet."""
        for actor in actors:
            iri = entity_iri(actor.entity)
            node.state(predicate, Iri(iri))
            if "sem:Event" in node.types:
                node.state("sem:hasActor", Iri(iri))
            if iri in self._known:
                continue
            self._known.add(iri)
            described = Node(iri, ("sem:Actor", "prov:Agent"))
            described.state("rdfs:label", actor.name)
            described.state("sem:actorType", Iri(f"drg:kind.{actor.kind}"))
            described.state("drg:country", actor.country)
            yield described

    def _known_from(self, node: Node, told: Told[Any]) -> Iterator[Node]:
        """State what `node` was read from and by what, and yield all three."""
        document = told.fact.document
        text, reading = hash_urn(document), f"urn:dragoman:reading:{document.sha256}"
        node.state("prov:wasDerivedFrom", Iri(text))
        node.state("prov:wasGeneratedBy", Iri(reading))
        yield node
        if text in self._known:
            return
        self._known.add(text)
        article = Node(text, ("prov:Entity",))
        if source_of(document) != text and document.url:
            article.state("prov:specializationOf", Iri(document.url))
        article.state("dcterms:title", document.title)
        article.state("dcterms:publisher", document.publisher)
        if document.published:
            article.state("dcterms:issued", Literal(document.published, "edtf:EDTF"))
        article.state("dcterms:language", document.language)
        yield article
        activity = Node(reading, ("prov:Activity",))
        activity.state("prov:used", Iri(text))
        activity.state("prov:endedAtTime", Literal(document.added_at, "xsd:dateTime"))
        for name in ("dragoman", "pack", "knowledge", "model"):
            activity.state(f"drg:{name}", getattr(told.provenance, name))
        yield activity


def entity_iri(entity: str) -> str:
    """Return the IRI of an entity: Wikidata's where it is one of theirs."""
    if entity[:1] == "Q" and entity[1:].isdigit():
        return _WIKIDATA + entity
    return f"urn:dragoman:entity:{quote(entity, safe=':.-_~')}"


def _date(node: Node, edtf: str | None, earliest: str | None, latest: str | None) -> None:
    node.state("dcterms:date", Literal(edtf, "edtf:EDTF") if edtf else None)
    for predicate, day in (
        ("sem:hasEarliestBeginTimeStamp", earliest),
        ("sem:hasLatestEndTimeStamp", latest),
    ):
        node.state(predicate, Literal(day, "xsd:date") if day else None)
