"""Find what an article claims to be the first, the last, the only, or unheard of."""

import re
from dataclasses import dataclass
from functools import cache

from dragoman.languages.claims_schema import ClaimPhrase, ClaimWords
from dragoman.languages.pack import load_section
from dragoman.reading.analysis import Analysis, Sentence
from dragoman.types.event import Claim, Event
from dragoman.types.quotation import Quotation
from dragoman.types.span import Sourced, Span
from dragoman.types.time import TimeExpression


def find_claims(
    analysis: Analysis,
    *,
    events: tuple[Event, ...],
    quotations: tuple[Quotation, ...],
    times: tuple[TimeExpression, ...],
) -> tuple[Claim, ...]:
    """Return the claims of uniqueness of an article, in text order."""
    words = load_section(analysis.language, "claims", ClaimWords)
    page = _Page(events, quotations, times)
    found: list[Claim] = []
    for sentence in analysis.sentences:
        taken: list[Span] = []
        text = sentence.span.of(analysis.text).lower().replace("’", "'")
        if len(text) != sentence.end - sentence.start:
            continue
        for phrase in words.phrases:
            for match in _matcher(phrase.forms).finditer(text):
                span = Span(sentence.start + match.start(), sentence.start + match.end())
                if any(span.overlaps(other) for other in taken):
                    continue
                if _means_else(phrase, text, match):
                    continue
                scope = _scope(analysis, sentence, span, words)
                if phrase.needs_scope and scope is None:
                    continue
                taken.append(span)
                found.append(_claim(f"c{len(found) + 1}", phrase, (span, scope), sentence, page))
    return tuple(found)


@dataclass(frozen=True)
class _Page:
    """What a claim is read against."""

    events: tuple[Event, ...]
    quotations: tuple[Quotation, ...]
    times: tuple[TimeExpression, ...]


@cache
def _matcher(forms: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(forms, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)")


def _means_else(phrase: ClaimPhrase, text: str, match: re.Match[str]) -> bool:
    """Tell whether a neighbour gives the words another meaning: "Premier ministre"."""
    after = re.match(r"[\s-]+(\w+)", text[match.end() :])
    before = re.search(r"(\w+)\s+$", text[: match.start()])
    return bool(
        (after and after[1] in phrase.not_before) or (before and before[1] in phrase.not_after)
    )


def _scope(
    analysis: Analysis, sentence: Sentence, span: Span, words: ClaimWords
) -> Sourced[str] | None:
    """Return the words behind a claim that limit it, up to the next mark."""
    rest = analysis.text[span.end : sentence.end]
    low = rest.lower().replace("’", "'")
    starts = [at for opening in words.scopes if (at := low.find(opening)) >= 0]
    if not starts or len(low) != len(rest):
        return None
    start = min(starts)
    stop = re.search(r"[,.;:»\"(]", rest[start:])
    end = start + (stop.start() if stop else len(rest) - start)
    while end > start and rest[end - 1].isspace():
        end -= 1
    if end <= start:
        return None
    found = Span(span.end + start, span.end + end)
    return Sourced(value=found.of(analysis.text), spans=(found,), rule="claim.scope")


def _claim(
    id: str,
    phrase: ClaimPhrase,
    words: tuple[Span, Sourced[str] | None],
    sentence: Sentence,
    page: _Page,
) -> Claim:
    span, scope = words
    since = None
    if scope is not None:
        for time in page.times:
            if scope.spans[0].covers(time.span) and time.value is not None:
                since = Sourced(value=time.value, spans=(time.span,), rule=time.rule)
                break
    speaker = next(
        (q.speaker for q in page.quotations if q.span.overlaps(span) and q.speaker is not None),
        None,
    )
    return Claim(
        id=id,
        kind=phrase.kind,
        span=span,
        about=_about(span, sentence, page.events),
        scope=scope,
        since=since,
        attributed_to=speaker,
        sentence=sentence.span,
        rule=phrase.id,
    )


def _about(span: Span, sentence: Sentence, events: tuple[Event, ...]) -> str | None:
    """Return the event told nearest to the claim in its sentence, or None."""
    near = [
        (abs(mention.trigger.start - span.start), event.id)
        for event in events
        for mention in event.mentions
        if mention.sentence == sentence.span
    ]
    return min(near)[1] if near else None
