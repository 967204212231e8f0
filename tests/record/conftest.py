"""Small real readings, made from sentences of our own."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from dragoman.record.store import Record, open_record
from dragoman.types.actor import Actor, ActorKind, Mention
from dragoman.types.document import Document
from dragoman.types.event import Agreement, Claim, Event, EventMention, Status
from dragoman.types.quotation import Quotation
from dragoman.types.reading import Provenance, Reading
from dragoman.types.span import Sourced, Span

MOMENT = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
PROVENANCE = Provenance(dragoman="0", pack="fr:0", knowledge="0", model="none")

VISIT = (
    "Le ministre russe Oleg Petrov est arrivé à Bamako le 3 mai 2021. "
    "Le Mali et la Russie y ont signé un accord de pêche. "
    "« Nos amis du Mali savent ce que vaut notre parole », a dit Oleg Petrov. "
    "C'est la première fois qu'un ministre russe vient ici. "
    "La France a critiqué la Russie."
)


class Desk:
    """Writes readings of one text by pointing at its words."""

    def __init__(self, text: str) -> None:
        self.text = text

    def span(self, words: str) -> Span:
        start = self.text.index(words)
        return Span(start, start + len(words))

    def sentence(self, words: str) -> Span:
        start = self.span(words).start
        begin = self.text.rfind(". ", 0, start) + 2 if ". " in self.text[:start] else 0
        end = self.text.find(". ", start)
        return Span(begin, len(self.text) if end < 0 else end + 1)

    def value(self, value: str, words: str | None = None) -> Sourced:
        return Sourced(value=value, spans=(self.span(words or value),), rule="test")

    def actor(
        self,
        id: str,
        name: str,
        kind: ActorKind,
        country: str | None = None,
        *,
        entity: str | None = None,
        form: str = "name",
    ) -> Actor:
        mentions = []
        start = self.text.find(name)
        while start >= 0:
            span = Span(start, start + len(name))
            mentions.append(Mention(span=span, head=span, form=form, rule="test"))
            start = self.text.find(name, span.end)
        return Actor(
            id=id,
            name=self.value(name),
            kind=self.value(kind, name),
            country=self.value(country, name) if country else None,
            entity=self.value(entity, name) if entity else None,
            mentions=tuple(mentions),
        )

    def event(
        self,
        id: str,
        type: str,
        trigger: str,
        actors: tuple[str, ...],
        recipients: tuple[str, ...] = (),
        *,
        when: tuple[str, str] | None = None,
        status: Status = "actual",
        attributed_to: str | None = None,
    ) -> Event:
        mention = EventMention(
            trigger=self.span(trigger), sentence=self.sentence(trigger), rule="test"
        )
        return Event(
            id=id,
            type=self.value(type, trigger),
            status=self.value(status, trigger),
            actors=tuple(self.value(a, trigger) for a in actors),
            recipients=tuple(self.value(r, trigger) for r in recipients),
            when=self.value(*when) if when else None,
            attributed_to=self.value(attributed_to, trigger) if attributed_to else None,
            mentions=(mention,),
        )


def visit_reading(document: Document) -> Reading:
    """Return a reading of any document whose text ends with `VISIT`."""
    desk = Desk(document.text)
    visit = desk.event(
        "e1", "CONSULT", "est arrivé", ("a1",), ("a2",), when=("2021-05-03", "le 3 mai 2021")
    )
    signing = desk.event("e2", "SUPPORT", "ont signé", ("a2", "a3"), when=("2021-05", "mai 2021"))
    blame = desk.event("e3", "ACCUSE", "a critiqué", ("a4",), ("a3",))
    accord = Agreement(
        id="g1",
        event="e2",
        parties=(desk.value("a2", "Le Mali"), desk.value("a3", "la Russie")),
        title=desk.value("accord de pêche"),
        stage=desk.value("signed", "ont signé"),
        date=desk.value("2021-05", "mai 2021"),
    )
    words = Quotation(
        id="q1",
        kind="direct",
        span=desk.span("Nos amis du Mali savent ce que vaut notre parole"),
        speaker=desk.value("a1", "Oleg Petrov"),
        cue=desk.value("dire", "a dit"),
        evidence=(desk.sentence("Nos amis"),),
        rule="test",
    )
    claim = Claim(
        id="c1",
        kind="first",
        span=desk.span("la première fois"),
        about="e1",
        sentence=desk.sentence("la première fois"),
        rule="test",
    )
    return Reading(
        document=document.sha256,
        published=document.published,
        provenance=PROVENANCE,
        actors=(
            desk.actor("a1", "Oleg Petrov", "person", "RUS"),
            desk.actor("a2", "Mali", "state", "MLI", entity="MLI"),
            desk.actor("a3", "Russie", "state", "RUS"),
            desk.actor("a4", "France", "state", "FRA"),
        ),
        events=(visit, signing, blame),
        agreements=(accord,),
        quotations=(words,),
        claims=(claim,),
    )


def visit_document(number: int = 0, *, url: str | None = None) -> Document:
    """Return a document with `VISIT` after a sentence that holds its number."""
    lead = f"Dépêche {number}. " if number else ""
    return Document(
        id=f"visit-{number}", text=lead + VISIT, published="2021-05", url=url, publisher="Nous"
    )


@pytest.fixture
def clock() -> Callable[[], datetime]:
    return lambda: MOMENT


@pytest.fixture
def record(where: str, clock: Callable[[], datetime]) -> Iterator[Record]:
    with open_record(where, clock=clock) as opened:
        yield opened


@pytest.fixture
def visit() -> Callable[..., tuple[Document, Reading]]:
    """Makes the n-th article about the visit, and its reading."""

    def make(number: int = 0, *, url: str | None = None) -> tuple[Document, Reading]:
        document = visit_document(number, url=url)
        return document, visit_reading(document)

    return make


@pytest.fixture
def filled(record: Record) -> Record:
    document = visit_document()
    record.add(document, visit_reading(document))
    return record
