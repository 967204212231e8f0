"""Facts as W3C Web Annotations: each on the very words it was read from."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from dragoman.record.streaming import Told
from dragoman.record.views import (
    AnyFact,
    DocumentInfo,
    RecordedActor,
    RecordedAgreement,
    RecordedClaim,
    RecordedEvent,
    RecordedQuotation,
)
from dragoman.surfaces.export.cells import value
from dragoman.surfaces.export.selection import Selection, Tally
from dragoman.types.span import Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters of text before and after the words, by which they are found again."""

_HEAD = (
    b'{"@context":"' + CONTEXT.encode() + b'","id":"urn:dragoman:annotations",'
    b'"type":"AnnotationPage","items":[\n'
)


def write_annotations(selection: Selection, tally: Tally) -> Iterator[bytes]:
    """Yield one annotation page that holds every fact."""
    encode = msgspec.json.Encoder().encode
    between = b""
    yield _HEAD
    for told in _everything(selection):
        yield between + encode(_annotation(told))
        between = b",\n"
        tally.written += 1
    yield b"\n]}\n"


def _everything(selection: Selection) -> Iterator[Told[Any]]:
    yield from selection.tellings()
    yield from selection.quotations()
    yield from selection.agreements()
    yield from selection.claims()


def urn(fact: str) -> str:
    """Return the IRI of a fact."""
    return f"urn:dragoman:{fact}"


def hash_urn(document: DocumentInfo) -> str:
    """Return the IRI of the very text that was read."""
    return f"urn:sha256:{document.sha256}"


def source_of(document: DocumentInfo) -> str:
    """Return the IRI of an article: its address, else that of its text."""
    return document.url or hash_urn(document)


def selectors(text: str, span: Span) -> list[dict[str, Any]]:
    """Return how the words of `span` are found again: by themselves, and by offsets."""
    return [
        {
            "type": "TextQuoteSelector",
            "exact": span.of(text),
            "prefix": text[max(0, span.start - AROUND) : span.start],
            "suffix": text[span.end : span.end + AROUND],
        },
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
    ]


def _annotation(told: Told[AnyFact]) -> dict[str, Any]:
    fact, document = told.fact, told.fact.document
    kind, tags, spans = _said(fact)
    bodies = [{"type": "TextualBody", "purpose": "classifying", "value": kind}]
    bodies += [
        {"type": "TextualBody", "purpose": "tagging", "value": f"{name}:{tag}"}
        for name, tag in tags
        if tag
    ]
    source = {
        "id": source_of(document),
        "type": "Text",
        "format": "text/plain",
        "language": document.language,
    }
    return {
        "id": urn(fact.fact),
        "type": "Annotation",
        "motivation": "classifying",
        "created": document.added_at.replace("+00:00", "Z"),
        "generator": {
            "type": "Software",
            "name": f"dragoman {told.provenance.dragoman}, {told.provenance.pack}",
        },
        "body": bodies,
        "target": [
            {
                "source": source,
                "selector": selectors(told.text, span),
                "state": {"type": "TimeState", "cached": hash_urn(document)},
            }
            for span in spans
        ],
    }


_Tags = Sequence[tuple[str, str | None]]


def _said(fact: AnyFact) -> tuple[str, _Tags, Iterable[Span]]:
    """Return what kind of fact it is, what it says, and the words that say it."""
    if isinstance(fact, RecordedEvent):
        event = fact.event
        tags = [
            ("mode", value(event.mode)),
            ("act", value(event.act)),
            ("status", event.status.value),
            ("date", value(event.when)),
            ("place", value(event.place)),
            *_named("actor", fact.actors),
            *_named("recipient", fact.recipients),
            ("source", fact.attributed_to),
        ]
        return event.type.value, tags, [mention.trigger for mention in event.mentions]
    if isinstance(fact, RecordedQuotation):
        quotation = fact.quotation
        tags = [
            ("force", value(quotation.force)),
            *_named("speaker", [fact.speaker]),
            *_named("addressee", [fact.addressee]),
            ("date", value(quotation.said_on)),
        ]
        return f"quotation.{quotation.kind}", tags, [quotation.span]
    if isinstance(fact, RecordedAgreement):
        agreement = fact.agreement
        tags = [
            *_named("party", fact.parties),
            *_named("signatory", fact.signatories),
            ("date", value(agreement.date)),
            ("event", fact.event),
        ]
        title = agreement.title or agreement.stage
        return f"agreement.{agreement.stage.value}", tags, title.spans
    assert isinstance(fact, RecordedClaim)
    tags = [("event", fact.about), ("source", fact.attributed_to)]
    return f"claim.{fact.claim.kind}", tags, [fact.claim.span]


def _named(role: str, actors: Iterable[RecordedActor | None]) -> _Tags:
    """Return a tag for each actor: its name, and its entity after it."""
    return [(role, f"{one.name} ({one.entity})") for one in actors if one is not None]
