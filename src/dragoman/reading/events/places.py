"""Where it happened: the place named beside a trigger."""

from collections.abc import Callable, Sequence

from dragoman.languages.events_schema import Grammar
from dragoman.reading.analysis import Analysis, Token
from dragoman.reading.events.candidates import Candidate
from dragoman.reading.events.matching import logical_objects
from dragoman.reading.events.syntax import (
    VERBAL,
    complements,
    marker,
    surface_subjects,
)
from dragoman.types.span import Sourced, Span

_REACH = 30
_BEFORE = 4
_TOLD_OF = ("acl:relcl", "appos", "parataxis")


def find_place(
    analysis: Analysis,
    candidate: Candidate,
    grammar: Grammar,
    *,
    is_place: Callable[[Token], bool],
) -> Sourced[str] | None:
    """Return the place of `candidate`, as the text writes it; None if none is told.

    Complements of the trigger come first, then those of its clause.
    """
    anchors = [candidate.head, *candidate.parts]
    if candidate.carrier is not None:
        anchors.append(candidate.carrier.verb)
    for confidence, heads in ((0.8, anchors), (0.5, _clause(analysis, candidate))):
        for anchor in heads:
            for mark, token in complements(analysis, anchor, grammar):
                if mark in grammar.place_prepositions and is_place(token):
                    return _place(analysis, token, "place.complement", confidence)
    for rule, confidence, tokens in (
        ("place.struck", 0.6, _struck(analysis, candidate, grammar)),
        ("place.of", 0.5, _owned(analysis, candidate, grammar)),
        ("place.near", 0.4, _near(analysis, candidate, grammar)),
        ("place.subject", 0.35, _ruled(analysis, candidate, grammar)),
    ):
        for token in tokens:
            if is_place(token):
                return _place(analysis, token, rule, confidence)
    return None


def _place(analysis: Analysis, token: Token, rule: str, confidence: float) -> Sourced[str]:
    span = phrase_of(analysis, token)
    return Sourced(value=span.of(analysis.text), spans=(span,), rule=rule, confidence=confidence)


def _struck(analysis: Analysis, candidate: Candidate, grammar: Grammar) -> tuple[Token, ...]:
    """Return what may be the land that an act of force strikes: "l'invasion de l'Ukraine"."""
    if not candidate.entry.pattern.strikes_land:
        return ()
    options = [t for mark, t in complements(analysis, candidate.head, grammar) if mark != "par"]
    if candidate.entry.verbal:
        options += logical_objects(analysis, candidate.head, grammar)
    return tuple(
        inner
        for token in options
        for inner in (token, *(t for _, t in complements(analysis, token, grammar)))
        if inner.pos == "PROPN" or inner.ent
    )


def _owned(analysis: Analysis, candidate: Candidate, grammar: Grammar) -> tuple[Token, ...]:
    """Return the names behind the "de" of a noun: "le confinement d'Auckland"."""
    if candidate.entry.verbal or candidate.entry.mutual:
        return ()
    return tuple(
        token
        for mark, token in complements(analysis, candidate.head, grammar)
        if mark == grammar.of and (token.pos == "PROPN" or token.ent)
    )


def _near(analysis: Analysis, candidate: Candidate, grammar: Grammar) -> tuple[Token, ...]:
    """Return the names behind a preposition of place in the sentence, nearest first.

    Those before the trigger count as a little farther.
    """
    head = candidate.head
    near = [
        (abs(token.i - head.i) + (_BEFORE if token.i < head.i else 0), token)
        for token in analysis.words(analysis.sentence_of(head))
        if token.pos == "PROPN" or token.ent
    ]
    return tuple(
        token
        for distance, token in sorted(near, key=lambda pair: (pair[0], pair[1].i))
        if distance <= _REACH and marker(analysis, token, grammar) in grammar.place_prepositions
    )


def _ruled(analysis: Analysis, candidate: Candidate, grammar: Grammar) -> tuple[Token, ...]:
    """Return the state or the town that takes a measure on its own land."""
    if not candidate.entry.pattern.by_state or not candidate.entry.verbal:
        return ()
    return surface_subjects(analysis, candidate.head, grammar)


def _clause(analysis: Analysis, candidate: Candidate) -> list[Token]:
    for above in analysis.ancestors(candidate.head)[:3]:
        if above.pos in VERBAL:
            return [above]
    return []


def phrase_of(analysis: Analysis, token: Token) -> Span:
    """Return the name that `token` heads, without its preposition."""
    last = token
    for child in analysis.children(token):
        named = child.dep == "amod" and child.ent and child.ent == token.ent
        if (child.dep in ("flat:name", "flat:foreign") or named) and child.i > last.i:
            last = child
    first = token
    for child in analysis.children(token):
        # An apostrophe that stands alone ("l’ Algérie") is parsed as an adjective.
        if child.i < first.i and child.dep == "amod" and child.text[0].isalnum():
            first = child
    if token.pos == "NOUN":
        for child in analysis.children(token):
            if child.dep in ("amod", "nmod") and child.i > last.i:
                last = _close(analysis.subtree(child), last)
    return Span(first.start, last.end)


def _close(tokens: Sequence[Token], last: Token) -> Token:
    """Return the last of `tokens` that goes on from `last` without a break.

    A comma, a relative clause or a word that belongs elsewhere ends the name: "le port
    dimanche du navire, qui ...".
    """
    for token in tokens:
        if token.i != last.i + 1 or token.pos == "PUNCT" or token.dep in _TOLD_OF:
            break
        last = token
    return last
