"""The tables that are exported, version 1: docs/exports.md holds the same descriptions."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.record.streaming import Told
from dragoman.record.views import (
    AnyFact,
    DocumentInfo,
    RecordedActor,
    RecordedAgreement,
    RecordedClaim,
    RecordedEvent,
    RecordedQuotation,
)
from dragoman.surfaces.export.cells import (
    FACT,
    TOLD_BY,
    actors_columns,
    dates_columns,
    document_columns,
    place_columns,
    quad,
    score,
    value,
    words,
)
from dragoman.surfaces.export.columns import Column, Table
from dragoman.surfaces.export.selection import Selection
from dragoman.types.reading import Provenance
from dragoman.types.span import Sourced, Span

_Event = Told[RecordedEvent]
_Quotation = Told[RecordedQuotation]
_Agreement = Told[RecordedAgreement]
_Claim = Told[RecordedClaim]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One actor in one fact.

    Attributes:
        fact: the fact.
        role: see `record.views.Role`.
        position: 0 for the first in this role.
        actor: who.
    """

    fact: AnyFact
    role: str
    position: int
    actor: RecordedActor


def _one(role: str, name: str) -> Callable[[Any], str | None]:
    """Return what takes `name` of the actor with a role of its own."""

    def take(told: Any) -> str | None:
        actor = getattr(told.fact, role)
        return getattr(actor, name) if actor is not None else None

    return take


def _parts(selection: Selection) -> Iterator[Part]:
    """Yield who takes part in each fact, in the order of facts."""
    for told in selection.events():
        yield from _in_roles(told.fact, actor=told.fact.actors, recipient=told.fact.recipients)
    if selection.only_events:
        return
    for said in selection.quotations():
        fact = said.fact
        alone = {
            role: tuple(a for a in (getattr(fact, role),) if a is not None)
            for role in ("speaker", "principal", "addressee")
        }
        yield from _in_roles(fact, **alone, about=fact.about)
    for agreed in selection.agreements():
        yield from _in_roles(
            agreed.fact, party=agreed.fact.parties, signatory=agreed.fact.signatories
        )
    for claimed in selection.claims():
        yield from _in_roles(claimed.fact, about=claimed.fact.actors)


def _in_roles(fact: AnyFact, **roles: tuple[RecordedActor, ...]) -> Iterator[Part]:
    for role, actors in roles.items():
        for position, actor in enumerate(actors):
            yield Part(fact=fact, role=role, position=position, actor=actor)


def _confidence(part: Part) -> float | None:
    """Return how sure the reading is of somebody in a role; None where it gives no one that role.

    It gives none to whom quoted words mention or a claim concerns. What people decided is sure.
    """
    held = _SOURCED[part.role](part.fact) if part.role in _SOURCED else ()
    return next((one.confidence for one in held if one and one.value == part.actor.actor), None)


_SOURCED: Mapping[str, Callable[[Any], Iterable[Sourced[str] | None]]] = {
    "actor": lambda fact: fact.event.actors,
    "recipient": lambda fact: fact.event.recipients,
    "speaker": lambda fact: (fact.quotation.speaker,),
    "principal": lambda fact: (fact.quotation.principal,),
    "addressee": lambda fact: (fact.quotation.addressee,),
    "party": lambda fact: fact.agreement.parties,
    "signatory": lambda fact: fact.agreement.signatories,
}


def _first_sentence(told: _Event) -> Span:
    return told.fact.event.mentions[0].sentence


def _first_trigger(told: _Event) -> Span:
    return told.fact.event.mentions[0].trigger


