"""Find what is reported as a clause: "a déclaré que ...", "selon X, ...", "..., a dit X"."""

from itertools import pairwise

from dragoman.reading.analysis import Sentence, Token
from dragoman.reading.quotes.clauses import (
    body_start,
    clause_end,
    has_verb,
    quoted_share,
    that_clause,
)
from dragoman.reading.quotes.cues import Cue, pronoun_of
from dragoman.reading.quotes.direct import link_start
from dragoman.reading.quotes.page import Page, count_words
from dragoman.reading.quotes.phrases import MARKS
from dragoman.reading.quotes.reports import Report
from dragoman.reading.quotes.speaker import Speaker, agentive, is_somebody
from dragoman.reading.quotes.speakers import speaker_of
from dragoman.types.span import Span

_ENDS = " \t\n\r\u00a0\u202f.,;:!?…–—-"
_FEWEST = 3
_QUOTED_SHARE = 0.72  # a clause quoted almost whole is a direct quotation only
_DASHES = frozenset(("–", "—", "-"))
_UNFINISHED = ("SCONJ", "CCONJ", "PRON", "AUX", "DET", "ADP")


def find_indirect(page: Page) -> list[Report]:
    """Return the reported clauses, in text order; no two of them overlap."""
    found: list[Report] = []
    for cue in page.cues:
        if not cue.entry.clause or cue.denied:
            continue
        sentence = page.sentence(page.tokens[cue.first])
        report = _report(page, cue, sentence) if sentence.parsed else None
        if report is None or count_words(report.span.of(page.analysis.text)) < _FEWEST:
            continue
        if quoted_share(page, report.span) > _QUOTED_SHARE:
            continue
        if found and found[-1].span.overlaps(report.span):
            continue
        found.append(report)
    return found


def _report(page: Page, cue: Cue, sentence: Sentence) -> Report | None:
    if cue.entry.kind == "phrase":
        return _according(page, cue, sentence)
    that = that_clause(page, cue, sentence)
    if that is not None:
        return _clause(page, cue, that, sentence)
    if cue.entry.kind == "verb" and cue.entry.inserted and cue.tense == "finite":
        return _inserted(page, cue, sentence)
    return None


def _made(
    page: Page,
    cue: Cue,
    speaker: Speaker | None,
    start: int,
    end: int,
    rule: str,
    confidence: float,
) -> Report | None:
    text = page.analysis.text
    words = text[start:end]
    start += len(words) - len(words.lstrip(_ENDS))
    end = start + len(text[start:end].rstrip(_ENDS))
    if start >= end:
        return None
    span = Span(start, end)
    tokens = page.analysis.tokens_in(span)
    if not tokens:
        return None
    return Report(
        kind="indirect",
        span=span,
        cue=cue,
        speaker=speaker,
        evidence=page.evidence(tokens[0], tokens[-1], page.tokens[cue.first]),
        rule=f"indirect.{rule}",
        confidence=confidence,
    )


def _speaks(page: Page, speaker: Speaker | None) -> bool:
    return speaker is not None and agentive(page, speaker)


def _clause(page: Page, cue: Cue, that: tuple[int, int], sentence: Sentence) -> Report | None:
    """Report the clause after "que"; `that` is its first offset and first token index."""
    if cue.tense == "infinitive" or _supposed(page, cue, sentence):
        return None
    speaker = speaker_of(page, cue, after=False)
    if speaker is None or not _speaks(page, speaker):
        return None
    if speaker.form == "generic" and speaker.rule == "relative":
        return None
    if _nobody(page, speaker):
        return None
    start, first = that
    end = clause_end(page, cue, first, sentence)
    kind = "noun" if cue.entry.kind == "noun" else "that"
    return _made(page, cue, speaker, start, end, kind, 0.9)


def _nobody(page: Page, speaker: Speaker) -> bool:
    """Tell whether the subject is a bare "on": "on estime que" reports nobody's words."""
    head = page.tokens[speaker.head]
    bare = head.pos == "PRON" and speaker.span.end - speaker.span.start <= 2
    return speaker.form == "generic" and bare and pronoun_of(head) is None


def _supposed(page: Page, cue: Cue, sentence: Sentence) -> bool:
    """Tell whether the saying itself is only a condition or a question."""
    verb = page.tokens[cue.first]
    for child in page.analysis.children(verb):
        if child.dep != "mark" or child.lower not in page.rules.if_words or child.i > verb.i:
            continue
        if page.tokens[child.i + 1].lower not in page.rules.so:
            return True
    asks = page.analysis.text[sentence.end - 1] == "?"
    return asks and cue.subject is not None


def _inserted(page: Page, cue: Cue, sentence: Sentence) -> Report | None:
    """Report the clause before (or around) an inverted cue: "..., a indiqué le maire"."""
    if cue.start <= sentence.first + 1:
        return None
    before = page.tokens[cue.start - 1]
    if before.text not in (",", *MARKS) and before.text not in _DASHES:
        return None
    speaker = speaker_of(page, cue, after=True)
    if speaker is None or speaker.head < cue.start or not _speaks(page, speaker):
        return None
    if _own_report(page, cue, speaker):
        return None
    first = body_start(page, sentence)
    ahead = page.tokens[first : cue.start]
    if not ahead:
        return None
    stretch = page.stretch_over(ahead[0].start)
    if stretch is not None and stretch.outer.end >= before.start:
        return None
    if has_verb(ahead):
        return _made(page, cue, speaker, ahead[0].start, before.start, "inserted", 0.85)
    # "La Russie, ajoute-t-il, tentera ..."
    behind = _after_comma(page, cue, speaker, sentence)
    if behind is None or not has_verb(page.tokens[behind : sentence.last]):
        return None
    end = clause_end(page, cue, behind, sentence)
    return _made(page, cue, speaker, page.tokens[behind].start, end, "incise", 0.75)


