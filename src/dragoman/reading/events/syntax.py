"""Who stands where around a verb or a noun: the grammar the engine asks about."""

from collections.abc import Callable
from functools import wraps
from itertools import pairwise
from typing import TypeVar

from dragoman.languages.events_schema import Grammar
from dragoman.reading.analysis import Analysis, Token

NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
VERBAL = frozenset(("VERB", "AUX"))
_INSIDE = frozenset(
    ("det", "amod", "nummod", "nmod", "flat:name", "advmod", "flat:foreign", "fixed")
)


Found = TypeVar("Found")
Find = Callable[[Analysis, Token, Grammar], Found]


def once(find: Find[Found]) -> Find[Found]:
    """Keep what `find` says of a token with its analysis: dozens of triggers ask (#9)."""
    name = find.__name__

    @wraps(find)
    def found(analysis: Analysis, token: Token, grammar: Grammar) -> Found:
        key = name, token.i
        if key not in analysis.findings:
            analysis.findings[key] = find(analysis, token, grammar)
        kept: Found = analysis.findings[key]
        return kept

    return found


def conjuncts(analysis: Analysis, token: Token) -> tuple[Token, ...]:
    """Return `token` and the nominals coordinated with it, in text order."""
    found = [token]
    for child in analysis.children(token):
        if child.dep == "conj" and child.pos in NOMINAL and child.pos != "NUM":
            found.extend(conjuncts(analysis, child))
    return tuple(found)


def marker(analysis: Analysis, token: Token, grammar: Grammar) -> str | None:
    """Return the preposition before the noun phrase of `token`, in canonical form.

    A compound ("auprès de") wins over its last word. None if there is none.
    """
    if token.i not in analysis.markers:
        analysis.markers[token.i] = _find_marker(analysis, token, grammar)
    return analysis.markers[token.i]


def _find_marker(analysis: Analysis, token: Token, grammar: Grammar) -> str | None:
    first = analysis.sentence_of(token).first
    i = _left_edge(analysis, token) - 1
    while (
        i >= first and analysis.tokens[i].pos == "PUNCT" and not analysis.tokens[i].text.isalpha()
    ):
        if analysis.tokens[i].text in ",;:.":
            return None
        i -= 1
    if i < first:
        return None
    before = " ".join(t.lower for t in analysis.tokens[max(first, i - 3) : i + 1])
    plain = before.replace("' ", "'")
    endings, everyone = _compound_endings(grammar)
    if plain.endswith(everyone):
        return next(compound for ending, compound in endings if plain.endswith(ending))
    word = analysis.tokens[i]
    return grammar.prepositions.get(word.text) or grammar.prepositions.get(word.lower)


_ENDINGS: dict[int, tuple[Grammar, tuple[tuple[str, str], ...], tuple[str, ...]]] = {}