EVENTS: Table[_Event] = Table(
    name="events",
    about="one happening, as one article tells it; with --per-article one article's telling",
    key=("fact",),
    sources=lambda selection: selection.events(),
    columns=(
        *FACT,
        Column(
            "happening",
            "text",
            "id of what it tells of; the same for every telling; empty if the record has not"
            " compared it with other articles",
            lambda t: t.happening,
        ),
        Column(
            "facts",
            "texts",
            "ids of all tellings of the happening, this one first",
            lambda t: tuple(telling.fact for telling in t.tellings),
        ),
        Column(
            "publishers",
            "texts",
            "who published them, each once",
            lambda t: tuple(dict.fromkeys(x.publisher for x in t.tellings if x.publisher)),
        ),
        Column(
            "urls",
            "texts",
            "their addresses, each once",
            lambda t: tuple(dict.fromkeys(x.url for x in t.tellings if x.url)),
        ),
        Column(
            "type", "text", "PLOVER type, or MILESTONE", lambda t: t.fact.event.type.value, True
        ),
        Column("mode", "text", "PLOVER mode", lambda t: value(t.fact.event.mode)),
        Column("act", "text", "dragoman's finer code", lambda t: value(t.fact.event.act)),
        Column("status", "text", "whether it happened", lambda t: t.fact.event.status.value, True),
        Column("quad", "text", "PLOVER quadrant", lambda t: quad(t.fact.event.type.value)),
        Column(
            "score", "number", "PLOVER score, -10..10", lambda t: score(t.fact.event.type.value)
        ),
        Column("date", "text", "date of the happening, EDTF", lambda t: value(t.fact.event.when)),
        *dates_columns("the date"),
        Column(
            "date_words",
            "text",
            "the words the date was read from",
            lambda t: words(t, t.fact.event.when),
        ),
        Column(
            "date_reasoning",
            "text",
            "how the date was reached, where the words do not say it all",
            lambda t: t.fact.event.when.reasoning if t.fact.event.when else None,
        ),
        *actors_columns("actor", "actors", lambda fact: fact.actors, "who acts"),
        *actors_columns(
            "recipient", "recipients", lambda fact: fact.recipients, "who is acted upon"
        ),
        Column(
            "place", "text", "place, as the article names it", lambda t: value(t.fact.event.place)
        ),
        Column("attributed_to", "text", "on whose word it is told", lambda t: t.fact.attributed_to),
        Column(
            "quantities",
            "texts",
            "how many of what, verbatim",
            lambda t: tuple(q.value for q in t.fact.event.quantities),
        ),
        Column(
            "contexts",
            "texts",
            "PLOVER contexts, the most telling first",
            lambda t: tuple(c.value for c in t.fact.event.contexts),
        ),
        *place_columns("trigger", _first_trigger, "the words that express the event"),
        *place_columns("sentence", _first_sentence, "the first sentence that tells it"),
        Column(
            "sentences",
            "whole",
            "how many sentences of the article tell it",
            lambda t: len(t.fact.event.mentions),
            True,
        ),
        Column("rule", "text", "rule that found it", lambda t: t.fact.event.mentions[0].rule, True),
        Column(
            "confidence",
            "number",
            "probability, 0..1, that this is an event of this type",
            lambda t: t.fact.event.confidence,
            True,
        ),
        *TOLD_BY,
    ),
)

QUOTATIONS: Table[_Quotation] = Table(
    name="quotations",
    about="one stretch of reported words",
    key=("fact",),
    sources=lambda selection: selection.quotations(),
    columns=(
        *FACT,
        Column("kind", "text", "direct or indirect", lambda t: t.fact.quotation.kind, True),
        Column("force", "text", "kind of saying", lambda t: value(t.fact.quotation.force)),
        Column("cue", "text", "what reports it, as lemma", lambda t: value(t.fact.quotation.cue)),
        *(
            column
            for role in ("speaker", "principal", "addressee")
            for column in (
                Column(role, "text", f"{role}, as named", _one(role, "name")),
                Column(f"{role}_entity", "text", f"entity of the {role}", _one(role, "entity")),
                Column(f"{role}_country", "text", f"country of the {role}", _one(role, "country")),
            )
        ),
        Column("role", "text", "speaker as presented", lambda t: value(t.fact.quotation.role)),
        *actors_columns("about", "about", lambda fact: fact.about, "who the words mention"),
        Column("medium", "text", "where it was said", lambda t: value(t.fact.quotation.medium)),
        Column(
            "date", "text", "date of the saying, EDTF", lambda t: value(t.fact.quotation.said_on)
        ),
        *dates_columns("the date"),
        *place_columns("words", lambda t: t.fact.quotation.span, "the words"),
        Column("rule", "text", "rule that found it", lambda t: t.fact.quotation.rule, True),
        Column(
            "confidence",
            "number",
            "probability, 0..1, that words and speaker are right",
            lambda t: t.fact.quotation.confidence,
            True,
        ),
        *TOLD_BY,
    ),
)

