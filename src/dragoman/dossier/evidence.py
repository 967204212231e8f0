"""What a fact was read from: its sentences, the words of every field, and the reasoning."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from dragoman.record.store import Record
from dragoman.record.views import (
    AnyFact,
    DocumentInfo,
    RecordedActor,
    RecordedAgreement,
    RecordedClaim,
    RecordedEvent,
    RecordedQuotation,
)
from dragoman.types.event import Agreement, Claim, Event, likely_parts
from dragoman.types.quotation import Quotation
from dragoman.types.span import Sourced, Span

if TYPE_CHECKING:
    from dragoman.record.copies import Copy
    from dragoman.sources.origin import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The version of the article that a fact was read from.

    Attributes:
        document: its number in the record.
        name: a file name or an id.
        title, publisher, url: None if unknown.
        published: EDTF date; None if unknown.
        sha256: hex hash of its text.
        version: 1 for the first text seen at its address.
    """

    document: int
    name: str
    title: str | None
    publisher: str | None
    url: str | None
    published: str | None
    sha256: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldEvidence:
    """One field of a fact and the words it was read from.

    Attributes:
        field: its name ("when", "actors", ...); several actors have one line each. Who may act
            or be acted upon, but likely does not, stands in "actors_perhaps" or
            "recipients_perhaps".
        value: the value as recorded; a participant by name, an unlikely one by the words.
        words: the characters at its spans.
        spans: where they stand, in code points of the document's text.
        rule: id of what made the value.
        reasoning: how it was reached; None where the rule says it all.
        confidence: probability in 0..1.
    """

    field: str
    value: str
    words: tuple[str, ...]
    spans: tuple[Span, ...]
    rule: str
    reasoning: str | None
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of text with the words in it that matter.

    Attributes:
        span: where it stands in the document's text.
        text: its characters.
        before, after: the text around it in the same paragraph, for context.
        marks: where the evidence stands, in offsets of `text`; sorted, disjoint.
    """

    span: Span
    text: str
    before: str
    after: str
    marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that a fact was read from.

    Attributes:
        fact: its id in the record.
        source: the article.
        rule: id of the pattern that found it.
        passages: its sentences, in text order.
        fields: every field with its words.
    """

    fact: str
    source: Source
    rule: str
    passages: tuple[Passage, ...]
    fields: tuple[FieldEvidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced(Evidence):
    """All that a fact was read from, and how its article came in.

    Attributes:
        origin: where its article and the date of that were taken from; None if not known.
        copies: where else the same dispatch appeared.
    """

    origin: "Origin | None"
    copies: "tuple[Copy, ...]"


def trace(evidence: Evidence, *, origin: "Origin | None", copies: "tuple[Copy, ...]") -> Traced:
    """Return `evidence` with how its article came in."""
    held = {field.name: getattr(evidence, field.name) for field in fields(evidence)}
    return Traced(**held, origin=origin, copies=copies)


def gather_evidence(fact: AnyFact, text: str, *, told_by: RecordedEvent | None = None) -> Evidence:
    """Return what `fact` was read from.

    Args:
        fact: a fact of the record.
        text: the frozen text of its document.
        told_by: for an agreement, the event that signs or ends it: its sentences
            are shown; without it only the words that name the agreement are.
    """
    found = tuple(_fields(fact, text))
    triggers = tuple(_triggers(fact))
    spans = [*triggers, *(span for field in found for span in field.spans)]
    return Evidence(
        fact=fact.fact,
        source=source_of(fact.document),
        rule=_rule(fact),
        passages=tuple(_passage(sentence, spans, text) for sentence in _sentences(fact, told_by)),
        fields=found,
    )


def source_of(document: DocumentInfo) -> Source:
    """Return a document as what facts were read from."""
    return Source(
        document=document.id,
        name=document.name,
        title=document.title,
        publisher=document.publisher,
        url=document.url,
        published=document.published,
        sha256=document.sha256,
        version=document.version,
    )


def _rule(fact: AnyFact) -> str:
    if isinstance(fact, RecordedEvent):
        return fact.event.mentions[0].rule
    if isinstance(fact, RecordedQuotation):
        return fact.quotation.rule
    if isinstance(fact, RecordedClaim):
        return fact.claim.rule
    return fact.agreement.stage.rule


def _triggers(fact: AnyFact) -> Iterator[Span]:
    """Yield the words that express the fact itself."""
    if isinstance(fact, RecordedEvent):
        yield from (mention.trigger for mention in fact.event.mentions)
    elif isinstance(fact, RecordedQuotation):
        yield fact.quotation.span
    elif isinstance(fact, RecordedClaim):
        yield fact.claim.span


def _sentences(fact: AnyFact, told_by: RecordedEvent | None) -> tuple[Span, ...]:
    """Return the sentences that hold the fact, in text order."""
    if isinstance(fact, RecordedEvent):
        spans: Iterable[Span] = (mention.sentence for mention in fact.event.mentions)
    elif isinstance(fact, RecordedQuotation):
        spans = (fact.quotation.span, *fact.quotation.evidence)
    elif isinstance(fact, RecordedClaim):
        spans = (fact.claim.sentence,)
    else:
        agreement = fact.agreement
        named = agreement.title or agreement.stage
        told = told_by.event.mentions if told_by else ()
        spans = (
            Span(named.spans[0].start, named.spans[-1].end),
            *(mention.sentence for mention in told),
        )
    return _merge(spans)


def _merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return `spans` sorted, those that touch or overlap joined."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _passage(sentence: Span, evidence: Iterable[Span], text: str) -> Passage:
    inside = _merge(span for span in evidence if sentence.covers(span))
    start = text.rfind("\n", 0, sentence.start) + 1
    end = text.find("\n", sentence.end)
    return Passage(
        span=sentence,
        text=sentence.of(text),
        before=text[start : sentence.start],
        after=text[sentence.end : end if end >= 0 else len(text)],
        marks=tuple(Span(s.start - sentence.start, s.end - sentence.start) for s in inside),
    )


def _fields(fact: AnyFact, text: str) -> Iterator[FieldEvidence]:
    """Yield every field of a fact that holds sourced values."""
    body, names = _body(fact), _names(fact)
    doubted = _doubted(body)
    for field in fields(body):
        held = getattr(body, field.name)
        for value in held if isinstance(held, tuple) else (held,):
            if isinstance(value, Sourced):
                shown, words = str(value.value), tuple(span.of(text) for span in value.spans)
                unlikely = (field.name, value) in doubted
                yield FieldEvidence(
                    field=f"{field.name}_perhaps" if unlikely else field.name,
                    value=names.get(shown, words[0] if unlikely else shown),
                    words=words,
                    spans=value.spans,
                    rule=value.rule,
                    reasoning=value.reasoning,
                    confidence=value.confidence,
                )


def _doubted(body: Event | Quotation | Agreement | Claim) -> list[tuple[str, Sourced[str]]]:
    """Return who may take part in an event but is not told of, each with the field it stands in."""
    if not isinstance(body, Event):
        return []
    sides = {"actors": body.actors, "recipients": body.recipients}
    return [
        (name, part)
        for (name, side), likely in zip(sides.items(), likely_parts(body), strict=True)
        for part in side
        if part not in likely
    ]


def _body(fact: AnyFact) -> Event | Quotation | Agreement | Claim:
    if isinstance(fact, RecordedEvent):
        return fact.event
    if isinstance(fact, RecordedQuotation):
        return fact.quotation
    if isinstance(fact, RecordedAgreement):
        return fact.agreement
    return fact.claim


def _names(fact: AnyFact) -> dict[str, str]:
    """Return the names of a fact's participants by their ids in its reading."""
    found: list[RecordedActor | None] = []
    if isinstance(fact, RecordedEvent):
        found = [*fact.actors, *fact.recipients]
        source = fact.event.attributed_to
    elif isinstance(fact, RecordedQuotation):
        found = [fact.speaker, fact.principal, fact.addressee]
        source = None
    elif isinstance(fact, RecordedAgreement):
        found = [*fact.parties, *fact.signatories]
        source = None
    else:
        found = [*fact.actors]
        source = fact.claim.attributed_to
    names = {actor.actor: actor.name for actor in found if actor is not None}
    if source is not None and isinstance(fact, RecordedEvent | RecordedClaim):
        names.setdefault(source.value, fact.attributed_to or source.value)
    return names


def find_evidence(record: Record, name: str) -> Evidence:
    """Return what the fact `name` of `record` was read from.

    Args:
        record: an open record.
        name: id of a fact, or its beginning.

    Raises:
        UnknownNameError: if there is none, or more than one.
    """
    fact = record.fact(name)
    teller = record.fact(fact.event) if isinstance(fact, RecordedAgreement) else None
    told_by = teller if isinstance(teller, RecordedEvent) else None
    return gather_evidence(fact, record.text(fact.document.id), told_by=told_by)
