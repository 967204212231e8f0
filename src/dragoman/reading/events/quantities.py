"""How much changed hands: "deux hélicoptères", as the text writes it."""

from dragoman.languages.events_schema import Grammar
from dragoman.reading.analysis import Analysis, Token
from dragoman.reading.events.candidates import Candidate
from dragoman.reading.events.matching import logical_objects
from dragoman.types.span import Sourced, Span

_MATERIAL = ("AID", "COOPERATE")
_PARTS = ("amod", "nummod", "det", "nmod")


def find_quantities(
    analysis: Analysis, candidate: Candidate, grammar: Grammar
) -> tuple[Sourced[str], ...]:
    """Return the counted objects of what was given, sold or delivered; empty if none."""
    if candidate.entry.pattern.type not in _MATERIAL or not candidate.entry.verbal:
        return ()
    found: list[Sourced[str]] = []
    for thing in logical_objects(analysis, candidate.head, grammar):
        if not any(c.dep == "nummod" and c.i < thing.i for c in analysis.children(thing)):
            continue
        span = _phrase(analysis, thing)
        found.append(
            Sourced(
                value=span.of(analysis.text), spans=(span,), rule="quantity.object", confidence=0.8
            )
        )
    return tuple(found)


def _phrase(analysis: Analysis, thing: Token) -> Span:
    """Return the number, the thing and its adjectives, other complements apart."""
    kept = {thing.i}
    for child in analysis.children(thing):
        if child.dep in _PARTS and (child.dep != "nmod" or child.i < thing.i):
            kept.update(t.i for t in analysis.subtree(child))
    first = last = thing.i
    while first - 1 in kept:
        first -= 1
    while last + 1 in kept:
        last += 1
    return Span(analysis.tokens[first].start, analysis.tokens[last].end)
