"""Answer who held an office on a date, or which offices somebody held."""

from dataclasses import dataclass
from datetime import date

from dragoman.knowledge.edtf import days_of, holds
from dragoman.knowledge.fold import fold
from dragoman.knowledge.load import Knowledge
from dragoman.knowledge.model import Match, Person
from dragoman.knowledge.tables import rows
from dragoman.knowledge.titles import Title, titles_in
from dragoman.types.entity import OfficeKind, Tenure

_NEAREST = 5
_LONGEST_NAME = 7
_OF_BODIES: OfficeKind = "head_of_organisation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a query asks for.

    Attributes:
        titles: the titles it may mean; empty if it gives none.
        entity: the state or body whose office it is; None if none is named.
        posted: the state or body that an ambassador is sent to; None if none is named.
        rest: its words that mean nothing here, as typed but folded.
    """

    titles: tuple[Title, ...] = ()
    entity: Match | None = None
    posted: Match | None = None
    rest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Who is known, and else what comes nearest.

    Attributes:
        question: how the query was understood.
        terms: the terms that answer it, the latest to begin first.
        persons: whom a query without a title names, with how sure that is in 0..1.
        nearest: terms of the same office at other times, the nearest first, where
            none holds on the date; terms of those persons at other times.
        near_names: entities whose names come nearest to what is unknown.
    """

    question: Question
    terms: tuple[Tenure, ...] = ()
    persons: tuple[tuple[Person, float], ...] = ()
    nearest: tuple[Tenure, ...] = ()
    near_names: tuple[Match, ...] = ()


def who(knowledge: Knowledge, query: str, on: str | None = None) -> Answer:
    """Answer a query: a title and a state or body ("ministre russe de la Défense"), or a name.

    Args:
        knowledge: what is known.
        query: in French or English.
        on: EDTF date; None asks for every time.
    """
    question = understand(knowledge, query)
    if not question.titles:
        return _of_name(knowledge, query, question, on)
    if question.entity is None:
        unknown = " ".join(question.rest)
        near = knowledge.suggest(unknown) if unknown else ()
        return Answer(question=question, near_names=near)
    held = _holders(knowledge, question, None)
    terms = tuple(_holders(knowledge, question, on))
    nearest = () if terms else tuple(_by_distance(held, on)[:_NEAREST])
    return Answer(question=question, terms=terms, nearest=nearest)


def understand(knowledge: Knowledge, query: str) -> Question:
    """Return what a query asks for."""
    words = fold(query).split()
    found = titles_in(words)
    if not found:
        return Question(rest=tuple(words))
    places = found[0][1]
    rest = [word if at not in places else "" for at, word in enumerate(words)]
    entity, unknown = _entity(knowledge, rest)
    posted = None
    if found[0][0].offices == ("ambassador",) and unknown:
        posted, unknown = _entity(knowledge, unknown)
    titles = tuple(title for title, _ in found)
    if entity is not None:
        fitting = tuple(t for t in titles if t.country == entity.entity)
        titles = fitting or tuple(t for t in titles if t.country is None)
    elif len({t.country for t in titles}) == 1 and titles[0].country:
        entity = next(iter(knowledge.find(titles[0].country)), None)
    return Question(titles=titles, entity=entity, posted=posted, rest=tuple(unknown))


def _entity(knowledge: Knowledge, words: list[str]) -> tuple[Match | None, list[str]]:
    """Return the state or body that words name, and the words that name nothing.

    "" stands where the title was. The longest name wins.
    """
    small = frozenset(form for _, form in rows("articles.csv", ("language", "form"))) | _linking()
    best: tuple[int, int, Match] | None = None
    for start, word in enumerate(words):
        if not word or word in small:
            continue
        for end in range(min(len(words), start + _LONGEST_NAME), start, -1):
            if best and end - start <= best[1] - best[0]:
                break
            if "" in words[start:end]:
                continue
            match = next(iter(knowledge.named(" ".join(words[start:end]))), None)
            if match is not None:
                best = (start, end, match)
                break
    used = range(best[0], best[1]) if best else range(0)
    unknown = [w for at, w in enumerate(words) if w and at not in used and w not in small]
    return (best[2] if best else None), unknown


def _linking() -> frozenset[str]:
    return frozenset(form for _, form in rows("linking.csv", ("language", "form")))


def _holders(knowledge: Knowledge, question: Question, on: str | None) -> list[Tenure]:
    """Return the terms that a question asks for, the latest to begin first."""
    entity = question.entity
    assert entity is not None
    body = entity.entity not in knowledge.states
    found: dict[Tenure, None] = {}
    for title in question.titles:
        offices = (_OF_BODIES,) if body else title.offices
        for office in offices:
            terms = knowledge.holders(office, entity.entity, on)
            if title.portfolio and office == "minister":
                terms = tuple(
                    t for t in terms if any(part in t.title.lower() for part in title.portfolio)
                )
            found |= dict.fromkeys(terms)
    if question.posted is not None:
        places = [f" {fold(name)} " for name in _english(knowledge, question.posted.entity)]
        found = {t: None for t in found if any(p in f" {fold(t.title)} " for p in places)}
    once: dict[tuple[str, str | None], Tenure] = {}
    for term in found:
        once.setdefault((term.person, term.since), term)
    return sorted(once.values(), key=lambda term: term.since or "", reverse=True)


def _english(knowledge: Knowledge, entity: str) -> tuple[str, ...]:
    """Return the English names of a state or body, as the sources word their titles."""
    known = knowledge.states.get(entity) or knowledge.organisations.get(entity)
    return known.names.get("en", ()) if known is not None else ()


def _of_name(knowledge: Knowledge, query: str, question: Question, on: str | None) -> Answer:
    """Answer for a query that is the name of a person."""
    persons = knowledge.spelt_like(query)
    held = [term for person, _ in persons for term in reversed(knowledge.terms(person.id))]
    terms = tuple(term for term in held if holds(term.since, term.until, on))
    nearest = () if terms else tuple(_by_distance(held, on)[:_NEAREST])
    near = () if persons else knowledge.suggest(query)
    return Answer(question=question, terms=terms, persons=persons, nearest=nearest, near_names=near)


def _by_distance(terms: list[Tenure], on: str | None) -> list[Tenure]:
    """Return terms by how many days they are away from a date, the nearest first."""
    first, last = days_of(on)

    def away(term: Tenure) -> int:
        begins, ends = days_of(term.since)[0], days_of(term.until)[1]
        if begins > last:
            return (begins - last).days
        return (first - ends).days if ends < first and ends != date.max else 0

    return sorted(terms, key=away)
