"""Who did what to whom: events of an article with their roles, status, date and place."""

from dataclasses import dataclass

from dragoman.knowledge import Knowledge
from dragoman.reading.analysis import Analysis
from dragoman.reading.events.candidates import find_candidates
from dragoman.reading.events.completion import complete
from dragoman.reading.events.draft import Draft
from dragoman.reading.events.gazetteer import load_gazetteer
from dragoman.reading.events.hosts import with_hosts
from dragoman.reading.events.judge import Reader, judge
from dragoman.reading.events.lexicon import load_predicates
from dragoman.reading.events.mend import mend
from dragoman.reading.events.merge import group_by_rules, merge, merge_apart
from dragoman.reading.events.nesting import outermost
from dragoman.reading.events.participants import gather
from dragoman.reading.events.scoring.context_weights import load_context
from dragoman.reading.events.scoring.decide import Told, decide
from dragoman.reading.events.scoring.weights import load_judge
from dragoman.types.actor import Actor
from dragoman.types.document import Document
from dragoman.types.event import Event
from dragoman.types.quotation import Quotation
from dragoman.types.time import TimeExpression


@dataclass(frozen=True)
class Events:
    """The events of an article.

    Attributes:
        events: each happening once, with all that tells of it.
        accords: the same, but an event that tells of several accords once for each, by the
            same id: what agreements are read from.
    """

    events: tuple[Event, ...]
    accords: tuple[Event, ...]


def find_events(
    analysis: Analysis,
    *,
    document: Document,
    actors: tuple[Actor, ...],
    times: tuple[TimeExpression, ...],
    quotations: tuple[Quotation, ...],
    knowledge: Knowledge,
) -> Events:
    """Return the events of an article, in order of first mention.

    Pure and deterministic. Every event keeps the sentences that tell of it and, for
    each field, the words it was read from.
    """
    reader = prepare(
        analysis,
        document=document,
        actors=actors,
        times=times,
        quotations=quotations,
        knowledge=knowledge,
    )
    trained = load_judge(analysis.language)
    if trained is None:
        return tell_events(reader, *by_rules(reader), knowledge)
    told, accords = decide(reader, trained, load_context(analysis.language))
    return tell_events(reader, told, accords, knowledge)


def by_rules(reader: Reader) -> tuple[Told, Told]:
    """Return what the rules alone make of an article, for a language without a judge."""
    drafts = find_drafts(reader)
    countries = reader.participants.countries
    told = Told(drafts, group_by_rules(drafts, reader.predicates.lexicon, countries))
    return told, told


def tell_events(reader: Reader, told: Told, accords: Told, knowledge: Knowledge) -> Events:
    """Return the events that drafts tell of.

    Args:
        reader: the article.
        told: the drafts, and the happening that each tells of.
        accords: the same drafts, each accord told apart.
        knowledge: who is at home where.
    """
    analysis, published = reader.analysis, reader.document.published
    countries = reader.participants.countries

    def hosted(events: tuple[Event, ...]) -> tuple[Event, ...]:
        return tuple(with_hosts(event, countries, knowledge) for event in events)

    events = hosted(merge(analysis, told.drafts, told.groups, published))
    if accords is told:
        return Events(events, events)
    parts = merge_apart(analysis, accords.drafts, accords.groups, told.groups, published)
    return Events(events, hosted(parts))


def prepare(
    analysis: Analysis,
    *,
    document: Document,
    actors: tuple[Actor, ...],
    times: tuple[TimeExpression, ...],
    quotations: tuple[Quotation, ...],
    knowledge: Knowledge,
) -> Reader:
    """Gather what the candidates of an article are judged by, its trees mended."""
    predicates = load_predicates(analysis.language)
    analysis = mend(analysis, times, predicates.lexicon.grammar)
    gazetteer = load_gazetteer(analysis.language, knowledge)
    return Reader(
        analysis=analysis,
        document=document,
        predicates=predicates,
        participants=gather(
            analysis,
            actors,
            grammar=predicates.lexicon.grammar,
            stand_ins=predicates.lexicon.stand_ins,
            demonym=gazetteer.demonym,
        ),
        gazetteer=gazetteer,
        times=times,
        quotations=quotations,
    )


def find_drafts(reader: Reader) -> tuple[Draft, ...]:
    """Return the drafts that the rules alone take for events."""
    drafts: list[Draft] = []
    for group in find_candidates(reader.analysis, reader.predicates):
        draft = judge(reader, group)
        if draft is not None:
            drafts.append(draft)
    return complete(reader, outermost(reader.analysis, tuple(drafts), reader.predicates.lexicon))
