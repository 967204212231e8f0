"""A dossier of thousands of events in the time that a page may take.

All of its happenings are sketched from columns of the record: enough to order, count, filter and
draw them. Only those that a page shows are then read whole, with the words they were read from.
Both ways end in the same values: a test compares them with those of `pair_dossier`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.dossier.actor import ActorDossier
from dragoman.dossier.chronology import fold, split_dated
from dragoman.dossier.company import company_of
from dragoman.dossier.entry import (
    AgreementLine,
    ClaimLine,
    Dossier,
    Entry,
    Party,
    Side,
)
from dragoman.dossier.evidence import Evidence, Passage, gather_evidence, source_of
from dragoman.dossier.happenings import families_of, is_between
from dragoman.dossier.lines import agreement_line, claim_line
from dragoman.dossier.pair import by_time, concerns, in_order, unique
from dragoman.dossier.parties import introduce_with
from dragoman.dossier.sayings import told_once
from dragoman.knowledge import Knowledge
from dragoman.record.heads import EventHead, Heads, heads_of
from dragoman.record.store import Record
from dragoman.record.views import (
    DocumentInfo,
    RecordedActor,
    RecordedAgreement,
    RecordedClaim,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """A dossier whose lines lack the words they were read from, and what is needed to add them.

    Attributes:
        found: the dossier; entries have no trigger, quantities, contexts nor passages, agreements
            no passages, and there are no quotations. Claims are whole but for what they are about.
        quotations: ids of its quotations, in the order of the dossier.
        families: document to the first of those that are one dispatch with it.
        signed: event id to the agreements that it signs or ends.
        claimed: event id to the ids of the claims made of it.
    """

    found: Dossier | ActorDossier
    quotations: tuple[str, ...]
    families: Mapping[int, int]
    signed: Mapping[str, Sequence[RecordedAgreement]]
    claimed: Mapping[str, Sequence[str]]


def sketch_pair(record: Record, knowledge: Knowledge, one: Side, other: Side) -> Sketch:
    """Return the sketch of `pair_dossier`."""
    sides = (one.ids, other.ids)
    heads = heads_of(record)
    agreements = record.agreements(sides=sides)
    events = _with_signings(heads, heads.find(sides=sides), agreements)
    events = _with_fellows(heads, events)
    around = heads.find(around=sides)
    known = {event.fact for event in events}
    ids = one.ids | other.ids
    beside = [
        event for event in around if event.fact not in known and concerns(event.type, event, ids)
    ]
    told = {event.fact for event in beside}
    signed_around = tuple(
        agreement
        for agreement in (record.agreements(around=sides) if beside else ())
        if agreement.event in told
    )
    claims = record.claims(sides=sides)
    claimed = _claimed(claims, known)
    families = families_of(record, (*events, *around))
    desk = _Desk(heads, introduce_with(knowledge), families)
    lines = desk.lines(agreements, events)
    entries = desk.entries(events, lines, claimed)
    of_event = {fact: entry for entry in entries for fact in entry.facts}
    between = _Between(one.ids, other.ids)
    strays = tuple(entry for entry in entries if not between.holds(entry))
    entries = tuple(entry for entry in entries if between.holds(entry)) if strays else entries
    chronology, undated = split_dated(entries)
    beside_lines = desk.lines(signed_around, beside)
    documents = {event.document.id for event in events}
    documents |= {agreement.document.id for agreement in (*agreements, *signed_around)}
    return Sketch(
        found=Dossier(
            one=one,
            other=other,
            documents=len(documents),
            chronology=chronology,
            undated=undated,
            visits=tuple(entry for entry in entries if entry.is_visit),
            agreements=unique(in_order(agreements, _flat(lines))),
            claims=_claim_lines(record, claims, of_event),
            quotations=(),
            around=by_time(strays, desk.entries(beside, beside_lines, {})),
        ),
        quotations=tuple(said.fact for said in told_once(record.quotations(sides=sides))),
        families=families,
        signed=_signed((*agreements, *signed_around)),
        claimed=claimed,
    )


def sketch_actor(record: Record, knowledge: Knowledge, side: Side) -> Sketch:
    """Return the sketch of `actor_dossier`."""
    heads = heads_of(record)
    events = heads.find(countries=side.ids)
    agreements = record.agreements(countries=side.ids)
    claims = record.claims(countries=side.ids)
    desk = _Desk(heads, introduce_with(knowledge), {})
    lines = desk.lines(agreements, events)
    claimed = _claimed(claims, {event.fact for event in events})
    entries = desk.entries(events, lines, claimed)
    of_event = {fact: entry for entry in entries for fact in entry.facts}
    between = _Between(side.ids, side.ids)
    entries = tuple(entry for entry in entries if between.holds(entry))
    chronology, undated = split_dated(entries)
    documents = {event.document.id for event in events}
    documents |= {agreement.document.id for agreement in agreements}
    return Sketch(
        found=ActorDossier(
            one=side,
            documents=len(documents),
            chronology=chronology,
            undated=undated,
            visits=tuple(entry for entry in entries if entry.is_visit),
            agreements=unique(in_order(agreements, _flat(lines))),
            claims=_claim_lines(record, claims, of_event),
            quotations=(),
        ),
        quotations=heads.quotations(of=side.ids),
        families={},
        signed=_signed(agreements),
        claimed=claimed,
    )


def with_sentences(record: Record, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return sketched `entries` with the sentences that tell them, to look for words in them."""
    held = tuple(entries)
    told = heads_of(record).sentences([fact for entry in held for fact in entry.facts])

    def of(fact: str) -> tuple[Passage, ...]:
        return tuple(
            Passage(span=span, text=words, before="", after="", marks=())
            for span, words in told.get(fact, ())
        )

    return tuple(
        replace(
            entry,
            evidence=tuple(
                replace(item, fact=fact, passages=of(fact))
                for fact, item in zip(entry.facts, entry.evidence, strict=True)
            ),
        )
        for entry in held
    )


