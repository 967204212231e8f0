"""Find the verbs, nouns and prepositions that report what somebody said."""

import re
from dataclasses import dataclass

from dragoman.reading.analysis import Analysis, Token
from dragoman.reading.quotes.lexicon import Entry, Lexicon, Tense
from dragoman.types.span import Span

_INVERTED = re.compile(r"-(?:t-?)?(\w[\w'-]*)")
_FAR = 6


@dataclass(frozen=True, slots=True)
class Cue:
    """One place where the text says that somebody says something.

    Attributes:
        entry: what the lexicon knows of it.
        first, last: indices of its first token and of its last.
        start: index of the first token of its verb group, auxiliary and clitics
            included.
        tense: how a verb stands; a past participle with its auxiliary is "finite".
        subject: index of an inverted pronoun ("a-t-il dit"); None if there is none.
        denied: whether a negation goes with it.
    """

    entry: Entry
    first: int
    last: int
    start: int
    tense: Tense
    subject: int | None = None
    denied: bool = False

    def span(self, analysis: Analysis) -> Span:
        """Return the words of the cue."""
        return Span(analysis.tokens[self.first].start, analysis.tokens[self.last].end)


def pronoun_of(token: Token) -> str | None:
    """Return the pronoun in an inverted form ("-il", "-t-elle"), or None."""
    match = _INVERTED.fullmatch(token.lower)
    return match[1] if match else None


def find_cues(analysis: Analysis, lexicon: Lexicon) -> tuple[Cue, ...]:
    """Return every cue of the text, in order; each word belongs to one at most."""
    cues: list[Cue] = []
    after = 0
    for token in analysis.tokens:
        if token.i < after:
            continue
        word = token.lower
        cue = None
        if word in lexicon.phrases:
            cue = _phrase(analysis, lexicon, token)
        if cue is None and word in lexicon.verbs:
            cue = _verb(analysis, lexicon, token)
        if cue is None and word in lexicon.nouns and token.pos in ("NOUN", "PROPN", "ADJ", ""):
            cue = Cue(lexicon.nouns[word], token.i, token.i, token.i, "finite")
        if cue is not None:
            cues.append(cue)
            after = cue.last + 1
    return tuple(cues)


def _phrase(analysis: Analysis, lexicon: Lexicon, token: Token) -> Cue | None:
    for words, entry in lexicon.phrases[token.lower]:
        last = token.i + len(words) - 1
        if last + 1 >= len(analysis.tokens) or analysis.tokens[last].sentence != token.sentence:
            continue
        if f"{token.lower} {analysis.tokens[token.i + 1].lower}" in lexicon.rules.according_to:
            return None
        if all(analysis.tokens[token.i + n].lower == w for n, w in enumerate(words)):
            return Cue(entry, token.i, last, token.i, "finite")
    return None


def _verb(analysis: Analysis, lexicon: Lexicon, token: Token) -> Cue | None:
    rules = lexicon.rules
    if token.pos == "ADV" and not _beside_marks(analysis, token):
        return None
    before = _before(analysis, lexicon, token)
    group = [t.lower for t in before]
    reflexive = bool(rules.reflexives & set(group))
    have = bool(rules.have & set(group))
    be = bool(rules.be & set(group))
    if rules.been & set(group):
        return None
    for entry, tense in lexicon.verbs[token.lower]:
        if entry.reflexive and not reflexive:
            continue
        last = _tail_end(analysis, token, entry)
        if last is None:
            continue
        stands: Tense = tense
        if have or (be and (entry.reflexive or reflexive)):
            stands = "finite"
        elif (
            tense == "past"
            or (be and tense == "finite")
            or (
                tense == "finite"
                and not entry.tail
                and not entry.reflexive
                and not _is_verb(analysis, lexicon, token)
            )
        ):
            continue
        subject = _inverted(analysis, lexicon, token, before)
        if entry.impersonal and not _nobody(analysis, lexicon, subject):
            continue
        return Cue(
            entry,
            token.i,
            last,
            before[0].i if before else token.i,
            stands,
            subject,
            bool(rules.negations & set(group)),
        )
    return None


def _tail_end(analysis: Analysis, token: Token, entry: Entry) -> int | None:
    """Return the index of the last word of a cue, one adverb let in; None if it is not there."""
    for skipped in (0, 1) if entry.tail else (0,):
        first = token.i + 1 + skipped
        if skipped and (
            first >= len(analysis.tokens) or analysis.tokens[first - 1].pos not in ("ADV",)
        ):
            return None
        tail = analysis.tokens[first : first + len(entry.tail)]
        if tuple(t.lower for t in tail) == entry.tail:
            return first + len(entry.tail) - 1
    return None


def _nobody(analysis: Analysis, lexicon: Lexicon, subject: int | None) -> bool:
    """Tell whether an inverted pronoun names nobody ("a-t-on")."""
    word = None if subject is None else pronoun_of(analysis.tokens[subject])
    return any(p.generic and p.text == word for p in lexicon.rules.pronouns)


