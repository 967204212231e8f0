"""Who does it and to whom: the words that fill the roles of a candidate."""

from collections.abc import Callable
from dataclasses import dataclass

from dragoman.languages.events_schema import Grammar, Role
from dragoman.reading.analysis import Analysis, Token
from dragoman.reading.events.candidates import Candidate
from dragoman.reading.events.lexicon import Predicates
from dragoman.reading.events.matching import logical_objects
from dragoman.reading.events.syntax import (
    NOMINAL,
    VERBAL,
    complements,
    conjuncts,
    indirect,
    is_passive,
    marker,
    nested,
    surface_subjects,
)

Accept = Callable[[Token, Role], bool]


@dataclass(frozen=True, slots=True)
class Filler:
    """One filler of a role.

    Attributes:
        head: the word that heads it.
        function: the function of the role map that gave it.
        loose: the word is no actor; it belongs to one.
    """

    head: Token
    function: str
    loose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """The fillers of one candidate, in text order within a role."""

    actors: tuple[Filler, ...] = ()
    recipients: tuple[Filler, ...] = ()


def find_roles(
    analysis: Analysis, candidate: Candidate, predicates: Predicates, *, accept: Accept
) -> Roles:
    """Return the fillers of `candidate`.

    Args:
        analysis: the parsed text.
        candidate: the trigger.
        predicates: the lexicon.
        accept: whether a word can fill a role (is it an actor, of a fitting kind?). A
            function none of whose words is accepted is passed over.
    """
    used: set[int] = {candidate.head.i}
    roles = candidate.entry.roles
    actors: list[Filler] = []
    recipients: list[Filler] = []
    by_role: dict[Role, list[Filler]] = {"actor": actors, "recipient": recipients}

    def take(role: Role, function: str, tokens: tuple[Token, ...]) -> bool:
        taken = False
        for token in tokens:
            if token.i not in used and accept(token, role):
                used.add(token.i)
                by_role[role].append(Filler(token, function))
                taken = True
        return taken

    grammar = predicates.lexicon.grammar
    carrier = candidate.carrier
    if carrier is not None:
        if carrier.light.subject is not None:
            take(carrier.light.subject, "carrier", _agents(analysis, carrier.verb, grammar))
        if carrier.light.indirect is not None:
            take(
                carrier.light.indirect,
                "carrier",
                _by_preposition(analysis, carrier.verb, "à", grammar),
            )
    order: tuple[tuple[Role, tuple[str, ...]], ...] = (
        ("actor", roles.actor),
        ("recipient", roles.recipient),
    )
    for role, functions in order:
        if by_role[role] and not candidate.entry.mutual:
            continue
        for function in functions:
            tokens = fillers(analysis, candidate, function, grammar)
            if take(role, function, tokens) and not candidate.entry.mutual:
                break
    return Roles(
        actors=tuple(sorted(actors, key=lambda f: f.head.i)),
        recipients=tuple(sorted(recipients, key=lambda f: f.head.i)),
    )


