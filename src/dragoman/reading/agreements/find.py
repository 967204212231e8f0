"""From events of signing and promising to the agreements they are about."""

from dataclasses import replace

from dragoman.languages.agreements_schema import AgreementWords
from dragoman.languages.pack import load_section
from dragoman.reading.agreements.phrases import find_occasion, find_title
from dragoman.reading.analysis import Analysis
from dragoman.reading.events.lexicon import load_predicates
from dragoman.reading.events.mend import mend
from dragoman.types.actor import Actor
from dragoman.types.event import Agreement, Event
from dragoman.types.span import Sourced
from dragoman.types.time import TimeExpression

_UNMADE = ("denied", "failed", "hypothetical")
_BOUND = ("state", "igo", "armed_group", "party", "company", "other", "ngo", "military")


def find_agreements(
    analysis: Analysis,
    *,
    events: tuple[Event, ...],
    actors: tuple[Actor, ...],
    times: tuple[TimeExpression, ...],
) -> tuple[Agreement, ...]:
    """Return the agreements that `events` sign, announce or end, in text order."""
    words = load_section(analysis.language, "agreements", AgreementWords)
    analysis = mend(analysis, times, load_predicates(analysis.language).lexicon.grammar)
    known = {actor.id: actor for actor in actors}
    found: list[Agreement] = []
    for event in events:
        act = event.act.value if event.act is not None else None
        stage = words.stages.get(act or "")
        if event.act is None or stage is None or event.status.value in _UNMADE:
            continue
        title = find_title(analysis, event, words)
        parties = _parties(event, known)
        if title is None or not parties:
            continue
        found.append(
            Agreement(
                id=f"g{len(found) + 1}",
                event=event.id,
                parties=parties,
                signatories=_signatories(analysis, event, actors),
                title=title,
                stage=Sourced(value=stage, spans=event.act.spans, rule=event.act.rule),
                date=event.when,
                place=event.place,
                occasion=find_occasion(analysis, event, words, times),
                subjects=event.contexts,
                confidence=event.confidence,
            )
        )
    return _distinct(tuple(found), known)


def _distinct(agreements: tuple[Agreement, ...], known: dict[str, Actor]) -> tuple[Agreement, ...]:
    """Drop what tells again of an agreement of the same parties, stage and date."""

    def bound(agreement: Agreement) -> frozenset[str]:
        return frozenset(_country(known[party.value]) for party in agreement.parties)

    kept: list[Agreement] = []
    for agreement in agreements:
        date = agreement.date.value if agreement.date is not None else None
        again = any(
            bound(other) == bound(agreement)
            and other.stage.value == agreement.stage.value
            and (other.date.value if other.date is not None else None) == date
            for other in kept
        )
        if not again:
            kept.append(agreement)
    return tuple(replace(one, id=f"g{n}") for n, one in enumerate(kept, start=1))


def _country(actor: Actor) -> str:
    return actor.country.value if actor.country is not None else actor.id


def _parties(event: Event, known: dict[str, Actor]) -> tuple[Sourced[str], ...]:
    """Return the bodies that are bound: for an official, the state he signs for."""
    states = {
        actor.country.value: actor.id
        for actor in reversed(known.values())
        if actor.kind.value == "state" and actor.country is not None
    }
    found: dict[str, Sourced[str]] = {}
    for filler in (*event.actors, *event.recipients):
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
