"""Where a reported clause begins and ends."""

from dragoman.reading.analysis import Sentence, Token
from dragoman.reading.quotes.cues import Cue
from dragoman.reading.quotes.page import FEWEST_WORDS, Page, count_words
from dragoman.reading.quotes.phrases import NOUNS, governed
from dragoman.types.span import Span

_NEAR = 24
_QUOTE_MARKS = '"«“'


def that_clause(page: Page, cue: Cue, sentence: Sentence) -> tuple[int, int] | None:
    """Return the first offset and token index of the clause `cue` governs, or None."""
    rules = page.rules
    for n in range(cue.last + 1, min(cue.last + _NEAR, sentence.last - 1)):
        token, following = page.tokens[n], page.tokens[n + 1]
        if page.quoted(token) and n > cue.last + 1:
            return None
        if cue.entry.kind == "noun" and f"{token.lower} {following.lower}" in rules.according_to:
            if n + 2 >= sentence.last:
                return None
            return page.tokens[n + 2].start, n + 2
        word = token.lower.rstrip(_QUOTE_MARKS)
        glued = next((t for t in rules.that if t.endswith("'") and token.lower.startswith(t)), None)
        if word in rules.that or (glued and len(token.text) > len(glued)):
            if not _opens(page, cue, n):
                return None
            if word in rules.that and len(word) == len(token.text):
                return following.start, n + 1
            return token.start + len(glued or word), n
        if token.pos in ("VERB", "AUX") or token.text in (";", ":") or token.lower in rules.who:
            return None
        if token.pos == "SCONJ":
            return None
    return None


def _opens(page: Page, cue: Cue, n: int) -> bool:
    """Tell whether the "que" at `n` opens what `cue` reports, and no relative clause."""
    token, before = page.tokens[n], page.tokens[n - 1]
    if cue.entry.kind == "noun":
        return cue.entry.that and token.pos == "SCONJ"
    if n == cue.last + 1:
        return True
    if before.lower in page.rules.not_that:
        return False
    if before.lower in page.rules.the_fact:
        return True
    for between in page.tokens[cue.last + 1 : n]:
        if between.pos not in NOUNS or _dates(page, between):
            continue
        direct = between.head == cue.first and between.dep == "obj"
        if direct or (between.pos == "NOUN" and not governed(page, between)):
            return token.pos == "SCONJ" or token.dep == "mark"
    return True


def _dates(page: Page, token: Token) -> bool:
    """Tell whether a noun belongs to a date ("mercredi 7 août")."""
    before = page.tokens[token.i - 1]
    return token.lower in page.rules.days or before.pos == "NUM" or before.lower in page.rules.days


def sentence_end(page: Page, sentence: Sentence) -> int:
    """Return the end of the sentence, or of the last one that a stretch reaches into."""
    stretch = page.stretch_over(sentence.end - 1)
    return max(sentence.end, stretch.outer.end) if stretch and stretch.closed else sentence.end


def clause_end(page: Page, cue: Cue, first: int, sentence: Sentence) -> int:
    """Return where a reported clause ends: its sentence, unless another report begins."""
    best = sentence_end(page, sentence)
    above = _outer_verb(page, cue, first)
    if above is not None:
        best = min(best, above)
    for n in range(first + 2, sentence.last):
        token = page.tokens[n]
        if token.start >= best:
            break
        if page.stretch_over(token.start) is not None:
            continue
        if token.text == ";" or (token.text == ":" and _opens_quote(page, n)):
            return token.start
        if token.text == "," and n + 1 < sentence.last and _stops(page, n + 1, sentence):
            return token.start
    best = min(best, _main_verb(page, cue, first, sentence) or best)
    for other in page.cues_in(first + 2, sentence.last):
        start = page.tokens[other.start].start
        if other.entry.kind != "verb" or start >= best:
            continue
        cut = _new_report(page, other)
        if cut is not None:
            return cut
    return best


def _new_report(page: Page, other: Cue) -> int | None:
    """Return where a second report begins that ends the first, or None."""
    before = page.tokens[other.start - 1]
    if before.text == "," and (other.tense == "present" or other.subject is not None):
        return before.start
    if before.pos == "PRON" and before.dep.startswith("nsubj"):
        before = page.tokens[before.i - 1]
    if before.pos == "CCONJ" and other.tense == "finite":
        return before.start
    return None


