"""Map the words that name a speaker to an actor of the article."""

from dragoman.reading.actors.index import ActorIndex
from dragoman.reading.analysis import Analysis
from dragoman.reading.quotes.reports import Report
from dragoman.reading.quotes.speaker import Speaker
from dragoman.types.actor import Actor
from dragoman.types.span import Sourced


def link_speaker(
    analysis: Analysis, index: ActorIndex, report: Report, speaker: Speaker | None
) -> Sourced[str] | None:
    """Return the actor who speaks, or None for an unnamed or unknown speaker.

    Args:
        analysis: the text.
        index: the actors of the article.
        report: the quotation, with the words its cue points at, a pronoun perhaps.
        speaker: the noun that those words were traced to.
    """
    if speaker is None or speaker.form == "generic":
        return None
    for words in (speaker, report.speaker):
        if words is None:
            continue
        actor = _actor(analysis, index, words)
        if actor is not None:
            return Sourced(
                value=actor.id,
                spans=(words.span,),
                rule=f"speaker.{words.rule}",
                confidence=words.confidence,
            )
    return None


def _actor(analysis: Analysis, index: ActorIndex, speaker: Speaker) -> Actor | None:
    """Return the actor that the words mean; of several, one that can speak first."""
    head = analysis.tokens[speaker.head]
    ids = index.of_token(head, places=True) or index.at(speaker.span, places=True)
    ids = ids or _apposed(analysis, index, speaker)
    if not ids:
        inside = index.mentions_over(speaker.span, places=True)
        ids = tuple(ident for mention, ident in reversed(inside))
    actors = [index.actor(ident) for ident in ids]
    people = [actor for actor in actors if actor.kind.value == "person"]
    return next(iter(people or actors), None)


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
