"""The words that name a speaker."""

from dataclasses import dataclass
from typing import Literal

from dragoman.reading.analysis import Token
from dragoman.reading.quotes.cues import pronoun_of
from dragoman.reading.quotes.page import Page
from dragoman.reading.quotes.phrases import NOUNS, words_of
from dragoman.types.span import Span

Form = Literal["noun", "pronoun", "generic"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """The words that name a speaker.

    Attributes:
        head: index of the token that heads them.
        span: the words.
        form: whether they name it, stand for it, or leave it unnamed ("on").
        rule: what found them.
        confidence: probability in 0..1 that they name who speaks.
    """

    head: int
    span: Span
    form: Form
    rule: str
    confidence: float = 0.9


def speaker_at(page: Page, i: int, rule: str, confidence: float) -> Speaker | None:
    """Make a speaker of the noun or pronoun at `i`; None if it cannot speak."""
    token = page.tokens[i]
    word = pronoun_of(token) or token.lower
    pronoun = next((p for p in page.rules.pronouns if p.text == word), None)
    if pronoun is not None:
        form: Form = "generic" if pronoun.generic else "pronoun"
        return Speaker(i, token.span, form, rule, confidence)
    if page.quoted(token) or token.lower in page.rules.who or token.lower in page.rules.days:
        return None
    if token.pos not in (*NOUNS, "ADJ", "NUM", "PRON"):
        return None
    if token.pos == "PRON" and token.feat("Person") in ("1", "2"):
        return None
    form = "generic" if _vague(page, token) else "noun"
    return Speaker(i, words_of(page, token), form, rule, confidence)


def _vague(page: Page, token: Token) -> bool:
    """Tell whether a noun leaves its group unnamed ("certains experts")."""
    first = page.analysis.tokens_in(words_of(page, token))[0]
    if first.lower in page.rules.unnamed:
        return True
    return bool({token.lemma, token.lower} & page.rules.generic) and (
        first.lower in page.rules.vague
    )


def agentive(page: Page, speaker: Speaker) -> bool:
    """Tell whether the words can name a person or a body rather than a thing."""
    head = page.tokens[speaker.head]
    if speaker.form != "noun":
        return True
    if head.pos == "PRON" and not head.ent:
        return False
    if head.ent in ("PER", "ORG") and head.pos == "PROPN":
        return True
    return not {head.lemma, head.lower} & (page.rules.things | page.rules.figures)


def is_somebody(page: Page, speaker: Speaker) -> bool:
    """Tell whether the words name or describe a person or a named body, or stand for one."""
    if speaker.form == "pronoun" or page.is_person(page.tokens[speaker.head]):
        return True
    return any(t.ent in ("PER", "ORG") for t in page.analysis.tokens_in(speaker.span))