def _own_report(page: Page, cue: Cue, speaker: Speaker) -> bool:
    """Tell whether the newspaper's own reporter merely saw it."""
    if cue.entry.kind == "verb" and cue.entry.lemma not in page.rules.seeing:
        return False
    head = page.tokens[speaker.head]
    named = any(t.ent == "PER" for t in page.analysis.tokens_in(speaker.span))
    return head.lemma in page.rules.witnesses and not named


def _after_comma(page: Page, cue: Cue, speaker: Speaker, sentence: Sentence) -> int | None:
    last = max(cue.last, page.analysis.tokens_in(speaker.span)[-1].i)
    for n in range(last + 1, min(last + 4, sentence.last)):
        if page.tokens[n].text == ",":
            return n + 1 if n + 1 < sentence.last else None
    return None


def _according(page: Page, cue: Cue, sentence: Sentence) -> Report | None:
    """Report the clause that "selon X" sources, behind or before it."""
    speaker = speaker_of(page, cue, after=False)
    if speaker is None or not _speaks(page, speaker):
        return None
    if _own_report(page, cue, speaker):
        return None
    opens = _opens_clause(page, cue, sentence)
    if cue.entry.strict and not (opens and is_somebody(page, speaker)):
        return None
    if opens:
        comma = _after_name(page, cue, speaker, sentence)
        if comma is None:
            return None
        end = clause_end(page, cue, comma, sentence)
        return _made(page, cue, speaker, page.tokens[comma].end, end, "according", 0.9)
    words = page.analysis.words(sentence)
    if link_start(page, words[: cue.first - sentence.first]) is not None:
        return None
    first = _after_stretch(page, _after_colon(page, cue, body_start(page, sentence)))
    if first >= cue.first or _breaks_off(page, cue):
        return None
    stop = page.tokens[cue.first].start
    return _made(page, cue, speaker, page.tokens[first].start, stop, "according-after", 0.85)


def _after_colon(page: Page, cue: Cue, first: int) -> int:
    """Return where what is reported begins, behind a colon if a clause stands there."""
    for n in range(cue.first - 1, first, -1):
        token = page.tokens[n]
        if token.text in (":", ";") and page.stretch_over(token.start) is None:
            return n + 1 if has_verb(page.tokens[n + 1 : cue.first]) else first
    return first


def _after_stretch(page: Page, first: int) -> int:
    """Return the first word behind a stretch that an earlier sentence opened."""
    over = page.stretch_over(page.tokens[first].start)
    if over is None or over.outer.start >= page.tokens[first].start:
        return first
    while first + 1 < len(page.tokens) and page.tokens[first].start < over.outer.end:
        first += 1
    return first


def _breaks_off(page: Page, cue: Cue) -> bool:
    """Tell whether the words before a source say nothing whole ("où, selon X, ...")."""
    before = page.tokens[cue.first - 1]
    if before.text in (",", *_DASHES) or before.text in MARKS:
        before = page.tokens[before.i - 1]
    if before.lower in page.rules.who | page.rules.that or before.pos in _UNFINISHED:
        return True
    return (
        before.pos == "VERB"
        and before.feat("Tense") == "Pres"
        and before.feat("VerbForm") == "Part"
    )


def _opens_clause(page: Page, cue: Cue, sentence: Sentence) -> bool:
    """Tell whether only openers ("Mais", "En outre,") stand before the phrase."""
    if page.tokens[cue.first].text[0].isupper():
        return True
    words = page.tokens[sentence.first : cue.first]
    left = [w for w in words if w.pos != "PUNCT" and w.lower not in page.rules.openers]
    return len(left) <= 2 or words[-1].text == ";" or words[-1].lower in page.rules.that


def _after_name(page: Page, cue: Cue, speaker: Speaker, sentence: Sentence) -> int | None:
    """Return the index of the comma after a source and its appositions, or None."""
    start = cue.last + 1
    if not cue.entry.possessive:
        start = max(start, page.analysis.tokens_in(speaker.span)[0].i)
    commas = [
        n
        for n in range(start, sentence.last)
        if page.tokens[n].text == "," and page.stretch_over(page.tokens[n].start) is None
    ]
    for here, following in pairwise([*commas, sentence.last]):
        between = page.tokens[here + 1 : following]
        if following == sentence.last or has_verb(between) or not _apposed(between):
            return here
    return None


def _apposed(words: tuple[Token, ...]) -> bool:
    """Tell whether the words between two commas may describe the source."""
    if not words or words[0].pos not in ("NOUN", "PROPN", "ADJ", "DET"):
        return False
    if words[0].pos != "DET":
        return True
    return any(t.dep in ("appos", "nmod", "conj") for t in words if t.pos in ("NOUN", "PROPN"))
