"""Who is bound by an accord, as the words around its noun tell."""

import re

from dragoman.languages.agreements_schema import AgreementWords
from dragoman.languages.events_schema import Grammar
from dragoman.reading.analysis import Analysis, Token
from dragoman.reading.events.participants import Participants
from dragoman.reading.events.syntax import VERBAL, complements, conjuncts
from dragoman.types.span import Sourced, Span

_REACH = 16
_FAR = 24
_NEAR = 4
_OBJECTS = ("obj", "nsubj:pass")
_HYPHENED = re.compile(r"\b(\w+)-(\w+)\b")


def told_parties(
    analysis: Analysis, noun: Token, who: Participants, words: AgreementWords, grammar: Grammar
) -> tuple[Sourced[str], ...]:
    """Return the parties that the phrase of an accord names; empty if it names none.

    "l'accord entre A et B", "l'accord sino-russe", "le traité signé par A et B", and one
    party alone of "l'accord avec B".
    """
    for found in (
        _between(analysis, noun, who, words, grammar),
        _compound(analysis, noun, who, words),
        _signed_by(analysis, noun, who, words, grammar),
    ):
        if len(found) > 1:
            return found
    return _actors(who, _partners(analysis, noun, words, grammar), "agreement.with")


def named_after(
    analysis: Analysis, noun: Token, who: Participants, grammar: Grammar
) -> frozenset[str]:
    """Return the actors that only lend the accord the name of a place: "l'accord de Vienne"."""
    found: set[str] = set()
    for mark, token in complements(analysis, noun, grammar):
        if mark == grammar.of:
            found.update(who.at_place.get(token.i, ()))
    return frozenset(found)


def _actors(who: Participants, tokens: tuple[Token, ...], rule: str) -> tuple[Sourced[str], ...]:
    found: dict[str, Sourced[str]] = {}
    for token in tokens:
        for id in who.of(token) or who.at_place.get(token.i, ()):
            found.setdefault(id, Sourced(value=id, spans=(token.span,), rule=rule))
    return tuple(found.values())


def _between(
    analysis: Analysis, noun: Token, who: Participants, words: AgreementWords, grammar: Grammar
) -> tuple[Sourced[str], ...]:
    """Return the parties behind "entre", in the order of the words: parsers lose them."""
    behind = analysis.tokens[noun.i + 1 : noun.i + _REACH]
    opening = next((t for t in behind if t.lower == words.between), None)
    if opening is None or any(_ends(noun, t) for t in behind if t.i < opening.i):
        return ()
    return _pair(analysis, opening, who, grammar, "agreement.between")


def _signed_by(
    analysis: Analysis, noun: Token, who: Participants, words: AgreementWords, grammar: Grammar
) -> tuple[Sourced[str], ...]:
    """Return the parties behind the "par" of a participle after the noun."""
    made = False
    for token in analysis.tokens[noun.i + 1 : noun.i + _FAR]:
        if _ends(noun, token):
            return ()
        made = made or token.feat("VerbForm") == "Part"
        if made and token.lower == words.by:
            return _pair(analysis, token, who, grammar, "agreement.signed-by")
    return ()


def _pair(
    analysis: Analysis, opening: Token, who: Participants, grammar: Grammar, rule: str
) -> tuple[Sourced[str], ...]:
    """Return the actors behind `opening` that "et" joins; empty if it joins none."""
    heads: list[Token] = []
    joined = False
    for token in analysis.tokens[opening.i + 1 : opening.i + _REACH]:
        if _ends(opening, token):
            break
        if token.i in who.at_head or token.i in who.at_place:
            heads.append(token)
            if joined:
                break
        joined = joined or (bool(heads) and token.lower in grammar.ands)
    return _actors(who, tuple(heads), rule) if joined else ()


def _ends(noun: Token, token: Token) -> bool:
    """Tell whether the phrase of `noun` cannot reach over `token`."""
    finite = token.pos in VERBAL and token.feat("VerbForm") == "Fin"
    return token.sentence != noun.sentence or token.text in ";:." or finite


def _partners(
    analysis: Analysis, noun: Token, words: AgreementWords, grammar: Grammar
) -> tuple[Token, ...]:
    """Return the heads behind "avec": under the noun, the participle at it, or its verb."""
    anchors = [noun]
    verb = analysis.tokens[noun.head]
    if noun.dep in _OBJECTS and verb.pos in VERBAL:
        anchors.append(verb)
    anchors += [
        c for c in analysis.children(noun) if c.dep in ("acl", "amod") and c.feat("VerbForm")
    ]
    for anchor in anchors:
        for mark, token in complements(analysis, anchor, grammar):
            if mark == words.partner:
                return conjuncts(analysis, token)
    return ()


def _compound(
    analysis: Analysis, noun: Token, who: Participants, words: AgreementWords
) -> tuple[Sourced[str], ...]:
    """Return both parties of "sino-russe": a state by its stem, another by its adjective."""
    last = analysis.tokens[min(noun.i + _NEAR, len(analysis.tokens) - 1)]
    for match in _HYPHENED.finditer(analysis.text, noun.end, last.end):
        state = who.states.get(words.stems.get(match[1].lower(), ""))
        other = _named(who, match[2].lower(), words) if state is not None else None
        if state is None or other is None or other == state:
            continue
        spans = (Span(*match.span()),)
        return tuple(
            Sourced(value=id, spans=spans, rule="agreement.compound") for id in (state, other)
        )
    return ()


def _named(who: Participants, word: str, words: AgreementWords) -> str | None:
    """Return the actor that the second half of a compound stands for."""
    state = who.states.get(words.stems.get(word, ""))
    if state is not None:
        return state
    for actor in who.actors.values():
        for mention in actor.mentions:
            text = mention.span.of(who.analysis.text).lower()
            if word in (text, *text.split()) or f"{word}s" in text.split():
                country = actor.country.value if actor.country is not None else ""
                return who.states.get(country, actor.id) if mention.form != "name" else actor.id
    return None
