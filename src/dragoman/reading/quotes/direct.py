"""Find what is quoted word for word, and by which cue."""

from dataclasses import replace

from dragoman.reading.analysis import Token
from dragoman.reading.quotes.cues import Cue, pronoun_of
from dragoman.reading.quotes.marks import Stretch
from dragoman.reading.quotes.open_cues import open_cue
from dragoman.reading.quotes.page import FEWEST_WORDS, Page, count_words
from dragoman.reading.quotes.phrases import MARKS, NOUNS
from dragoman.reading.quotes.reports import Report
from dragoman.reading.quotes.speaker import Speaker, agentive, is_somebody
from dragoman.reading.quotes.speakers import speaker_of
from dragoman.reading.quotes.subjects import governor_of, topic_of
from dragoman.types.span import Span

_SKIPPED = frozenset(",.;–—-!?…")
_ENDS = ".!?…"
_PARTING = frozenset(",.!?…")
_INCISE = 24  # words


def find_direct(page: Page) -> list[Report]:
    """Return the quotations between marks, in text order."""
    found: list[Report] = []
    for stretch in page.stretches:
        inner = page.analysis.tokens_in(stretch.span)
        if not inner:
            continue
        before, after = _around(page, stretch, inner)
        cue = _after_cue(page, stretch, after)
        if count_words(stretch.span.of(page.analysis.text)) < FEWEST_WORDS:
            if cue is not None and not before:
                report = _report(page, stretch, inner, before, after, cue)
                found.append(replace(report, too_short=True))
            continue
        if cue is None and (_names(page, stretch, inner) or _in_link(page, stretch, before)):
            continue
        report = _report(page, stretch, inner, before, after, cue)
        report = replace(report, other=_other(page, report, before, after))
        found.extend(_split(page, inner, report))
    return _without_pulled(page, found)


def _without_pulled(page: Page, reports: list[Report]) -> list[Report]:
    """Leave out what the page repeats of a quotation to catch the eye, without any cue."""
    text = page.analysis.text
    told = "\n".join(bare_words(r.span.of(text)) for r in reports if r.cue is not None)
    return [r for r in reports if r.cue is not None or bare_words(r.span.of(text)) not in told]


def bare_words(words: str) -> str:
    """Return the letters and digits of `words`, to compare what is quoted twice."""
    return " ".join("".join(c if c.isalnum() else " " for c in words.lower()).split())


