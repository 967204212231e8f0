"""What is known of the words of an article before they are read in context.

Who is named where, which names belong to one state, which words may be triggers, what time is
meant, who speaks: the encoder gets this beside the pieces. That Lavrov is Russia's no small
encoder knows, nor that "mardi" is the day before the paper, and that "le ministre", "Moscou"
and "russe" belong together no window tells it as plainly.
"""

from collections import Counter
from collections.abc import Iterator

from dragoman.reading.analysis import Analysis, Token
from dragoman.reading.events.scoring.kinds import TYPES
from dragoman.reading.events.scoring.scene import Scene
from dragoman.reading.events.scoring.tone import DAY, MONTH, YEAR, age_of
from dragoman.reading.events.syntax import VERBAL, is_passive
from dragoman.types.time import TimeExpression

Marks = dict[int, tuple[int, ...]]
"""Token index to the numbers of its marks."""

_GROUPS = ("state", "person", "military", "igo", "armed_group", "party")
"""Kinds of actors with a mark of their own; all others share one."""
_STATES = 3
"""States named most that have marks of their own; further ones share one, and no state another."""
_RANKS = _STATES + 2
_ACTORS = (len(_GROUPS) + 1) * _RANKS
_FUNCTIONS = (
    *("nsubj", "nsubj:pass", "obj", "iobj", "obl:agent", "obl:arg", "obl:mod"),
    *("nmod", "amod", "appos", "ROOT"),
)
"""What a name is to the word above it; all other functions share a mark."""
_TIMES = (
    *("0", "1", "3", "7", "31", "366", "old", "to-come"),
    *("this-month", "this-year", "day", "month", "year", "span", "vague", "length"),
)
"""What an expression of time means, seen from the publication; days by their age."""
_SPEECH = ("direct", "indirect", "speaker")
_PASSIVE = "passive"
_PARTS = ("lead", "early", "middle", "late")
"""Where in the article a trigger stands."""
_EARLY, _LATE = 3, 10
"""Sentences from which on a trigger stands in the middle of its article, and late."""

NAMES = (
    *(f"actor:{n}" for n in range(_ACTORS)),
    *(f"type:{type}" for type in TYPES),
    *(f"function:{function}" for function in (*_FUNCTIONS, "other")),
    *(f"time:{age}" for age in _TIMES),
    *(f"speech:{kind}" for kind in _SPEECH),
    *(f"told:{how}" for how in (_PASSIVE, *_PARTS)),
)
_NUMBER = {name: n for n, name in enumerate(NAMES)}
MARKS = len(NAMES)


def actor_group(number: int) -> int | None:
    """Return which kind of actor a mark tells of, as a number; None for any other mark."""
    return number // _RANKS if number < _ACTORS else None


def mark(scene: Scene) -> Marks:
    """Return the marks of the words of an article, by what its rules found."""
    found: dict[int, set[int]] = {}
    for i, name in _named(scene):
        found.setdefault(i, set()).add(_NUMBER[name])
    return {i: tuple(sorted(marks)) for i, marks in found.items()}


def _named(scene: Scene) -> Iterator[tuple[int, str]]:
    """Yield every word that bears a mark with the name of the mark."""
    yield from _actors(scene)
    yield from _triggers(scene)
    yield from _times(scene)
    for i in {*scene.heads, *scene.triggers}:
        quotation = scene.quotation(scene.reader.analysis.tokens[i])
        if quotation is not None:
            yield i, f"speech:{quotation.kind}"
    for quotation in scene.reader.quotations:
        for span in quotation.speaker.spans if quotation.speaker is not None else ():
            for token in scene.reader.analysis.tokens_in(span):
                yield token.i, "speech:speaker"


def _actors(scene: Scene) -> Iterator[tuple[int, str]]:
    actors = scene.reader.participants.actors
    country = scene.reader.participants.countries
    named = Counter(country[ids[0]] for _, ids in sorted(scene.heads.items()) if ids[0] in country)
    # Of states named as often the one named first comes first.
    rank = {state: min(n, _STATES) for n, (state, _) in enumerate(named.most_common())}
    for i, ids in scene.heads.items():
        kind = actors[ids[0]].kind.value
        group = _GROUPS.index(kind) if kind in _GROUPS else len(_GROUPS)
        state = rank[country[ids[0]]] if ids[0] in country else _STATES + 1
        yield i, f"actor:{group * _RANKS + state}"
        yield i, f"function:{_function(scene.reader.analysis, scene.reader.analysis.tokens[i])}"


def _function(analysis: Analysis, token: Token) -> str:
    """Return what a name is to the word above it; of names in a row, what the first is."""
    while token.dep == "conj" and analysis.head(token).i != token.i:
        token = analysis.head(token)
    return token.dep if token.dep in _FUNCTIONS else "other"


def _triggers(scene: Scene) -> Iterator[tuple[int, str]]:
    analysis = scene.reader.analysis
    grammar = scene.reader.predicates.lexicon.grammar
    for i, types in scene.triggers.items():
        token = analysis.tokens[i]
        yield from ((i, f"type:{type}") for type in types)
        if token.pos in VERBAL and is_passive(analysis, token, grammar):
            yield i, f"told:{_PASSIVE}"
        starts = (1, _EARLY, _LATE)
        yield i, f"told:{_PARTS[sum(token.sentence >= start for start in starts)]}"


def _times(scene: Scene) -> Iterator[tuple[int, str]]:
    published = scene.reader.document.published or ""
    for time in scene.reader.times:
        name = f"time:{_age(time, published)}"
        yield from ((token.i, name) for token in scene.reader.analysis.tokens_in(time.span))


def _age(time: TimeExpression, published: str) -> str:
    """Return what an expression of time means, seen from the publication."""
    if time.kind not in ("date", "interval"):
        return "length"
    value = time.value or ""
    if "/" in value:
        return "span"
    if (age := age_of(value, published)) != "-":
        return age
    if len(value) == DAY:
        return "day"
    for size, now, then in ((MONTH, "this-month", "month"), (YEAR, "this-year", "year")):
        if len(value) == size and value.replace("-", "").isdigit():
            return now if value == published[:size] else then
    return "vague"
