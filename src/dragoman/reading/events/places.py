"""Where it happened: the place named beside a trigger."""

from collections.abc import Callable

from dragoman.languages.events_schema import Grammar
from dragoman.reading.analysis import Analysis, Token
from dragoman.reading.events.candidates import Candidate
from dragoman.reading.events.matching import logical_objects
from dragoman.reading.events.syntax import VERBAL, complements, marker
from dragoman.types.span import Sourced, Span

_REACH = 14


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
                    span = _phrase(analysis, token)
                    return Sourced(
                        value=span.of(analysis.text),
                        spans=(span,),
                        rule="place.complement",
                        confidence=confidence,
                    )
    struck = _struck(analysis, candidate, grammar, is_place)
    if struck is not None:
        return struck
    near = [
        (abs(token.i - candidate.head.i) + (4 if token.i < candidate.head.i else 0), token)
        for token in analysis.words(analysis.sentence_of(candidate.head))
        if token.pos == "PROPN" and is_place(token)
    ]
    for distance, token in sorted(near, key=lambda pair: (pair[0], pair[1].i)):
        if distance > _REACH:
            break
        if marker(analysis, token, grammar) in grammar.place_prepositions:
            span = _phrase(analysis, token)
            return Sourced(
                value=span.of(analysis.text), spans=(span,), rule="place.near", confidence=0.4
            )
    return None


def _struck(
    analysis: Analysis,
    candidate: Candidate,
    grammar: Grammar,
    is_place: Callable[[Token], bool],
) -> Sourced[str] | None:
    """Return the land that an act of force strikes: "l'invasion de l'Ukraine"."""
    if not candidate.entry.pattern.strikes_land:
        return None
    options = [t for mark, t in complements(analysis, candidate.head, grammar) if mark != "par"]
    if candidate.entry.verbal:
        options += logical_objects(analysis, candidate.head, grammar)
    for token in options:
        for inner in (token, *(t for _, t in complements(analysis, token, grammar))):
            if inner.pos == "PROPN" and is_place(inner):
                span = _phrase(analysis, inner)
                return Sourced(
                    value=span.of(analysis.text), spans=(span,), rule="place.struck", confidence=0.6
                )
    return None


def _clause(analysis: Analysis, candidate: Candidate) -> list[Token]:
    for above in analysis.ancestors(candidate.head)[:3]:
        if above.pos in VERBAL:
            return [above]
    return []


def _phrase(analysis: Analysis, token: Token) -> Span:
    """Return the name that `token` heads, without its preposition."""
    last = token
    for child in analysis.children(token):
        named = child.dep == "amod" and child.ent and child.ent == token.ent
        if (child.dep in ("flat:name", "flat:foreign") or named) and child.i > last.i:
            last = child
    first = token
    for child in analysis.children(token):
        if child.i < first.i and child.dep == "amod":
            first = child
    if token.pos == "NOUN":
        for child in analysis.children(token):
            if child.dep in ("amod", "nmod") and child.i > last.i:
                last = analysis.subtree(child)[-1]
    return Span(first.start, last.end)
