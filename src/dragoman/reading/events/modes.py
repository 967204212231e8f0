"""The PLOVER mode, where the pattern leaves it to the words around its trigger."""

from dragoman.reading.analysis import Analysis
from dragoman.reading.events.candidates import Candidate
from dragoman.reading.events.lexicon import Predicates
from dragoman.types.span import Sourced

_BEFORE = 3
_AFTER = 12


def find_mode(
    analysis: Analysis, candidate: Candidate, predicates: Predicates
) -> Sourced[str] | None:
    """Return the mode of `candidate`: its pattern's, else that of the nearest mode word.

    None where neither tells.
    """
    pattern = candidate.entry.pattern
    trigger = tuple(part.span for part in candidate.parts)
    if pattern.mode is not None:
        return Sourced(value=pattern.mode, spans=trigger, rule=pattern.id)
    words = predicates.lexicon.mode_words.get(pattern.type)
    if words is None:
        return None
    head = candidate.head
    window = analysis.tokens[max(0, head.i - _BEFORE) : head.i + _AFTER]
    for token in sorted(window, key=lambda t: (abs(t.i - head.i), t.i)):
        if token.sentence != head.sentence or token.i == head.i:
            continue
        for mode, lemmas in words.items():
            if token.lemma.lower() in lemmas:
                return Sourced(value=mode, spans=(token.span,), rule="mode-word", confidence=0.7)
    default = predicates.lexicon.mode_defaults.get(pattern.type)
    if default is None:
        return None
    return Sourced(value=default, spans=trigger, rule="mode-default", confidence=0.5)
