"""Where each actor stands in a text, made ready for weighing who speaks."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.languages.actors_schema import ActorGrammar
from dragoman.languages.pack import load_section
from dragoman.reading.actors.index import ActorIndex
from dragoman.reading.analysis import Token
from dragoman.reading.quotes.page import Page
from dragoman.reading.quotes.phrases import NOUNS
from dragoman.types.actor import Actor

_BESIDE = frozenset(("appos", "flat:name", "flat:foreign"))
_CLIMB = 3
_LIKELY = 0.5  # below it a mention is rather a place than an actor


@dataclass(frozen=True, slots=True)
class Sighting:
    """One mention of an actor outside of any quotation.

    Attributes:
        head: its head word.
        actor: id of the actor.
        named: whether it names or describes the actor rather than stands for it.
        subject: whether it is the subject of a verb.
        main: whether that verb is the main one of its sentence.
    """

    head: Token
    actor: str
    named: bool
    subject: bool
    main: bool


@dataclass(frozen=True)
class Sightings:
    """All mentions outside of quotations, in text order.

    Attributes:
        page: the text.
        index: its actors by place.
        seen: the mentions.
        genders: "Masc" or "Fem" of the actors whose mentions tell.
        plural: ids of the actors that are named in the plural.
        words: lower-case words by which each actor is named or described.
    """

    page: Page
    index: ActorIndex
    seen: tuple[Sighting, ...]
    genders: dict[str, str]
    plural: frozenset[str]
    words: dict[str, frozenset[str]]
    _places: tuple[int, ...]

    def before(self, i: int, first: int) -> tuple[Sighting, ...]:
        """Return the mentions headed by words from index `first` to below `i`."""
        return self.seen[bisect_left(self._places, first) : bisect_left(self._places, i)]

    def actor(self, ident: str) -> Actor:
        """Return the actor of an id."""
        return self.index.actor(ident)


def find_sightings(page: Page, index: ActorIndex, actors: Sequence[Actor]) -> Sightings:
    """Make the mentions of `actors` ready for looking back."""
    starts = {token.start: token for token in page.tokens}
    seen = []
    genders: dict[str, str] = {}
    plural: set[str] = set()
    words: dict[str, frozenset[str]] = {}
    for actor in actors:
        told: list[str] = []
        for mention in actor.mentions:
            head = starts.get(mention.head.start)
            if head is None:
                continue
            named = mention.form not in ("pronoun", "collective")
            if named:
                told += mention.span.of(page.analysis.text).lower().replace("’", "'").split()
                gender = _gender(page, mention.span.start, head)
                if gender is not None:
                    genders.setdefault(actor.id, gender)
                if head.feat("Number") == "Plur" and actor.kind.value != "person":
                    plural.add(actor.id)
            quoted = page.stretch_over(head.start) is not None
            if not named or quoted or mention.confidence < _LIKELY:
                continue
            seen.append(sighting_at(page, head, actor.id, named=True))
        words[actor.id] = frozenset(told)
    seen.sort(key=lambda s: (s.head.i, s.actor))
    places = tuple(s.head.i for s in seen)
    return Sightings(page, index, tuple(seen), genders, frozenset(plural), words, places)


def sighting_at(page: Page, head: Token, actor: str, *, named: bool) -> Sighting:
    """Return the place of an actor whose mention `head` heads."""
    top = head
    for _ in range(_CLIMB):  # "le maire, Paul Morel, a dit": the name is subject too
        if top.dep not in _BESIDE or top.head == top.i:
            break
        top = page.analysis.head(top)
    subject = top.dep.startswith("nsubj") or (top.pos in NOUNS and top.dep == "ROOT")
    main = subject and (top.dep == "ROOT" or page.analysis.head(top).dep == "ROOT")
    return Sighting(head, actor, named, subject, main)


@cache
def first_names(language: str) -> dict[str, str]:
    """Return the gender that first names tell, by name in lower case."""
    told: dict[str, str] = {}
    both: set[str] = set()
    for gender, names in load_section(language, "actors", ActorGrammar).first_names.items():
        for name in names:
            if told.setdefault(name.lower(), gender) != gender:
                both.add(name.lower())
    return {name: gender for name, gender in told.items() if name not in both}


def _gender(page: Page, start: int, head: Token) -> str | None:
    """Return the gender that a mention's title, article or noun shows, or None."""
    titles = page.rules.gendered
    names = first_names(page.analysis.language)
    for token in page.tokens[max(0, head.i - 6) : head.i + 1]:
        if token.start < start:
            continue
        if token.lower in titles:
            return titles[token.lower]
        if token.pos == "PROPN" and token.lower in names:
            return names[token.lower]
        if token.pos == "DET" and token.head == head.i and head.pos == "NOUN":
            gender = token.feat("Gender")
            if gender is not None:
                return gender
    return head.feat("Gender") if head.pos == "NOUN" and page.is_person(head) else None
