"""Whether it happened: tense, mood, negation and the words that govern a trigger."""

from dataclasses import dataclass

from dragoman.reading.analysis import Analysis, Token
from dragoman.reading.events.candidates import Candidate, verb_lemma
from dragoman.reading.events.lexicon import Predicates
from dragoman.reading.events.syntax import VERBAL, complements, is_reflexive
from dragoman.types.event import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusReading:
    """The status of a candidate and the words that show it.

    Attributes:
        status: the status.
        rule: what decided, such as "future" or "cue:menacer".
        cues: the words that decided; empty where the trigger itself did.
        hearsay: told in the conditional of hearsay ("aurait tué").
        present: told in the present tense.
    """

    status: Status
    rule: str
    cues: tuple[Token, ...] = ()
    hearsay: bool = False
    present: bool = False


_STEPS = 5
_NOTS_BEHIND = 2
"""Tokens behind a verb in which "aucun" still denies it."""
_DROP = "drop:"


def find_status(
    analysis: Analysis, candidate: Candidate, predicates: Predicates
) -> StatusReading | None:
    """Return the status of `candidate`; None if its words tell of no event at all."""
    start = candidate.entry.pattern.status
    head = candidate.head
    governed = None
    if candidate.entry.verbal:
        reading = _of_verb(analysis, head, predicates)
    else:
        governed = _noun_governor(analysis, candidate)
        reading = _of_noun(analysis, candidate, predicates)
    if reading is not None:
        return None if reading.rule.startswith(_DROP) else reading
    condition = _condition(analysis, governed or head, predicates)
    if condition is not None:
        return StatusReading(status="hypothetical", rule="condition", cues=(condition,))
    verb = governed if governed is not None else head
    return StatusReading(status=start, rule="pattern", present=_tense(analysis, verb) == "present")


def is_undone(analysis: Analysis, candidate: Candidate, predicates: Predicates) -> bool:
    """Tell whether the trigger is a verb that says of the past what was not done.

    "Les rebelles n'ont jamais signé l'accord", but not "n'a pas seulement menacé".
    """
    verb = candidate.head
    negation = _negation(analysis, verb, predicates) if candidate.entry.verbal else None
    if negation is None or negation.i > verb.i:
        return False
    tense = _tense(analysis, verb)
    alone = tense is None and verb.feat("VerbForm") == "Part"  # "n'ayant signé aucun accord"
    if tense not in ("past", "hearsay") and not alone:
        return False
    grammar = predicates.lexicon.grammar
    words = analysis.tokens[negation.i + 1 : verb.i + _NOTS_BEHIND + 1]
    nots = [token for token in words if token.lower in grammar.nots]
    if not nots or any(token.lower in grammar.restrictive for token in words):
        return False
    following = analysis.tokens[nots[0].i + 1 : nots[0].i + 2]
    return not any(token.lower in grammar.scopes for token in following)


def _finite(analysis: Analysis, verb: Token) -> Token:
    """Return the word of the verb group that carries tense and mood."""
    for child in analysis.children(verb):
        if child.dep in ("aux:tense", "aux:pass", "aux", "cop") and (
            child.feat("VerbForm") == "Fin" or child.feat("Mood")
        ):
            return child
    return verb


def _tense(analysis: Analysis, verb: Token) -> str | None:
    """Return "future", "conditional", "hearsay", "present", "past" or None."""
    finite = _finite(analysis, verb)
    if finite.feat("Mood") == "Cnd":
        return (
            "hearsay"
            if finite.i != verb.i
            and verb.feat("VerbForm") == "Part"
            and not any(
                c.dep in ("aux:pass", "cop") and c.i == finite.i for c in analysis.children(verb)
            )
            else "conditional"
        )
    if finite.feat("Tense") == "Fut":
        return "future"
    if finite.feat("VerbForm") == "Fin" or finite.feat("Mood"):
        compound = finite.i != verb.i and finite.dep == "aux:tense"
        if finite.feat("Tense") == "Pres" and not compound:
            return "present"
        return "past"
    return None


def _negation(analysis: Analysis, verb: Token, predicates: Predicates) -> Token | None:
    grammar = predicates.lexicon.grammar
    negation = None
    for child in analysis.children(verb):
        if child.lower in grammar.negations:
            negation = child
        elif child.lower in grammar.restrictive and child.dep == "advmod":
            return None
    return negation


def _cue(analysis: Analysis, token: Token, predicates: Predicates) -> tuple[Status, str] | None:
    """Return the status and the rule of a governor `token`; None if it is no cue."""
    lemmas = (
        verb_lemma(token, predicates),
        token.lemma.lower(),
        predicates.participles.get(token.lower),
    )
    for lemma in lemmas:
        for cue, trigger in predicates.cues.get(lemma or "", ()):
            if trigger.reflexive and not is_reflexive(analysis, token, predicates.lexicon.grammar):
                continue
            return cue.status or "hypothetical", f"{_DROP if cue.drops else 'cue:'}{lemma}"
    return None


def _of_verb(
    analysis: Analysis, verb: Token, predicates: Predicates, *, denies: bool = True
) -> StatusReading | None:
    negation = _negation(analysis, verb, predicates)
    if negation is not None and denies:
        return StatusReading(status="denied", rule="negation", cues=(negation,))
    tense = _tense(analysis, verb)
    if tense == "future":
        return StatusReading(status="planned", rule="future", cues=(_finite(analysis, verb),))
    if tense == "hearsay":
        return StatusReading(
            status="actual", rule="hearsay", cues=(_finite(analysis, verb),), hearsay=True
        )
    if tense == "conditional":
        past_above = any(
            _tense(analysis, a) == "past" for a in analysis.ancestors(verb)[:2] if a.pos in VERBAL
        )
        status: Status = "planned" if past_above and verb.dep == "ccomp" else "hypothetical"
        return StatusReading(status=status, rule="conditional", cues=(_finite(analysis, verb),))
    if tense is None:
        return _of_infinitive(analysis, verb, predicates)
    return _subjunctive(analysis, verb, predicates)


