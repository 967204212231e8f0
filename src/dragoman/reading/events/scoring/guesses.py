"""Events that no words of the lexicon tell, proposed by the reader of context."""

import numpy as np

from dragoman.reading.analysis import Token
from dragoman.reading.events.candidates import Candidate
from dragoman.reading.events.completion import complete
from dragoman.reading.events.draft import Draft
from dragoman.reading.events.judge import Reader, propose
from dragoman.reading.events.scoring.insight import Context, Rows, weigh_words
from dragoman.reading.events.scoring.kinds import TYPES

FLOOR = -2.0
"""Logarithm of the odds from which a word may be a trigger: the judge decides, this only bounds
its work to some seven guesses an article, of which one is right in ten."""


def add_guesses(
    reader: Reader, drafts: tuple[Draft, ...], context: Context, rows: Rows
) -> tuple[Draft, ...]:
    """Return `drafts` and what the context guesses besides, in text order.

    In each sentence the likeliest word of each type that no draft there has is guessed.
    """
    found = guess(reader, drafts, context, rows)
    guessed = tuple(propose(reader, candidate) for candidate in found)
    filled = complete(reader, guessed)
    known = {id(draft.candidate) for draft in filled}
    rest = (draft for draft in guessed if id(draft.candidate) not in known)
    every = enumerate((*drafts, *filled, *rest))
    order = sorted(every, key=lambda pair: (pair[1].candidate.head.i, pair[0]))
    return tuple(draft for _, draft in order)


def guess(
    reader: Reader, drafts: tuple[Draft, ...], context: Context, rows: Rows
) -> list[Candidate]:
    """Return the candidates that no draft has the type of, in text order."""
    told = {(draft.candidate.head.sentence, draft.type) for draft in drafts}
    best: dict[tuple[int, str], tuple[float, Token]] = {}
    for token, odds in weigh_words(context, reader.analysis, rows):
        for kind in np.flatnonzero(odds > FLOOR):
            key = token.sentence, TYPES[kind]
            if key[1] not in reader.predicates.guesses or key in told:
                continue
            if key not in best or odds[kind] > best[key][0]:
                best[key] = float(odds[kind]), token
    found = [
        Candidate(
            entry=reader.predicates.guesses[type][0 if token.pos == "VERB" else 1],
            head=token,
            parts=(token,),
            doubts=("guess",),
        )
        for (_, type), (_, token) in best.items()
    ]
    return sorted(found, key=lambda c: (c.head.i, c.entry.pattern.type))