AGREEMENTS: Table[_Agreement] = Table(
    name="agreements",
    about="one agreement at one stage, as one article tells it",
    key=("fact",),
    sources=lambda selection: selection.agreements(),
    columns=(
        *FACT,
        Column("event", "text", "fact id of the event that takes it there", lambda t: t.fact.event),
        Column("stage", "text", "how far it has got", lambda t: t.fact.agreement.stage.value, True),
        Column(
            "agreement", "text", "how the article calls it", lambda t: value(t.fact.agreement.title)
        ),
        *actors_columns("party", "parties", lambda fact: fact.parties, "who is bound"),
        *actors_columns("signatory", "signatories", lambda fact: fact.signatories, "who signed"),
        Column("date", "text", "date of that stage, EDTF", lambda t: value(t.fact.agreement.date)),
        *dates_columns("the date"),
        Column("place", "text", "where", lambda t: value(t.fact.agreement.place)),
        Column("occasion", "text", "on what margin", lambda t: value(t.fact.agreement.occasion)),
        Column(
            "subjects",
            "texts",
            "PLOVER contexts it is about",
            lambda t: tuple(s.value for s in t.fact.agreement.subjects),
        ),
        Column(
            "confidence",
            "number",
            "probability, 0..1, that parties and stage are right",
            lambda t: t.fact.agreement.confidence,
            True,
        ),
        *TOLD_BY,
    ),
)

CLAIMS: Table[_Claim] = Table(
    name="claims",
    about="one claim of uniqueness, as one article makes it",
    key=("fact",),
    sources=lambda selection: selection.claims(),
    columns=(
        *FACT,
        Column("kind", "text", "first, last, only or unprecedented", lambda t: t.fact.claim.kind),
        Column("event", "text", "fact id of the event it is claimed of", lambda t: t.fact.about),
        Column("scope", "text", "words that limit it", lambda t: value(t.fact.claim.scope)),
        Column("since", "text", "date that limits it, EDTF", lambda t: value(t.fact.claim.since)),
        Column("attributed_to", "text", "who claims it", lambda t: t.fact.attributed_to),
        *actors_columns("actor", "actors", lambda fact: fact.actors, "whom it concerns"),
        *dates_columns("the event's date"),
        *place_columns("words", lambda t: t.fact.claim.span, "the words that claim it"),
        *place_columns("sentence", lambda t: t.fact.claim.sentence, "the sentence that holds them"),
        Column("rule", "text", "rule that found it", lambda t: t.fact.claim.rule, True),
        *TOLD_BY,
    ),
)

PARTICIPANTS: Table[Part] = Table(
    name="participants",
    about="one actor in one role of one fact: to join with the other tables by `fact`",
    key=("fact", "role", "position"),
    sources=_parts,
    columns=(
        Column("fact", "text", "id of the fact", lambda p: p.fact.fact, True),
        Column(
            "role",
            "text",
            "actor or recipient of an event; speaker, principal, addressee or about of a quotation;"
            " party or signatory of an agreement; about of a claim",
            lambda p: p.role,
            True,
        ),
        Column("position", "whole", "order within the role, from 0", lambda p: p.position, True),
        Column("actor", "text", "id of the actor in its article", lambda p: p.actor.id, True),
        Column("entity", "text", "the entity it is judged to be", lambda p: p.actor.entity, True),
        Column("name", "text", "as the article names it", lambda p: p.actor.name, True),
        Column("kind", "text", "kind of actor", lambda p: p.actor.kind, True),
        Column("country", "text", "ISO 3166-1 alpha-3 or former state", lambda p: p.actor.country),
        Column("sector", "text", "PLOVER sector", lambda p: p.actor.sector),
        Column("office", "text", "office or description", lambda p: p.actor.role),
        Column(
            "confidence",
            "number",
            "0..1, that the actor is in that role; empty where a role is not read but follows",
            _confidence,
        ),
    ),
)

DOCUMENTS: Table[tuple[DocumentInfo, Provenance]] = Table(
    name="documents",
    about="one version of one article, without its text",
    key=("sha256",),
    sources=lambda selection: selection.documents(),
    columns=document_columns(lambda source: source),
)

TABLES: dict[str, Table[Any]] = {
    table.name: table for table in (EVENTS, PARTICIPANTS, QUOTATIONS, AGREEMENTS, CLAIMS, DOCUMENTS)
}
"""Every table by its name, the main one first."""
