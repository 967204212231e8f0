"""Verbs right behind closing marks that the lexicon does not know to report."""

from dragoman.reading.analysis import Token
from dragoman.reading.quotes.cues import Cue, pronoun_of
from dragoman.reading.quotes.lexicon import Entry
from dragoman.reading.quotes.page import Page
from dragoman.reading.quotes.phrases import aside_at
from dragoman.reading.quotes.speaker import is_somebody
from dragoman.reading.quotes.speakers import speaker_of

_LONGEST = 5  # words of a verb group


def open_cue(page: Page, first: int) -> Cue | None:
    """Return the verb at `first`, behind marks, whose inverted subject can speak, or None.

    « ... », s'emporte le maire; « ... », a-t-elle fulminé: whatever verb stands so
    reports, for nothing but a verb of saying is inverted behind words between marks.
    """
    group, verb = _group(page, first)
    if verb is None:
        return None
    subject = next((t.i for t in group if pronoun_of(t) in _pronouns(page)), None)
    helped = any(t.lower in page.rules.have | page.rules.be for t in group)
    if helped != (verb.feat("VerbForm") == "Part"):
        return None
    reflexive = any(t.lower in page.rules.reflexives for t in group)
    passive = not reflexive and any(t.lower in page.rules.be | page.rules.been for t in group)
    if passive or verb.lemma in page.rules.impersonal:
        return None
    entry = Entry(verb.lemma, "verb", "say", clause=False, reflexive=reflexive)
    cue = Cue(entry, verb.i, verb.i, first, "finite", subject)
    speaker = speaker_of(page, cue, after=True)
    if speaker is None or speaker.head < first or not is_somebody(page, speaker):
        return None
    return cue if subject is not None or speaker.rule == "inverted" else None


def _group(page: Page, first: int) -> tuple[list[Token], Token | None]:
    """Return the words of a verb group from `first` on, and its last verb."""
    sentence = page.sentence(page.tokens[first])
    group: list[Token] = []
    verb = None
    n = first
    while n < sentence.last and len(group) < _LONGEST:
        token = page.tokens[n]
        beyond = aside_at(page, n)
        if beyond > n:
            n = beyond
            continue
        clitic = token.lower in page.rules.clitics or token.lower in page.rules.reflexives
        inverted = pronoun_of(token) in _pronouns(page)
        if token.pos in ("VERB", "AUX") and not (verb is not None and verb.pos == "VERB"):
            verb = token
        elif not (clitic and verb is None) and not inverted and token.pos != "ADV":
            break
        group.append(token)
        n += 1
    return group, verb if verb is not None and verb.pos == "VERB" else None


def _pronouns(page: Page) -> frozenset[str | None]:
    return frozenset(p.text for p in page.rules.pronouns)
