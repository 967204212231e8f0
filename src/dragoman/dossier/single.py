"""The facts of one reading as dossier lines, without any record."""

from collections import defaultdict
from dataclasses import dataclass

from dragoman.dossier.chronology import make_entries
from dragoman.dossier.entry import AgreementLine, ClaimLine, Entry, QuotationLine
from dragoman.dossier.evidence import Evidence, gather_evidence
from dragoman.dossier.lines import agreement_line, claim_line, quotation_line
from dragoman.dossier.parties import introduce_with
from dragoman.knowledge import Knowledge
from dragoman.record.views import (
    AnyFact,
    DocumentInfo,
    RecordedActor,
    RecordedAgreement,
    RecordedClaim,
    RecordedEvent,
    RecordedQuotation,
)
from dragoman.resolution.entities import identify
from dragoman.types.document import Document
from dragoman.types.event import likely_parts
from dragoman.types.reading import Reading
from dragoman.types.span import Sourced


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What one article tells, in the order in which it tells it.

    Attributes:
        events: one entry for each event; its fact is the id in the reading.
        agreements, claims, quotations: likewise.
    """

    events: tuple[Entry, ...]
    agreements: tuple[AgreementLine, ...]
    claims: tuple[ClaimLine, ...]
    quotations: tuple[QuotationLine, ...]


def facts_of(document: Document, reading: Reading, knowledge: Knowledge) -> Facts:
    """Return the facts of `reading` as dossier lines."""
    views = _Views(document, reading)
    introduce = introduce_with(knowledge)
    events = {event.fact: event for event in views.events()}

    def witness(fact: AnyFact) -> Evidence:
        told_by = events.get(fact.event) if isinstance(fact, RecordedAgreement) else None
        return gather_evidence(fact, document.text, told_by=told_by)

    agreements = tuple(
        agreement_line(agreement, events.get(agreement.event), introduce, witness(agreement))
        for agreement in views.agreements()
    )
    signed: dict[str, list[AgreementLine]] = defaultdict(list)
    for line in agreements:
        signed[line.event].append(line)
    entries = tuple(
        make_entries([event], agreements=signed, claims={}, introduce=introduce, witness=witness)[0]
        for event in events.values()
    )
    by_id = {entry.facts[0]: entry for entry in entries}
    return Facts(
        events=entries,
        agreements=agreements,
        claims=tuple(claim_line(claim, by_id, witness(claim)) for claim in views.claims()),
        quotations=tuple(
            quotation_line(quotation, "", introduce, witness(quotation))
            for quotation in views.quotations()
        ),
    )


class _Views:
    """A reading as the views the record would give, with the ids of the reading."""

    def __init__(self, document: Document, reading: Reading) -> None:
        self._text = document.text
        self._reading = reading
        self._info = DocumentInfo(
            id=0,
            name=document.id,
            title=document.title,
            publisher=document.publisher,
            url=document.url,
            published=document.published,
            language=document.language,
            sha256=document.sha256,
            version=1,
            current=True,
            added_at="",
        )
        self._actors = {
            actor.id: RecordedActor(
                actor=actor.id,
                id=actor.id,
                entity=identify(actor, document=document.sha256).entity,
                name=actor.name.value,
                kind=actor.kind.value,
                country=actor.country.value if actor.country else None,
                role=actor.role.value if actor.role else None,
                sector=actor.sector.value if actor.sector else None,
            )
            for actor in reading.actors
        }

    def _some(self, values: tuple[Sourced[str], ...]) -> tuple[RecordedActor, ...]:
        found = (self._actors.get(value.value) for value in values)
        return tuple(dict.fromkeys(actor for actor in found if actor is not None))

    def _one(self, value: Sourced[str] | None) -> RecordedActor | None:
        return self._actors.get(value.value) if value is not None else None

    def _name(self, value: Sourced[str] | None) -> str | None:
        actor = self._one(value)
        return actor.name if actor else value.value if value else None

    def events(self) -> tuple[RecordedEvent, ...]:
        return tuple(
            RecordedEvent(
                fact=event.id,
                document=self._info,
                earliest=None,
                latest=None,
                event=event,
                actors=self._some(doing),
                recipients=self._some(meant),
                attributed_to=self._name(event.attributed_to),
            )
            for event in self._reading.events
            for doing, meant in (likely_parts(event),)
        )

    def agreements(self) -> tuple[RecordedAgreement, ...]:
        return tuple(
            RecordedAgreement(
                fact=agreement.id,
                document=self._info,
                earliest=None,
                latest=None,
                agreement=agreement,
                event=agreement.event,
                parties=self._some(agreement.parties),
                signatories=self._some(agreement.signatories),
            )
            for agreement in self._reading.agreements
        )

    def claims(self) -> tuple[RecordedClaim, ...]:
        return tuple(
            RecordedClaim(
                fact=claim.id,
                document=self._info,
                earliest=None,
                latest=None,
                claim=claim,
                about=claim.about,
                actors=(),
                attributed_to=self._name(claim.attributed_to),
            )
            for claim in self._reading.claims
        )

    def quotations(self) -> tuple[RecordedQuotation, ...]:
        return tuple(
            RecordedQuotation(
                fact=quotation.id,
                document=self._info,
                earliest=None,
                latest=None,
                quotation=quotation,
                words=quotation.span.of(self._text),
                speaker=self._one(quotation.speaker),
                principal=self._one(quotation.principal),
                addressee=self._one(quotation.addressee),
                about=(),
            )
            for quotation in self._reading.quotations
        )
