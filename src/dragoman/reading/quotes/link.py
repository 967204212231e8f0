"""Map the words that name a speaker to an actor of the article."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from dragoman.reading.actors.index import ActorIndex
from dragoman.reading.analysis import Analysis
from dragoman.reading.quotes.page import Page
from dragoman.reading.quotes.speaker import Speaker
from dragoman.types.actor import Actor

_LONG = 6  # letters of a name that may be misspelt


@dataclass(frozen=True)
class Cast:
    """Who can speak in one article.

    Attributes:
        index: its actors by place.
        names: last word of a person's name to the one actor who bears it; for words
            that no mention covers.
    """

    index: ActorIndex
    names: dict[str, str]


def find_cast(analysis: Analysis, actors: Sequence[Actor]) -> Cast:
    """Make the actors of an article ready for looking speakers up."""
    bearers: dict[str, set[str]] = {}
    for actor in actors:
        if actor.kind.value != "person":
            continue
        for mention in actor.mentions:
            last = mention.span.of(analysis.text).split()[-1]
            if mention.form == "name" and last[0].isupper():
                bearers.setdefault(last, set()).add(actor.id)
    names = {name: next(iter(ids)) for name, ids in bearers.items() if len(ids) == 1}
    return Cast(ActorIndex(actors), names)


def continued(page: Page, cast: Cast, speaker: Speaker | None, last: str) -> bool:
    """Tell whether an unnamed definite speaker may stand for who spoke before.

    "le libraire", "cet employé" or "le communiqué" after a quotation of that person or
    of the paper's author.
    """
    if speaker is None or speaker.form != "noun":
        return False
    head = page.tokens[speaker.head]
    first = page.analysis.tokens_in(speaker.span)[0]
    known = first.feat("Definite") == "Def" or first.feat("PronType") == "Dem"
    if not known or head.feat("Number") == "Plur":
        return False
    paper = bool({head.lemma, head.lower} & (page.rules.papers | page.rules.figures))
    person = cast.index.actor(last).kind.value == "person"
    return paper or (person and page.is_person(head))


def link_words(analysis: Analysis, cast: Cast, speaker: Speaker) -> Actor | None:
    """Return the actor that the words mean; of several, one that can speak first."""
    index = cast.index
    head = analysis.tokens[speaker.head]
    ids = _named(analysis, index, speaker) if head.pos == "NOUN" else ()
    ids = ids or index.of_token(head, places=True) or index.at(speaker.span, places=True)
    ids = ids or _apposed(analysis, index, speaker)
    if not ids:
        inside = index.mentions_over(speaker.span, places=True)
        ids = tuple(ident for mention, ident in reversed(inside))
    if not ids:
        last = speaker.span.of(analysis.text).split()[-1]
        bearer = cast.names.get(last) or _misspelt(cast, last)
        ids = (bearer,) if bearer is not None else ()
    actors = [index.actor(ident) for ident in ids]
    people = [actor for actor in actors if actor.kind.value == "person"]
    return next(iter(people or actors), None)


def _misspelt(cast: Cast, last: str) -> str | None:
    """Return the one person whose last name `last` writes with a slip, or None."""
    if len(last) < _LONG or not last[0].isupper():
        return None
    slips = 1 if len(last) == _LONG else 2
    near = {
        ident
        for name, ident in cast.names.items()
        if name[0] == last[0] and len(name) >= _LONG and OSA.distance(name, last) <= slips
    }
    return near.pop() if len(near) == 1 else None


def _named(analysis: Analysis, index: ActorIndex, speaker: Speaker) -> tuple[str, ...]:
    """Return the person whose name follows a description ("l'imam de X, Omar Y")."""
    last = analysis.tokens_in(speaker.span)[-1].i
    ahead = analysis.tokens[last + 1 : last + 3]
    if len(ahead) < 2 or ahead[0].text != "," or ahead[1].pos != "PROPN":
        return ()
    ids = index.of_token(ahead[1])
    return tuple(ident for ident in ids if index.actor(ident).kind.value == "person")


def _apposed(analysis: Analysis, index: ActorIndex, speaker: Speaker) -> tuple[str, ...]:
    """Return the actors named right behind the words ("l'une des élues, Anna Berg")."""
    last = analysis.tokens_in(speaker.span)[-1].i
    ahead = analysis.tokens[last + 1 : last + 7]
    if not ahead or ahead[0].text != ",":
        return ()
    for token in ahead[1:]:
        if token.pos in ("PUNCT", "VERB", "AUX", "PRON", "SCONJ", "CCONJ"):
            return ()
        ids = index.of_token(token) if token.pos == "PROPN" else ()
        if ids:
            return ids
    return ()
