"""What a page shows of a sketched dossier, read whole."""

from collections.abc import Iterable, Sequence

from dragoman.dossier.chronology import tell_alone
from dragoman.dossier.entry import AgreementLine, Dossier, Entry, QuotationLine
from dragoman.dossier.evidence import Evidence, gather_evidence
from dragoman.dossier.joining import join_tellings
from dragoman.dossier.lines import agreement_line, quotation_line
from dragoman.dossier.pair import speaks
from dragoman.dossier.parties import introduce_with
from dragoman.dossier.sketch import Sketch
from dragoman.knowledge import Knowledge
from dragoman.record.heads import heads_of
from dragoman.record.store import Record
from dragoman.record.views import AnyFact, RecordedAgreement, RecordedEvent


class Filler:
    """Reads whole what a page shows of a sketch."""

    def __init__(self, record: Record, knowledge: Knowledge, sketch: Sketch) -> None:
        self._sketch = sketch
        self._heads = heads_of(record)
        self._introduce = introduce_with(knowledge)
        self._texts: dict[int, str] = {}
        self._events: dict[str, RecordedEvent] = {}
        self._whole: dict[str, Entry] = {}

    def entries(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Return sketched entries whole, in their order."""
        held = tuple(entries)
        self._read(fact for entry in held for fact in entry.facts)
        return tuple(map(self._entry, held))

    def agreements(self, lines: Iterable[AgreementLine]) -> tuple[AgreementLine, ...]:
        """Return sketched lines of agreements whole, in their order."""
        held = tuple(lines)
        self._read(line.event for line in held)
        return tuple(map(self._line, held))

    def quotations(self, ids: Sequence[str]) -> tuple[QuotationLine, ...]:
        """Return the quotations `ids` as lines, in the order of the dossier."""
        found = self._sketch.found
        one = found.one
        other = found.other if isinstance(found, Dossier) else one
        told = self._heads.quoted(ids)
        self._take_texts({quotation.document.id for quotation in told})
        return tuple(
            quotation_line(
                quotation, speaks(quotation, one, other), self._introduce, self._witness(quotation)
            )
            for quotation in told
        )

    def _read(self, facts: Iterable[str]) -> None:
        """Read events with their texts, all at once."""
        wanted = sorted(set(facts) - self._events.keys())
        events = self._heads.whole(wanted) if wanted else ()
        self._events |= {event.fact: event for event in events}
        signed = [a for event in events for a in self._sketch.signed.get(event.fact, ())]
        self._take_texts({fact.document.id for fact in (*events, *signed)})

    def _take_texts(self, documents: set[int]) -> None:
        missing = sorted(documents - self._texts.keys())
        if missing:
            self._texts |= self._heads.texts(missing)

    def _entry(self, entry: Entry) -> Entry:
        name = entry.facts[0]
        if name not in self._whole:
            tellings = [self._alone(self._events[fact]) for fact in entry.facts]
            self._whole[name] = join_tellings(tellings, self._sketch.families)
        return self._whole[name]

    def _alone(self, event: RecordedEvent) -> Entry:
        signed = self._sketch.signed.get(event.fact, ())
        lines = {event.fact: tuple(map(self._agreement, signed))}
        return tell_alone(event, lines, self._sketch.claimed, self._introduce, self._witness)

    def _line(self, line: AgreementLine) -> AgreementLine:
        held = self._sketch.signed[line.event]
        return self._agreement(next(one for one in held if one.fact == line.fact))

    def _agreement(self, agreement: RecordedAgreement) -> AgreementLine:
        teller = self._events.get(agreement.event)
        return agreement_line(agreement, teller, self._introduce, self._witness(agreement))

    def _witness(self, fact: AnyFact) -> Evidence:
        told_by = self._events.get(fact.event) if isinstance(fact, RecordedAgreement) else None
        return gather_evidence(fact, self._texts[fact.document.id], told_by=told_by)
