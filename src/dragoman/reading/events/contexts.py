"""What an event is about: the contexts of its pattern and of the words around it."""

from dragoman.reading.analysis import Analysis
from dragoman.reading.events.candidates import Candidate
from dragoman.reading.events.lexicon import Predicates
from dragoman.types.span import Sourced

_REACH = 15
_MOST = 3


def find_contexts(
    analysis: Analysis, candidate: Candidate, predicates: Predicates
) -> tuple[Sourced[str], ...]:
    """Return up to three contexts, those of the pattern first, then the nearest words'."""
    pattern = candidate.entry.pattern
    trigger = tuple(part.span for part in candidate.parts)
    found: dict[str, Sourced[str]] = {
        name: Sourced(value=name, spans=trigger, rule=pattern.id) for name in pattern.contexts
    }
    head = candidate.head
    near = sorted(
        (abs(t.i - head.i), t.i)
        for t in analysis.words(analysis.sentence_of(head))
        if abs(t.i - head.i) <= _REACH and t.lemma.lower() in predicates.contexts
    )
    for _, i in near:
        if len(found) >= _MOST:
            break
        token = analysis.tokens[i]
        for name in predicates.contexts[token.lemma.lower()]:
            if name not in found:
                found[name] = Sourced(
                    value=name, spans=(token.span,), rule="context-word", confidence=0.6
                )
    return tuple(found.values())[:_MOST]
