"""Where a text may tell of an event: every trigger that matches, best first."""

from dataclasses import dataclass

from dragoman.languages.events_schema import Grammar, Light, Slot
from dragoman.reading.analysis import Analysis, Token
from dragoman.reading.events.lexicon import Entry, Predicates
from dragoman.reading.events.syntax import (
    VERBAL,
    complements,
    is_passive,
    is_reflexive,
    marker,
    nested,
    objects,
    surface_subjects,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """The verb that carries a noun trigger: "effectuer" in "effectuer une visite".

    Attributes:
        verb: its token.
        light: what its subject does; None where it carries nothing but stands above.
    """

    verb: Token
    light: Light


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A trigger found in a text.

    Attributes:
        entry: the trigger of the lexicon that matched.
        head: the token that opens it.
        parts: all its tokens, in text order.
        carrier: the light verb above a noun trigger; None if there is none.
    """

    entry: Entry
    head: Token
    parts: tuple[Token, ...]
    carrier: Carrier | None = None

    @property
    def weight(self) -> tuple[int, int, int]:
        """How specific the match is: fixed words, then reflexive and open slots."""
        slots = self.entry.trigger.slots
        return (
            sum(1 for slot in slots if slot.lemmas),
            int(self.entry.trigger.reflexive) + sum(1 for slot in slots if not slot.lemmas),
            len(self.entry.requires) + (self.entry.pattern.voice is not None),
        )


def find_candidates(
    analysis: Analysis, predicates: Predicates
) -> tuple[tuple[Candidate, ...], ...]:
    """Return the candidates of each trigger word, most specific first, in text order.

    A word that is a fixed part of a longer trigger opens none of its own.
    """
    groups: list[tuple[Candidate, ...]] = []
    for token in analysis.tokens:
        found = _verb_candidates(analysis, token, predicates)
        found = found or _noun_candidates(analysis, token, predicates)
        if found:
            groups.append(tuple(sorted(found, key=lambda c: c.weight, reverse=True)))
    taken = {part.i for group in groups for part in group[0].parts if part.i != group[0].head.i}
    return tuple(group for group in groups if group[0].head.i not in taken)


def verb_lemma(token: Token, predicates: Predicates) -> str | None:
    """Return the verb that `token` is a form of; None if it is no verb we know.

    The tagger calls many participles adjectives or nouns, and the lemmatiser leaves
    some finite forms as they stand: their form decides.
    """
    if token.pos in VERBAL:
        for form in (token.lemma.lower(), *_infinitives(token)):
            known = predicates.forms.get(form, form)
            if known in predicates.verbs or known in predicates.lights:
                return known
    if token.pos in VERBAL or token.pos == "ADJ":
        return predicates.participles.get(token.lower)
    return None


def misread_verb(analysis: Analysis, token: Token, predicates: Predicates) -> str | None:
    """Return the verb that a "noun" with a subject of its own really is; None if none."""
    if token.pos not in ("NOUN", "ADJ", "PROPN", "ADV") or token.text[:1].isupper():
        return None
    before = analysis.tokens[token.i - 1] if token.i else token
    if before.lemma in (predicates.lexicon.grammar.have, predicates.lexicon.grammar.be):
        return predicates.participles.get(token.lower)
    children = analysis.children(token)
    if any(c.pos == "AUX" and c.dep != "cop" for c in children):
        return predicates.participles.get(token.lower)
    if not any(c.dep == "nsubj" for c in children) or any(
        c.dep in ("det", "cop") for c in children
    ):
        return None
    for form in _infinitives(token):
        known = predicates.forms.get(form, form)
        if known in predicates.verbs:
            return known
    return None


def _infinitives(token: Token) -> tuple[str, ...]:
    """Return what `token` may be a present form of: "aide" of "aider"."""
    text = token.lower
    return (text, text + "r", text.removesuffix("nt") + "r", text.removesuffix("s") + "r")


def _verb_candidates(analysis: Analysis, token: Token, predicates: Predicates) -> list[Candidate]:
    lemma = verb_lemma(token, predicates) or misread_verb(analysis, token, predicates)
    entries = predicates.verbs.get(lemma, ()) if lemma else ()
    grammar = predicates.lexicon.grammar
    if token.dep in ("aux:tense", "aux:pass", "aux", "cop"):
        return []
    found = []
    for entry in entries:
        if entry.trigger.reflexive != is_reflexive(analysis, token, grammar) and (
            entry.trigger.reflexive or (entry.trigger.slots == () and not _mutual(entry))
        ):
            continue
        parts = _match_slots(analysis, token, entry.trigger.slots, grammar, verbal=True)
        if parts is not None and _allowed(analysis, token, entry, grammar, verbal=True):
            found.append(Candidate(entry=entry, head=token, parts=_sorted(token, parts)))
    return found


def _mutual(entry: Entry) -> bool:
    return entry.mutual


def _noun_candidates(analysis: Analysis, token: Token, predicates: Predicates) -> list[Candidate]:
    if token.pos not in ("NOUN", "PROPN", "ADJ", "VERB", "X") or token.dep == "flat:name":
        return []
    if token.pos in ("ADJ", "VERB") and not _has_determiner(analysis, token):
        return []
    grammar = predicates.lexicon.grammar
    found = []
    for lemma in dict.fromkeys((token.lemma.lower(), token.lower, token.lower.rstrip("sx"))):
        for entry in predicates.nouns.get(lemma, ()):
            parts = _match_slots(analysis, token, entry.trigger.slots, grammar, verbal=False)
            if parts is not None and _allowed(analysis, token, entry, grammar, verbal=False):
                found.append(
                    Candidate(
                        entry=entry,
                        head=token,
                        parts=_sorted(token, parts),
                        carrier=_carrier(analysis, token, predicates),
                    )
                )
        if found:
            break
    return found


def _has_determiner(analysis: Analysis, token: Token) -> bool:
    return any(child.dep == "det" and child.i < token.i for child in analysis.children(token))


def _sorted(head: Token, parts: list[Token]) -> tuple[Token, ...]:
    return tuple(sorted({t.i: t for t in (head, *parts)}.values(), key=lambda t: t.i))


def _match_slots(
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
                    if _is(token, slot.lemmas):
                        return token
            for child in analysis.children(head):
                if (
                    child.i > head.i
                    and child.dep not in ("nsubj", "conj", "advcl")
                    and _is(child, slot.lemmas)
                    and _unmarked(analysis, child, grammar)
                ):
                    return child
            return None
        near = analysis.tokens[max(0, head.i - 2) : head.i + 4]
        for token in near:
            if token.sentence == head.sentence and token.i != head.i and _is(token, slot.lemmas):
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
        if mark == slot.preposition and (not slot.lemmas or _is(token, slot.lemmas)):
            return token
        if slot.lemmas and token.dep != "nsubj" and _is(token, slot.lemmas):
            before = analysis.tokens[token.i - 1]
            if grammar.prepositions.get(before.lower) == slot.preposition:
                return token
    # The words stand side by side but hang elsewhere.
    if slot.lemmas:
        for token in analysis.tokens[head.i + 1 : head.i + 5]:
            if token.sentence != head.sentence:
                break
            if _is(token, slot.lemmas) and marker(analysis, token, grammar) == slot.preposition:
                return token
    for mark, token in nested(analysis, head, grammar):
        if mark == slot.preposition and slot.lemmas and _is(token, slot.lemmas):
            return token
    if slot.preposition == "à" and not slot.lemmas:
        return next((c for c in analysis.children(head) if c.lower in grammar.indirect), None)
    return None


def _unmarked(analysis: Analysis, token: Token, grammar: Grammar) -> bool:
    """Tell whether no preposition leads `token`; "des" may be its article."""
    if marker(analysis, token, grammar) is None:
        return True
    return any(c.dep == "case" and c.lower in grammar.partitives for c in analysis.children(token))


def _infinitive_after(
    analysis: Analysis, head: Token, preposition: str, grammar: Grammar
) -> Token | None:
    """Return the infinitive that hangs on an object of `head`: "appeler X à cesser"."""
    for child in analysis.children(head):
        if child.i < head.i or child.dep not in ("obj", "obl:arg", "iobj", "obl:mod"):
            continue
        for below in analysis.children(child):
            if below.pos in VERBAL and any(
                c.dep in ("mark", "case") and grammar.prepositions.get(c.lower) == preposition
                for c in analysis.children(below)
            ):
                return below
    return None


def _true_heads(analysis: Analysis, token: Token) -> tuple[Token, ...]:
    """Return the noun below a quantity or a series: "une série d'accords"."""
    return tuple(c for c in analysis.children(token) if c.dep == "nmod" and c.i > token.i)[:1]


def _is(token: Token, lemmas: frozenset[str]) -> bool:
    return (
        token.lemma.lower() in lemmas
        or token.lower in lemmas
        or (token.lower.rstrip("sx") in lemmas)
    )


def logical_objects(analysis: Analysis, verb: Token, grammar: Grammar) -> tuple[Token, ...]:
    """Return who or what is acted upon: objects, or the subjects of a passive."""
    if is_passive(analysis, verb, grammar):
        return surface_subjects(analysis, verb, grammar)
    return objects(analysis, verb, grammar)


def _allowed(
    analysis: Analysis, head: Token, entry: Entry, grammar: Grammar, *, verbal: bool
) -> bool:
    """Tell whether the voice and the complements that the pattern asks for agree."""
    voice = entry.pattern.voice
    if verbal and voice is not None:
        passive = is_passive(analysis, head, grammar)
        if passive != (voice == "passive"):
            return False
    for function, lemmas in entry.requires:
        if not _present(analysis, head, function, lemmas, grammar, verbal=verbal):
            return False
    return not any(
        _present(analysis, head, function, lemmas, grammar, verbal=verbal)
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
    if function == "any":
        sentence = analysis.sentence_of(head)
        tokens = tuple(t for t in analysis.words(sentence) if abs(t.i - head.i) <= 12)
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
    return any(_is(token, lemmas) for token in tokens)


def _logical_subjects(analysis: Analysis, verb: Token, grammar: Grammar) -> tuple[Token, ...]:
    if is_passive(analysis, verb, grammar):
        return tuple(t for mark, t in complements(analysis, verb, grammar) if mark in ("par", "de"))
    return surface_subjects(analysis, verb, grammar)


def _carrier(analysis: Analysis, noun: Token, predicates: Predicates) -> Carrier | None:
    """Return the light verb whose object (or passive subject) `noun` is."""
    grammar = predicates.lexicon.grammar
    above = analysis.head(noun)
    if above.pos == "NOUN" and noun.dep == "nmod":  # "une série de frappes", "l'objet de"
        above_verb = analysis.head(above)
        if above_verb.pos in VERBAL:
            for light, trigger in predicates.lights.get(above_verb.lemma.lower(), ()):
                if trigger.slots and any(_is(above, s.lemmas) for s in trigger.slots):
                    return Carrier(verb=above_verb, light=light)
    verbs = [above] if above.i != noun.i else []
    verbs += [c for c in analysis.children(noun) if c.dep in ("acl", "acl:relcl")]
    for verb in verbs:
        lemma = verb_lemma(verb, predicates) or verb.lemma.lower()
        for light, trigger in predicates.lights.get(lemma, ()):
            if _carries(analysis, verb, noun, trigger.slots, grammar):
                return Carrier(verb=verb, light=light)
    return None


def _carries(
    analysis: Analysis, verb: Token, noun: Token, slots: tuple[Slot, ...], grammar: Grammar
) -> bool:
    if not slots:
        return any(o.i == noun.i for o in logical_objects(analysis, verb, grammar))
    if len(slots) == 1 and not slots[0].lemmas:
        return any(
            t.i == noun.i and mark == slots[0].preposition
            for mark, t in complements(analysis, verb, grammar)
        )
    fixed = next((s for s in slots if s.lemmas), None)
    holds = fixed is not None and any(
        _is(t, fixed.lemmas) for t in analysis.subtree(verb) if t.head == verb.i
    )
    return holds and noun.head == verb.i and noun.dep.startswith("obl")
