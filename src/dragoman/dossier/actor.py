"""Everything the record holds of one state, organisation or person."""

from dataclasses import dataclass

from dragoman.dossier.entry import AgreementLine, ClaimLine, Entry, QuotationLine, Side
from dragoman.dossier.pair import build_dossier
from dragoman.dossier.parties import introduce_with
from dragoman.knowledge import Knowledge
from dragoman.record.store import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorDossier:
    """What the record holds of one side.

    Attributes:
        one: the side.
        documents: number of articles it draws on.
        chronology: dated entries in order of time.
        undated: entries whose date is not known.
        visits: those of both that are visits, in the same order.
        agreements, claims: in order of time, undated last.
        quotations: words of this side, in order of time, undated last.
        around: always empty: everything is about this side.
    """

    one: Side
    documents: int
    chronology: tuple[Entry, ...]
    undated: tuple[Entry, ...]
    visits: tuple[Entry, ...]
    agreements: tuple[AgreementLine, ...]
    claims: tuple[ClaimLine, ...]
    quotations: tuple[QuotationLine, ...]
    around: tuple[Entry, ...] = ()


def actor_dossier(record: Record, knowledge: Knowledge, side: Side) -> ActorDossier:
    """Return what `record` holds of `side`: of a state, what its people do too."""
    events = record.events(countries=side.ids)
    agreements = record.agreements(countries=side.ids)
    claims = record.claims(countries=side.ids)
    quotations = record.quotations(of=side.ids)
    told = (*events, *agreements, *claims, *quotations)
    found = build_dossier(
        side,
        side,
        events=events,
        agreements=agreements,
        claims=claims,
        quotations=quotations,
        around=(),
        signed_around=(),
        texts=record.texts(fact.document.id for fact in told),
        introduce=introduce_with(knowledge),
    )
    return ActorDossier(
        one=side,
        documents=found.documents,
        chronology=found.chronology,
        undated=found.undated,
        visits=found.visits,
        agreements=found.agreements,
        claims=found.claims,
        quotations=found.quotations,
    )
