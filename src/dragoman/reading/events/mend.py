"""Trees mended where the parser is known to go wrong, before events are read from them.

Four errors of the stock model recur in news: dates between a verb and its complements
take them over ("s'est rendu vendredi à Moscou"); a pair of subjects behind a comma is
strung onto the phrase before it; a list of objects falls apart at its commas; names
behind a plural title hang elsewhere ("les ministres de la Défense, A et B").
"""

from dataclasses import dataclass, replace
from itertools import pairwise

from dragoman.languages.events_schema import Grammar
from dragoman.reading.analysis import Analysis, Token
from dragoman.reading.events.syntax import NOMINAL, VERBAL, is_passive
from dragoman.types.time import TimeExpression

_HELD = ("case", "det", "punct", "appos", "acl:relcl", "conj", "cc", "nummod", "flat:name")
_SUBJECTS = ("nsubj", "nsubj:pass", "expl:subj", "csubj")
_PHRASE = ("DET", "ADJ", "NOUN", "PROPN", "NUM", "CCONJ", "ADP")


def mend(analysis: Analysis, times: tuple[TimeExpression, ...], grammar: Grammar) -> Analysis:
    """Return `analysis` with heads corrected; the same object where nothing is wrong."""
    for repair in (
        _retag_verbs,
        _free_from_dates,
        _find_objects,
        _join_objects,
        _join_partners,
        _find_subjects,
        _join_names,
    ):
        analysis = repair(_Work(analysis, times, grammar))
    return analysis


@dataclass(frozen=True)
class _Work:
    """What a repair looks at."""

    analysis: Analysis
    times: tuple[TimeExpression, ...]
    grammar: Grammar

    def apply(self, changes: dict[int, tuple[int, str]]) -> Analysis:
        """Return the analysis with new heads, leaving out any that would close a circle."""
        if not changes:
            return self.analysis
        tokens = list(self.analysis.tokens)
        for i, (head, dep) in sorted(changes.items()):
            above, steps = head, 0
            while tokens[above].head != above and above != i and steps < len(tokens):
                above, steps = tokens[above].head, steps + 1
            if above != i:
                tokens[i] = replace(tokens[i], head=head, dep=dep)
        return replace(self.analysis, tokens=tuple(tokens))


def _case(work: _Work, token: Token) -> str | None:
    for child in work.analysis.children(token):
        if child.dep == "case" and child.i < token.i:
            return child.lower
    return None


def _free_from_dates(work: _Work) -> Analysis:
    """Hang what the parser hung on a date on the word that the date belongs to."""
    analysis = work.analysis
    changes: dict[int, tuple[int, str]] = {}
    for time in work.times:
        inside = analysis.tokens_in(time.span)
        within = {t.i for t in inside}
        top = next((t for t in inside if t.head not in within and t.dep not in _HELD), None)
        if top is None or top.head == top.i:
            continue
        above = analysis.head(top)
        verbal = above.pos in VERBAL
        if verbal and top.dep in ("obj", "xcomp", "obl:arg", "iobj"):
            changes[top.i] = (above.i, "obl:mod")
        if not verbal or top.i < above.i:
            continue
        for token in inside:
            for child in analysis.children(token):
                if child.i in within or child.i < inside[-1].i or child.dep in _HELD:
                    continue
                case = _case(work, child)
                bare = case is None or case in work.grammar.partitives
                nominal = child.pos in NOMINAL
                changes[child.i] = (
                    above.i,
                    child.dep if not nominal else "obj" if bare else "obl:mod",
                )
    return work.apply(changes)


def _retag_verbs(work: _Work) -> Analysis:
    """Call a participle that has an auxiliary a verb, whatever the tagger says."""
    tokens = list(work.analysis.tokens)
    for token in work.analysis.tokens:
        if token.pos in ("NOUN", "ADJ") and any(
            c.dep.startswith("aux") and c.pos == "AUX" for c in work.analysis.children(token)
        ):
            tokens[token.i] = replace(token, pos="VERB", morph="Tense=Past|VerbForm=Part")
    return replace(work.analysis, tokens=tuple(tokens))


def _find_objects(work: _Work) -> Analysis:
    """Make a bare noun phrase the object of the verb it follows, if that has none.

    Behind a participle set off by commas, the verb above gets it.
    """
    analysis = work.analysis
    timed = {t.i for time in work.times for t in analysis.tokens_in(time.span)}
    changes: dict[int, tuple[int, str]] = {}
    for token in analysis.tokens:
        verb = analysis.head(token)
        if token.dep != "obl:mod" or token.pos != "NOUN" or token.i in timed:
            continue
        if verb.pos not in VERBAL or token.i < verb.i or _case(work, token) is not None:
            continue
        if not any(c.dep == "det" and c.i < token.i for c in analysis.children(token)):
            continue
        if is_passive(analysis, verb, work.grammar):
            edge = analysis.subtree(token)[0].i - 1
            above = analysis.head(verb)
            if analysis.tokens[edge].text != "," or verb.dep not in ("advcl", "acl"):
                continue
            verb = above
        if verb.pos not in VERBAL or is_passive(analysis, verb, work.grammar):
            continue
        if any(c.dep in ("obj", "ccomp") for c in analysis.children(verb)):
            continue
        changes[token.i] = (verb.i, "obj")
    return work.apply(changes)


