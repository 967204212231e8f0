"""On whose word an event is told."""

from dragoman.languages.events_schema import Grammar
from dragoman.reading.analysis import Analysis, Token
from dragoman.reading.events.candidates import Candidate
from dragoman.reading.events.participants import Participants
from dragoman.types.quotation import Quotation
from dragoman.types.span import Sourced


def find_attribution(
    analysis: Analysis,
    candidate: Candidate,
    quotations: tuple[Quotation, ...],
    participants: Participants,
    grammar: Grammar,
) -> Sourced[str] | None:
    """Return whose word `candidate` is told on; None if the article tells it itself.

    Its value is an actor id, or the verbatim words of a source that is no actor.
    """
    for quotation in quotations:
        if quotation.span.covers(candidate.head.span) and quotation.speaker is not None:
            return Sourced(
                value=quotation.speaker.value,
                spans=(quotation.span,),
                rule="attribution.quotation",
                confidence=quotation.confidence,
            )
    sentence = analysis.sentence_of(candidate.head)
    for token in analysis.words(sentence):
        if token.lower not in grammar.according:
            continue
        source = _source(analysis, token)
        if source is None:
            continue
        ids = participants.of(source)
        return Sourced(
            value=ids[0] if ids else source.span.of(analysis.text),
            spans=(token.span, source.span),
            rule="attribution.according",
            confidence=0.9,
        )
    return None


def _source(analysis: Analysis, preposition: Token) -> Token | None:
    head = analysis.head(preposition)
    if head.i > preposition.i and head.pos in ("NOUN", "PROPN", "PRON"):
        return head
    for token in analysis.tokens[preposition.i + 1 : preposition.i + 6]:
        if token.sentence == preposition.sentence and token.pos in ("NOUN", "PROPN", "PRON"):
            return token
    return None
