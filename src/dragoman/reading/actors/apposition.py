"""Find which description stands beside which name: "X, ministre malien", "le ministre, X"."""

from dataclasses import dataclass

from dragoman.languages.actors_schema import SmallWords
from dragoman.reading.actors.people import PersonName
from dragoman.reading.actors.phrases import Phrase
from dragoman.reading.analysis import Analysis

_OPEN = frozenset((",", "(", "-", "–", "—"))
_BRIDGE = frozenset(("NOUN", "PROPN", "ADJ", "ADP", "DET", "CCONJ", "X", "NUM"))
_HANGS = frozenset(("appos", "flat:name", "nmod"))
_FARTHEST = 14
_CLOSE = frozenset((",", ".", "(", ")", ";", ":", "-", "–", "—", "!", "?", "»", "…"))


@dataclass(frozen=True, slots=True)
class Apposition:
    """A description and the names it is said of; several after a plural."""

    phrase: Phrase
    names: tuple[PersonName, ...]


def find_appositions(
    analysis: Analysis,
    small: SmallWords,
    phrases: tuple[Phrase, ...],
    names: tuple[PersonName, ...],
) -> tuple[Apposition, ...]:
    """Return the appositions of a text, each description once."""
    starts = {name.first: name for name in names}
    ends = {name.last: name for name in names}
    others = {p.hit.first for p in phrases if p.noun.family == "person" and not p.noun.plural}
    titled = {p.first: p for p in phrases if p.name is not None and p.noun.family == "person"}
    found = []
    for phrase in phrases:
        if phrase.noun.family == "body" or (phrase.noun.family == "group"):
            continue
        if phrase.name is not None:
            if phrase.noun.plural:
                found.append(Apposition(phrase, _listed(analysis, small, starts, phrase.name)))
            continue
        end = _bridge(analysis, phrase, others)
        beside = (
            _after(analysis, small, phrase, starts, end)
            or _titled(analysis, phrase, titled)
            or _coordinated(analysis, small, phrase, titled)
            or _hanging(analysis, phrase, starts, others)
            or _before(analysis, small, phrase, ends)
        )
        if beside:
            found.append(Apposition(phrase, beside))
    return tuple(found)


def _listed(
    analysis: Analysis, small: SmallWords, starts: dict[int, PersonName], name: PersonName
) -> tuple[PersonName, ...]:
    """Return `name` and the names listed after it."""
    listed = [name]
    tokens = analysis.tokens
    while listed[-1].last + 1 < len(tokens) and tokens[listed[-1].last].lower in {",", *small.both}:
        following = starts.get(listed[-1].last + 1)
        if following is None:
            break
        listed.append(following)
    return tuple(listed)


def _bridge(analysis: Analysis, phrase: Phrase, others: set[int]) -> int:
    """Return the index of the comma behind a description and all that hangs on it.

    "le directeur de l'agence nationale pour la sécurité (ANS), X": what the phrase
    leaves out must hold no verb and describe nobody else. The end of the phrase if there
    is no such comma.
    """
    tokens = analysis.tokens
    limit = min(analysis.sentences[tokens[phrase.first].sentence].last, phrase.last + _FARTHEST)
    for at in range(phrase.last, limit):
        if tokens[at].text == ",":
            return at
        held = tokens[at].pos in _BRIDGE or tokens[at].text in "()"
        if not held or at in others:
            break
    return phrase.last


def _after(
    analysis: Analysis,
    small: SmallWords,
    phrase: Phrase,
    starts: dict[int, PersonName],
    at: int,
) -> tuple[PersonName, ...]:
    """Return the names behind "le ministre malien, ..."."""
    tokens = analysis.tokens
    if at + 1 >= len(tokens) or tokens[at].text not in _OPEN:
        return ()
    name = starts.get(at + 1)
    if name is None or tokens[at].sentence != tokens[at + 1].sentence:
        return ()
    if _tells_where(analysis, at, name):
        return ()
    if phrase.noun.plural:
        listed = _listed(analysis, small, starts, name)
        return listed if len(listed) > 1 else ()
    closing = tokens[name.last] if name.last < len(tokens) else None
    if closing is None or closing.text in _CLOSE:
        return (name,)
    if closing.pos in ("VERB", "AUX"):
        begins = phrase.determiner == "possessive" and tokens[name.first].dep.startswith("nsubj")
        return () if begins else (name,)
    return (
        (name,)
        if tokens[name.first].dep in ("appos", "flat:name", "nmod")
        and closing.lower not in small.both
        else ()
    )


