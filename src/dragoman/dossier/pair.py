"""Everything the record holds of two sides, as one frozen answer."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from dragoman.dossier.chronology import make_entries, split_dated
from dragoman.dossier.entry import AgreementLine, Dossier, Entry, Party, Side
from dragoman.dossier.evidence import Evidence, gather_evidence
from dragoman.dossier.happenings import (
    families_of,
    is_between,
    with_fellows,
    with_signings,
)
from dragoman.dossier.lines import agreement_line, claim_line, quotation_line
from dragoman.dossier.parties import introduce_with
from dragoman.dossier.sayings import told_once
from dragoman.knowledge import Knowledge
from dragoman.ontology import MILESTONE
from dragoman.record.store import Record
from dragoman.record.views import (
    AnyFact,
    RecordedActor,
    RecordedAgreement,
    RecordedClaim,
    RecordedEvent,
    RecordedQuotation,
)
from dragoman.types.edtf import sort_key

if TYPE_CHECKING:
    from dragoman.record.heads import EventHead


def pair_dossier(
    record: Record,
    knowledge: Knowledge,
    one: Side,
    other: Side,
    *,
    since: str | None = None,
    until: str | None = None,
) -> Dossier:
    """Return what `record` holds of two sides.

    Args:
        record: an open record.
        knowledge: names states and organisations.
        one, other: the sides, as `find_side` gives them.
        since, until: EDTF dates that the facts must lie between; None for all.
    """
    held = record.pair(one.ids, other.ids, since=since, until=until)
    events = with_fellows(record, with_signings(record, held.events, held.agreements))
    around = (*held.around, *held.signed_around)
    told = (*events, *held.agreements, *held.claims, *held.quotations, *around)
    return build_dossier(
        one,
        other,
        events=events,
        agreements=held.agreements,
        claims=held.claims,
        quotations=held.quotations,
        around=held.around,
        signed_around=held.signed_around,
        texts=record.texts(fact.document.id for fact in told),
        introduce=introduce_with(knowledge),
        families=families_of(record, (*events, *held.around)),
    )


def build_dossier(
    one: Side,
    other: Side,
    *,
    events: tuple[RecordedEvent, ...],
    agreements: tuple[RecordedAgreement, ...],
    claims: tuple[RecordedClaim, ...],
    quotations: tuple[RecordedQuotation, ...],
    around: tuple[RecordedEvent, ...],
    signed_around: tuple[RecordedAgreement, ...],
    texts: Mapping[int, str],
    introduce: Callable[[RecordedActor], Party],
    families: Mapping[int, int] = MappingProxyType({}),
) -> Dossier:
    """Return the dossier that these facts make; a pure function of them.

    Args:
        one, other: the sides.
        events, agreements, claims, quotations: facts between the sides, by time.
        around: events of one side in articles that name both, by time.
        signed_around: agreements that those events sign or end.
        texts: the frozen texts of their documents by number.
        introduce: gives a participant its names.
        families: document to the first of those that are one dispatch with it.
    """
    cited: set[int] = set()
    by_fact = {event.fact: event for event in events}
    tellers = {event.fact: event for event in (*around, *events)}

    def witness(fact: AnyFact) -> Evidence:
        cited.add(fact.document.id)
        told_by = tellers.get(fact.event) if isinstance(fact, RecordedAgreement) else None
        return gather_evidence(fact, texts[fact.document.id], told_by=told_by)

    signed: dict[str, list[AgreementLine]] = defaultdict(list)
    for agreement in agreements:
        line = agreement_line(
            agreement, by_fact.get(agreement.event), introduce, witness(agreement)
        )
        signed[agreement.event].append(line)
    claimed: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        if claim.about is not None:
            claimed[claim.about].append(claim.fact)
    entries = make_entries(
        events,
        agreements=signed,
        claims=claimed,
        introduce=introduce,
        witness=witness,
        families=families,
    )
    of_event = {fact: entry for entry in entries for fact in entry.facts}
    strays = tuple(entry for entry in entries if not is_between(entry, one.ids, other.ids))
    astray = {entry.facts[0] for entry in strays}
    entries = tuple(entry for entry in entries if entry.facts[0] not in astray)
    chronology, undated = split_dated(entries)
    beside = [event for event in around if event.fact not in by_fact]
    ids = one.ids | other.ids
    beside = [event for event in beside if concerns(event.event.type.value, event, ids)]
    told = {event.fact: event for event in beside}
    beside_signed: dict[str, list[AgreementLine]] = defaultdict(list)
    for agreement in signed_around:
        if teller := told.get(agreement.event):
            line = agreement_line(agreement, teller, introduce, witness(agreement))
            beside_signed[agreement.event].append(line)
    lines = [line for held in signed.values() for line in held]
    return Dossier(
        one=one,
        other=other,
        documents=len(cited),
        chronology=chronology,
        undated=undated,
        visits=tuple(entry for entry in entries if entry.is_visit),
        agreements=unique(in_order(agreements, lines)),
        claims=tuple(claim_line(claim, of_event, witness(claim)) for claim in claims),
        quotations=tuple(
            quotation_line(quotation, speaks(quotation, one, other), introduce, witness(quotation))
            for quotation in told_once(quotations)
        ),
        around=by_time(
            strays,
            make_entries(
                beside,
                agreements=beside_signed,
                claims={},
                introduce=introduce,
                witness=witness,
                families=families,
            ),
        ),
    )


def by_time(strays: tuple[Entry, ...], beside: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return both in order of time, undated ones last."""
    if not strays:
        return beside
    return tuple(sorted((*strays, *beside), key=lambda entry: sort_key(entry.when)))


def speaks(quotation: RecordedQuotation, one: Side, other: Side) -> str:
    """Return the id of the side whose words they are."""
    voices = [voice for voice in (quotation.speaker, quotation.principal) if voice]
    return one.id if any({voice.entity, voice.country} & one.ids for voice in voices) else other.id


def in_order(
    agreements: Iterable[RecordedAgreement], lines: Iterable[AgreementLine]
) -> tuple[AgreementLine, ...]:
    """Return `lines` in the order of their `agreements`."""
    by_fact = {line.fact: line for line in lines}
    return tuple(by_fact[agreement.fact] for agreement in agreements)


def unique(lines: Iterable[AgreementLine]) -> tuple[AgreementLine, ...]:
    """Return `lines` without those that repeat a stage of one accord.

    Where nothing was resolved, stage, date, parties and title must be the same.
    """
    kept: dict[object, AgreementLine] = {}
    for line in lines:
        parties = frozenset(party.entity for party in line.parties)
        title = (line.title or "").casefold()
        key: object = (line.stage, line.when, parties, title) if line.when else line.fact
        if line.accord is not None:
            key = (line.accord, line.stage)
        kept.setdefault(key, line)
    return tuple(kept.values())


def concerns(type: str, event: "RecordedEvent | EventHead", ids: frozenset[str]) -> bool:
    """Tell whether an event of one side is with a third party, or a milestone.

    Args:
        type: its type.
        event: who takes part.
        ids: all ids of both sides.
    """
    if type == MILESTONE:
        return True
    parties = (*event.actors, *event.recipients)
    return any(
        not ({party.entity, party.country} & ids) and _is_somebody(party) for party in parties
    )


def _is_somebody(party: RecordedActor) -> bool:
    """Tell whether a party is a state, acts for one, or is a body of its own."""
    return party.country is not None or party.kind in ("state", "igo", "armed_group", "military")
