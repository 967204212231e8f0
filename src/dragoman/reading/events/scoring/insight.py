"""What a reader of words in their context makes of an article's drafts, before the judge does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from dragoman.reading.analysis import Analysis, Token
from dragoman.reading.context.encoder import Encoder
from dragoman.reading.context.pieces import Pieces
from dragoman.reading.context.weights import Floats
from dragoman.reading.events.scoring.glances import Cut, Glance, cut, look
from dragoman.reading.events.scoring.kinds import STATUSES, TYPES, kind_of, may_be_trigger
from dragoman.reading.events.scoring.marks import Marks
from dragoman.reading.events.scoring.scene import Insight, Scene, told

Dense = tuple[Floats, Floats]


@dataclass(frozen=True)
class Matcher:
    """Tells how a trigger and a word of its window go together: a small net over both rows.

    Attributes:
        head, word: width x inner; the bias is the head's.
        bias: of the inner numbers.
        kinds: one row a kind of draft; None where the kind does not matter.
        ways: one row a distance.
        out: inner x answers, and its bias.
    """

    head: Floats
    word: Floats
    bias: Floats
    kinds: Floats | None
    ways: Floats
    out: Dense


@dataclass(frozen=True)
class Context:
    """The trained reader of context of a language.

    Attributes:
        pieces: its vocabulary.
        begin, end: numbers of the marks around a window.
        encoder: from pieces to rows.
        trigger: width x answers about a trigger, and its bias: one a type, one a status, then
            whether it is told on somebody's word, dated by the day of publication, undated,
            dated by the month of publication alone.
        sides: how actors match.
        dates: how expressions of time match.
        word: width x types, whether a word is a trigger of each, and its bias.
        same: width x numbers by which two triggers are compared, and its bias.
        alike: from the difference and the product of those numbers, and its bias.
    """

    pieces: Pieces
    begin: int
    end: int
    encoder: Encoder
    trigger: Dense
    sides: Matcher
    dates: Matcher
    word: Dense
    same: Dense
    alike: Dense


@dataclass(frozen=True)
class Rows:
    """An article as the encoder reads it.

    Attributes:
        cut: its pieces and windows.
        of: the rows of each window, its two marks included.
    """

    cut: Cut
    of: tuple[Floats, ...]


def read_rows(context: Context, analysis: Analysis, marks: Marks) -> Rows:
    """Read every window of an article whose words bear `marks`."""
    article = cut(analysis, context.pieces)
    rows = []
    for window in article.windows:
        ids = np.array([context.begin, *article.ids(window), context.end])
        rows.append(context.encoder.encode(ids, article.marked(window, analysis, marks)))
    return Rows(article, tuple(rows))


def weigh_words(context: Context, analysis: Analysis, rows: Rows) -> Iterator[tuple[Token, Floats]]:
    """Yield each word that may be a trigger with the odds, by type, that it is one."""
    for window, values in zip(rows.cut.windows, rows.of, strict=True):
        words = [
            (token, at)
            for token in analysis.tokens
            if may_be_trigger(token) and (at := rows.cut.new_at(window, token)) is not None
        ]
        if words:
            odds = values[np.array([at for _, at in words])] @ context.word[0] + context.word[1]
            yield from zip((token for token, _ in words), odds, strict=True)


def gain_insight(context: Context, scene: Scene, rows: Rows) -> Insight:
    """Return what `context` makes of the drafts of `scene`, whose article has these `rows`."""
    found = Insight(alike=context.alike)
    for glance in look(scene, rows.cut):
        _read(context, scene, glance, rows.of[glance.window], found)
    return found


def _read(context: Context, scene: Scene, glance: Glance, rows: Floats, found: Insight) -> None:
    heads = rows[list(glance.at)]
    answers = heads @ context.trigger[0] + context.trigger[1]
    same = heads @ context.same[0] + context.same[1]
    words = heads @ context.word[0] + context.word[1]
    names = {n: told(scene.drafts[n]) for n in glance.drafts}
    kinds = {n: kind_of(scene.drafts[n]) for n in glance.drafts}
    types, statuses = len(TYPES), len(STATUSES)
    for k, n in enumerate(glance.drafts):
        name = names[n]
        found.event[name] = float(answers[k, kinds[n] % types])
        found.status[name] = log_shares(answers[k, types : types + statuses])
        said, *dates = map(float, answers[k, types + statuses :])
        found.said[name] = said
        found.published[name], found.undated[name], found.lately[name] = dates
        found.same[name] = same[k]
        found.word[name] = float(words[k, kinds[n] % types])
    place = dict(zip(glance.drafts, glance.at, strict=True))
    if glance.actors:
        asked = [(place[p.draft], p.piece, kinds[p.draft], p.way) for p in glance.actors]
        groups: dict[tuple[int, str], list[int]] = {}
        for k, pair in enumerate(glance.actors):
            groups.setdefault((pair.draft, str(pair.about)), []).append(k)
        scores = _match(context.sides, rows, asked)
        for (n, actor), members in groups.items():
            both = np.logaddexp.reduce(scores[members], axis=0)
            found.sides.setdefault(names[n], {})[actor] = (float(both[0]), float(both[1]))
    if glance.times:
        asked = [(place[p.draft], p.piece, kinds[p.draft], p.way) for p in glance.times]
        for pair, score in zip(glance.times, _match(context.dates, rows, asked), strict=True):
            found.times.setdefault(names[pair.draft], {})[int(pair.about)] = float(score[0])


def _match(matcher: Matcher, rows: Floats, asked: Sequence[tuple[int, int, int, int]]) -> Floats:
    """Return the answers about each (place of trigger, of word, kind, way)."""
    trigger, word, kind, way = np.array(asked).T
    inner = rows[trigger] @ matcher.head + rows[word] @ matcher.word + matcher.bias
    inner = inner + matcher.ways[way]
    if matcher.kinds is not None:
        inner = inner + matcher.kinds[kind]
    answers: Floats = np.maximum(inner, 0) @ matcher.out[0] + matcher.out[1]
    return answers


def log_shares(scores: Floats) -> Floats:
    """Return the logarithm of the share that each of `scores` has."""
    shares: Floats = scores - np.logaddexp.reduce(scores)
    return shares
