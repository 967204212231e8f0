"""Where a text may tell of an event: every trigger that matches, best first."""

from dataclasses import dataclass, replace

from dragoman.languages.events_schema import Grammar, Light
from dragoman.languages.triggers import Slot
from dragoman.reading.analysis import Analysis, Token
from dragoman.reading.events.lexicon import Entry, Predicates
from dragoman.reading.events.matching import (
    is_allowed,
    is_one_of,
    logical_objects,
    match_slots,
)
from dragoman.reading.events.syntax import VERBAL, complements, is_reflexive

_ACCORD = "agreement."


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
        doubts: "hint" where the pattern's words only hint at its type; the rules take none
            with a doubt.
    """

    entry: Entry
    head: Token
    parts: tuple[Token, ...]
    carrier: Carrier | None = None
    doubts: tuple[str, ...] = ()

    @property
    def of_accord(self) -> bool:
        """Whether its pattern tells of a stage of an accord."""
        return (self.entry.pattern.act or "").startswith(_ACCORD)

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
    analysis: Analysis, predicates: Predicates, *, sparing: bool = True
) -> tuple[tuple[Candidate, ...], ...]:
    """Return the candidates of each trigger word, in text order.

    Within a word those without doubts come first, then the most specific; a doubtful one
    only where no other candidate of the word has its type. A word that is a fixed part of
    a longer trigger opens none of its own. `sparing` leaves out hints at a type that
    another word of the sentence tells, and all but the likeliest hint at it.
    """
    groups: list[tuple[Candidate, ...]] = []
    for token in analysis.tokens:
        found = _verb_candidates(analysis, token, predicates)
        found += _adjective_candidates(analysis, token, predicates)
        if not any(not c.doubts for c in found):
            found += _noun_candidates(analysis, token, predicates)
        if found:
            groups.append(_ranked(found))
    taken = {
        part.i
        for group in groups
        if not group[0].doubts
        for part in group[0].parts
        if part.i != group[0].head.i
    }
    free = tuple(group for group in groups if group[0].head.i not in taken)
    return _spare(analysis, free) if sparing else free


def _spare(
    analysis: Analysis, groups: tuple[tuple[Candidate, ...], ...]
) -> tuple[tuple[Candidate, ...], ...]:
    """Leave out needless hints; of several the verb nearest to the root stays."""
    told: set[tuple[int, str]] = set()
    hints: dict[tuple[int, str], list[Candidate]] = {}
    for candidate in (c for group in groups for c in group):
        key = (candidate.head.sentence, candidate.entry.pattern.type)
        if "hint" in candidate.doubts:
            hints.setdefault(key, []).append(candidate)
        elif not candidate.doubts:
            told.add(key)
    spared = {
        id(
            min(
                found, key=lambda c: (not c.entry.verbal, len(analysis.ancestors(c.head)), c.head.i)
            )
        )
        for key, found in hints.items()
        if key not in told
    }
    kept = (tuple(c for c in g if "hint" not in c.doubts or id(c) in spared) for g in groups)
    return tuple(group for group in kept if group)


def _ranked(found: list[Candidate]) -> tuple[Candidate, ...]:
    ranked = sorted(found, key=lambda c: (not c.doubts, c.weight), reverse=True)
    certain = {c.entry.pattern.type for c in ranked if not c.doubts}
    kept: list[Candidate] = []
    for candidate in ranked:
        type = candidate.entry.pattern.type
        if candidate.doubts:
            if type in certain:
                continue
            certain.add(type)
        kept.append(candidate)
    return tuple(kept)


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
    if token.dep in ("aux:tense", "aux:pass", "aux", "cop"):
        return []
    lemma = verb_lemma(token, predicates) or misread_verb(analysis, token, predicates)
    entries = predicates.verbs.get(lemma, ()) if lemma else ()
    grammar = predicates.lexicon.grammar
    found = []
    for entry in entries:
        if entry.trigger.reflexive != is_reflexive(analysis, token, grammar) and (
            entry.trigger.reflexive or (entry.trigger.slots == () and not _mutual(entry))
        ):
            continue
        candidate = _candidate(analysis, token, entry, grammar)
        if candidate is not None:
            found.append(candidate)
    return found


def _candidate(
    analysis: Analysis, token: Token, entry: Entry, grammar: Grammar
) -> Candidate | None:
    """Return the candidate of `entry` at `token`, with its doubts; None if it does not fit."""
    doubts = ("hint",) if entry.pattern.hint else ()
    parts = match_slots(analysis, token, entry.trigger.slots, grammar, verbal=entry.verbal)
    if parts is None:
        return None
    if not is_allowed(analysis, token, entry, grammar):
        return None
    return Candidate(entry=entry, head=token, parts=_sorted(token, parts), doubts=doubts)


def _adjective_candidates(
    analysis: Analysis, token: Token, predicates: Predicates
) -> list[Candidate]:
    if token.pos not in ("ADJ", "VERB", "NOUN", "ADV") or _has_determiner(analysis, token):
        return []
    grammar = predicates.lexicon.grammar
    found = []
    for lemma in dict.fromkeys((token.lemma.lower(), token.lower)):
        for entry in predicates.adjectives.get(lemma, ()):
            candidate = _candidate(analysis, token, entry, grammar)
            if candidate is not None:
                found.append(candidate)
        if found:
            break
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
            candidate = _candidate(analysis, token, entry, grammar)
            if candidate is not None:
                carrier = _carrier(analysis, token, predicates)
                found.append(replace(candidate, carrier=carrier))
        if found:
            break
    return found


def _has_determiner(analysis: Analysis, token: Token) -> bool:
    return any(child.dep == "det" and child.i < token.i for child in analysis.children(token))


def _sorted(head: Token, parts: list[Token]) -> tuple[Token, ...]:
    return tuple(sorted({t.i: t for t in (head, *parts)}.values(), key=lambda t: t.i))


def _carrier(analysis: Analysis, noun: Token, predicates: Predicates) -> Carrier | None:
    """Return the light verb whose object (or passive subject) `noun` is."""
    grammar = predicates.lexicon.grammar
    above = analysis.head(noun)
    if above.pos == "NOUN" and noun.dep == "nmod":  # "une série de frappes", "l'objet de"
        above_verb = analysis.head(above)
        if above_verb.pos in VERBAL:
            for light, trigger in predicates.lights.get(above_verb.lemma.lower(), ()):
                if trigger.slots and any(is_one_of(above, s.lemmas) for s in trigger.slots):
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
        is_one_of(t, fixed.lemmas) for t in analysis.subtree(verb) if t.head == verb.i
    )
    return holds and noun.head == verb.i and noun.dep.startswith("obl")
