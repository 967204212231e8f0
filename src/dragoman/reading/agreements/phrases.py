"""What an agreement is called, and on what occasion it is made."""

from dragoman.languages.agreements_schema import AgreementWords
from dragoman.languages.events_schema import Grammar
from dragoman.reading.analysis import Analysis, Token
from dragoman.reading.events.syntax import VERBAL
from dragoman.types.event import Event
from dragoman.types.span import Sourced, Span
from dragoman.types.time import TimeExpression

_STOPS = ("acl", "acl:relcl", "advcl", "appos", "cop", "parataxis")
_LONGEST = 40
_BEFORE = 40
_FAR = 16
_NEAR = 5
_NEXT = 2


def find_noun(analysis: Analysis, event: Event, words: AgreementWords) -> Token | None:
    """Return the noun that names the agreement of `event`; None if none does."""
    trigger = event.mentions[0].trigger
    sentence = analysis.sentence_at(trigger.start)
    if sentence is None:
        return None
    nouns = [t for t in analysis.words(sentence) if t.lemma.lower() in words.nouns]
    if not nouns:
        return None
    return min(nouns, key=lambda t: (_distance(t, trigger), t.i))


def name_title(
    analysis: Analysis, noun: Token, times: tuple[TimeExpression, ...], words: AgreementWords
) -> Sourced[str]:
    """Return how the article names the agreement whose noun this is.

    The day that it was signed on is no part of its name, unless it is called by it ("l'accord
    du 5 mai").
    """
    span = _phrase(analysis, noun)
    day = next((t for t in times if noun.end < t.span.start < span.end <= t.span.end), None)
    if day is not None:
        first = analysis.tokens_in(day.span)[0].i
        if not {t.lower for t in analysis.tokens[first - 1 : first + 1]} & words.of:
            span = _closed(analysis, span.start, noun.i, first - 1)
    return Sourced(value=span.of(analysis.text), spans=(span,), rule="agreement.title")


def find_date(
    analysis: Analysis,
    noun: Token,
    event: Event,
    times: tuple[TimeExpression, ...],
    words: AgreementWords,
) -> Sourced[str] | None:
    """Return the date of an agreement: told in its own phrase, else the event's.

    An accord that the clause only refers to ("après un accord", "violer l'accord") does
    not share the date of the clause, nor one whose end is told ("la dénonciation en 2018 de
    l'accord").
    """
    made = [c for c in analysis.children(noun) if c.feat("VerbForm") == "Part"]
    anchors = {noun.i, *(verb.i for verb in made)}
    dated = [
        time
        for time in times
        if time.kind in ("date", "interval")
        and time.value is not None
        and time.span.start > noun.start
    ]
    inside = [t for t in dated if anchors & {k.head for k in analysis.tokens_in(t.span)}]
    inside = inside or _behind(analysis, _making(analysis, noun, words), dated, _NEAR)
    inside = inside or _behind(analysis, _last(analysis, noun), dated, _NEXT)
    if inside:
        time = inside[0]
        return Sourced(
            value=time.value or "",
            spans=(time.span,),
            rule="agreement.date",
            reasoning=time.reasoning,
            confidence=0.8,
        )
    trigger = event.mentions[0].trigger
    if event.when is None or any(t.pos in VERBAL for t in analysis.tokens_in(trigger)):
        return event.when
    if any(above.lemma in words.endings for above in analysis.ancestors(noun)):
        return None
    before = analysis.text[max(0, noun.start - _BEFORE) : noun.start].lower()
    return None if any(word in before for word in words.presupposing) else event.when


def _making(analysis: Analysis, noun: Token, words: AgreementWords) -> Token | None:
    """Return the participle that says of `noun` that it was made: parsers give it to another.

    "l'accord sur le nucléaire iranien conclu en 2015"
    """
    for token in analysis.tokens[noun.i + 1 : noun.i + _FAR]:
        finite = token.pos in VERBAL and token.feat("VerbForm") == "Fin"
        if token.sentence != noun.sentence or token.text in ";:" or finite:
            return None
        if token.lemma in words.makings and token.feat("VerbForm") == "Part":
            return token
    return None


def _last(analysis: Analysis, noun: Token) -> Token:
    """Return the last word of the phrase of `noun`."""
    return analysis.tokens_in(_phrase(analysis, noun))[-1]


def _behind(
    analysis: Analysis, token: Token | None, times: list[TimeExpression], reach: int
) -> list[TimeExpression]:
    """Return those of `times` that begin among the `reach` words behind `token`."""
    if token is None:
        return []
    near = [k for k in analysis.tokens[token.i + 1 :][:reach] if k.sentence == token.sentence]
    return [t for t in times if any(k.start == t.span.start for k in near)]


def is_denied(analysis: Analysis, event: Event, grammar: Grammar) -> bool:
    """Tell whether some words say that it was not made: "n'ont pas signé", "non ratifié"."""
    for token in (t for m in event.mentions for t in analysis.tokens_in(m.trigger)):
        before = analysis.tokens[token.i - 1].lower if token.i else ""
        below = {c.lower for c in analysis.children(token)}
        if before in grammar.negators or below & set(grammar.negations):
            return True
    return False


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
    return _closed(analysis, analysis.tokens[first].start, noun.i, last)


def _closed(analysis: Analysis, start: int, noun: int, last: int) -> Span:
    """Return the span from `start` to token `last`, without what opens more at its end."""
    while last > noun and analysis.tokens[last].pos in ("PUNCT", "CCONJ", "ADP", "DET"):
        last -= 1
    return Span(start, analysis.tokens[last].end)


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