def _around(
    page: Page, stretch: Stretch, inner: tuple[Token, ...]
) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Return the words of its sentences that stand before and behind the marks."""
    before = tuple(
        t for t in page.analysis.words(page.sentence(inner[0])) if t.end <= stretch.outer.start
    )
    after = tuple(
        t for t in page.analysis.words(page.sentence(inner[-1])) if t.start >= stretch.outer.end
    )
    return before, after


def _names(page: Page, stretch: Stretch, inner: tuple[Token, ...]) -> bool:
    """Tell whether the words before the marks say that a name or a title follows.

    "intitulé « ... »", and with who gives the name "surnommée par les marins « ... »".
    """
    n = inner[0].i - 1
    while n >= 0 and (page.tokens[n].end > stretch.outer.start or page.tokens[n].text in MARKS):
        n -= 1
    if n >= 0 and page.tokens[n].lower in page.rules.naming:
        return True
    while n > 0 and page.tokens[n].pos in ("DET", "ADJ", *NOUNS):
        n -= 1
    return (
        n > 0
        and page.tokens[n].lower in page.rules.by
        and (page.tokens[n - 1].lower in page.rules.naming)
    )


def link_start(page: Page, words: tuple[Token, ...]) -> int | None:
    """Return the index of the first of `words` that opens a link title, or None."""
    if not words:
        return None
    text = page.analysis.text
    for token in words:
        if not token.text[0].isupper():
            continue
        ahead = text[token.start : token.start + 40].lower()
        if any(ahead.startswith(link) for link in page.rules.links):
            return token.i
    return None


def _linked(page: Page, before: tuple[Token, ...]) -> bool:
    """Tell whether the words before marks are a link title only.

    On pages without line breaks the article goes on behind a title in the same
    "sentence". Titles do not report in compound tenses: who "a déclaré" does so in
    the article.
    """
    start = link_start(page, before)
    if start is None:
        return False
    told = page.cues_in(start, before[-1].i + 1)
    return not any(
        c.entry.kind == "verb" and c.tense == "finite" and c.start < c.first for c in told
    )


def _in_link(page: Page, stretch: Stretch, before: tuple[Token, ...]) -> bool:
    """Tell whether the stretch belongs to the title of a linked article or is a headline."""
    text = page.analysis.text
    if _linked(page, before):
        words = stretch.span.of(text)
        several = any(f"{end} " in words for end in _ENDS)
        return not (several or words[-1] in _ENDS)
    # a headline between dashes, on a line of its own
    line_start = text.rfind("\n", max(0, stretch.outer.start - 4), stretch.outer.start) + 1
    lead = text[max(line_start, stretch.outer.start - 4) : stretch.outer.start].strip()
    tail = text[stretch.outer.end : stretch.outer.end + 3].strip(" ")
    return line_start > 0 and lead in ("-", "–", "—") and tail[:1] in ("-", "–", "—")


def _report(
    page: Page,
    stretch: Stretch,
    inner: tuple[Token, ...],
    before: tuple[Token, ...],
    after: tuple[Token, ...],
    cue: Cue | None,
) -> Report:
    if cue is not None:
        speaker = speaker_of(page, cue, after=True)
        if cue.entry.kind == "phrase" and speaker is not None and speaker.rule == "paper":
            speaker = _governing_cue(page, before, after=False)[1]
        if speaker is not None:
            return _made(page, stretch, inner, cue, speaker, "after", 0.95)
    linked = _linked(page, before)
    if linked:
        before = ()
    if _colon(page, stretch) and not linked:
        intro = before or _previous(page, inner[0])
        cue, speaker = _governing_cue(page, intro, after=False)
        if speaker is None and intro:
            speaker = topic_of(page, intro[0].i, intro[-1].i + 1)
        alone = speaker is None
        return _made(page, stretch, inner, cue, speaker, "colon", 0.9, alone=alone)
    if not stretch.first:
        return _made(page, stretch, inner, None, None, "next-paragraph", 0.9, alone=True)
    cue, speaker = _governing_cue(page, before, after=False)
    if cue is not None:
        return _made(page, stretch, inner, cue, speaker, "embedded", 0.85)
    cue, speaker = _governing_cue(page, after, after=True)
    if cue is not None:
        return _made(page, stretch, inner, cue, speaker, "later", 0.8)
    if not any(t.pos not in ("PUNCT", "SPACE", "CCONJ", "ADV") for t in (*before, *after)):
        return _made(page, stretch, inner, None, None, "alone", 0.85, alone=True)
    speaker = governor_of(page, inner)
    if speaker is None and before and page.is_person(page.tokens[before[-1].head]):
        # «L'économiste Jean Dupont "pense que ..."»
        speaker = topic_of(page, before[0].i, before[-1].i + 1)
    return _made(page, stretch, inner, None, speaker, "governed", 0.5, alone=speaker is None)


def _other(
    page: Page, report: Report, before: tuple[Token, ...], after: tuple[Token, ...]
) -> Speaker | None:
    """Return whom a second cue of the sentence names: "X juge « ... », rapporte Y".

    It stands on the other side of the marks than the one that reports.
    """
    if report.cue is not None and report.cue.first > page.analysis.tokens_in(report.span)[0].i:
        if not _linked(page, before):
            return _governing_cue(page, before, after=False)[1]
        return None
    return _governing_cue(page, after, after=True)[1]


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
        tokens.append(page.tokens[cue.first])
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


def _colon(page: Page, stretch: Stretch) -> bool:
    start = stretch.outer.start
    return page.analysis.text[max(0, start - 6) : start].rstrip().endswith(":")


def _previous(page: Page, token: Token) -> tuple[Token, ...]:
    """Return the words of the sentence before the one that holds `token`."""
    first = page.sentence(token).first
    if first == 0:
        return ()
    return page.analysis.words(page.sentence(page.tokens[first - 1]))


def _after_cue(page: Page, stretch: Stretch, after: tuple[Token, ...]) -> Cue | None:
    """Return the cue right behind the marks ("..., a-t-il dit"), or None."""
    skipped = 0
    while skipped < len(after) and after[skipped].text in _SKIPPED:
        skipped += 1
    if skipped == len(after) or skipped > 3:
        return None
    first = after[skipped].i
    parted = skipped > 0 or stretch.span.of(page.analysis.text)[-1:] in _PARTING
    for cue in page.cues_in(first, first + 9):
        if cue.entry.kind == "noun" or cue.tense in ("present", "infinitive"):
            continue
        gap = page.tokens[first : cue.start]
        if gap and gap[0].lower in page.rules.as_words:
            gap = gap[1:]  # "..., comme le dit X"
        if any(t.pos in ("CCONJ", "SCONJ", "VERB", "ADP", "PUNCT") for t in gap):
            return None
        if any(t.lower in page.rules.who for t in gap):
            return None
        if gap and cue.entry.kind == "phrase":
            return None
        if not parted and any(t.pos in NOUNS for t in gap):
            return None  # « cinq autres » pays souhaitent ...: the clause goes on
        return cue
    return open_cue(page, first) if parted else None


def _governing_cue(
    page: Page, tokens: tuple[Token, ...], *, after: bool
) -> tuple[Cue | None, Speaker | None]:
    """Return the cue among `tokens` nearest to the marks that has a speaker.

    Before the marks it is the last one; behind them, one that a comma inverts.
    Both are None if there is none.
    """
    if not tokens:
        return None, None
    found = page.cues_in(tokens[0].i, tokens[-1].i + 1)
    cues = list(found if after else reversed(found))
    if page.tokens[tokens[-1].i].text != ":":
        # "X pense que l'annonce de Y ...": the verb reports, not the noun
        cues.sort(key=lambda cue: cue.entry.kind == "noun")
    for cue in cues:
        if cue.entry.strict and (after or not _opens_for(page, cue)):
            continue
        if after and (
            cue.tense != "finite"
            or cue.entry.kind == "noun"
            or page.tokens[cue.start - 1].text != ","
        ):
            continue
        speaker = speaker_of(page, cue, after=after)
        if speaker is None or not agentive(page, speaker):
            continue
        if cue.entry.strict and not is_somebody(page, speaker):
            continue
        return cue, speaker
    return None, None


def _opens_for(page: Page, cue: Cue) -> bool:
    """Tell whether a phrase opens its sentence ("Pour X, ..."), openers apart."""
    first = page.sentence(page.tokens[cue.first]).first
    return all(
        t.pos == "PUNCT" or t.lower in page.rules.openers for t in page.tokens[first : cue.first]
    )


def _split(page: Page, inner: tuple[Token, ...], report: Report) -> list[Report]:
    """Cut a stretch at an incise that stands inside its marks ("Oui, dit-il, demain")."""
    text = page.analysis.text
    for cue in page.inside_in(inner[0].i, inner[-1].i + 1):
        before = page.tokens[cue.start - 1]
        if cue.entry.kind != "verb":
            continue
        if before.text != "," or cue.tense != "finite" or cue.start <= inner[0].i + 1:
            continue
        end = _incise_end(page, cue, inner)
        if end is None:
            continue
        speaker = speaker_of(page.opened(), cue, after=True)
        if speaker is None:
            continue
        cut = []
        for start, stop in ((report.span.start, before.start), (end, report.span.end)):
            words = text[start:stop]
            left = len(words) - len(words.lstrip(" ,.\u00a0"))
            if count_words(words) >= FEWEST_WORDS:
                cut.append(
                    replace(
                        report,
                        span=Span(start + left, start + len(words.rstrip(" \u00a0"))),
                        cue=cue,
                        speaker=speaker,
                        rule="direct.incise",
                        alone=False,
                    )
                )
        if cut:
            return cut
    return [report]


def _incise_end(page: Page, cue: Cue, inner: tuple[Token, ...]) -> int | None:
    """Return where an incise ends: at the comma or full stop after its subject, or None."""
    if cue.subject is not None and pronoun_of(page.tokens[cue.subject]) is not None:
        last = max(cue.last, cue.subject)
        following = page.tokens[last + 1] if last < inner[-1].i else None
        return following.start if following and following.text in (",", ".") else None
    for n in range(cue.last + 1, min(cue.last + _INCISE, inner[-1].i)):
        token = page.tokens[n]
        if token.lower in page.rules.that:
            return None
        if token.text == "," and n > cue.last + 1:
            return token.start
        if token.text == ".":
            return None
    return None