def _subjunctive(analysis: Analysis, verb: Token, predicates: Predicates) -> StatusReading | None:
    if _finite(analysis, verb).feat("Mood") != "Sub":
        return None
    above = analysis.head(verb)
    cue = _cue(analysis, above, predicates) if above.i != verb.i else None
    if cue is not None:
        return StatusReading(status=cue[0], rule=cue[1], cues=(above,))
    return None


def _of_infinitive(analysis: Analysis, verb: Token, predicates: Predicates) -> StatusReading | None:
    """Read the verbs and nouns that govern an infinitive or a participle."""
    below = verb
    for above in analysis.ancestors(verb)[:_STEPS]:
        if below.dep in ("conj",):
            below = above if above.pos in VERBAL else below
            if _tense(analysis, above) is not None and above.pos in VERBAL:
                return _of_verb(analysis, above, predicates)
            continue
        if below.dep not in (
            "xcomp",
            "ccomp",
            "obl:arg",
            "acl",
            "advcl",
            "obj",
            "nmod",
            "obl:mod",
            "dep",
        ):
            break
        if below.feat("VerbForm") != "Inf" and not _infinitive_group(analysis, below):
            break
        if _perfect_infinitive(analysis, below):
            negated = _cue(analysis, above, predicates)
            if negated is not None and negated[0] == "denied":
                return StatusReading(status="denied", rule=negated[1], cues=(above,))
            break
        lemma = above.lemma.lower()
        if lemma == predicates.lexicon.grammar.go and below.dep == "xcomp":
            return StatusReading(status="planned", rule="near-future", cues=(above,))
        if (
            lemma in predicates.lexicon.grammar.implicatives
            and above.pos in VERBAL
            and _tense(analysis, above) == "past"
        ):
            return _of_verb(analysis, above, predicates)
        cue = _cue(analysis, above, predicates)
        if cue is not None:
            return StatusReading(status=cue[0], rule=cue[1], cues=(above,))
        if (
            above.pos in VERBAL
            and below.dep in ("xcomp", "obl:arg")
            and (lemma in predicates.lexicon.aspects)
        ):
            outer = _of_verb(analysis, above, predicates)
            return outer
        break
    return None


def _infinitive_group(analysis: Analysis, verb: Token) -> bool:
    return any(
        c.feat("VerbForm") == "Inf" for c in analysis.children(verb) if c.dep.startswith("aux")
    )


def _perfect_infinitive(analysis: Analysis, verb: Token) -> bool:
    return (
        any(
            c.dep in ("aux:tense", "aux") and c.feat("VerbForm") == "Inf"
            for c in analysis.children(verb)
        )
        and verb.feat("VerbForm") == "Part"
    )


def _noun_governor(analysis: Analysis, candidate: Candidate) -> Token | None:
    if candidate.carrier is not None:
        return candidate.carrier.verb
    for above in analysis.ancestors(candidate.head)[:3]:
        if above.pos in VERBAL:
            return above
    return None


def _of_noun(
    analysis: Analysis, candidate: Candidate, predicates: Predicates
) -> StatusReading | None:
    noun = candidate.head
    grammar = predicates.lexicon.grammar
    if candidate.carrier is None and any(c.dep == "cop" for c in analysis.children(noun)):
        return _of_verb(analysis, noun, predicates)
    for child in analysis.children(noun):
        if child.lower in grammar.negators and child.i < noun.i:
            return StatusReading(status="denied", rule="negation", cues=(child,))
        if child.dep in ("amod", "acl"):
            cue = _cue(analysis, child, predicates)
            if cue is not None:
                return StatusReading(status=cue[0], rule=cue[1], cues=(child,))
    for above in analysis.ancestors(noun)[:2]:
        if above.pos in ("NOUN", "ADJ") and noun.dep in ("nmod", "obl:arg", "obl:mod"):
            cue = _cue(analysis, above, predicates)
            if cue is not None:
                return StatusReading(status=cue[0], rule=cue[1], cues=(above,))
            break
        if above.pos in VERBAL:
            direct = any(
                t.i == noun.i for _, t in complements(analysis, above, grammar)
            ) or noun.dep in ("nsubj:pass", "nsubj", "obj")
            cue = _cue(analysis, above, predicates) if direct else None
            if cue is not None and (noun.dep != "nsubj" or cue[0] == "failed"):
                return StatusReading(status=cue[0], rule=cue[1], cues=(above,))
            if noun.dep in ("nsubj", "nsubj:pass", "obj") or candidate.carrier is not None:
                return _of_verb(analysis, above, predicates, denies=candidate.carrier is not None)
            break
    if candidate.carrier is not None:
        return _of_verb(analysis, candidate.carrier.verb, predicates)
    return None


def _condition(analysis: Analysis, token: Token, predicates: Predicates) -> Token | None:
    """Return the word that opens a condition around `token`, or None."""
    for above in (token, *analysis.ancestors(token)[:2]):
        if above.dep != "advcl":
            continue
        for child in analysis.children(above):
            if child.dep == "mark" and child.lower in predicates.lexicon.grammar.conditions:
                return child
    return None
