"""Events of the record as lines of a chronology: folded, joined to agreements, in order."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from dragoman.dossier.company import company_of
from dragoman.dossier.entry import AgreementLine, Entry, Party
from dragoman.dossier.evidence import Evidence
from dragoman.dossier.joining import join_tellings
from dragoman.record.views import RecordedActor, RecordedAgreement, RecordedEvent
from dragoman.types.edtf import sort_key

Witness = Callable[[RecordedEvent | RecordedAgreement], Evidence]
Introduce = Callable[[RecordedActor], Party]


def make_entries(
    events: Sequence[RecordedEvent],
    *,
    agreements: Mapping[str, Sequence[AgreementLine]],
    claims: Mapping[str, Sequence[str]],
    introduce: Introduce,
    witness: Witness,
    families: Mapping[int, int] = MappingProxyType({}),
) -> tuple[Entry, ...]:
    """Return one entry for each happening, dated ones in order of time.

    What the record resolved is taken from it. Other events are one happening only if
    type, mode, act, status, parties and date are the same and they come from
    different articles; an undated event stands alone.

    Args:
        events: events of the record, in order of time.
        agreements: event id to the agreements that it signs or ends.
        claims: event id to ids of the claims made of it.
        introduce: gives a participant its names.
        witness: gives a fact its evidence.
        families: document to the first of those that are one dispatch with it.
    """
    return fold(
        (tell_alone(event, agreements, claims, introduce, witness) for event in events), families
    )


def fold(entries: Iterable[Entry], families: Mapping[int, int]) -> tuple[Entry, ...]:
    """Return one entry for each happening; see `make_entries`.

    Args:
        entries: of one event each, in order of time.
        families: document to the first of those that are one dispatch with it.
    """
    folded: dict[object, list[Entry]] = {}
    documents: dict[object, set[int]] = {}
    for entry in entries:
        if entry.happening is not None:
            folded.setdefault(entry.happening, []).append(entry)
            continue
        key = _same_fact(entry)
        document = entry.evidence[0].source.document
        if key is None or document in documents.get(key, ()):
            key = entry.facts[0]
        documents.setdefault(key, set()).add(document)
        folded.setdefault(key, []).append(entry)
    joined = [join_tellings(tellings, families) for tellings in folded.values()]
    if any(entry.happening for entry in joined):
        joined.sort(key=lambda entry: sort_key(entry.when))
    return tuple(joined)


def tell_alone(
    recorded: RecordedEvent,
    agreements: Mapping[str, Sequence[AgreementLine]],
    claims: Mapping[str, Sequence[str]],
    introduce: Introduce,
    witness: Witness,
) -> Entry:
    """Return the entry of one event; see `make_entries`."""
    event = recorded.event
    evidence = witness(recorded)
    trigger = event.mentions[0].trigger
    passage = next(p for p in evidence.passages if p.span.covers(trigger))
    start = trigger.start - passage.span.start
    signed = tuple(agreements.get(recorded.fact, ()))
    doing, meant = company_of(
        recorded.actors, recorded.recipients,
        mode=event.mode.value if event.mode else None, act=event.act.value if event.act else None,
    )  # fmt: skip
    actors = tuple(introduce(actor) for actor in doing)
    recipients = tuple(introduce(actor) for actor in meant)
    if signed and not actors and not recipients:
        actors = signed[0].parties
    return Entry(
        facts=(recorded.fact,),
        type=event.type.value,
        mode=event.mode.value if event.mode else None,
        act=event.act.value if event.act else None,
        status=event.status.value,
        when=event.when.value if event.when else None,
        actors=actors,
        recipients=recipients,
        place=event.place.value if event.place else None,
        quantities=tuple(quantity.value for quantity in event.quantities),
        contexts=tuple(context.value for context in event.contexts),
        trigger=passage.text[start : start + trigger.end - trigger.start],
        attributed_to=recorded.attributed_to,
        agreements=signed,
        claims=tuple(claims.get(recorded.fact, ())),
        sources=1,
        evidence=(evidence,),
        confidence=event.confidence,
        happening=recorded.happening,
    )


def _same_fact(entry: Entry) -> object | None:
    """Return what two entries must share to be one happening; None for an undated one."""
    if entry.when is None:
        return None
    parties: set[str] = set()
    if entry.agreements:
        parties = {party.entity for agreement in entry.agreements for party in agreement.parties}
    if not parties:
        parties = {party.entity for party in (*entry.actors, *entry.recipients)}
    return (
        entry.type,
        entry.mode,
        entry.act,
        entry.status,
        entry.when,
        frozenset(parties),
    )


def split_dated(entries: Iterable[Entry]) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """Return the dated entries as given, and the others in order of publication."""
    dated: list[Entry] = []
    undated: list[Entry] = []
    for entry in entries:
        (dated if entry.when is not None else undated).append(entry)
    undated.sort(key=lambda entry: entry.evidence[0].source.published or "9999")
    return tuple(dated), tuple(undated)
