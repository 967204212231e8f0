"""What the interface answers, as its description (OpenAPI) gives it."""

from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from dragoman.record.views import (
    DocumentInfo,
    RecordedActor,
    RecordedAgreement,
    RecordedClaim,
    RecordedEvent,
    RecordedFact,
    RecordedQuotation,
)

Item = TypeVar("Item")


class Answer(BaseModel):
    """What all answers have in common: nothing that is not described."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Article(Answer):
    """One version of one article, without its text."""

    id: int = Field(description="Number in this record.")
    name: str = Field(description="What its source calls it.")
    title: str | None
    publisher: str | None
    url: str | None
    published: str | None = Field(description="EDTF date.")
    language: str = Field(description="ISO 639-1 code.")
    sha256: str = Field(description="Hash of its text.")
    version: int
    current: bool = Field(description="Whether no newer version is recorded.")


class FullArticle(Article):
    """An article with its frozen text; all offsets count its code points."""

    text: str


class Actor(Answer):
    """Somebody who takes part in a fact."""

    entity: str = Field(description="Who it is judged to be, such as MLI or NATO.")
    name: str = Field(description="As the article writes it most fully.")
    kind: str
    country: str | None = Field(description="ISO 3166-1 alpha-3.")
    role: str | None


class Stretch(Answer):
    """Characters of the article's text."""

    start: int
    end: int


class Fact(Answer):
    """What every fact has."""

    id: str
    article: int
    earliest: str | None = Field(description="ISO day.")
    latest: str | None = Field(description="ISO day.")


class Event(Fact):
    """An event as one article tells it."""

    type: str = Field(description="PLOVER type, or MILESTONE.")
    mode: str | None
    act: str | None
    status: str
    date: str | None = Field(description="EDTF date.")
    place: str | None
    actors: list[Actor]
    recipients: list[Actor]
    attributed_to: str | None
    quantities: list[str]
    contexts: list[str]
    sentences: list[Stretch]
    confidence: float


class Quotation(Fact):
    """Reported words."""

    kind: Literal["direct", "indirect"]
    words: str
    speaker: Actor | None
    addressee: Actor | None
    force: str | None
    date: str | None = Field(description="EDTF date of the saying.")
    stretch: Stretch


class Agreement(Fact):
    """An agreement at one stage."""

    event: str = Field(description="Id of the event that signs, announces or ends it.")
    stage: str
    title: str | None
    date: str | None = Field(description="EDTF date of the stage.")
    parties: list[Actor]
    signatories: list[Actor]


class Claim(Fact):
    """A claim of uniqueness."""

    kind: Literal["first", "last", "only", "unprecedented"]
    about: str | None = Field(description="Id of the event it is claimed of.")
    attributed_to: str | None
    sentence: Stretch


class Entity(Answer):
    """Somebody in the world, with how much the record tells of them."""

    id: str
    name: str
    kind: str
    country: str | None
    known: bool = Field(description="Whether the knowledge base knows it.")
    facts: int
    articles: int


class Page(Answer, Generic[Item]):
    """Some items of a list."""

    total: int = Field(description="How many items the whole list has.")
    items: list[Item]
    next: str | None = Field(description="Address of the following items; null at the end.")


class Problem(Answer):
    """What is wrong with a request."""

    detail: str


def article_of(document: DocumentInfo) -> Article:
    """Return a document as the interface gives it."""
    return Article(**_of(document))


def full_article_of(document: DocumentInfo, text: str) -> FullArticle:
    """Return a document with its text."""
    return FullArticle(**_of(document), text=text)


def _of(document: DocumentInfo) -> dict[str, Any]:
    return {name: getattr(document, name) for name in Article.model_fields}


def actor_of(actor: RecordedActor) -> Actor:
    """Return a participant."""
    return Actor(
        entity=actor.entity,
        name=actor.name,
        kind=actor.kind,
        country=actor.country,
        role=actor.role,
    )


def _some(actors: tuple[RecordedActor, ...]) -> list[Actor]:
    return [actor_of(actor) for actor in actors]


def fact_of(fact: RecordedFact) -> Event | Quotation | Agreement | Claim:
    """Return a fact as the interface gives it."""
    held: dict[str, Any] = {
        "id": fact.fact,
        "article": fact.document.id,
        "earliest": fact.earliest,
        "latest": fact.latest,
    }
    if isinstance(fact, RecordedEvent):
        event = fact.event
        return Event(
            **held,
            type=event.type.value,
            mode=event.mode.value if event.mode else None,
            act=event.act.value if event.act else None,
            status=event.status.value,
            date=event.when.value if event.when else None,
            place=event.place.value if event.place else None,
            actors=_some(fact.actors),
            recipients=_some(fact.recipients),
            attributed_to=fact.attributed_to,
            quantities=[quantity.value for quantity in event.quantities],
            contexts=[context.value for context in event.contexts],
            sentences=[
                Stretch(start=mention.sentence.start, end=mention.sentence.end)
                for mention in event.mentions
            ],
            confidence=event.confidence,
        )
    if isinstance(fact, RecordedQuotation):
        said = fact.quotation
        return Quotation(
            **held,
            kind=said.kind,
            words=fact.words,
            speaker=actor_of(fact.speaker) if fact.speaker else None,
            addressee=actor_of(fact.addressee) if fact.addressee else None,
            force=said.force.value if said.force else None,
            date=said.said_on.value if said.said_on else None,
            stretch=Stretch(start=said.span.start, end=said.span.end),
        )
    if isinstance(fact, RecordedAgreement):
        agreement = fact.agreement
        return Agreement(
            **held,
            event=fact.event,
            stage=agreement.stage.value,
            title=agreement.title.value if agreement.title else None,
            date=agreement.date.value if agreement.date else None,
            parties=_some(fact.parties),
            signatories=_some(fact.signatories),
        )
    assert isinstance(fact, RecordedClaim)
    claim = fact.claim
    return Claim(
        **held,
        kind=claim.kind,
        about=fact.about,
        attributed_to=fact.attributed_to,
        sentence=Stretch(start=claim.sentence.start, end=claim.sentence.end),
    )
