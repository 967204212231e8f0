"""What the reader of context is asked about an article: windows, and the words looked at.

A glance is one window with the triggers that are new in it and, for each, the words of the
actors and the expressions of time that may belong to it.
"""

from bisect import bisect_right
from dataclasses import dataclass

from dragoman.reading.analysis import Token
from dragoman.reading.context.pieces import Piece, Pieces
from dragoman.reading.context.windows import Window, deal
from dragoman.reading.events.scoring.dating import date_options
from dragoman.reading.events.scoring.scene import Scene

WORDS = 4
"""Words of an actor that are looked at for one trigger: the nearest."""
SENTENCES = 5
STEPS = (1, 2, 3, 5, 8, 12, 18, 28, 45, 70)
"""Distances in tokens at which a word counts as farther."""
WAYS = 2 * (len(STEPS) + 1) + SENTENCES


@dataclass(frozen=True, slots=True)
class Pair:
    """A trigger and one word that may belong to it.

    Attributes:
        draft: index of the draft in its scene.
        about: the id of an actor, or where an expression of time begins.
        piece: place of the word in the window.
        way: which of `WAYS` distances lies between them.
    """

    draft: int
    about: str | int
    piece: int
    way: int


@dataclass(frozen=True)
class Glance:
    """One window and what is asked about it.

    Attributes:
        ids: numbers of the pieces between the two marks.
        drafts: indices of the drafts whose trigger is new here.
        at: the place of each one's trigger in the window.
        actors, times: what may belong to them.
    """

    ids: tuple[int, ...]
    drafts: tuple[int, ...]
    at: tuple[int, ...]
    actors: tuple[Pair, ...]
    times: tuple[Pair, ...]


def look(scene: Scene, vocabulary: Pieces) -> tuple[Glance, ...]:
    """Return what is asked about the article of `scene`, window by window."""
    analysis = scene.reader.analysis
    pieces = vocabulary.cut(analysis.text)
    starts = [piece.start for piece in pieces]
    windows = deal(pieces, [sentence.end for sentence in analysis.sentences])
    glances = []
    for window in windows:
        drafts = tuple(
            n
            for n, draft in enumerate(scene.drafts)
            if window.new <= _piece(starts, draft.candidate.head) < window.last
        )
        if drafts:
            glances.append(_glance(scene, pieces, starts, window, drafts))
    return tuple(glances)


def _glance(
    scene: Scene, pieces: list[Piece], starts: list[int], window: Window, drafts: tuple[int, ...]
) -> Glance:
    tokens = scene.reader.analysis.tokens

    def place(token: Token) -> int | None:
        piece = _piece(starts, token)
        # The first place of a window is the mark of its beginning.
        return piece - window.first + 1 if window.first <= piece < window.last else None

    actors: list[Pair] = []
    times: list[Pair] = []
    for n in drafts:
        draft = scene.drafts[n]
        head = draft.candidate.head
        for actor in scene.options(draft):
            near = sorted(scene.places.get(actor, ()), key=lambda i: (abs(i - head.i), i))
            seen = [
                (tokens[i], at) for i in near[: 2 * WORDS] if (at := place(tokens[i])) is not None
            ]
            actors += (Pair(n, actor, at, way(head, word)) for word, at in seen[:WORDS])
        for option in date_options(scene, draft):
            if option.time is None:
                continue
            words = scene.reader.analysis.tokens_in(option.time.span)
            at = place(words[-1])
            if at is not None:
                times.append(Pair(n, option.time.span.start, at, way(head, words[-1])))
    return Glance(
        ids=tuple(piece.id for piece in pieces[window.first : window.last]),
        drafts=drafts,
        at=tuple(_piece(starts, scene.drafts[n].candidate.head) - window.first + 1 for n in drafts),
        actors=tuple(actors),
        times=tuple(times),
    )


def way(head: Token, word: Token) -> int:
    """Return the number of the distance from a trigger to a word: by tokens in its sentence."""
    away = word.sentence - head.sentence
    if away == 0:
        far = bisect_right(STEPS, abs(word.i - head.i))
        return far if word.i < head.i else far + len(STEPS) + 1
    back = {-1: 0, -2: 1, 1: 3}.get(away, 2 if away < 0 else 4)
    return 2 * (len(STEPS) + 1) + back


def _piece(starts: list[int], token: Token) -> int:
    """Return the index of the piece that holds the first character of `token`."""
    return max(bisect_right(starts, token.start) - 1, 0)