def fillers(
    analysis: Analysis, candidate: Candidate, function: str, grammar: Grammar
) -> tuple[Token, ...]:
    """Return the words that stand in `function` to the trigger."""
    head = candidate.head
    if function == "teller":
        return ()  # quotations know, not the grammar
    plain = candidate.entry.verbal and not candidate.entry.adjectival
    if function == "subj":
        if plain:
            return _agents(analysis, head, grammar)
        said = candidate.entry.adjectival or any(c.dep == "cop" for c in analysis.children(head))
        return surface_subjects(analysis, head, grammar) if said else ()
    if function == "obj":
        return logical_objects(analysis, head, grammar) if plain else ()
    if function == "adj":
        return _adjectives(analysis, candidate)
    if function == "part":
        return tuple(part for part in candidate.parts if part.i != head.i)
    if function == "poss":
        return tuple(
            child
            for part in (head, *candidate.parts)
            for child in analysis.children(part)
            if child.lower in grammar.possessives and child.i < part.i
        )
    if function == "clause":
        return _clause_subjects(analysis, head, grammar)
    found: dict[int, Token] = {}
    anchors = [head, *(p for p in candidate.parts if p.i != head.i)]
    if candidate.carrier is not None and function != "de":
        anchors.append(candidate.carrier.verb)
    for anchor in anchors:
        if anchor.i == head.i or anchor.pos in (*NOMINAL, *VERBAL):
            for token in _by_preposition(analysis, anchor, function, grammar):
                found.setdefault(token.i, token)
    if not found and function not in ("de", "en", "dans"):
        for anchor in anchors:
            for mark, token in nested(analysis, anchor, grammar):
                if mark == function:
                    for one in conjuncts(analysis, token):
                        found.setdefault(one.i, one)
    if not found and function == "par" and not candidate.entry.verbal:
        behind = _agent_behind(analysis, head, grammar)
        if behind is not None:
            found[behind.i] = behind
    if function == "entre" and len(found) == 1:
        partner = _after_and(analysis, next(iter(found.values())), grammar)
        if partner is not None:
            found[partner.i] = partner
    return tuple(found[i] for i in sorted(found))


def _agent_behind(analysis: Analysis, noun: Token, grammar: Grammar) -> Token | None:
    """Return the agent that stands behind `noun` but hangs elsewhere in the tree."""
    for token in analysis.tokens[noun.i + 1 : noun.i + 10]:
        if token.sentence != noun.sentence or token.pos in VERBAL or token.text in ",;:":
            return None
        if token.pos in NOMINAL and marker(analysis, token, grammar) == "par":
            return token
    return None


def _after_and(analysis: Analysis, token: Token, grammar: Grammar) -> Token | None:
    """Return the nominal behind the "et" after `token`, where the parser hung it elsewhere."""
    window = analysis.tokens[token.i + 1 : token.i + 9]
    seen = False
    for word in window:
        if word.sentence != token.sentence or word.pos in VERBAL:
            return None
        if seen and word.pos in NOMINAL:
            return word
        seen = seen or word.lower in grammar.ands
    return None


def _agents(analysis: Analysis, verb: Token, grammar: Grammar) -> tuple[Token, ...]:
    if is_passive(analysis, verb, grammar):
        return _by_preposition(analysis, verb, "par", grammar)
    return surface_subjects(analysis, verb, grammar)


def _by_preposition(
    analysis: Analysis, head: Token, preposition: str, grammar: Grammar
) -> tuple[Token, ...]:
    found: list[Token] = []
    for mark, token in complements(analysis, head, grammar):
        if mark == preposition:
            found.extend(conjuncts(analysis, token))
    if preposition == "à" and head.pos in VERBAL:
        found.extend(indirect(analysis, head, grammar))
    return tuple(found)


def _adjectives(analysis: Analysis, candidate: Candidate) -> tuple[Token, ...]:
    found: list[Token] = []
    for part in (candidate.head, *candidate.parts):
        if part.pos in VERBAL:
            continue
        for child in analysis.children(part):
            if child.pos in ("ADJ", "NOUN", "PROPN", "VERB") and child.dep in (
                "amod",
                "appos",
                "nmod",
            ):
                if child.text[:1].isupper() or any(
                    c.dep in ("case", "det") for c in analysis.children(child)
                ):
                    continue
                found.append(child)
                found.extend(c for c in analysis.children(child) if c.dep == "conj")
    return tuple({t.i: t for t in found}.values())


def _clause_subjects(analysis: Analysis, head: Token, grammar: Grammar) -> tuple[Token, ...]:
    """Return the subjects of the clause that completes `head`."""
    for child in analysis.children(head):
        if child.dep in ("ccomp", "xcomp", "acl", "obl:arg", "advcl") and child.i > head.i:
            if child.pos in VERBAL and child.feat("VerbForm") == "Inf":
                continue
            for grandchild in analysis.children(child):
                if grandchild.dep in ("nsubj", "nsubj:pass"):
                    return conjuncts(analysis, grandchild)
            if child.dep == "ccomp":
                return surface_subjects(analysis, child, grammar)
    return ()