def _join_partners(work: _Work) -> Analysis:
    """Link "mais aussi avec Y" to the "avec X" before it."""
    analysis = work.analysis
    changes: dict[int, tuple[int, str]] = {}
    for token in analysis.tokens:
        case = _case(work, token) if token.dep == "conj" and token.pos in NOMINAL else None
        if case is None:
            continue
        siblings = [
            c
            for c in analysis.children(analysis.head(token))
            if c.i < token.i and c.pos in NOMINAL and c.dep != "conj" and _case(work, c) == case
        ]
        if siblings and analysis.head(token).i < siblings[-1].i:
            changes[token.i] = (siblings[-1].i, "conj")
    return work.apply(changes)


def _join_objects(work: _Work) -> Analysis:
    """Make a further object behind a comma a link of the list that it continues."""
    analysis = work.analysis
    changes: dict[int, tuple[int, str]] = {}
    for token in analysis.tokens:
        if token.pos not in VERBAL:
            continue
        found = [c for c in analysis.children(token) if c.dep == "obj" and c.i > token.i]
        for first, second in pairwise(found):
            edge = analysis.subtree(second)[0].i - 1
            if analysis.tokens[edge].text == "," or analysis.tokens[edge + 1].text == ",":
                before = analysis.subtree(first)[-1]
                while before.pos not in ("NOUN", "PROPN") and before.i > first.i:
                    before = analysis.tokens[before.i - 1]
                changes[second.i] = (before.i, "conj")
    return work.apply(changes)


def _find_subjects(work: _Work) -> Analysis:
    """Give a finite verb without a subject the noun phrase that stands right before it."""
    analysis = work.analysis
    changes: dict[int, tuple[int, str]] = {}
    for verb in analysis.tokens:
        if verb.pos not in VERBAL or verb.dep.startswith("aux") or verb.dep == "cop":
            continue
        children = analysis.children(verb)
        finite = next((c for c in children if c.dep.startswith("aux")), verb)
        if finite.feat("VerbForm") != "Fin" or any(c.dep in _SUBJECTS for c in children):
            continue
        pieces = _phrase_before(work, min(finite.i, verb.i))
        plural = finite.feat("Number") == "Plur"
        if not pieces or plural != (len(pieces) > 1 or pieces[0].feat("Number") == "Plur"):
            continue
        changes[pieces[0].i] = (verb.i, "nsubj")
        for other in pieces[1:]:
            changes[other.i] = (pieces[0].i, "conj")
    return work.apply(changes)


def _phrase_before(work: _Work, end: int) -> list[Token]:
    """Return the heads of the coordinated noun phrase that ends before `end`.

    Empty unless it opens its sentence or follows a comma, without a preposition.
    """
    tokens = work.analysis.tokens
    first = work.analysis.sentence_of(tokens[end]).first
    while end > first and tokens[end - 1].dep.startswith(("expl", "advmod")):
        end -= 1
    start = end
    while start > first and tokens[start - 1].pos in _PHRASE:
        start -= 1
    if start == end or (start > first and tokens[start - 1].text != ","):
        return []
    if tokens[start].pos in ("ADP", "CCONJ"):
        return []
    pieces: list[Token] = []
    opened = True
    for token in tokens[start:end]:
        if token.pos == "CCONJ":
            opened = token.lower in work.grammar.ands
        elif token.pos == "ADP":
            opened = False
        elif opened and token.pos in ("NOUN", "PROPN"):
            pieces.append(token)
            opened = False
    return pieces


def _join_names(work: _Work) -> Analysis:
    """Hang the names behind a plural title on it."""
    analysis = work.analysis
    changes: dict[int, tuple[int, str]] = {}
    for name in analysis.tokens:
        if name.dep != "appos" or name.pos != "PROPN" or name.i < 2:
            continue
        if analysis.tokens[name.i - 1].text != ",":
            continue
        title = analysis.tokens[name.i - 2]
        while title.dep in ("nmod", "amod", "case", "det", "conj", "cc") and title.i > 0:
            if title.pos == "NOUN" and title.feat("Number") == "Plur" and title.dep != "conj":
                before = analysis.head(title)
                if before.pos != "NOUN" or before.i > title.i:
                    break
            above = analysis.head(title)
            title = above if above.i < title.i else analysis.tokens[title.i - 1]
        if title.pos != "NOUN" or title.feat("Number") != "Plur" or title.i == name.head:
            continue
        former = name.head
        changes[name.i] = (title.i, "appos")
        for other in analysis.children(analysis.tokens[former]):
            if other.dep == "conj" and other.pos == "PROPN" and other.i > name.i:
                changes[other.i] = (name.i, "conj")
    return work.apply(changes)