def _before(analysis: Analysis, lexicon: Lexicon, token: Token) -> tuple[Token, ...]:
    """Return the auxiliaries, clitics and adverbs right before a verb, in text order."""
    found: list[Token] = []
    clitics = lexicon.rules.clitics
    for n in range(token.i - 1, max(-1, token.i - 1 - _FAR), -1):
        near = analysis.tokens[n]
        if found and n >= found[-1].i:
            continue
        if near.sentence != token.sentence:
            break
        phrase = _set_phrase(analysis, lexicon, near)
        if phrase:
            found.extend(reversed(phrase))
            continue
        clitic = near.pos == "PRON" and (near.dep.startswith("expl") or near.dep in _OBJECTS)
        helps = near.lower in lexicon.rules.have or near.lower in lexicon.rules.be
        if (
            near.pos in ("AUX", "ADV")
            or helps
            or clitic
            or pronoun_of(near)
            or near.lower in clitics
        ):
            found.append(near)
            continue
        aside = () if found else _aside(analysis, lexicon, near)
        if not aside:
            break
        found.extend(reversed(aside))
    # adverbs at the left edge belong to the clause, not to the verb
    while found and found[-1].pos == "ADV" and found[-1].lower not in clitics:
        found.pop()
    return tuple(reversed(found))


def _set_phrase(analysis: Analysis, lexicon: Lexicon, last: Token) -> tuple[Token, ...]:
    """Return a set phrase between an auxiliary and its participle ("a par ailleurs dit")."""
    for n in range(last.i, max(0, last.i - _ASIDE), -1):
        words = tuple(t.lower for t in analysis.tokens[n : last.i + 1])
        if words in lexicon.asides.get(words[0], ()):
            before = analysis.tokens[n - 1]
            helps = before.lower in lexicon.rules.have or pronoun_of(before) is not None
            return analysis.tokens[n : last.i + 1] if helps else ()
    return ()


def _aside(analysis: Analysis, lexicon: Lexicon, last: Token) -> tuple[Token, ...]:
    """Return the phrase between an auxiliary and its participle ("a, pour sa part, dit")."""
    for n in range(last.i, max(0, last.i - _ASIDE), -1):
        near = analysis.tokens[n]
        if near.sentence != last.sentence or near.pos in ("VERB", "AUX", "SCONJ", "CCONJ"):
            return ()
        before = analysis.tokens[n - 1]
        if before.text == ",":
            before = analysis.tokens[n - 2]
        if near.pos == "ADP" and (before.lower in lexicon.rules.have or pronoun_of(before)):
            return analysis.tokens[n : last.i + 1]
    return ()


_ASIDE = 5
_OBJECTS = ("obj", "iobj", "obl:arg")


def _is_verb(analysis: Analysis, lexicon: Lexicon, token: Token) -> bool:
    """Tell whether a form that may also be a noun is a verb here."""
    before = analysis.tokens[token.i - 1] if token.i else None
    after = analysis.tokens[token.i + 1] if token.i + 1 < len(analysis.tokens) else None
    if after is not None and pronoun_of(after):
        return True
    if token.pos in ("VERB", "AUX"):
        return before is None or before.pos != "DET" or before.lower in lexicon.rules.clitics
    if before is not None and before.pos in ("DET", "ADP", "NUM"):
        return False
    if _beside_marks(analysis, token):
        return True
    if token.pos in ("ADP", "SCONJ", "CCONJ", "PRON", "DET"):
        return False
    closes = before is not None and (before.text in _CLOSING or before.text == ",")
    return closes or (after is not None and after.lower in lexicon.rules.that)


_CLOSING = frozenset(("»", '"', "”", "''", "’’"))
_OPENING = frozenset(("«", '"', "“", "''", "‘‘"))


def _beside_marks(analysis: Analysis, token: Token) -> bool:
    """Tell whether a form stands right behind closing marks or right before opening ones."""
    before = analysis.tokens[token.i - 1] if token.i else None
    if before is not None and before.text == "," and token.i > 1:
        before = analysis.tokens[token.i - 2]
    if before is not None and before.text in _CLOSING:
        return True
    after = analysis.tokens[token.i + 1] if token.i + 1 < len(analysis.tokens) else None
    return (
        after is not None
        and after.text in _OPENING
        and before is not None
        and (before.pos in ("NOUN", "PROPN"))
    )


def _inverted(
    analysis: Analysis, lexicon: Lexicon, token: Token, before: tuple[Token, ...]
) -> int | None:
    subjects = {p.text for p in lexicon.rules.pronouns}
    near = [*before, *analysis.tokens[token.i + 1 : token.i + 3]]
    for n, candidate in enumerate(near):
        if candidate.text == "-" and n >= len(before):
            continue
        pronoun = pronoun_of(candidate)
        if n > len(before) and near[n - 1].text == "-":
            pronoun = candidate.lower  # "ajoutent-elles" cut in three
        if pronoun in subjects and (n < len(before) or candidate.sentence == token.sentence):
            return candidate.i
        if n >= len(before) and pronoun is None:
            break
    return None
