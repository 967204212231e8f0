"""What the reader of context is asked about an article: windows, and the words looked at.

A glance is one window with the triggers that are new in it and, for each, the words of the
actors and the expressions of time that may belong to it.
"""

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np

from dragoman.reading.analysis import Analysis, Token
from dragoman.reading.context.pieces import Piece, Pieces
from dragoman.reading.context.weights import Integers
from dragoman.reading.context.windows import Window, deal
from dragoman.reading.events.scoring.dating import date_options
from dragoman.reading.events.scoring.marks import Marks
from dragoman.reading.events.scoring.scene import Scene

WORDS = 4
"""Words of an actor that are looked at for one trigger: the nearest."""
SENTENCES = 5
STEPS = (1, 2, 3, 5, 8, 12, 18, 28, 45, 70)
"""Distances in tokens at which a word counts as farther."""
WAYS = 2 * (len(STEPS) + 1) + SENTENCES


@dataclass(frozen=True)
class Cut:
    """An article cut into pieces and dealt out to windows.

    Attributes:
        pieces: of its text.
        starts: where each begins.
        windows: in text order.
    """

    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]
    windows: tuple[Window, ...]

    def ids(self, window: Window) -> tuple[int, ...]:
        """Return the numbers of the pieces of a window, between its two marks."""
        return tuple(piece.id for piece in self.pieces[window.first : window.last])

    def piece(self, token: Token) -> int:
        """Return the index of the piece that holds the first character of `token`."""
        return max(bisect_right(self.starts, token.start) - 1, 0)

    def place(self, window: Window, token: Token) -> int | None:
        """Return the place of `token` in a window; None if it is not in it."""
        piece = self.piece(token)
        # The first place of a window is the mark of its beginning.
        return piece - window.first + 1 if window.first <= piece < window.last else None

    def new_at(self, window: Window, token: Token) -> int | None:
        """Return the place of `token` in the window that it is new in; None in any other."""
        return self.place(window, token) if self.piece(token) >= window.new else None

    def marked(self, window: Window, analysis: Analysis, marks: Marks) -> Integers:
        """Return (place in the window, mark) for all marks of the words of a window."""
        found = [
            (at, mark)
            for i, each in sorted(marks.items())
            if (at := self.place(window, analysis.tokens[i])) is not None
            for mark in each
        ]
        return np.array(found, dtype=np.int64).reshape(-1, 2)


def cut(analysis: Analysis, vocabulary: Pieces) -> Cut:
    """Cut an article and deal it out."""
    pieces = tuple(vocabulary.cut(analysis.text))
    starts = tuple(piece.start for piece in pieces)
    return Cut(pieces, starts, deal(pieces, [sentence.end for sentence in analysis.sentences]))


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
        window: index of the window in its article.
        drafts: indices of the drafts whose trigger is new here.
        at: the place of each one's trigger in the window.
        actors, times: what may belong to them.
    """

    window: int
    drafts: tuple[int, ...]
    at: tuple[int, ...]
    actors: tuple[Pair, ...]
    times: tuple[Pair, ...]


def look(scene: Scene, article: Cut) -> tuple[Glance, ...]:
    """Return what is asked about the article of `scene`, window by window."""
    glances = []
    for number, window in enumerate(article.windows):
        heads = [draft.candidate.head for draft in scene.drafts]
        places = {
            n: at
            for n, head in enumerate(heads)
            if (at := article.new_at(window, head)) is not None
        }
        if places:
            glances.append(_glance(scene, article, number, places))
    return tuple(glances)


def _glance(scene: Scene, article: Cut, number: int, places: dict[int, int]) -> Glance:
    analysis, window = scene.reader.analysis, article.windows[number]
    actors: list[Pair] = []
    times: list[Pair] = []
    for n in places:
        draft = scene.drafts[n]
        head = draft.candidate.head
        for actor in scene.options(draft):
            near = sorted(scene.places.get(actor, ()), key=lambda i: (abs(i - head.i), i))
            words = [analysis.tokens[i] for i in near[: 2 * WORDS]]
            seen = [(w, at) for w in words if (at := article.place(window, w)) is not None]
            actors += (Pair(n, actor, at, way(head, word)) for word, at in seen[:WORDS])
        told = dict.fromkeys(
            option.time.span for option in date_options(scene, draft) if option.time is not None
        )
        for span in told:
            last = analysis.tokens_in(span)[-1]
            at = article.place(window, last)
            if at is not None:
                times.append(Pair(n, span.start, at, way(head, last)))
    return Glance(
        window=number,
        drafts=tuple(places),
        at=tuple(places.values()),
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
