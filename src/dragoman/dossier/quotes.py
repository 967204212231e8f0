"""Who said what: the quotations of the record, by speaker, by topic and by time."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from dragoman.dossier.entry import Party, Side
from dragoman.dossier.evidence import Evidence, gather_evidence
from dragoman.dossier.parties import introduce_with
from dragoman.knowledge import Knowledge
from dragoman.record.store import Record
from dragoman.record.views import RecordedActor, RecordedQuotation
from dragoman.types.edtf import days
from dragoman.types.quotation import QuotationKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which quotations are asked for; everything given must hold.

    Attributes:
        by: who speaks, or for whom a spokesman does; a state's people count as it.
        about: who is spoken of or to.
        since, until: EDTF dates. Where the text does not date the words, the
            article's date counts.
        kind: "direct" or "indirect".
        force: what kind of saying ("say", "deny", "accuse", ...).
    """

    by: Side | None = None
    about: Side | None = None
    since: str | None = None
    until: str | None = None
    kind: QuotationKind | None = None
    force: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One quotation as an answer.

    Attributes:
        fact: its id in the record.
        kind: "direct" or "indirect".
        words: the words, as written.
        speaker: who speaks; None if unnamed.
        role: how the article presents the speaker; None if it only names them.
        principal: for whom a spokesman speaks; None otherwise.
        addressee: who is spoken to; None if the text names none.
        about: who the words mention.
        cue: dictionary form of the word that reports; None without one.
        force: what kind of saying; None if not known.
        medium: where it was said ("interview", "tweet", ...); None if not told.
        when: EDTF date of the saying; None if the text gives none.
        published: EDTF date of the article; None if unknown.
        evidence: what it was read from.
    """

    fact: str
    kind: QuotationKind
    words: str
    speaker: Party | None
    role: str | None
    principal: Party | None
    addressee: Party | None
    about: tuple[Party, ...]
    cue: str | None
    force: str | None
    medium: str | None
    when: str | None
    published: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Sayings:
    """What the record holds of who said what.

    Attributes:
        wanted: what was asked for.
        sayings: the quotations in order of time, undated last.
        documents: number of articles they are from.
        version: version of this form.
    """

    wanted: Wanted
    sayings: tuple[Saying, ...]
    documents: int
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What each of two sides says of or to the other.

    Attributes:
        forth: what the one says of the other.
        back: what the other says of the one.
        version: version of this form.
    """

    forth: Sayings
    back: Sayings
    version: int = 1


def find_exchange(record: Record, knowledge: Knowledge, wanted: Wanted) -> Exchange:
    """Return what `wanted.by` and `wanted.about`, both given, say of each other."""
    turned = replace(wanted, by=wanted.about, about=wanted.by)
    return Exchange(
        forth=find_sayings(record, knowledge, wanted),
        back=find_sayings(record, knowledge, turned),
    )


def find_sayings(record: Record, knowledge: Knowledge, wanted: Wanted) -> Sayings:
    """Return the quotations of `record` that are wanted.

    Args:
        record: an open record.
        knowledge: names states and organisations.
        wanted: which.
    """
    found = record.quotations(
        of=wanted.by.ids if wanted.by else None,
        about=wanted.about.ids if wanted.about else None,
        since=wanted.since,
        until=wanted.until,
        undated=True,
        spoken=wanted.kind,
        force=wanted.force,
    )
    introduce = introduce_with(knowledge)
    kept = [quotation for quotation in found if _in_time(quotation, wanted)]
    kept.sort(key=_moment)
    texts: dict[int, str] = {}
    sayings = []
    for quotation in kept:
        key = quotation.document.id
        if key not in texts:
            texts[key] = record.text(key)
        sayings.append(_saying(quotation, introduce, gather_evidence(quotation, texts[key])))
    return Sayings(wanted=wanted, sayings=tuple(sayings), documents=len(texts))


def _date(quotation: RecordedQuotation) -> str | None:
    said_on = quotation.quotation.said_on
    return said_on.value if said_on else quotation.document.published


def _in_time(quotation: RecordedQuotation, wanted: Wanted) -> bool:
    """Tell whether a quotation may lie between the dates that are wanted."""
    if wanted.since is None and wanted.until is None:
        return True
    first, last = days(_date(quotation))
    if first is None and last is None:
        return False
    since, until = days(wanted.since)[0], days(wanted.until)[1]
    late_enough = since is None or last is None or last >= since
    return late_enough and (until is None or first is None or first <= until)


def _moment(quotation: RecordedQuotation) -> tuple[bool, str, int, int]:
    first, last = days(_date(quotation))
    start = quotation.quotation.span.start
    return (first is None and last is None, first or last or "", quotation.document.id, start)


def _saying(
    recorded: RecordedQuotation, introduce: Callable[[RecordedActor], Party], evidence: Evidence
) -> Saying:
    quotation = recorded.quotation

    def party(actor: RecordedActor | None) -> Party | None:
        return introduce(actor) if actor is not None else None

    return Saying(
        fact=recorded.fact,
        kind=quotation.kind,
        words=recorded.words,
        speaker=party(recorded.speaker),
        role=quotation.role.value if quotation.role else None,
        principal=party(recorded.principal),
        addressee=party(recorded.addressee),
        about=tuple(introduce(actor) for actor in recorded.about),
        cue=quotation.cue.value if quotation.cue else None,
        force=quotation.force.value if quotation.force else None,
        medium=quotation.medium.value if quotation.medium else None,
        when=quotation.said_on.value if quotation.said_on else None,
        published=recorded.document.published,
        evidence=evidence,
    )
