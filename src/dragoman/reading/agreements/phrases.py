"""What an agreement is called, and on what occasion it is made."""

from dragoman.languages.agreements_schema import AgreementWords
from dragoman.reading.analysis import Analysis, Token
from dragoman.types.event import Event
from dragoman.types.span import Sourced, Span
from dragoman.types.time import TimeExpression

_STOPS = ("acl", "acl:relcl", "advcl", "appos", "parataxis")
_LONGEST = 40


def find_title(analysis: Analysis, event: Event, words: AgreementWords) -> Sourced[str] | None:
    """Return how the article names the agreement of `event`; None if it does not."""
    trigger = event.mentions[0].trigger
    sentence = analysis.sentence_at(trigger.start)
    if sentence is None:
        return None
    nouns = [t for t in analysis.words(sentence) if t.lemma.lower() in words.nouns]
    if not nouns:
        return None
    noun = min(nouns, key=lambda t: (_distance(t, trigger), t.i))
    span = _phrase(analysis, noun)
    return Sourced(value=span.of(analysis.text), spans=(span,), rule="agreement.title")


def _distance(token: Token, span: Span) -> int:
    if token.start < span.start:
        return span.start - token.end
    return max(0, token.start - span.end)


def _phrase(analysis: Analysis, noun: Token) -> Span:
    """Return the noun with its determiner, adjectives and complements, clauses apart."""
    kept = [noun]
    waiting = [noun]
    while waiting:
        for child in analysis.children(waiting.pop()):
            if child.dep in _STOPS or child.dep.startswith("nsubj"):
                continue
            if child.head == noun.i and child.dep in ("conj", "cc", "punct"):
                continue
            if child.dep == "case" and child.head == noun.i:
                continue
            kept.append(child)
            waiting.append(child)
    inside = {t.i for t in kept}
    first = last = noun.i
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside and last - noun.i < _LONGEST:
        last += 1
    while last > noun.i and analysis.tokens[last].pos in ("PUNCT", "CCONJ", "ADP", "DET"):
        last -= 1
    return Span(analysis.tokens[first].start, analysis.tokens[last].end)


def find_occasion(
    analysis: Analysis, event: Event, words: AgreementWords, times: tuple[TimeExpression, ...]
) -> Sourced[str] | None:
    """Return the meeting or feast on whose margin the agreement was made, or None."""
    sentence = event.mentions[0].sentence
    text = sentence.of(analysis.text).lower().replace("’", "'")
    for opening in words.occasions:
        at = text.find(f"{opening} d")
        if at < 0:
            continue
        start = sentence.start + at + len(opening)
        noun = next(
            (
                t
                for t in analysis.tokens_in(Span(start, min(start + 60, sentence.end)))
                if t.pos in ("NOUN", "PROPN")
            ),
            None,
        )
        if noun is None or any(time.span.covers(noun.span) for time in times):
            continue
        span = _phrase(analysis, noun)
        return Sourced(
            value=Span(noun.start, max(span.end, noun.end)).of(analysis.text),
            spans=(Span(noun.start, max(span.end, noun.end)),),
            rule="agreement.occasion",
            confidence=0.7,
        )
    return None
