"""Read what surrounds a quotation: role, principal, addressee, medium and day."""

import re
from collections.abc import Sequence

from dragoman.reading.actors.index import ActorIndex
from dragoman.reading.analysis import Token
from dragoman.reading.quotes.cues import Cue
from dragoman.reading.quotes.lexicon import straight
from dragoman.reading.quotes.page import Page
from dragoman.reading.quotes.phrases import words_of
from dragoman.reading.quotes.reports import Report
from dragoman.reading.quotes.speaker import Speaker
from dragoman.types.span import Sourced, Span
from dragoman.types.time import TimeExpression

_REACH = 14
_LINKS = ("ADP", "DET", "PROPN")


def read_role(page: Page, speaker: Speaker | None) -> Sourced[str] | None:
    """Return how the text presents the speaker here, without article or name; or None."""
    if speaker is None or speaker.form != "noun":
        return None
    head = page.tokens[speaker.head]
    noun = head if head.pos == "NOUN" else _apposed(page, head)
    if noun is None or noun.ent == "PER" or noun.lower in page.rules.titles:
        return None
    if not page.is_person(noun):
        return None
    words = words_of(page, noun)
    end = words.end
    for token in page.analysis.tokens_in(Span(noun.start, words.end)):
        named = token.ent == "PER" or token.pos == "PROPN"
        if token.i > noun.i and named and page.tokens[token.i - 1].pos not in _LINKS:
            end = token.start
            break
    first = noun  # "ancien ministre", "Premier ministre"
    while first.i and page.tokens[first.i - 1].pos == "ADJ" and first.start > words.start:
        first = page.tokens[first.i - 1]
    text = page.analysis.text[first.start : end].rstrip(" ,\u00a0")
    span = Span(first.start, first.start + len(text))
    return Sourced(value=text, spans=(span,), rule="role.words", confidence=0.8)


def _apposed(page: Page, head: Token) -> Token | None:
    for child in page.analysis.children(head):
        if child.dep in ("appos", "nmod") and child.pos == "NOUN" and child.i > head.i:
            between = page.tokens[head.i + 1 : child.i]
            if any(t.text == "," for t in between):
                return child
    return None


def read_principal(page: Page, index: ActorIndex, speaker: Speaker | None) -> Sourced[str] | None:
    """Return the actor for whom a spokesman speaks, or None."""
    if speaker is None or speaker.form != "noun":
        return None
    head = page.tokens[speaker.head]
    spokesman = head if head.lemma in page.rules.spokesmen else _apposed(page, head)
    if spokesman is None or not ({spokesman.lemma, spokesman.lower} & page.rules.spokesmen):
        return None
    sentence = page.sentence(spokesman)
    for n in range(spokesman.i + 1, min(spokesman.i + 8, sentence.last)):
        token = page.tokens[n]
        if token.pos in ("VERB", "AUX", "PRON") or token.text == ",":
            return None
        ids = index.of_token(token) if token.pos in ("NOUN", "PROPN") else ()
        own = index.of_token(spokesman)
        ids = tuple(i for i in ids if i not in own)
        if ids:
            return Sourced(value=ids[0], spans=(token.span,), rule="principal", confidence=0.8)
    return None


def read_addressee(
    page: Page, index: ActorIndex, cue: Cue | None, speaker: str | None
) -> Sourced[str] | None:
    """Return the actor spoken to ("a déclaré à la BBC"), or None."""
    if cue is None or cue.entry.kind != "verb":
        return None
    sentence = page.sentence(page.tokens[cue.first])
    media = {words for medium in page.rules.media for words in medium.words}
    for n in range(cue.last + 1, min(cue.last + _REACH, sentence.last)):
        token = page.tokens[n]
        if token.text in ("«", "»", '"', ":") or token.pos in ("VERB", "AUX", "SCONJ"):
            return None
        if token.lower not in page.rules.addressing:
            continue
        for near in page.tokens[n + 1 : min(n + 6, sentence.last)]:
            named = page.tokens[near.i + 1].pos == "PROPN" if near.i + 1 < sentence.last else False
            if near.pos == "NOUN" and near.lower in media and not named:
                break  # "à la télévision" tells how, not to whom
            if near.pos in ("NOUN", "PROPN"):
                ids = tuple(i for i in index.of_token(near) if i != speaker)
                if not ids:
                    return None
                return Sourced(value=ids[0], spans=(near.span,), rule="addressee", confidence=0.7)
            if near.pos not in ("DET", "ADJ", "NUM", "ADP"):
                break
    return None


def read_medium(page: Page, report: Report) -> Sourced[str] | None:
    """Return how the words reached the public, where their sentence says so."""
    if report.cue is None:
        return None
    sentence = page.sentence(page.tokens[report.cue.first])
    around = straight(page.analysis.text[sentence.start : sentence.end])
    for medium in page.rules.media:
        for words in medium.words:
            if words not in around:
                continue
            for match in re.finditer(rf"\b{re.escape(words)}\b", around):
                span = Span(sentence.start + match.start(), sentence.start + match.end())
                if not report.span.overlaps(span):
                    return Sourced(value=medium.id, spans=(span,), rule="medium", confidence=0.8)
    return None


def read_day(page: Page, report: Report, times: Sequence[TimeExpression]) -> Sourced[str] | None:
    """Return the day of the saying: a date that stands with the cue, or None.

    `times` are the dates of the cue's sentence.
    """
    if report.cue is None:
        return None
    cue = page.tokens[report.cue.first]
    best: TimeExpression | None = None
    for time in times:
        if time.value is None or time.kind != "date" or report.span.overlaps(time.span):
            continue
        if not _dates_cue(page, report.cue, page.analysis.tokens_in(time.span)):
            continue
        if best is None or abs(time.span.start - cue.start) < abs(best.span.start - cue.start):
            best = time
    if best is None or best.value is None:
        return None
    return Sourced(
        value=best.value,
        spans=(best.span,),
        rule="said-on.beside-cue",
        reasoning=best.reasoning,
        confidence=0.8 * best.confidence,
    )


def _dates_cue(page: Page, cue: Cue, words: tuple[Token, ...]) -> bool:
    """Tell whether a date goes with the cue: beside it, opening its sentence or parsed so."""
    first, last = words[0], words[-1]
    before = page.tokens[first.i - 1] if first.i else None
    if before is not None and before.sentence == first.sentence and before.pos == "ADP":
        return False
    if 0 < first.i - cue.last <= 2:
        return True
    sentence = page.sentence(first)
    after = page.tokens[last.i + 1] if last.i + 1 < sentence.last else None
    if first.i == sentence.first and after is not None and after.text == ",":
        return cue.first > last.i
    return any(word.head == cue.first for word in words)
