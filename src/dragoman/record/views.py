"""What the record answers: frozen values, each fact with its document and its participants."""

from dataclasses import dataclass
from typing import Literal

from dragoman.types.event import Agreement, Claim, Event
from dragoman.types.quotation import Quotation

Role = Literal[
    "actor", "recipient",  # of an event
    "party", "signatory",  # of an agreement
    "speaker", "principal", "addressee", "about",  # of a quotation; a claim is "about" too
    "source",  # on whose word an event or a claim is told
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentInfo:
    """One version of one article, without its text.

    Attributes:
        id: number in this record; not stable across records.
        name: what its source calls it (a file name, an id).
        title, publisher, url: None if unknown.
        published: EDTF date; None if unknown.
        language: ISO 639-1 code.
        sha256: hex hash of its text.
        version: 1 for the first text seen at its address, then 2, ...
        current: whether no newer version is recorded.
        added_at: ISO 8601 moment, in UTC, when it was recorded.
    """

    id: int
    name: str
    title: str | None
    publisher: str | None
    url: str | None
    published: str | None
    language: str
    sha256: str
    version: int
    current: bool
    added_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedActor:
    """An actor of one document, with the entity it is judged to be.

    Attributes:
        actor: id in its reading ("a1").
        id: id in the record ("A-..."), subject of its judgements.
        entity: "MLI", "NATO", "Q58217", else a key such as "person:sergei-lavrov:RUS":
            of the entity that stands for all it is one with.
        name: as its document writes it most fully.
        kind: actor kind.
        country: ISO 3166-1 alpha-3, or a former state's code; None if none.
        role: office or description in its document; None if none.
        sector: PLOVER sector; None for a state as such or where unknown.
    """

    actor: str
    id: str
    entity: str
    name: str
    kind: str
    country: str | None
    role: str | None
    sector: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedFact:
    """What every fact of the record has.

    Attributes:
        fact: its id ("E-3f2a91c0be"), the same whenever its text is read the same way.
        document: where it was read.
        earliest, latest: ISO days between which it lies; None if open or unknown.
    """

    fact: str
    document: DocumentInfo
    earliest: str | None
    latest: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedEvent(RecordedFact):
    """An event as one document tells it.

    Attributes:
        event: the event itself, with all its spans.
        actors, recipients: its participants, in its order.
        attributed_to: name of the source on whose word it is told, or the text's
            own words for it; None if the article tells it itself.
        happening: id of what it tells together with events of other articles
            ("H-..."); None until it is resolved.
    """

    event: Event
    actors: tuple[RecordedActor, ...]
    recipients: tuple[RecordedActor, ...]
    attributed_to: str | None
    happening: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedQuotation(RecordedFact):
    """A quotation of one document.

    Attributes:
        quotation: the quotation itself, with all its spans.
        words: the quoted words.
        speaker, principal, addressee: who they are; None if unnamed.
        about: actors that the quoted words mention.
    """

    quotation: Quotation
    words: str
    speaker: RecordedActor | None
    principal: RecordedActor | None
    addressee: RecordedActor | None
    about: tuple[RecordedActor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedAgreement(RecordedFact):
    """An agreement as one document tells it.

    Attributes:
        agreement: the agreement itself, with all its spans.
        event: fact id of the event that signs, announces or ends it.
        parties, signatories: who is bound, and who signed.
        accord: id of the accord that agreements of other articles speak of, too
            ("T-..."); None until it is resolved.
    """

    agreement: Agreement
    event: str
    parties: tuple[RecordedActor, ...]
    signatories: tuple[RecordedActor, ...]
    accord: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedClaim(RecordedFact):
    """A claim of uniqueness in one document.

    Attributes:
        claim: the claim itself, with all its spans.
        about: fact id of the event it is claimed of; None if that was not read.
        actors: participants of that event, or the actors its sentence names.
        attributed_to: name of who claims it; None if the article itself does.
    """

    claim: Claim
    about: str | None
    actors: tuple[RecordedActor, ...]
    attributed_to: str | None


AnyFact = RecordedEvent | RecordedQuotation | RecordedAgreement | RecordedClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityInfo:
    """An entity that actors of the record are judged to be.

    Attributes:
        id: id in the knowledge base, or a key such as "person:serguei-lavrov:RUS".
        kind: actor kind.
        name: as the first document that was recorded writes it.
        country: as that document has it; None if none.
        known: whether the knowledge base knows it.
        documents: how many texts name it, older versions included.
    """

    id: str
    kind: str
    name: str
    country: str | None
    known: bool
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What came of adding a reading.

    Attributes:
        created: False if this very text was already recorded.
        corrected: whether its address now gives it another date, title, publisher or
            URL, so that it is read anew; if neither, nothing changed.
        document: number of the document in the record.
        version: its version among the texts of its address.
    """

    created: bool
    corrected: bool = False
    document: int
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedFailure:
    """An article that could not be recorded, kept until it can.

    Attributes:
        path: the file or address.
        article: which article of that file ("line 12", an id); None for the whole file.
        cause: a short code, such as "language" or "empty".
        message: what is wrong, in one line of English.
        advice: what to do about it.
        detail: the varying part of the message (a language, an encoding); None if none.
        at: ISO 8601 moment, in UTC.
    """

    path: str
    article: str | None
    cause: str
    message: str
    advice: str
    detail: str | None
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureGroup:
    """All failures of one cause, in the order of their paths."""

    cause: str
    failures: tuple[RecordedFailure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much the record holds.

    Attributes:
        documents: articles, counting each address once.
        versions: texts, older versions included; the figures below count them all.
        copies: copies of them elsewhere, which were not read.
        unread: texts in languages that no pack reads.
    """

    documents: int
    versions: int
    entities: int
    actors: int
    events: int
    quotations: int
    agreements: int
    claims: int
    failures: int
    copies: int = 0
    unread: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """The state of a record.

    Attributes:
        name: the file, or the address on a server without its password.
        problems: what the engine's own checks found; empty if sound.
        format, newest_format: its format and the newest this dragoman knows.
        size: bytes; of a file with its write-ahead log, of a server's whole database.
        read_only: whether it can only be read.
        engine: what keeps it, with its version ("SQLite 3.45.1").
        counts: how much it holds.
    """

    name: str
    problems: tuple[str, ...]
    format: str
    newest_format: str
    size: int
    read_only: bool
    engine: str
    counts: Counts
