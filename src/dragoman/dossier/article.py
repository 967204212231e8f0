"""What the record holds of one article: its text, what is marked in it, its facts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from dragoman.dossier.chronology import make_entries
from dragoman.dossier.entry import AgreementLine, ClaimLine, Entry, QuotationLine
from dragoman.dossier.evidence import Evidence, gather_evidence
from dragoman.dossier.lines import agreement_line, claim_line, quotation_line
from dragoman.dossier.parties import introduce_with
from dragoman.knowledge import Knowledge
from dragoman.record.store import Record
from dragoman.record.views import AnyFact, DocumentInfo, RecordedAgreement, RecordedEvent
from dragoman.types.reading import Reading
from dragoman.types.span import Span

_NAMED = ("name", "description", "metonym")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """Something marked in a text.

    Attributes:
        kind: "actor", "time", "quotation", "event" or "claim".
        span: where it stands.
        fact: id of the fact it is evidence of; None for actors and times.
        note: what an actor is called or a time means; "" for facts.
    """

    kind: str
    span: Span
    fact: str | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of text under the same marks.

    Attributes:
        span: where it stands.
        text: its characters.
        layers: the marks over it, the widest first.
    """

    span: Span
    text: str
    layers: tuple[Layer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """An article with what was read from it.

    Attributes:
        document: which article.
        paragraphs: its text cut at line breaks and at marks; no character is lost
            but the line breaks.
        events: one entry for each event.
        agreements, claims, quotations: its other facts, in text order.
    """

    document: DocumentInfo
    paragraphs: tuple[tuple[Stretch, ...], ...]
    events: tuple[Entry, ...]
    agreements: tuple[AgreementLine, ...]
    claims: tuple[ClaimLine, ...]
    quotations: tuple[QuotationLine, ...]


def read_article(
    record: Record, knowledge: Knowledge, key: int, *, passage: Span | None = None
) -> ArticlePage:
    """Return the article with number `key` and its facts.

    Args:
        record: an open record.
        knowledge: names states and organisations.
        key: number of the document.
        passage: a stretch that is to be marked besides; None for none.

    Raises:
        UnknownNameError: if there is no such document.
    """
    document, text = record.document(key), record.text(key)
    events = record.events(document=key, superseded=True)
    agreements = record.agreements(document=key, superseded=True)
    claims = record.claims(document=key, superseded=True)
    quotations = record.quotations(document=key, superseded=True)
    introduce = introduce_with(knowledge)
    by_fact = {event.fact: event for event in events}

    def witness(fact: AnyFact) -> Evidence:
        told_by = by_fact.get(fact.event) if isinstance(fact, RecordedAgreement) else None
        return gather_evidence(fact, text, told_by=told_by)

    signed: dict[str, list[AgreementLine]] = defaultdict(list)
    lines = []
    for agreement in agreements:
        line = agreement_line(
            agreement, by_fact.get(agreement.event), introduce, witness(agreement)
        )
        signed[agreement.event].append(line)
        lines.append(line)
    in_text = sorted(events, key=lambda event: event.event.mentions[0].trigger)
    entries = tuple(
        make_entries([event], agreements=signed, claims={}, introduce=introduce, witness=witness)[0]
        for event in in_text
    )
    of_event = {entry.facts[0]: entry for entry in entries}
    layers = [*_read(record.reading(key)), *_told(events)]
    layers += [
        Layer(kind="quotation", span=item.quotation.span, fact=item.fact, note="")
        for item in quotations
    ]
    layers += [
        Layer(kind="claim", span=item.claim.span, fact=item.fact, note="") for item in claims
    ]
    if passage is not None and passage.end <= len(text):
        layers.append(Layer(kind="passage", span=passage, fact=None, note=""))
    return ArticlePage(
        document=document,
        paragraphs=cut(text, layers),
        events=entries,
        agreements=tuple(lines),
        claims=tuple(claim_line(claim, of_event, witness(claim)) for claim in claims),
        quotations=tuple(
            quotation_line(item, "", introduce, witness(item))
            for item in sorted(quotations, key=lambda item: item.quotation.span)
        ),
    )


def _read(reading: Reading) -> Iterable[Layer]:
    """Yield the actors and times of a reading as marks."""
    for actor in reading.actors:
        for mention in actor.mentions:
            if mention.form in _NAMED:
                yield Layer(kind="actor", span=mention.span, fact=None, note=actor.name.value)
    for time in reading.times:
        if time.value is not None:
            yield Layer(kind="time", span=time.span, fact=None, note=time.value)


def _told(events: Iterable[RecordedEvent]) -> Iterable[Layer]:
    """Yield the words that tell events as marks."""
    for event in events:
        for mention in event.event.mentions:
            yield Layer(kind="event", span=mention.trigger, fact=event.fact, note="")


def cut(text: str, layers: Iterable[Layer]) -> tuple[tuple[Stretch, ...], ...]:
    """Return `text` as paragraphs of stretches, each under the same marks throughout."""
    held = sorted(set(layers), key=lambda layer: (layer.span.start, -layer.span.end, layer.kind))
    paragraphs = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            inside = [layer for layer in held if layer.span.start < end and layer.span.end > start]
            paragraphs.append(_stretches(text, start, end, inside))
        start = end + 1
    return tuple(paragraphs)


def _stretches(text: str, start: int, end: int, layers: list[Layer]) -> tuple[Stretch, ...]:
    edges = {start, end}
    for layer in layers:
        edges |= {min(max(edge, start), end) for edge in (layer.span.start, layer.span.end)}
    places = sorted(edges)
    found = []
    for first, last in pairwise(places):
        span = Span(first, last)
        over = tuple(layer for layer in layers if layer.span.overlaps(span))
        found.append(Stretch(span=span, text=text[first:last], layers=over))
    return tuple(found)
