"""Find what is quoted word for word, and by which cue."""

from dragoman.reading.analysis import Analysis, Token
from dragoman.reading.quotes.cues import Cue
from dragoman.reading.quotes.lexicon import Lexicon
from dragoman.reading.quotes.marks import Stretch
from dragoman.reading.quotes.reports import FEWEST_WORDS, Page, Report, count_words
from dragoman.reading.quotes.speakers import (
    Speaker,
    agentive,
    speaker_of,
    subject_of_verb,
    topic_of,
)
from dragoman.types.span import Span

_SKIPPED = frozenset(",.;–—-!?…")


def find_direct(page: Page) -> list[Report]:
    """Return the quotations between marks, in text order."""
    found: list[Report] = []
    for stretch in page.stretches:
        if count_words(stretch.span.of(page.analysis.text)) < FEWEST_WORDS:
            continue
        if _in_link(page, stretch):
            continue
        report = _report(page, stretch)
        if report is not None:
            found.extend(_split(page, stretch, report))
    return found


def _in_link(page: Page, stretch: Stretch) -> bool:
    """Tell whether the stretch belongs to the title of a linked article."""
    return False


def _report(page: Page, stretch: Stretch) -> Report | None:
    analysis = page.analysis
    inner = analysis.tokens_in(stretch.span)
    if not inner:
        return None
    before, after = _around(analysis, stretch, inner)
    text = analysis.text
    colon = _colon(text, stretch)
    cue = _after_cue(page, after)
    if cue is not None:
        speaker = speaker_of(analysis, page.lexicon, cue, after=True)
        if speaker is not None or cue.subject is not None:
            return _made(page, stretch, inner, cue, speaker, "after", 0.95)
    if colon:
        intro = before or _previous(analysis, inner[0])
        cue = _last_cue(page, intro)
        speaker = None
        if cue is not None:
            speaker = speaker_of(analysis, page.lexicon, cue, after=False)
        if speaker is None and intro:
            speaker = topic_of(analysis, page.lexicon, intro[0], intro[-1].i + 1)
        return _made(page, stretch, inner, cue, speaker, "colon", 0.9)
    if not stretch.first:
        return _made(page, stretch, inner, None, None, "next-paragraph", 0.9, alone=True)
    cue = _last_cue(page, before)
    if cue is not None:
        speaker = speaker_of(analysis, page.lexicon, cue, after=False)
        return _made(page, stretch, inner, cue, speaker, "embedded", 0.85)
    cue = _later_cue(page, after)
    if cue is not None:
        speaker = speaker_of(analysis, page.lexicon, cue, after=True)
        return _made(page, stretch, inner, cue, speaker, "later", 0.8)
    if not any(t.pos not in ("PUNCT", "SPACE", "CCONJ", "ADV") for t in (*before, *after)):
        return _made(page, stretch, inner, None, None, "alone", 0.85, alone=True)
    speaker = _governor(analysis, page.lexicon, inner)
    return _made(page, stretch, inner, None, speaker, "governed", 0.5)


def _made(
    page: Page,
    stretch: Stretch,
    inner: tuple[Token, ...],
    cue: Cue | None,
    speaker: Speaker | None,
    rule: str,
    confidence: float,
    *,
    alone: bool = False,
) -> Report:
    tokens = [inner[0], inner[-1]]
    if cue is not None:
        tokens.append(page.analysis.tokens[cue.first])
    return Report(
        kind="direct",
        span=stretch.span,
        cue=cue,
        speaker=speaker,
        evidence=page.evidence(*tokens),
        rule=f"direct.{rule}",
        confidence=confidence if stretch.closed else confidence * 0.9,
        alone=alone,
    )


def _colon(text: str, stretch: Stretch) -> bool:
    return text[max(0, stretch.outer.start - 6) : stretch.outer.start].rstrip().endswith(":")


def _around(
    analysis: Analysis, stretch: Stretch, inner: tuple[Token, ...]
) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Return the words of its sentences that stand before and behind the marks."""
    first = analysis.sentences[inner[0].sentence]
    last = analysis.sentences[inner[-1].sentence]
    before = tuple(t for t in analysis.words(first) if t.end <= stretch.outer.start)
    after = tuple(t for t in analysis.words(last) if t.start >= stretch.outer.end)
    return before, after


def _previous(analysis: Analysis, token: Token) -> tuple[Token, ...]:
    """Return the words of the sentence before the one that holds `token`."""
    if token.sentence == 0:
        return ()
    return analysis.words(analysis.sentences[token.sentence - 1])


def _after_cue(page: Page, after: tuple[Token, ...]) -> Cue | None:
    """Return the cue right behind the marks ("..., a-t-il dit"), or None."""
    skipped = 0
    while skipped < len(after) and after[skipped].text in _SKIPPED:
        skipped += 1
    if skipped == len(after) or skipped > 3:
        return None
    first = after[skipped].i
    for cue in page.cues_in(first, first + 9):
        if cue.entry.kind == "noun" or cue.tense in ("present", "infinitive"):
            continue
        gap = page.analysis.tokens[first : cue.start]
        if any(t.pos in ("CCONJ", "SCONJ", "VERB", "ADP", "PUNCT") for t in gap):
            return None
        if any(t.lower in page.lexicon.rules.who for t in gap):
            return None
        if len(gap) > 1 and cue.entry.kind == "phrase":
            return None
        return cue
    return None


def _last_cue(page: Page, tokens: tuple[Token, ...]) -> Cue | None:
    """Return the last cue among `tokens` that may govern what follows, or None."""
    if not tokens:
        return None
    for cue in reversed(page.cues_in(tokens[0].i, tokens[-1].i + 1)):
        return cue
    return None


def _later_cue(page: Page, after: tuple[Token, ...]) -> Cue | None:
    """Return the cue that closes the sentence by inversion, or None."""
    if not after:
        return None
    for cue in page.cues_in(after[0].i, after[-1].i + 1):
        comma = page.analysis.tokens[cue.start - 1]
        if comma.text == "," and cue.tense == "finite" and cue.entry.kind != "noun":
            return cue
    return None


def _governor(analysis: Analysis, lexicon: Lexicon, inner: tuple[Token, ...]) -> Speaker | None:
    """Return the subject of the verb that the stretch hangs on, if it can speak."""
    low, high = inner[0].i, inner[-1].i
    token = inner[0]
    for _ in range(40):
        if not low <= token.i <= high and token.pos in ("VERB", "AUX"):
            speaker = subject_of_verb(analysis, lexicon, token)
            if speaker is not None:
                return speaker if agentive(analysis, lexicon, speaker) else None
        if token.head == token.i:
            return None
        token = analysis.head(token)
    return None


def _split(page: Page, stretch: Stretch, report: Report) -> list[Report]:
    """Cut a stretch at an incise that stands inside its marks ("Oui, dit-il, demain")."""
    return [report]
