"""Map the words that name a speaker to an actor of the article."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.reading.actors.index import ActorIndex
from dragoman.reading.analysis import Analysis
from dragoman.reading.quotes.page import Page
from dragoman.reading.quotes.reports import Report
from dragoman.reading.quotes.speaker import Speaker
from dragoman.types.actor import Actor
from dragoman.types.span import Sourced


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


def link_speaker(
    analysis: Analysis,
    cast: Cast,
    report: Report,
    speaker: Speaker | None,
) -> Sourced[str] | None:
    """Return the actor who speaks, or None for an unnamed or unknown speaker.

    Args:
        analysis: the text.
        cast: the actors of the article.
        report: the quotation, with the words its cue points at, a pronoun perhaps.
        speaker: the noun that those words were traced to.
    """
    if speaker is None or speaker.form == "generic":
        return None
    for words in (speaker, report.speaker):
        if words is None:
            continue
        actor = _actor(analysis, cast, words)
        if actor is not None:
            return Sourced(
                value=actor.id,
                spans=(words.span,),
                rule=f"speaker.{words.rule}",
                confidence=words.confidence,
            )
    return None


def continued(
    page: Page, cast: Cast, speaker: Speaker | None, last: Sourced[str]
) -> Sourced[str] | None:
    """Return whom an unnamed definite speaker stands for: who spoke before, if it fits.

    "le libraire", "cet employé" or "le communiqué" after a quotation of that person or
    of the paper's author; None for anything else.
    """
    if speaker is None or speaker.form != "noun":
        return None
    head = page.tokens[speaker.head]
    first = page.analysis.tokens_in(speaker.span)[0]
    known = first.feat("Definite") == "Def" or first.feat("PronType") == "Dem"
    if not known or head.feat("Number") == "Plur":
        return None
    paper = bool({head.lemma, head.lower} & (page.rules.papers | page.rules.figures))
    person = cast.index.actor(last.value).kind.value == "person"
    if not paper and not (person and page.is_person(head)):
        return None
    return replace(last, rule="speaker.continued", confidence=0.4)


def _actor(analysis: Analysis, cast: Cast, speaker: Speaker) -> Actor | None:
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
        ids = (cast.names[last],) if last in cast.names else ()
    actors = [index.actor(ident) for ident in ids]
    people = [actor for actor in actors if actor.kind.value == "person"]
    return next(iter(people or actors), None)


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
