"""Whether the words around a trigger are those that its pattern asks for."""

from dragoman.languages.events_schema import Grammar
from dragoman.languages.triggers import Slot
from dragoman.reading.analysis import Analysis, Token
from dragoman.reading.events.lexicon import Entry
from dragoman.reading.events.syntax import (
    VERBAL,
    complements,
    is_passive,
    marker,
    nested,
    objects,
    once,
    surface_subjects,
)

_NEAR = 12


def match_slots(
    analysis: Analysis,
    head: Token,
    slots: tuple[Slot, ...],
    grammar: Grammar,
    *,
    verbal: bool,
) -> list[Token] | None:
    """Return the tokens that fill `slots`; None if one stays empty."""
    parts: list[Token] = []
    anchors = [head]
    for slot in slots:
        filler = None
        for anchor in reversed(anchors):
            filler = _fill(analysis, anchor, slot, grammar, verbal=verbal and anchor.i == head.i)
            if filler is not None:
                break
        if filler is None:
            return None
        if slot.lemmas:
            parts.append(filler)
            anchors.append(filler)
    return parts


def _fill(
    analysis: Analysis, head: Token, slot: Slot, grammar: Grammar, *, verbal: bool
) -> Token | None:
    if slot.preposition is None:
        if verbal:
            options = logical_objects(analysis, head, grammar)
            for option in options:
                for token in (option, *_true_heads(analysis, option)):
                    if is_one_of(token, slot.lemmas):
                        return token
            for child in analysis.children(head):
                if (
                    child.i > head.i
                    and child.dep not in ("nsubj", "conj", "advcl")
                    and is_one_of(child, slot.lemmas)
                    and _unmarked(analysis, child, grammar)
                ):
                    return child
            return None
        near = analysis.tokens[max(0, head.i - 2) : head.i + 4]
        for token in near:
            if (
                token.sentence == head.sentence
                and token.i != head.i
                and is_one_of(token, slot.lemmas)
            ):
                return token
        return None
    for child in analysis.children(head):
        if (
            child.pos in VERBAL
            and not slot.lemmas
            and any(
                c.dep in ("mark", "case") and grammar.prepositions.get(c.lower) == slot.preposition
                for c in analysis.children(child)
            )
        ):
            return child
    for mark, token in complements(analysis, head, grammar):
        if mark == slot.preposition and (not slot.lemmas or is_one_of(token, slot.lemmas)):
            return token
        if slot.lemmas and token.dep != "nsubj" and is_one_of(token, slot.lemmas):
            before = analysis.tokens[token.i - 1]
            if grammar.prepositions.get(before.lower) == slot.preposition:
                return token
    # The words stand side by side but hang elsewhere.
    if slot.lemmas:
        for token in analysis.tokens[head.i + 1 : head.i + 5]:
            if token.sentence != head.sentence:
                break
            if (
                is_one_of(token, slot.lemmas)
                and marker(analysis, token, grammar) == slot.preposition
            ):
                return token
    for mark, token in nested(analysis, head, grammar):
        if mark == slot.preposition and slot.lemmas and is_one_of(token, slot.lemmas):
            return token
    if slot.preposition == "à" and not slot.lemmas:
        return next((c for c in analysis.children(head) if c.lower in grammar.indirect), None)
    return None


def _unmarked(analysis: Analysis, token: Token, grammar: Grammar) -> bool:
    """Tell whether no preposition leads `token`; "des" may be its article."""
    if marker(analysis, token, grammar) is None:
        return True
    return any(c.dep == "case" and c.lower in grammar.partitives for c in analysis.children(token))


def _true_heads(analysis: Analysis, token: Token) -> tuple[Token, ...]:
    """Return the noun below a quantity or a series: "une série d'accords"."""
    return tuple(c for c in analysis.children(token) if c.dep == "nmod" and c.i > token.i)[:1]


def is_one_of(token: Token, lemmas: frozenset[str]) -> bool:
    """Tell whether `token` is a form of one of `lemmas`."""
    return (
        token.lemma.lower() in lemmas
        or token.lower in lemmas
        or (token.lower.rstrip("sx") in lemmas)
    )


@once
def logical_objects(analysis: Analysis, verb: Token, grammar: Grammar) -> tuple[Token, ...]:
    """Return who or what is acted upon: objects, or the subjects of a passive."""
    if is_passive(analysis, verb, grammar):
        return surface_subjects(analysis, verb, grammar)
    return objects(analysis, verb, grammar)


def is_allowed(analysis: Analysis, head: Token, entry: Entry, grammar: Grammar) -> bool:
    """Tell whether the voice and the complements that the pattern asks for agree."""
    voice = entry.pattern.voice
    if entry.verbal and voice is not None:
        passive = is_passive(analysis, head, grammar)
        if passive != (voice == "passive"):
            return False
    for function, lemmas in entry.requires:
        if not _present(analysis, head, function, lemmas, grammar, verbal=entry.verbal):
            return False
    return not any(
        _present(analysis, head, function, lemmas, grammar, verbal=entry.verbal)
        for function, lemmas in entry.excludes
    )


def _present(
    analysis: Analysis,
    head: Token,
    function: str,
    lemmas: frozenset[str],
    grammar: Grammar,
    *,
    verbal: bool,
) -> bool:
    tokens: tuple[Token, ...]
    if function in ("any", "form"):
        sentence = analysis.sentence_of(head)
        tokens = tuple(t for t in analysis.words(sentence) if abs(t.i - head.i) <= _NEAR)
        if function == "form":
            return any(t.feat("Tense") in lemmas or t.feat("Mood") in lemmas for t in tokens)
    elif function == "child":
        tokens = analysis.children(head)
    elif function == "obj":
        tokens = logical_objects(analysis, head, grammar) if verbal else ()
        tokens += tuple(t for o in tokens for t in _true_heads(analysis, o))
    elif function == "subj":
        tokens = _logical_subjects(analysis, head, grammar) if verbal else ()
    elif function == "cop":
        tokens = tuple(c for c in analysis.children(head) if c.dep == "cop")
    elif function == "adj":
        tokens = tuple(c for c in analysis.children(head) if c.dep in ("amod", "acl"))
    else:
        tokens = tuple(t for mark, t in complements(analysis, head, grammar) if mark == function)
    return any(is_one_of(token, lemmas) for token in tokens)


def _logical_subjects(analysis: Analysis, verb: Token, grammar: Grammar) -> tuple[Token, ...]:
    if is_passive(analysis, verb, grammar):
        return tuple(t for mark, t in complements(analysis, verb, grammar) if mark in ("par", "de"))
    return surface_subjects(analysis, verb, grammar)
