"""What happened, each happening once, for every answer that needs no more than that.

All answers but the dossier of a pair get their happenings here: how the facts of
several articles are brought together is decided in one place.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Unpack

from dragoman.dossier.chronology import make_entries
from dragoman.dossier.entry import AgreementLine, Entry, Party
from dragoman.dossier.evidence import Evidence, gather_evidence
from dragoman.dossier.lines import agreement_line
from dragoman.dossier.parties import introduce_with
from dragoman.knowledge import Knowledge
from dragoman.record.filters import Filters
from dragoman.record.store import Record
from dragoman.record.views import AnyFact, RecordedAgreement, RecordedEvent

if TYPE_CHECKING:
    from dragoman.record.heads import EventHead


def find_happenings(
    record: Record, knowledge: Knowledge, **filters: Unpack[Filters]
) -> tuple[Entry, ...]:
    """Return what happened that fits every filter, in order of time, undated last.

    Args:
        record: an open record.
        knowledge: names states and organisations.
        filters: see `Filters`; those of quotations do not apply.
    """
    events = record.events(**filters)
    wide: Filters = {**filters, "types": None, "statuses": None}
    signed = record.agreements(**wide)
    if not filters.get("types") and not filters.get("statuses"):
        events = with_fellows(record, with_signings(record, events, signed))
    entries = happenings_of(record, knowledge, events, signed)
    sides = filters.get("sides")
    return tuple(e for e in entries if is_between(e, *sides)) if sides else entries


def is_between(entry: Entry, one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether what is shown of a happening takes place between two sides.

    One article of many may name a party that the others do not: then it is no more than
    a happening of one side, in whose neighbourhood the other was read.
    """
    ids = [{party.entity, party.country} for party in parties_of(entry)]
    return all(any(party & side for party in ids) for side in (one, other))


def happenings_of(
    record: Record,
    knowledge: Knowledge,
    events: tuple[RecordedEvent, ...],
    agreements: Iterable[RecordedAgreement],
) -> tuple[Entry, ...]:
    """Return what `events` tell, with those of `agreements` that they sign or end."""
    introduce = introduce_with(knowledge)
    told = {event.fact: event for event in events}
    witness = witness_with(record, told)
    lines: dict[str, list[AgreementLine]] = defaultdict(list)
    for agreement in agreements:
        if teller := told.get(agreement.event):
            line = agreement_line(agreement, teller, introduce, witness(agreement))
            lines[agreement.event].append(line)
    return make_entries(
        events,
        agreements=lines,
        claims={},
        introduce=introduce,
        witness=witness,
        families=families_of(record, events),
    )


def families_of(record: Record, events: "Iterable[RecordedEvent | EventHead]") -> dict[int, int]:
    """Return document to the first of those that are one dispatch with it."""
    return record.families({event.document.id for event in events})


def with_fellows(record: Record, events: tuple[RecordedEvent, ...]) -> tuple[RecordedEvent, ...]:
    """Return `events` with all others that tell of the same happenings, in other articles."""
    told = frozenset(event.happening for event in events if event.happening)
    if not told:
        return events
    known = {event.fact for event in events}
    fellows = tuple(e for e in record.tellings(told) if e.fact not in known)
    return tuple(sorted((*events, *fellows), key=_moment)) if fellows else events


def witness_with(
    record: Record, by_fact: dict[str, RecordedEvent]
) -> Callable[[AnyFact], Evidence]:
    """Return what gives a fact its evidence: every text is fetched once, most at one go."""
    texts = record.texts(event.document.id for event in by_fact.values())

    def witness(fact: AnyFact) -> Evidence:
        number = fact.document.id
        if number not in texts:
            texts[number] = record.text(number)
        told_by = by_fact.get(fact.event) if isinstance(fact, RecordedAgreement) else None
        return gather_evidence(fact, texts[number], told_by=told_by)

    return witness


def parties_of(entry: Entry) -> tuple[Party, ...]:
    """Return everybody who takes part in a happening, each once."""
    bound = (p for line in entry.agreements for p in (*line.parties, *line.signatories))
    return tuple({p.entity: p for p in (*entry.actors, *entry.recipients, *bound)}.values())


def with_signings(
    record: Record, events: tuple[RecordedEvent, ...], agreements: Iterable[RecordedAgreement]
) -> tuple[RecordedEvent, ...]:
    """Return `events` with those that sign an agreement of the pair without naming both."""
    known = {event.fact for event in events}
    missing = []
    for agreement in agreements:
        if agreement.event not in known:
            fact = record.fact(agreement.event)
            if isinstance(fact, RecordedEvent):
                known.add(fact.fact)
                missing.append(fact)
    return tuple(sorted((*events, *missing), key=_moment)) if missing else events


def _moment(event: RecordedEvent) -> tuple[bool, str, str, int, int]:
    """Return what orders events as the record does: by time, undated last."""
    undated = event.earliest is None and event.latest is None
    trigger = event.event.mentions[0].trigger
    return (undated, event.earliest or "", event.latest or "9", event.document.id, trigger.start)
