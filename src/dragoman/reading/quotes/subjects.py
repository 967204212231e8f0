"""Subjects of verbs, and who governs or opens what has no cue."""

from dragoman.reading.analysis import Token
from dragoman.reading.quotes.cues import pronoun_of
from dragoman.reading.quotes.page import Page
from dragoman.reading.quotes.phrases import NOUNS, governed
from dragoman.reading.quotes.speaker import Speaker, agentive, speaker_at


def subject_of(page: Page, verb: Token) -> Token | None:
    """Return the subject that the parse gives `verb`, unless it stands in a quotation."""
    for child in page.analysis.children(verb):
        active = child.dep.startswith("nsubj") and not child.dep.endswith("pass")
        expletive = child.dep == "expl:subj" and child.pos == "PRON"
        inverted = pronoun_of(child) in {p.text for p in page.rules.pronouns}
        if not (active or expletive or inverted) or page.quoted(child):
            continue
        if child.pos == "NOUN" and child.i < verb.i and _aside(page, child):
            continue
        return child
    return None


def _aside(page: Page, noun: Token) -> bool:
    """Tell whether a preposition opens the sentence before `noun` ("Malgré la pluie, ...")."""
    if not governed(page, noun):
        return False
    first = page.sentence(noun).first
    return not any(t.pos in (*NOUNS, "VERB", "AUX") for t in page.tokens[first : noun.i])


def antecedent_of(page: Page, verb: Token, who: Token) -> Speaker | None:
    """Return the noun that the relative pronoun `who`, subject of `verb`, stands for."""
    near = page.tokens[who.i - 1]
    if verb.dep.startswith("acl") and verb.head < who.i:
        named = near.i != verb.head and page.is_person(near)
        if named and not page.is_person(page.tokens[verb.head]):
            return speaker_at(page, near.i, "relative", 0.7)
        return speaker_at(page, verb.head, "relative", 0.85)
    for n in range(who.i - 1, max(-1, who.i - 8), -1):
        if page.tokens[n].pos in NOUNS:
            return speaker_at(page, n, "relative", 0.6)
    return None


def _agent(page: Page, verb: Token) -> Speaker | None:
    """Return the agent of a passive ("décrit par X comme ..."), or None."""
    for child in page.analysis.children(verb):
        if child.dep == "obl:agent" and not page.quoted(child):
            return speaker_at(page, child.i, "agent", 0.7)
    return None


def governor_of(page: Page, inner: tuple[Token, ...]) -> Speaker | None:
    """Return the subject of the verb that quoted words hang on, if it can speak."""
    low, high = inner[0].i, inner[-1].i
    token = inner[0]
    for _ in range(40):
        if not low <= token.i <= high and token.pos in ("VERB", "AUX"):
            agent = _agent(page, token)
            if agent is not None:
                return agent if agentive(page, agent) else None
            subject = subject_of(page, token)
            if subject is not None and not low <= subject.i <= high:
                speaker = (
                    antecedent_of(page, token, subject)
                    if subject.lower in page.rules.who
                    else speaker_at(page, subject.i, "governor", 0.6)
                )
                return speaker if speaker and agentive(page, speaker) else None
        if token.head == token.i:
            return None
        token = page.analysis.head(token)
    return None


def topic_of(page: Page, first: int, stop: int) -> Speaker | None:
    """Return the subject, else the first free noun, among tokens `first` to `stop`."""
    free: Speaker | None = None
    for token in page.tokens[first:stop]:
        if page.quoted(token):
            continue
        if token.dep.startswith("nsubj") and token.lower not in page.rules.who:
            found = speaker_at(page, token.i, "topic", 0.55)
            if found is not None and agentive(page, found):
                return found
        if free is None and token.pos in NOUNS and not governed(page, token):
            free = speaker_at(page, token.i, "topic", 0.5)
            free = free if free and agentive(page, free) else None
    return free
