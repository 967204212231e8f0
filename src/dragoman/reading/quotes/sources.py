"""Who is the source where a preposition, a noun or "on" reports."""

from dragoman.reading.analysis import Token
from dragoman.reading.quotes.cues import Cue, pronoun_of
from dragoman.reading.quotes.page import Page
from dragoman.reading.quotes.phrases import MARKS, NOUNS
from dragoman.reading.quotes.speaker import Speaker, speaker_at


def source_of_on(page: Page, cue: Cue) -> Speaker | None:
    """Return whom "on" hides ("a-t-on appris auprès de ...", "dit-on à Matignon")."""
    pronoun = pronoun_of(page.tokens[cue.subject or 0])
    if not any(p.text == pronoun and p.generic for p in page.rules.pronouns):
        return None
    sentence = page.sentence(page.tokens[cue.last])
    for n in range(cue.last + 1, min(cue.last + 8, sentence.last)):
        token = page.tokens[n]
        if token.pos in NOUNS:
            return speaker_at(page, n, "whereabouts", 0.7)
        if token.pos in ("VERB", "AUX", "PUNCT"):
            return None
    return None


def possessor_of(page: Page, cue: Cue) -> Speaker | None:
    """Return the possessive of a phrase such as "à ses yeux", as a pronoun."""
    for token in page.tokens[cue.first : cue.last + 1]:
        if any(p.text == token.lower for p in page.rules.pronouns):
            return speaker_at(page, token.i, "possessive", 0.75)
    return None


def complement_of(page: Page, cue: Cue) -> Speaker | None:
    """Take the noun after a phrase such as "selon"; None if it can be no source."""
    sentence = page.sentence(page.tokens[cue.last])
    rules = page.rules
    for n in range(cue.last + 1, min(cue.last + 10, sentence.last)):
        token = page.tokens[n]
        if token.lower in rules.own or token.text in MARKS:
            return None
        if any(p.text == token.lower for p in rules.pronouns):
            # "selon certains experts", "selon ce dernier"
            following = page.tokens[n + 1] if n + 1 < sentence.last else None
            if following is None or following.pos not in NOUNS or token.pos == "PRON":
                return speaker_at(page, n, "complement", 0.9)
        if token.pos in NOUNS:
            return _source(page, token)
        if token.pos in ("VERB", "AUX", "SCONJ", "ADP", "PRON"):
            return None
        if token.pos == "PUNCT" and (token.text != "," or n > cue.last + 1):
            return None
    return None


def _source(page: Page, noun: Token) -> Speaker | None:
    """Return the speaker that `noun` is, or the author of the paper it is."""
    words = {noun.lemma, noun.lower}
    if words & page.rules.things:
        return None
    if words & page.rules.figures:
        return author_of(page, noun)
    if words & page.rules.papers:
        return author_of(page, noun) or speaker_at(page, noun.i, "paper", 0.5)
    return speaker_at(page, noun.i, "complement", 0.9)


def author_of(page: Page, noun: Token) -> Speaker | None:
    """Return whose a text or a word is ("le rapport de l'ONU"), or None."""
    sentence = page.sentence(noun)
    for n in range(noun.i + 1, min(noun.i + 9, sentence.last)):
        token = page.tokens[n]
        if token.lower in page.rules.authors:
            return _first_noun(page, n + 1, min(n + 5, sentence.last))
        if token.pos not in ("ADJ", "PROPN", "NOUN", "ADV", "VERB"):
            return None
    return None


def _first_noun(page: Page, first: int, stop: int) -> Speaker | None:
    for token in page.tokens[first:stop]:
        if token.pos in NOUNS:
            if {token.lemma, token.lower} & (page.rules.things | page.rules.figures):
                return None
            return speaker_at(page, token.i, "author", 0.75)
        if token.pos not in ("DET", "ADJ", "NUM"):
            return None
    return None