def _tells_where(analysis: Analysis, at: int, name: PersonName) -> bool:
    """Tell whether one word in parentheses behind a name says where that is, or of what side.

    "Le maire d'Aiton (Savoie)", "le député de Gap (LR)": who is named there bears two names.
    """
    tokens = analysis.tokens
    words = analysis.text[tokens[name.first].start : tokens[name.last - 1].end].split()
    return tokens[at].text == "(" and tokens[at - 1].text[:1].isupper() and len(words) == 1


def _titled(
    analysis: Analysis, phrase: Phrase, titled: dict[int, Phrase]
) -> tuple[PersonName, ...]:
    """Return the name in "son homologue turc, le ministre ..."."""
    tokens = analysis.tokens
    other = titled.get(phrase.last + 1)
    if other is None or other.name is None or tokens[phrase.last].text != ",":
        return ()
    if phrase.noun.plural or other.noun.plural or phrase.determiner == "indefinite":
        return ()
    same = not phrase.told.countries or not other.told.countries
    return (other.name,) if same and phrase.determiner == "possessive" else ()


def _coordinated(
    analysis: Analysis, small: SmallWords, phrase: Phrase, titled: dict[int, Phrase]
) -> tuple[PersonName, ...]:
    """Return the name in "l'historien et ancien député X": one article opens one person."""
    if phrase.noun.plural or phrase.determiner == "bare" or phrase.noun.family != "person":
        return ()
    tokens, at = analysis.tokens, phrase.last
    if at + 1 >= len(tokens) or tokens[at].lower not in small.both:
        return ()
    other = titled.get(at + 1)
    if other is None or other.name is None or other.noun.plural or other.determiner != "bare":
        return ()
    return (other.name,)


def _hanging(
    analysis: Analysis, phrase: Phrase, starts: dict[int, PersonName], others: set[int]
) -> tuple[PersonName, ...]:
    """Return the name that the parse hangs on a description some words before it.

    "le directeur en chef du service des eaux X": what the phrase leaves out must hold
    no verb, no mark and describe nobody else.
    """
    if phrase.noun.plural or phrase.noun.family != "person":
        return ()
    tokens = analysis.tokens
    limit = min(analysis.sentences[tokens[phrase.first].sentence].last, phrase.last + _FARTHEST)
    for at in range(phrase.last, limit):
        name = starts.get(at)
        if name is not None and at > phrase.last:
            hangs = tokens[at].head == phrase.hit.last - 1 and tokens[at].dep in _HANGS
            return (name,) if hangs and name.stock == "PER" else ()
        if tokens[at].pos not in _BRIDGE or at in others:
            return ()
    return ()


def _before(
    analysis: Analysis, small: SmallWords, phrase: Phrase, ends: dict[int, PersonName]
) -> tuple[PersonName, ...]:
    """Return the name before ", ministre malien ..."."""
    tokens = analysis.tokens
    at = phrase.first - 1
    if at < 1 or phrase.noun.plural or tokens[at].text not in _OPEN:
        return ()
    name = ends.get(at)
    if name is None or tokens[at].sentence != tokens[phrase.first].sentence:
        return ()
    head = tokens[phrase.hit.last - 1]
    if head.dep in ("appos", "nmod"):
        return (name,)
    closing = tokens[phrase.last] if phrase.last < len(tokens) else None
    if phrase.determiner == "possessive" and closing is not None and closing.text == ",":
        return (name,)
    if head.dep.startswith("nsubj") or (
        head.dep == "conj" and (closing is None or closing.lower in small.both)
    ):
        return ()
    return (
        (name,)
        if closing is None or closing.text in _CLOSE or closing.lower in small.follow
        else ()
    )