class _Between:
    """Tells which entries are between two sides; most have the same parties as others."""

    def __init__(self, one: frozenset[str], other: frozenset[str]) -> None:
        self._sides = (one, other)
        self._known: dict[tuple[int, ...], bool] = {}

    def holds(self, entry: Entry) -> bool:
        """Tell whether an entry is between the sides; see `is_between`."""
        if entry.agreements:
            return is_between(entry, *self._sides)
        # Parties of one actor are one object for as long as the sketch is made.
        key = tuple(map(id, (*entry.actors, *entry.recipients)))
        if key not in self._known:
            self._known[key] = is_between(entry, *self._sides)
        return self._known[key]


class _Desk:
    """Makes sketched entries and lines of columns."""

    def __init__(
        self,
        heads: Heads,
        introduce: Callable[[RecordedActor], Party],
        families: Mapping[int, int],
    ) -> None:
        self._heads = heads
        self._families = families
        self._introduce = introduce
        self._parties: dict[str, Party] = {}
        self._witnesses: dict[int, tuple[Evidence]] = {}

    def entries(
        self,
        events: Sequence[EventHead],
        lines: Mapping[str, Sequence[AgreementLine]],
        claimed: Mapping[str, Sequence[str]],
    ) -> tuple[Entry, ...]:
        """Return one entry for each happening that `events` tell."""
        groups: dict[str, int] = defaultdict(int)
        for event in events:
            if event.happening:
                groups[event.happening] += 1
        # Only where several tellings are joined does it matter what was handed over.
        several = [e.fact for e in events if e.happening and groups[e.happening] > 1]
        quantities = self._heads.quantities(several) if several else {}
        entries = (
            self._entry(
                event,
                tuple(lines.get(event.fact, ())),
                tuple(claimed.get(event.fact, ())),
                quantities.get(event.fact, ()),
            )
            for event in events
        )
        return fold(entries, self._families)

    def _entry(
        self,
        event: EventHead,
        signed: tuple[AgreementLine, ...],
        claims: tuple[str, ...],
        quantities: tuple[str, ...],
    ) -> Entry:
        doing, meant = company_of(event.actors, event.recipients, mode=event.mode, act=event.act)
        actors, recipients = tuple(map(self.party, doing)), tuple(map(self.party, meant))
        if signed and not actors and not recipients:
            actors = signed[0].parties
        return Entry(
            facts=(event.fact,),
            type=event.type,
            mode=event.mode,
            act=event.act,
            status=event.status,
            when=event.when,
            actors=actors,
            recipients=recipients,
            place=event.place,
            quantities=quantities,
            contexts=(),
            trigger="",
            attributed_to=event.attributed_to,
            agreements=signed,
            claims=claims,
            sources=1,
            evidence=self._evidence(event.document),
            confidence=event.confidence,
            happening=event.happening,
        )

    def party(self, actor: RecordedActor) -> Party:
        """Return a participant with its names."""
        if actor.id not in self._parties:
            self._parties[actor.id] = self._introduce(actor)
        return self._parties[actor.id]

    def _evidence(self, document: DocumentInfo) -> tuple[Evidence]:
        """Return what a sketch knows of the evidence of a fact: its article."""
        if document.id not in self._witnesses:
            self._witnesses[document.id] = (
                Evidence(fact="", source=source_of(document), rule="", passages=(), fields=()),
            )
        return self._witnesses[document.id]

    def lines(
        self, agreements: Iterable[RecordedAgreement], events: Iterable[EventHead]
    ) -> dict[str, list[AgreementLine]]:
        """Return event id to the lines of the agreements that it signs or ends."""
        told = {event.fact: event for event in events}
        found: dict[str, list[AgreementLine]] = defaultdict(list)
        for agreement in agreements:
            teller = told.get(agreement.event)
            line = agreement_line(
                agreement, None, self.party, self._evidence(agreement.document)[0]
            )
            if teller:
                line = replace(line, status=teller.status, attributed_to=teller.attributed_to)
            found[agreement.event].append(line)
        return found


