"""Agreements, claims and quotations of the record as lines of a dossier."""

from collections.abc import Callable

from dragoman.dossier.company import told_of
from dragoman.dossier.entry import AgreementLine, ClaimLine, Entry, Party, QuotationLine
from dragoman.dossier.evidence import Evidence
from dragoman.record.views import (
    RecordedActor,
    RecordedAgreement,
    RecordedClaim,
    RecordedEvent,
    RecordedQuotation,
)

_LONGEST_NAME = 60


def agreement_line(
    recorded: RecordedAgreement,
    event: RecordedEvent | None,
    introduce: Callable[[RecordedActor], Party],
    evidence: Evidence,
) -> AgreementLine:
    """Return an agreement with the status and the source of the event that tells it."""
    agreement = recorded.agreement
    return AgreementLine(
        fact=recorded.fact,
        event=recorded.event,
        title=agreement.title.value if agreement.title else None,
        stage=agreement.stage.value,
        when=agreement.date.value if agreement.date else None,
        parties=tuple(introduce(party) for party in told_of(recorded.parties)),
        signatories=tuple(introduce(party) for party in told_of(recorded.signatories)),
        place=agreement.place.value if agreement.place else None,
        occasion=agreement.occasion.value if agreement.occasion else None,
        subjects=tuple(subject.value for subject in agreement.subjects),
        status=event.event.status.value if event else "actual",
        attributed_to=event.attributed_to if event else None,
        evidence=evidence,
        accord=recorded.accord,
    )


def _claimed_by(source: str | None, evidence: Evidence) -> str | None:
    """Return who makes a claim: in the article's words where they say more.

    "les autorités de la transition" says more than "Mali", which they are judged to be.

    Args:
        source: name of the source; None if the article claims it itself.
        evidence: what the claim was read from.
    """
    words = next((f.words[0] for f in evidence.fields if f.field == "attributed_to"), "")
    if source and " " not in source and " " in words and len(words) <= _LONGEST_NAME:
        return words
    return source


def claim_line(
    recorded: RecordedClaim, of_event: dict[str, Entry], evidence: Evidence
) -> ClaimLine:
    """Return a claim with the entry it is claimed of, if that is among `of_event`."""
    claim = recorded.claim
    return ClaimLine(
        fact=recorded.fact,
        kind=claim.kind,
        words=evidence.passages[0].text,
        scope=claim.scope.value if claim.scope else None,
        since=claim.since.value if claim.since else None,
        attributed_to=_claimed_by(recorded.attributed_to, evidence),
        about=of_event.get(recorded.about or ""),
        evidence=evidence,
    )


def quotation_line(
    recorded: RecordedQuotation,
    side: str,
    introduce: Callable[[RecordedActor], Party],
    evidence: Evidence,
) -> QuotationLine:
    """Return a quotation; `side` is the id of the side that speaks."""
    quotation = recorded.quotation
    return QuotationLine(
        fact=recorded.fact,
        side=side,
        kind=quotation.kind,
        words=recorded.words,
        speaker=introduce(recorded.speaker) if recorded.speaker else None,
        role=quotation.role.value if quotation.role else None,
        force=quotation.force.value if quotation.force else None,
        when=quotation.said_on.value if quotation.said_on else None,
        evidence=evidence,
    )
