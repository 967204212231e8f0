"""Lists over the whole record, a page at a time: events, agreements and quotations as lines."""

from dataclasses import dataclass
from typing import Unpack

from dragoman.dossier.chronology import make_entries
from dragoman.dossier.entry import AgreementLine, ClaimLine, Entry, QuotationLine
from dragoman.dossier.evidence import Evidence, gather_evidence
from dragoman.dossier.lines import agreement_line, claim_line, quotation_line
from dragoman.dossier.parties import introduce_with
from dragoman.knowledge import Knowledge
from dragoman.record.filters import Filters
from dragoman.record.store import Record
from dragoman.record.views import (
    AnyFact,
    RecordedAgreement,
    RecordedClaim,
    RecordedEvent,
    RecordedQuotation,
)

TURNS = frozenset(
    {
        *("rupture", "recall", "expulsion", "sanction"),
        *("agreement.suspended", "agreement.denounced", "recognition", "ties.opened"),
    }
)
"""Acts by which a relation changes at once: ties are cut or opened, an accord ends."""

Line = Entry | AgreementLine | QuotationLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A page of a list.

    Attributes:
        total: how many lines the whole list has.
        lines: those of this page, the latest first, undated last.
    """

    total: int
    lines: tuple[Line, ...]


def find_register(
    record: Record,
    knowledge: Knowledge,
    kind: str,
    *,
    first: int,
    most: int,
    **filters: Unpack[Filters],
) -> Register:
    """Return some lines of the list of all facts of `kind` that fit `filters`.

    Args:
        record: an open record.
        knowledge: names states and organisations.
        kind: "E", "G" or "Q".
        first: how many lines to leave out at the beginning.
        most: how many to give.
        filters: see `Filters`.
    """
    total, found = record.survey.slice(kind, first=first, most=most, **filters)
    texts = {key: record.text(key) for key in {fact.document.id for fact in found}}
    lines = tuple(_line(record, knowledge, fact, texts[fact.document.id]) for fact in found)
    return Register(total=total, lines=lines)


def _line(record: Record, knowledge: Knowledge, fact: AnyFact, text: str) -> Line:
    """Return one fact as a line, with its evidence."""
    introduce = introduce_with(knowledge)
    if isinstance(fact, RecordedAgreement):
        teller = record.fact(fact.event)
        event = teller if isinstance(teller, RecordedEvent) else None
        return agreement_line(fact, event, introduce, gather_evidence(fact, text, told_by=event))
    if isinstance(fact, RecordedQuotation):
        return quotation_line(fact, "", introduce, gather_evidence(fact, text))
    assert isinstance(fact, RecordedEvent)

    def witness(_: RecordedEvent | RecordedAgreement) -> Evidence:
        return gather_evidence(fact, text)

    return make_entries([fact], agreements={}, claims={}, introduce=introduce, witness=witness)[0]


def find_line(record: Record, knowledge: Knowledge, fact: AnyFact) -> Line:
    """Return one fact of `record` as a line, with its evidence."""
    return _line(record, knowledge, fact, record.text(fact.document.id))


def latest_entries(record: Record, knowledge: Knowledge, limit: int) -> tuple[Entry, ...]:
    """Return the events that took place latest and name who acts, the latest first."""
    found: list[Entry] = []
    for name in record.survey.latest("E", 4 * limit):
        event = record.fact(name)
        if isinstance(event, RecordedEvent) and event.event.status.value == "actual":
            entry = _line(record, knowledge, event, record.text(event.document.id))
            if isinstance(entry, Entry) and entry.actors:
                found.append(entry)
        if len(found) == limit:
            break
    return tuple(found)


def latest_turns(record: Record, knowledge: Knowledge, limit: int) -> tuple[Entry, ...]:
    """Return the dated events by which a relation changed, each happening once, latest first."""
    wanted = Filters(acts=TURNS, statuses=frozenset({"actual"}))
    found: dict[str, Entry] = {}
    for event in record.survey.slice("E", first=0, most=4 * limit, **wanted)[1]:
        if not isinstance(event, RecordedEvent) or event.event.when is None:
            continue
        name = event.happening or event.fact
        if name not in found and event.actors and len(found) < limit:
            entry = find_line(record, knowledge, event)
            assert isinstance(entry, Entry)
            found[name] = entry
    return tuple(found.values())


def latest_claims(record: Record, knowledge: Knowledge, limit: int) -> tuple[ClaimLine, ...]:
    """Return claims of uniqueness, the latest first, undated ones last."""
    found = []
    for claim in record.survey.slice("C", first=0, most=limit)[1]:
        if isinstance(claim, RecordedClaim):
            witness = gather_evidence(claim, record.text(claim.document.id))
            about = record.fact(claim.about) if claim.about else None
            entry = find_line(record, knowledge, about) if about else None
            of_event = {claim.about: entry} if claim.about and isinstance(entry, Entry) else {}
            found.append(claim_line(claim, of_event, witness))
    return tuple(found)
