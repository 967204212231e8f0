"""Records made up for the pages: as large, as long-winded and as hostile as one likes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from dragoman.record.store import Record, open_record
from dragoman.types.actor import Actor, Mention
from dragoman.types.document import Document
from dragoman.types.event import Event, EventMention
from dragoman.types.quotation import Quotation
from dragoman.types.reading import Provenance, Reading
from dragoman.types.span import Sourced, Span

KINDS = (
    ("CONSULT", "visit", "visit", "a rencontré"),
    ("COOPERATE", None, "delivery", "a livré des camions à"),
    ("ACCUSE", "disapprove", None, "a critiqué"),
    ("SUPPORT", None, None, "a soutenu"),
    ("ASSAULT", "aerial", None, "a bombardé"),
)
STATUSES = ("actual", "actual", "actual", "planned", "denied")


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Who takes part: what texts call them, and who they are."""

    one: str = "Le Mali"
    one_country: str | None = "MLI"
    one_kind: str = "state"
    other: str = "la Russie"
    other_country: str | None = "RUS"
    other_kind: str = "state"
    title: str = "Des nouvelles"
    publisher: str = "Gazette de test"
    tail: str = ""


ODD = (
    Cast(
        one="الجنرال عبد الفتاح البرهان", one_kind="person", one_country="SDN",
        other="בנימין נתניהו", other_kind="person", other_country="ISR",
        title="البرهان يلتقي نتنياهو في الخرطوم", publisher="جريدة الاختبار",
    ),
    Cast(
        one="محمدجواد ظریف", one_kind="person", one_country="IRN",
        title="دیدار ظریف در مسکو (2019)", publisher="روزنامه",
    ),
    Cast(
        one="Le Haut-Commissariat extraordinaire du Gouvernement de transition pour la "
        "refondation, la réconciliation nationale, la cohésion sociale et le développement "
        "harmonieux des collectivités territoriales du septentrion malien",
        one_kind="party", one_country="MLI",
        other="Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetzkommissions"
        "präsidentenstellvertreter",
        other_kind="person", other_country="DEU",
        title="Un titre " + "qui n'en finit pas de dire ce que chacun savait déjà " * 5 + "a" * 90,
        publisher="Le Bulletin hebdomadaire illustré des collectivités d'outre-mer réunies",
    ),
)  # fmt: skip
"""Names from right to left, and names and titles too long for any line."""


def write_events(
    path: Path, *, documents: int, each: int, casts: Sequence[Cast] = (Cast(),)
) -> Path:
    """Write a record of `documents` articles that tell `each` events; one after the other
    has the next cast. Every seventh event is undated."""
    with open_record(path) as record:
        for number in range(documents):
            add(record, number, each, casts[number % len(casts)])
    return path


def add(record: Record, number: int, each: int, cast: Cast) -> None:
    parts: list[str] = [f"Article numéro {number}.\n\n"]
    told = []
    for place in range(each):
        index = number * each + place
        day = date(1990, 1, 1) + timedelta(days=(index * 37) % 12000)
        verb = KINDS[index % len(KINDS)][3]
        start = sum(map(len, parts))
        words = f"{cast.one} {verb} {cast.other} le {day.isoformat()}, fait {index}{cast.tail}."
        parts += [words, "\n" if place % 3 == 2 else " "]
        told.append((index, start, words, verb, day))
    text = "".join(parts)
    first, second = told[0][1], told[0][1] + len(cast.one) + len(told[0][3]) + 2

    def at(start: int, words: str) -> Span:
        return Span(start, start + len(words))

    def actor(id_: str, words: str, start: int, kind: str, country: str | None) -> Actor:
        span = at(start, words)
        assert span.of(text) == words

        def sourced(value: str | None) -> Sourced[str] | None:
            return None if value is None else Sourced(value=value, spans=(span,), rule="test")

        return Actor(
            id=id_,
            name=Sourced(value=words, spans=(span,), rule="test"),
            kind=sourced(kind),
            country=sourced(country),
            entity=sourced(country) if kind == "state" else None,
            mentions=(Mention(span=span, head=span, form="name", rule="test"),),
        )

    actors = (
        actor("a1", cast.one, first, cast.one_kind, cast.one_country),
        actor("a2", cast.other, second, cast.other_kind, cast.other_country),
    )
    events = []
    for order, (index, start, words, verb, day) in enumerate(told, 1):
        type_, mode, act, _ = KINDS[index % len(KINDS)]
        trigger = at(start + len(cast.one) + 1, verb)
        when = at(start + words.index(day.isoformat()), day.isoformat())

        def of(value, span=trigger):
            return None if value is None else Sourced(value=value, spans=(span,), rule="test")

        events.append(
            Event(
                id=f"e{order}",
                type=of(type_),
                mode=of(mode),
                act=of(act),
                status=of(STATUSES[index % len(STATUSES)]),
                actors=(of("a1"),),
                recipients=(of("a2"),),
                when=None if index % 7 == 6 else of(day.isoformat(), when),
                mentions=(
                    EventMention(trigger=trigger, sentence=at(start, words), rule="test.event"),
                ),
                confidence=round(0.3 + (index * 13 % 70) / 100, 2),
            )
        )
    quotation = Quotation(
        id="q1",
        kind="direct",
        span=at(told[0][1], told[0][2]),
        speaker=Sourced(value="a1", spans=(at(first, cast.one),), rule="test"),
        addressee=Sourced(value="a2", spans=(at(second, cast.other),), rule="test"),
        evidence=(at(told[0][1], told[0][2]),),
        rule="test.quote",
    )
    document = Document(
        id=f"article-{number}",
        text=text,
        title=cast.title,
        published=f"{2000 + number % 20}-06-{1 + number % 28:02d}",
        publisher=cast.publisher,
        url=f"https://press.example/{number}",
    )
    reading = Reading(
        document=document.sha256,
        published=document.published,
        provenance=Provenance(dragoman="0", pack="fr:0", knowledge="0", model="none"),
        actors=actors,
        quotations=(quotation,),
        events=tuple(events),
    )
    record.add(document, reading)
