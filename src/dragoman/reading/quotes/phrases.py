"""Noun phrases: where they begin, what heads them and what governs them."""

from dragoman.reading.analysis import Token
from dragoman.reading.quotes.page import Page
from dragoman.types.span import Span

NOUNS = ("NOUN", "PROPN", "X")
MARKS = frozenset('«»"“”') | {"''", "‘‘", "’’"}
_INSIDE = ("DET", "ADJ", "NUM", "PROPN", "NOUN", "X")
_DEEPEST = 12
_BREAKS = ("PUNCT", "PRON", "VERB", "AUX", "SCONJ", "CCONJ")


def words_of(page: Page, head: Token) -> Span:
    """Return the noun phrase around `head`: its subtree without clauses or appositions."""
    first = head.i
    while first > 0:
        left = page.tokens[first - 1]
        if left.sentence != head.sentence or left.pos not in _INSIDE:
            break
        if left.head not in (head.i, first) and left.pos != "DET":
            break
        if left.pos == "NOUN" and left.head != head.i:
            break
        first -= 1
    last = head.i
    while last + 1 < len(page.tokens):
        right = page.tokens[last + 1]
        if not _below(page, right, head) or right.pos in _BREAKS or right.text in MARKS:
            break
        last += 1
    while last > head.i and page.tokens[last].pos in ("ADP", "DET", "ADV"):
        last -= 1
    return Span(page.tokens[first].start, page.tokens[last].end)


def _below(page: Page, token: Token, head: Token) -> bool:
    """Tell whether `token` hangs on `head`, directly or not."""
    for _ in range(_DEEPEST):
        if token.i == head.i:
            return True
        if token.head == token.i:
            return False
        token = page.tokens[token.head]
    return False


def governed(page: Page, token: Token) -> bool:
    """Tell whether a preposition, or another noun, stands before the noun `token`."""
    n = token.i - 1
    while n >= 0 and page.tokens[n].sentence == token.sentence and page.tokens[n].pos in _INSIDE:
        if page.tokens[n].pos in NOUNS and n != token.head and page.tokens[n].head != token.i:
            return True
        n -= 1
    return n >= 0 and page.tokens[n].pos == "ADP" and page.tokens[n].sentence == token.sentence


def past_day(page: Page, n: int, stop: int) -> int:
    """Return the index after an adverb, a mark or a date such as "mercredi 7 août"."""
    days = page.rules.days
    dated = page.tokens[n].lower in days or page.tokens[n].pos == "NUM"
    n += 1
    while dated and n < stop:
        token = page.tokens[n]
        month = page.tokens[n - 1].pos == "NUM" and token.pos in ("NOUN", "ADJ")
        if token.pos != "NUM" and token.lower not in days and not month:
            break
        n += 1
    return n


def _begins(page: Page, before: Token, token: Token) -> bool:
    """Tell whether a noun begins a new phrase rather than goes on the one before it.

    It does behind an acronym ("à l'AFP Jean Dupont"), and where it describes or names
    somebody that the noun before does not ("lors d'un point presse Jean Dupont").
    """
    inside = bool(token.ent) and token.ent == before.ent and not token.ent_start
    if before.text.isupper():
        # "à BBC Mundo la chercheuse X" against "à l'AFP Jean Dupont"
        after = page.tokens[token.i + 1] if token.i + 1 < len(page.tokens) else None
        return not (inside and after is not None and after.pos in ("DET", "NOUN"))
    if inside:
        return False
    named = token.ent == "PER" and token.ent_start and not page.is_person(before)
    return named or (token.pos == "NOUN" and (page.is_person(token) or before.pos != "NOUN"))


def aside_at(page: Page, n: int) -> int:
    """Return the index after a set phrase such as "de son côté" at `n`; `n` if there is none."""
    for words in page.lexicon.asides.get(page.tokens[n].lower, ()):
        if tuple(t.lower for t in page.tokens[n : n + len(words)]) == words:
            return n + len(words)
    return n


def past_phrase(page: Page, n: int, stop: int) -> int:
    """Return the index after the prepositional phrase that starts at `n`."""
    n += 1
    noun = False
    while n < stop:
        token = page.tokens[n]
        if token.pos in ("DET", "NUM", "ADP") and not noun:
            n += 1
        elif token.pos in NOUNS or (token.pos == "PRON" and not noun):
            if noun and _begins(page, page.tokens[n - 1], token):
                return n
            noun = True
            n += 1
        elif token.pos == "ADJ":
            n += 1
        elif token.pos == "ADP" and noun and token.lower in page.rules.of:
            n += 1
            noun = False
        else:
            return n
    return n