def _with_signings(
    heads: Heads, events: tuple[EventHead, ...], agreements: Iterable[RecordedAgreement]
) -> tuple[EventHead, ...]:
    """Return `events` with those that sign an agreement of the pair without naming both."""
    known = {event.fact for event in events}
    wanted = sorted({agreement.event for agreement in agreements} - known)
    missing = heads.these(wanted) if wanted else ()
    return _in_time(events, missing)


def _with_fellows(heads: Heads, events: tuple[EventHead, ...]) -> tuple[EventHead, ...]:
    """Return `events` with all others that tell of the same happenings, in other articles."""
    told = frozenset(event.happening for event in events if event.happening)
    if not told:
        return events
    known = {event.fact for event in events}
    return _in_time(events, tuple(e for e in heads.find(together=told) if e.fact not in known))


def _in_time(events: tuple[EventHead, ...], others: tuple[EventHead, ...]) -> tuple[EventHead, ...]:
    return tuple(sorted((*events, *others), key=lambda e: e.moment)) if others else events


def _claimed(claims: Iterable[RecordedClaim], events: set[str]) -> dict[str, list[str]]:
    """Return the ids of those `events` that claims are made of, to the ids of the claims."""
    found: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        if claim.about in events:
            found[claim.about].append(claim.fact)
    return found


def _signed(agreements: Iterable[RecordedAgreement]) -> dict[str, list[RecordedAgreement]]:
    found: dict[str, list[RecordedAgreement]] = defaultdict(list)
    for agreement in agreements:
        found[agreement.event].append(agreement)
    return found


def _flat(lines: Mapping[str, Sequence[AgreementLine]]) -> tuple[AgreementLine, ...]:
    return tuple(line for held in lines.values() for line in held)


def _claim_lines(
    record: Record, claims: Iterable[RecordedClaim], of_event: dict[str, Entry]
) -> tuple[ClaimLine, ...]:
    """Return claims with the words they were read from."""
    held = tuple(claims)
    texts = heads_of(record).texts(sorted({claim.document.id for claim in held})) if held else {}
    return tuple(
        claim_line(claim, of_event, gather_evidence(claim, texts[claim.document.id]))
        for claim in held
    )
