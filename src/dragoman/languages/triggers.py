"""The notation in which the packs write the words that tell of events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.languages.events_schema import Grammar


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One part of a trigger after its head.

    Attributes:
        preposition: the word that must introduce it; None for a bare object.
        lemmas: what its head may be; empty if anything may stand there.
    """

    preposition: str | None
    lemmas: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A trigger of the notation, taken apart.

    Attributes:
        source: as it is written in the pack.
        heads: lemmas of its first word.
        reflexive: whether a reflexive pronoun is asked for.
        slots: what must follow.
    """

    source: str
    heads: frozenset[str]
    reflexive: bool
    slots: tuple[Slot, ...]


def expand(words: tuple[str, ...], sets: dict[str, tuple[str, ...]]) -> frozenset[str]:
    """Return the lemmas of `words`, with every "<set>" opened.

    Raises:
        ValueError: if a set is unknown.
    """
    found: set[str] = set()
    for word in words:
        if word.startswith("<"):
            name = word.strip("<>")
            if name not in sets:
                raise ValueError(f"unknown set {word}. Use one of {', '.join(sorted(sets))}")
            found |= expand(sets[name], sets)
        else:
            found.update((word, word.replace("œ", "oe")))
    return frozenset(found)


def parse_trigger(source: str, sets: dict[str, tuple[str, ...]], grammar: Grammar) -> Trigger:
    """Take a trigger of the notation apart.

    Raises:
        ValueError: if it names an unknown set or has no head.
    """
    words = source.lower().replace("’", "'").replace("'", "' ").split()
    reflexive = words[0] in grammar.reflexives
    if reflexive:
        words = words[1:]
    if len(words) > 1 and words[0] in grammar.adverbials:
        words = words[1:]
    if not words:
        raise ValueError(f"trigger {source!r} has no word")
    heads = expand(tuple(words[0].split("|")), sets)
    slots: list[Slot] = []
    preposition: str | None = None
    for word in words[1:]:
        if word in grammar.prepositions and preposition is None:
            preposition = grammar.prepositions[word]
        elif word not in grammar.determiners:
            slots.append(Slot(preposition=preposition, lemmas=expand(tuple(word.split("|")), sets)))
            preposition = None
    if preposition is not None:
        slots.append(Slot(preposition=preposition, lemmas=frozenset()))
    return Trigger(source=source, heads=heads, reflexive=reflexive, slots=tuple(slots))