def _outer_verb(page: Page, cue: Cue, first: int) -> int | None:
    """Return where the verb begins that a reporting noun is the subject of, or None.

    It is the second finite verb after the noun, if nothing joins it to the first.
    """
    if cue.entry.kind != "noun":
        return None
    sentence = page.sentence(page.tokens[cue.first])
    if has_verb(page.tokens[sentence.first : cue.first]):
        return None
    verbs = 0
    n = first
    while n < sentence.last:
        token = page.tokens[n]
        if token.pos in ("SCONJ", "CCONJ") or token.lower in page.rules.who:
            return None
        if token.pos not in ("VERB", "AUX"):
            n += 1
            continue
        verbs += 1
        if verbs == 2:
            return page.tokens[_group_start(page, n)].start
        while n < sentence.last and page.tokens[n].pos in ("VERB", "AUX", "ADV"):
            # a participle goes with its auxiliary, a finite verb starts anew
            n += 1
            if page.tokens[n].feat("VerbForm") == "Fin":
                break
    return None


def _main_verb(page: Page, cue: Cue, first: int, sentence: Sentence) -> int | None:
    """Return the comma after a relative clause that reports ("X, qui a dit que ..., part")."""
    verb = page.tokens[cue.first]
    if verb.dep != "acl:relcl" or cue.entry.kind != "verb":
        return None
    main = page.analysis.head(page.analysis.head(verb))
    if main.pos not in ("VERB", "AUX") or not first < main.i < sentence.last:
        return None
    for n in range(main.i - 1, first, -1):
        if page.tokens[n].text == ",":
            return page.tokens[n].start
        if page.tokens[n].pos in ("NOUN", "PROPN", "SCONJ"):
            return None
    return None


def _group_start(page: Page, n: int) -> int:
    """Return the index of the first clitic before the verb at `n`."""
    while page.tokens[n - 1].lower in page.rules.clitics and page.tokens[n - 1].pos != "DET":
        n -= 1
    return n


def _stops(page: Page, n: int, sentence: Sentence) -> bool:
    """Tell whether the words after a comma end what is reported."""
    token = page.tokens[n]
    following = page.tokens[n + 1] if n + 1 < sentence.last else None
    if following is None:
        return False
    if token.lower in page.rules.stops:
        return following.pos != "PRON" or following.lower in page.rules.that
    if f"{token.lower} {following.lower}" in page.rules.stop_pairs:
        return True
    # "..., deux jours après le vote"
    after = page.tokens[n + 2] if n + 2 < sentence.last else None
    return token.pos in ("NUM", "DET") and after is not None and after.lower in page.rules.stops


def _opens_quote(page: Page, n: int) -> bool:
    return n + 1 >= len(page.tokens) or not page.tokens[n + 1].text[0].isalnum()


def body_start(page: Page, sentence: Sentence) -> int:
    """Return the token index where a sentence begins to say something, after "Mais"."""
    n = sentence.first
    while n < sentence.last - 1 and (
        page.tokens[n].lower in page.rules.openers
        or (n > sentence.first and page.tokens[n].text == ",")
    ):
        n += 1
    return n


def has_verb(words: tuple[Token, ...]) -> bool:
    """Tell whether a finite verb stands among `words`."""
    return any(
        t.pos in ("VERB", "AUX") and t.feat("VerbForm") == "Fin" and not t.dep.startswith("acl")
        for t in words
    )


def quoted_share(page: Page, span: Span) -> float:
    """Return which part of `span` lies in quotations of their own."""
    quoted = 0
    over = page.stretch_over(span.start)
    if over is not None and over.outer.start < span.start:
        quoted += min(over.outer.end, span.end) - span.start
    for stretch in page.stretches_in(span):
        if count_words(stretch.span.of(page.analysis.text)) >= FEWEST_WORDS:
            quoted += min(stretch.outer.end, span.end) - stretch.outer.start
    return quoted / (span.end - span.start)