def _compound_endings(grammar: Grammar) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Return (how it may end, the compound) for each compound preposition, and all endings."""
    held = _ENDINGS.get(id(grammar))
    if held is None or held[0] is not grammar:
        endings = []
        for compound in grammar.compounds:
            stem = compound.removesuffix(" de").removesuffix(" à")
            last = compound.rsplit(" ", 1)[-1]
            for form, canon in grammar.prepositions.items():
                if canon == last:
                    endings.append((f"{stem} {form}", compound))
        held = (grammar, tuple(endings), tuple(ending for ending, _ in endings))
        _ENDINGS[id(grammar)] = held
    return held[1], held[2]


def _left_edge(analysis: Analysis, token: Token) -> int:
    """Return the index of the first word of the noun phrase of `token`, prepositions apart."""
    edge = token.i
    first = analysis.sentence_of(token).first
    while edge > first:
        before = analysis.tokens[edge - 1]
        inside = (before.dep in _INSIDE or before.text in '«"“”»[(') and _leads_to(
            analysis, before, token
        )
        if not inside or before.dep == "case":
            break
        edge -= 1
    return edge


def _leads_to(analysis: Analysis, token: Token, top: Token) -> bool:
    return any(ancestor.i == top.i for ancestor in analysis.ancestors(token)[:3])


@once
def complements(
    analysis: Analysis, token: Token, grammar: Grammar
) -> tuple[tuple[str | None, Token], ...]:
    """Return (preposition, head) of each nominal complement of `token`, in text order.

    Nouns that only belong to a compound preposition ("en faveur de") are passed through.
    """
    found: list[tuple[str | None, Token]] = []
    for child in analysis.children(token):
        if child.pos not in NOMINAL or child.dep in ("conj", "nsubj", "nsubj:pass", "det"):
            continue
        preposition = marker(analysis, child, grammar)
        inner = [
            (mark, grandchild)
            for grandchild in analysis.children(child)
            if grandchild.pos in NOMINAL
            and (mark := marker(analysis, grandchild, grammar)) in grammar.compounds
            and child.lower in mark.split()
        ]
        found.extend(inner or [(preposition, child)])
    return tuple(found)


@once
def nested(
    analysis: Analysis, token: Token, grammar: Grammar
) -> tuple[tuple[str | None, Token], ...]:
    """Return prepositional complements further down, under the nouns below `token`.

    The parser hangs "avec la Russie" under the nearest noun; verbs are not entered.
    """
    found: list[tuple[str | None, Token]] = []
    waiting = [t for t in analysis.children(token) if _enterable(analysis, t)]
    while waiting:
        noun = waiting.pop(0)
        if noun.dep in ("nsubj", "nsubj:pass", "conj", "advcl", "acl", "acl:relcl"):
            continue
        for child in analysis.children(noun):
            if child.pos in NOMINAL and child.dep != "conj":
                mark = marker(analysis, child, grammar)
                if mark is not None:
                    found.append((mark, child))
                waiting.append(child)
    return tuple(found)


def _enterable(analysis: Analysis, token: Token) -> bool:
    """Tell whether `token` heads a noun phrase, whatever the tagger calls it."""
    if token.pos in ("NOUN", "ADJ", "PROPN", "NUM"):
        return True
    return any(c.dep == "det" and c.i < token.i for c in analysis.children(token))


@once
def is_reflexive(analysis: Analysis, verb: Token, grammar: Grammar) -> bool:
    """Tell whether a reflexive pronoun goes with `verb`."""
    return any(
        child.lower in grammar.reflexives and child.i < verb.i and child.dep != "mark"
        for child in analysis.children(verb)
    )


@once
def is_passive(analysis: Analysis, verb: Token, grammar: Grammar) -> bool:
    """Tell whether `verb` is a past participle whose subject is acted upon."""
    if verb.feat("VerbForm") == "Fin" or not _participle(verb, grammar):
        return False
    if is_reflexive(analysis, verb, grammar):
        return False
    children = analysis.children(verb)
    deps = {child.dep for child in children}
    if (
        verb.pos in ("NOUN", "ADJ")
        and "nsubj" in deps
        and not any(c.pos == "AUX" for c in children)
    ):
        return False  # a finite form that the tagger took for a noun
    if "aux:pass" in deps or "nsubj:pass" in deps:
        return verb.lemma not in grammar.unaccusatives
    auxiliaries = [c for c in children if c.dep in ("aux:tense", "aux", "cop")]
    if auxiliaries:
        last = auxiliaries[-1]
        return last.lemma == grammar.be and verb.lemma not in grammar.unaccusatives
    if verb.dep == "conj":
        above = analysis.head(verb)
        if above.lemma == grammar.have:
            return False  # its own auxiliary, taken for a verb: "ont aussi et surtout signé"
        if above.pos in VERBAL and _participle(above, grammar) and "nsubj" not in deps:
            return is_passive(analysis, above, grammar)
    return verb.lemma not in grammar.unaccusatives


def _participle(verb: Token, grammar: Grammar) -> bool:
    if verb.feat("VerbForm") == "Part":
        shapes = grammar.participle_shapes
        return verb.feat("Tense") != "Pres" and (not shapes or verb.lower.endswith(shapes))
    return verb.pos in ("ADJ", "NOUN")


@once
def surface_subjects(analysis: Analysis, verb: Token, grammar: Grammar) -> tuple[Token, ...]:
    """Return who stands as the subject of `verb`: told, shared or understood.

    Relatives give their antecedent, coordinated verbs share, infinitives and gerunds
    take the subject (or the person addressed) of the verb above, participles the noun
    they qualify. Empty if nobody is found.
    """
    return _subjects(analysis, verb, grammar, depth=0)


def _subjects(
    analysis: Analysis, verb: Token, grammar: Grammar, *, depth: int
) -> tuple[Token, ...]:
    if depth > 6:
        return ()
    for child in analysis.children(verb):
        if child.dep in ("nsubj", "nsubj:pass") and child.pos in (*NOMINAL, "ADJ", "DET", "X"):
            if child.lower in grammar.relatives and child.i < verb.i:
                antecedent = _antecedent(analysis, verb)
                if antecedent is not None:
                    return conjuncts(analysis, antecedent)
            if child.lower not in grammar.expletives:
                return _with_partner(analysis, verb, conjuncts(analysis, child), grammar)
    for child in analysis.children(verb):
        # "il s'est entretenu": taken for an impersonal subject
        personal = child.dep == "expl:subj" and child.lower in grammar.third_persons
        if personal and is_reflexive(analysis, verb, grammar):
            return (child,)
    above = analysis.head(verb)
    if above.i == verb.i:
        return ()
    infinitive = verb.feat("VerbForm") == "Inf"
    if verb.dep in ("acl", "amod", "acl:relcl") and above.pos in NOMINAL and not infinitive:
        return conjuncts(analysis, above)
    if verb.dep in ("conj", "parataxis") and (above.pos in VERBAL or _has_subject(analysis, above)):
        return _subjects(analysis, above, grammar, depth=depth + 1)
    if verb.dep in ("xcomp", "advcl", "ccomp", "obl:arg", "obj", "obl:mod", "dep") and (
        verb.feat("VerbForm") in ("Inf", "Part") or verb.dep == "xcomp"
    ):
        if verb.dep in ("xcomp", "ccomp", "obl:arg", "obj"):
            controller = _addressed(analysis, above, grammar, before=verb)
            if controller:
                return controller
        if above.pos in VERBAL or _has_subject(analysis, above):
            if is_passive(analysis, above, grammar) and verb.dep == "advcl":
                return _subjects(analysis, above, grammar, depth=depth + 1)
            return _subjects(analysis, above, grammar, depth=depth + 1)
    if above.pos == "NOUN" and infinitive:
        owners = [t for mark, t in complements(analysis, above, grammar) if mark == "de"]
        if owners:
            return conjuncts(analysis, owners[0])
        carrier = analysis.head(above)
        if (
            carrier.i != above.i
            and carrier.pos in VERBAL
            and above.dep in ("obj", "obl:arg", "xcomp")
        ):
            return _subjects(analysis, carrier, grammar, depth=depth + 1)
    return ()


def _with_partner(
    analysis: Analysis, verb: Token, subjects: tuple[Token, ...], grammar: Grammar
) -> tuple[Token, ...]:
    """Add the other half of "X et Y" where the parser missed it but the verb is plural."""
    if len(subjects) != 1 or subjects[0].feat("Number") == "Plur" or subjects[0].pos == "PRON":
        return subjects
    finite = next((c for c in analysis.children(verb) if c.dep.startswith("aux")), verb)
    if "Plur" not in (finite.feat("Number"), verb.feat("Number")):
        return subjects
    first = analysis.sentence_of(verb).first
    edge = _left_edge(analysis, subjects[0]) - 1
    if edge > first and analysis.tokens[edge].lower in grammar.ands:
        before = analysis.tokens[edge - 1]
        if before.pos in ("NOUN", "PROPN", "X", "ADJ", "ADV"):
            return (_top_of_phrase(analysis, before), *subjects)
    after = analysis.tokens[subjects[0].i + 1 : verb.i]
    for word, following in pairwise(after):
        if word.lower in grammar.ands:
            partner = next((t for t in after if t.i >= following.i and t.pos in NOMINAL), None)
            if partner is not None:
                return (*subjects, partner)
    return subjects


def _has_subject(analysis: Analysis, token: Token) -> bool:
    return any(child.dep in ("nsubj", "nsubj:pass") for child in analysis.children(token))


def _antecedent(analysis: Analysis, verb: Token) -> Token | None:
    """Return the noun that the relative clause of `verb` qualifies."""
    for token in (verb, *analysis.ancestors(verb)):
        if token.dep in ("acl:relcl", "acl"):
            above = analysis.head(token)
            return above if above.pos in NOMINAL else None
        if token.dep not in ("conj", "xcomp", "ccomp", "ROOT"):
            break
    # The clause hangs elsewhere: the nearest noun before the pronoun.
    for child in analysis.children(verb):
        if child.dep in ("nsubj", "nsubj:pass", "obj"):
            i = child.i - 1
            while i >= analysis.sentence_of(verb).first:
                if analysis.tokens[i].pos in ("NOUN", "PROPN"):
                    return _top_of_phrase(analysis, analysis.tokens[i])
                i -= 1
    return None


def _top_of_phrase(analysis: Analysis, token: Token) -> Token:
    while token.dep in ("nmod", "flat:name", "appos", "amod") and analysis.head(token).i < token.i:
        token = analysis.head(token)
    return token


def _addressed(
    analysis: Analysis, verb: Token, grammar: Grammar, *, before: Token
) -> tuple[Token, ...]:
    """Return the object or "à" complement of `verb` that stands before its infinitive."""
    if verb.pos not in VERBAL:
        return ()
    reflexive = is_reflexive(analysis, verb, grammar)
    for child in analysis.children(verb):
        if child.i >= before.i or child.i == before.i or child.pos not in NOMINAL:
            continue
        if child.lower in grammar.reflexives or (reflexive and child.pos == "PRON"):
            continue
        if child.dep == "obj" or child.dep == "iobj":
            return conjuncts(analysis, child)
        if child.dep == "obl:arg" and marker(analysis, child, grammar) == "à":
            return conjuncts(analysis, child)
    return ()


@once
def objects(analysis: Analysis, verb: Token, grammar: Grammar) -> tuple[Token, ...]:
    """Return the direct objects of an active `verb`; a relative "que" gives its antecedent."""
    for child in analysis.children(verb):
        if child.dep != "obj" or child.lower in grammar.reflexives:
            continue
        if child.lower in grammar.relatives:
            antecedent = _antecedent(analysis, verb)
            return conjuncts(analysis, antecedent) if antecedent else ()
        if child.pos in (*NOMINAL, "ADJ", "DET", "X"):
            return conjuncts(analysis, child)
    if verb.dep == "conj":
        # "ont attaqué et pillé le village": a shared object stands after the last verb.
        return ()
    for child in analysis.children(verb):
        if child.dep == "conj" and child.pos in VERBAL:
            if any(c.dep in ("nsubj", "expl:subj") for c in analysis.children(child)):
                continue
            shared = objects(analysis, child, grammar)
            if shared and not any(c.dep.startswith("obl") for c in analysis.children(verb)):
                return shared
    return ()


def indirect(analysis: Analysis, verb: Token, grammar: Grammar) -> tuple[Token, ...]:
    """Return the clitics of `verb` that stand for "à" and a noun ("lui")."""
    return tuple(
        child
        for child in analysis.children(verb)
        if child.lower in grammar.indirect and child.pos == "PRON" and child.i < verb.i
    )
