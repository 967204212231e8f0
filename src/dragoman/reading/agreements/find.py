"""From events of signing and promising to the agreements they are about."""

from dataclasses import replace

from dragoman.knowledge import Knowledge
from dragoman.languages.agreements_schema import AgreementWords
from dragoman.languages.pack import load_section
from dragoman.reading.agreements.parties import named_after, told_parties
from dragoman.reading.agreements.phrases import (
    find_date,
    find_noun,
    find_occasion,
    is_denied,
    name_title,
)
from dragoman.reading.analysis import Analysis, Token
from dragoman.reading.events.gazetteer import load_gazetteer
from dragoman.reading.events.lexicon import load_predicates
from dragoman.reading.events.mend import mend
from dragoman.reading.events.participants import Participants, gather
from dragoman.types.actor import Actor
from dragoman.types.event import Agreement, AgreementStage, Event
from dragoman.types.span import Sourced
from dragoman.types.time import TimeExpression

_MAKING = frozenset(("announced", "negotiated", "initialled", "signed"))
_SURE = 0.55
"""How sure an event must be to tell of an accord: of 17 less sure ones, left out, one was right."""
_CLAUSES = ("acl", "acl:relcl")
_UNMADE = ("denied", "failed", "hypothetical")
_BOUND = ("state", "igo", "armed_group", "party", "company", "other", "ngo", "military")


def find_agreements(
    analysis: Analysis,
    *,
    events: tuple[Event, ...],
    actors: tuple[Actor, ...],
    times: tuple[TimeExpression, ...],
    knowledge: Knowledge,
) -> tuple[Agreement, ...]:
    """Return the agreements that `events` sign, announce or end, in text order."""
    words = load_section(analysis.language, "agreements", AgreementWords)
    lexicon = load_predicates(analysis.language).lexicon
    analysis = mend(analysis, times, lexicon.grammar)
    known = {actor.id: actor for actor in actors}
    who: Participants | None = None
    found: list[Agreement] = []
    for event in events:
        noun = find_noun(analysis, event, words)
        if noun is None or event.status.value in _UNMADE or event.confidence < _SURE:
            continue
        if is_denied(analysis, event, lexicon.grammar):
            continue
        if who is None:
            who = gather(
                analysis,
                actors,
                grammar=lexicon.grammar,
                stand_ins=lexicon.stand_ins,
                demonym=load_gazetteer(analysis.language, knowledge).demonym,
            )
        told = told_parties(analysis, noun, who, words, lexicon.grammar)
        stage = _stage(event, words, told, is_about=_is_about(analysis, event, noun))
        places = named_after(analysis, noun, who, lexicon.grammar)
        parties = _parties(event, known, told, places)
        if stage is None or not parties:
            continue
        found.append(
            Agreement(
                id=f"g{len(found) + 1}",
                event=event.id,
                parties=parties,
                signatories=_signatories(analysis, event, actors),
                title=name_title(analysis, noun, times, words),
                stage=stage,
                date=find_date(analysis, noun, event, times, words),
                place=event.place,
                occasion=find_occasion(analysis, event, words, times),
                subjects=event.contexts,
                confidence=event.confidence,
            )
        )
    return _distinct(tuple(found), known)


def _is_about(analysis: Analysis, event: Event, noun: Token) -> bool:
    """Tell whether `noun` is the trigger of `event`, hangs on it, or has it in a clause of its own.

    In "l'accord entre A et B en vue d'un retrait" the withdrawal only stands beside the accord;
    "un accord entre A et B, qui ont annoncé une trêve" tells of it.
    """
    tokens = analysis.tokens_in(event.mentions[0].trigger)
    trigger = {t.i for t in tokens}
    if noun.i in trigger or noun.head in trigger:
        return True
    clauses = [t for t in tokens if t.dep in _CLAUSES]
    return any(noun.i == above.i for t in clauses for above in analysis.ancestors(t))


