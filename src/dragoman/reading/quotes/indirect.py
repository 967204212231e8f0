"""Find what is reported as a clause: "a déclaré que ...", "selon X, ...", "..., a dit X"."""

from dragoman.reading.analysis import Analysis, Sentence, Token
from dragoman.reading.quotes.cues import Cue
from dragoman.reading.quotes.reports import FEWEST_WORDS, Page, Report, count_words
from dragoman.reading.quotes.speakers import Speaker, agentive, speaker_of
from dragoman.types.span import Span

_ENDS = " \t\n\r\u00a0\u202f.,;:!?…"
_NEAR = 22
_QUOTED_SHARE = 0.7  # a clause quoted almost whole is a direct quotation only


def find_indirect(page: Page) -> list[Report]:
    """Return the reported clauses, in text order; no two of them overlap."""
    found: list[Report] = []
    for cue in page.cues:
        if not cue.entry.clause or cue.denied:
            continue
        report = _report(page, cue)
        if report is None or count_words(report.span.of(page.analysis.text)) < FEWEST_WORDS - 1:
            continue
        if _quoted_share(page, report.span) > _QUOTED_SHARE:
            continue
        if found and found[-1].span.overlaps(report.span):
            if _better(report, found[-1]):
                found[-1] = report
            continue
        found.append(report)
    return found


def _better(new: Report, old: Report) -> bool:
    return False


def _report(page: Page, cue: Cue) -> Report | None:
    analysis = page.analysis
    sentence = analysis.sentence_of(analysis.tokens[cue.first])
    if not sentence.parsed:
        return None
    if cue.entry.kind == "phrase":
        return _according(page, cue, sentence)
    that = _that(page, cue, sentence)
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
    start += len(words) - len(words.lstrip(_ENDS + "–—-"))
    words = text[start:end]
    end = start + len(words.rstrip(_ENDS + "–—-"))
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
        evidence=page.evidence(tokens[0], tokens[-1], page.analysis.tokens[cue.first]),
        rule=f"indirect.{rule}",
        confidence=confidence,
    )


def _that(page: Page, cue: Cue, sentence: Sentence) -> Token | None:
    """Return the first word after "que" or "selon laquelle" that `cue` governs, or None."""
    analysis, rules = page.analysis, page.lexicon.rules
    for n in range(cue.last + 1, min(cue.last + _NEAR, sentence.last - 1)):
        token = analysis.tokens[n]
        if page.stretch_over(token.start) is not None:
            return None
        pair = f"{token.lower} {analysis.tokens[n + 1].lower}"
        if cue.entry.kind == "noun" and pair in rules.according_to:
            return analysis.tokens[n + 2] if n + 2 < sentence.last else None
        if token.lower in rules.that:
            before = analysis.tokens[n - 1]
            if n == cue.last + 1:
                return analysis.tokens[n + 1]
            if before.lower in rules.not_that or before.i == cue.last and cue.entry.kind == "noun":
                return None
            if token.pos == "PRON" and token.dep in ("obj", "obl:arg", "nmod"):
                return None
            if cue.entry.kind == "noun" and token.pos != "SCONJ":
                return None
            return analysis.tokens[n + 1]
        if token.pos in ("VERB", "AUX") or token.text in (";", ":") or token.lower in rules.who:
            return None
        if token.pos == "SCONJ":
            return None
    return None


def _clause(page: Page, cue: Cue, first: Token, sentence: Sentence) -> Report | None:
    """Report the clause that begins at `first`."""
    speaker = speaker_of(page.analysis, page.lexicon, cue, after=False)
    if not _speaks(page, speaker) or cue.tense == "infinitive":
        return None
    end = _clause_end(page, cue, first, sentence)
    kind = "noun" if cue.entry.kind == "noun" else "that"
    return _made(page, cue, speaker, first.start, end, kind, 0.9)


def _speaks(page: Page, speaker: Speaker | None) -> bool:
    if speaker is None:
        return False
    return agentive(page.analysis, page.lexicon, speaker)


def _sentence_end(page: Page, sentence: Sentence) -> int:
    """Return the end of the sentence, or of the last one that a stretch reaches into."""
    stretch = page.stretch_over(sentence.end - 1)
    return max(sentence.end, stretch.outer.end) if stretch and stretch.closed else sentence.end


def _clause_end(page: Page, cue: Cue, first: Token, sentence: Sentence) -> int:
    """Return where a reported clause ends: its sentence, unless another report begins."""
    analysis, rules = page.analysis, page.lexicon.rules
    for n in range(first.i + 2, sentence.last):
        token = analysis.tokens[n]
        if page.stretch_over(token.start) is not None:
            continue
        if token.text == ":" and _opens_quote(analysis, n):
            return token.start
        if token.text == ";":
            return token.start
        if token.text != ",":
            continue
        if n + 1 < sentence.last and analysis.tokens[n + 1].lower in rules.stops:
            near = page.cues_in(n + 1, n + 2)
            if near or analysis.tokens[n + 1].lower != "selon":
                return token.start
    for other in page.cues_in(first.i + 2, sentence.last):
        if other.entry.kind == "noun" or other.first <= first.i:
            continue
        before = analysis.tokens[other.start - 1]
        if other.tense == "present" and before.text == ",":
            return before.start
        if other.subject is not None and before.text == ",":
            return before.start
        if before.pos == "CCONJ" and other.tense == "finite" and _that(page, other, sentence):
            return before.start
    return _sentence_end(page, sentence)