def _stage(
    event: Event, words: AgreementWords, told: tuple[Sourced[str], ...], *, is_about: bool
) -> Sourced[AgreementStage] | None:
    """Return how far the accord has got: by the event's act, else by its type.

    An event of no such act tells of an accord only where it `is_about` it and the accord's
    own words name its parties.
    """
    if event.act is not None and event.act.value in words.stages:
        return Sourced(
            value=words.stages[event.act.value], spans=event.act.spans, rule=event.act.rule
        )
    stage = words.types.get(event.type.value)
    if stage is None or not is_about or len(told) < 2:
        return None
    return Sourced(value=stage, spans=event.type.spans, rule="agreement.type", confidence=0.6)


def _distinct(agreements: tuple[Agreement, ...], known: dict[str, Actor]) -> tuple[Agreement, ...]:
    """Join what tells again of an accord of the same parties: the dated telling stays.

    Announced, initialled and signed accords are one where their dates do not differ, and
    so are those of the same words.
    """
    kept: list[Agreement] = []
    for agreement in agreements:
        same = next((n for n, k in enumerate(kept) if _same(k, agreement, known)), None)
        if same is None:
            kept.append(agreement)
        elif kept[same].date is None and agreement.date is not None:
            kept[same] = agreement
    return tuple(replace(one, id=f"g{n}") for n, one in enumerate(kept, start=1))


def _same(one: Agreement, other: Agreement, known: dict[str, Actor]) -> bool:
    def bound(agreement: Agreement) -> frozenset[str]:
        return frozenset(_country(known[party.value]) for party in agreement.parties)

    if one.title is not None and other.title is not None and one.title.spans == other.title.spans:
        return True
    stages = {one.stage.value, other.stage.value}
    if bound(one) != bound(other) or not (len(stages) == 1 or stages <= _MAKING):
        return False
    dates = {a.date.value for a in (one, other) if a.date is not None}
    return len(dates) < 2


def _country(actor: Actor) -> str:
    return actor.country.value if actor.country is not None else actor.id


def _parties(
    event: Event,
    known: dict[str, Actor],
    told: tuple[Sourced[str], ...],
    places: frozenset[str],
) -> tuple[Sourced[str], ...]:
    """Return the bodies that are bound: for an official, the state he signs for.

    Parties that the accord's own words name are all; one alone ("avec B") joins those who
    act, else all of the event's. An accord's `places` ("l'accord de Vienne") bind nobody.
    """
    states = {
        actor.country.value: actor.id
        for actor in reversed(known.values())
        if actor.kind.value == "state" and actor.country is not None
    }
    found: dict[str, Sourced[str]] = {}
    sides = told
    if len(told) < 2:
        others = () if told and event.actors else event.recipients
        sides = tuple(
            filler for filler in (*event.actors, *others, *told) if filler.value not in places
        )
    for filler in sides:
        actor = known[filler.value]
        id: str | None = actor.id if actor.kind.value in _BOUND else None
        if actor.kind.value == "person":
            country = actor.country.value if actor.country is not None else None
            id = states.get(country or "", actor.id)
        if id is not None:
            found.setdefault(id, Sourced(value=id, spans=filler.spans, rule=filler.rule))
    return tuple(found.values())


def _signatories(
    analysis: Analysis, event: Event, actors: tuple[Actor, ...]
) -> tuple[Sourced[str], ...]:
    """Return the persons who sign: those who act, else those of "signé par"."""
    persons = {actor.id: actor for actor in actors if actor.kind.value == "person"}
    acting = tuple(filler for filler in event.actors if filler.value in persons)
    if acting or event.mentions[-1] is event.mentions[0]:
        return acting
    clause = event.mentions[-1].trigger
    inside = [t for t in analysis.tokens_in(clause) if t.dep in ("acl", "acl:relcl")]
    inside += [
        c for t in analysis.tokens_in(clause) for c in analysis.children(t) if c.dep == "acl"
    ]
    found: dict[str, Sourced[str]] = {}
    for verb in inside:
        below = {t.i for t in analysis.subtree(verb)}
        for id, actor in persons.items():
            for mention in actor.mentions:
                heads = analysis.tokens_in(mention.head)
                if heads and heads[0].i in below and mention.form == "name":
                    found.setdefault(
                        id, Sourced(value=id, spans=(mention.span,), rule="agreement.signed-by")
                    )
    return tuple(found.values())