def _opens_quote(analysis: Analysis, n: int) -> bool:
    return n + 1 >= len(analysis.tokens) or not analysis.tokens[n + 1].text[0].isalnum()


def _inserted(page: Page, cue: Cue, sentence: Sentence) -> Report | None:
    """Report the clause before (or around) an inverted cue: "..., a indiqué le maire"."""
    analysis = page.analysis
    if cue.start <= sentence.first + 2:
        return None
    before = analysis.tokens[cue.start - 1]
    if before.text not in (",", '"', "»", "”", "''", "–", "—", "-") and not (
        cue.subject is not None and cue.subject > cue.last
    ):
        return None
    if before.pos != "PUNCT" and before.text != ",":
        return None
    speaker = speaker_of(analysis, page.lexicon, cue, after=True)
    if speaker is None or speaker.head < cue.start or not _speaks(page, speaker):
        return None
    start = _body_start(page, sentence)
    return _made(page, cue, speaker, start, before.start, "inserted", 0.85)


def _body_start(page: Page, sentence: Sentence) -> int:
    """Return where a sentence begins to say something, after "Mais" and the like."""
    words = page.analysis.words(sentence)
    n = 0
    while n < len(words) - 1 and (
        words[n].lower in page.lexicon.rules.openers or (n and words[n].text == ",")
    ):
        n += 1
    return words[n].start


def _according(page: Page, cue: Cue, sentence: Sentence) -> Report | None:
    """Report the clause that "selon X" sources, behind or before it."""
    analysis = page.analysis
    speaker = speaker_of(analysis, page.lexicon, cue, after=False)
    if speaker is None or not _speaks(page, speaker):
        return None
    opens = _opens_clause(page, cue, sentence)
    if cue.entry.strict and not (opens and _is_person(page, speaker)):
        return None
    if opens:
        comma = _after_name(page, speaker, sentence)
        if comma is None:
            return None
        end = _clause_end(page, cue, analysis.tokens[comma], sentence)
        start = analysis.tokens[comma].end
        return _made(page, cue, speaker, start, end, "according", 0.9)
    start = _body_start(page, sentence)
    return _made(
        page, cue, speaker, start, analysis.tokens[cue.first].start, "according-after", 0.85
    )


def _is_person(page: Page, speaker: Speaker) -> bool:
    head = page.analysis.tokens[speaker.head]
    return speaker.form == "pronoun" or head.ent in ("PER", "ORG") or head.pos == "PROPN"


def _opens_clause(page: Page, cue: Cue, sentence: Sentence) -> bool:
    """Tell whether only openers ("Mais", "En outre,") stand before the phrase."""
    words = page.analysis.tokens[sentence.first : cue.first]
    rules = page.lexicon.rules
    left = [w for w in words if w.pos != "PUNCT" and w.lower not in rules.openers]
    return len(left) <= 2 or words[-1].text == ";" or words[-1].lower in rules.that


def _after_name(page: Page, speaker: Speaker, sentence: Sentence) -> int | None:
    """Return the index of the comma after a source and its appositions, or None."""
    analysis = page.analysis
    start = analysis.tokens_in(speaker.span)[-1].i + 1
    commas = [
        n
        for n in range(start, sentence.last)
        if analysis.tokens[n].text == "," and page.stretch_over(analysis.tokens[n].start) is None
    ]
    if not commas:
        return None
    for here, following in zip(commas, [*commas[1:], sentence.last], strict=True):
        between = analysis.tokens[here + 1 : following]
        if following == sentence.last or any(_finite(t) for t in between):
            return here
        if not between or between[0].pos not in ("NOUN", "PROPN", "ADJ", "DET", "ADP"):
            return here
        if between[0].pos == "ADP" or (
            between[0].pos == "DET" and not _describes(analysis, speaker, between)
        ):
            return here
    return commas[0]


def _describes(analysis: Analysis, speaker: Speaker, words: tuple[Token, ...]) -> bool:
    """Tell whether the parse makes some of `words` an apposition of the speaker."""
    return any(
        t.dep in ("appos", "nmod", "flat:name", "conj") for t in words if t.pos in ("NOUN", "PROPN")
    )


def _finite(token: Token) -> bool:
    return token.pos in ("VERB", "AUX") and token.feat("VerbForm") == "Fin"


def _quoted_share(page: Page, span: Span) -> float:
    """Return which part of `span` lies in quotations of their own."""
    quoted = 0
    for stretch in page.stretches_in(Span(max(0, span.start - 3), span.end)):
        if count_words(stretch.span.of(page.analysis.text)) >= FEWEST_WORDS:
            quoted += min(stretch.outer.end, span.end) - max(stretch.outer.start, span.start)
    over = page.stretch_over(span.start)
    if over is not None and over.outer.start < span.start - 3:
        quoted += min(over.outer.end, span.end) - span.start
    return quoted / (span.end - span.start)
