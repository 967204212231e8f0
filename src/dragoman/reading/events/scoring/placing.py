"""Where an event happened: every place that the article names near it, weighed.

The rules find a place behind a preposition beside the trigger. News names the place once
and goes on; what else the article names is weighed here, and that no place is told.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from dragoman.reading.analysis import Token
from dragoman.reading.events.draft import Draft
from dragoman.reading.events.places import phrase_of
from dragoman.reading.events.scoring.model import Features, Scorer
from dragoman.reading.events.scoring.scene import Scene, path
from dragoman.reading.events.syntax import marker
from dragoman.types.span import Sourced, Span

_HERE, _BACK, _EARLIER, _LATER, _USUAL = 6, 4, 4, 1, 2
_WAY = 3
_FAR = 60
_INNER = ("flat:name", "flat:foreign")
_ARTICLE = 2
"""Letters of the Arabic article before a hyphen."""


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """One naming of a place in an article.

    Attributes:
        token: the word that heads it.
        span: the whole name.
        key: the name, lower case: by it namings of one place are known.
        count: how often the article names it.
        first: whether this is the first place that the article names.
    """

    token: Token
    span: Span
    key: str
    count: int = 1
    first: bool = False


@dataclass(frozen=True, slots=True)
class PlaceOption:
    """One place that an event may have.

    Attributes:
        source: "ruled", "here", "earlier", "later", "usual" (named most) or "none".
        place: the place; None for none.
        rank: how many options of the same source are nearer.
    """

    source: str
    place: NamedPlace | None
    rank: int = 0


def named_places(scene: Scene) -> tuple[NamedPlace, ...]:
    """Return every naming of a place in the article, in text order."""
    analysis = scene.reader.analysis
    found = []
    for token in analysis.tokens:
        if not scene.reader.is_place(token) or token.dep in _INNER:
            continue
        span = phrase_of(analysis, token)
        if token.pos != "PROPN" and not token.ent and span.end == token.end:
            continue  # a common noun alone: "la ville"
        if span.end - span.start <= _ARTICLE and analysis.text[span.end : span.end + 1] == "-":
            continue  # the article that a name begins with: "Al-Shabaab"
        found.append(NamedPlace(token, span, span.of(analysis.text).lower()))
    counts = Counter(place.key for place in found)
    return tuple(
        replace(place, count=counts[place.key], first=n == 0) for n, place in enumerate(found)
    )


def place_options(draft: Draft, named: Sequence[NamedPlace]) -> tuple[PlaceOption, ...]:
    """Return the places that `draft` can have, each once, and none.

    They are the one that the rules give, those named in its sentence, in the four before,
    in the next, and those that the article names most.

    Args:
        draft: the event.
        named: what `named_places` returns.
    """
    head = draft.candidate.head
    groups: dict[str, list[NamedPlace]] = {"ruled": [], "here": [], "earlier": [], "later": []}
    ruled = draft.place.spans[0] if draft.place is not None else None
    near = sorted(named, key=lambda place: (abs(place.token.i - head.i), place.token.i))
    for place in near:
        away = place.token.sentence - head.sentence
        if ruled is not None and place.span == ruled:
            groups["ruled"].append(place)
        elif away == 0:
            groups["here"].append(place)
        elif -_BACK <= away < 0:
            groups["earlier"].append(place)
        elif away == 1:
            groups["later"].append(place)
    groups["usual"] = sorted(named, key=lambda p: (-p.count, p.token.i))
    limits = {"ruled": 1, "here": _HERE, "earlier": _EARLIER, "later": _LATER, "usual": _USUAL}
    seen: set[str] = set()
    options: list[PlaceOption] = []
    for source, most in limits.items():
        rank = 0
        for place in groups[source]:
            if place.key in seen or rank >= most:
                continue
            seen.add(place.key)
            options.append(PlaceOption(source, place, rank))
            rank += 1
    return (*options, PlaceOption("none", None))


def place_features(scene: Scene, draft: Draft, option: PlaceOption) -> Features:
    """Return what speaks for and against `option` as the place of `draft`, by name."""
    source, place, head = option.source, option.place, draft.candidate.head
    entry = draft.candidate.entry
    rule = draft.place.rule if draft.place is not None else "no"
    found: Features = {
        f"source={source}": 1.0,
        f"source={source}&type={draft.type}": 1.0,
        f"source={source}&rank={min(option.rank, 3)}": 1.0,
        f"source={source}&verbal={entry.verbal}": 1.0,
        f"source={source}&pattern={entry.pattern.id}": 1.0,
        f"source={source}&lemma={head.lemma.lower()}": 1.0,
        f"source={source}&mode={draft.mode}": 1.0,
        f"source={source}&ruled={rule}": 1.0,
        f"source={source}&status={draft.status.status}": 1.0,
        f"source={source}&quoted={scene.quotation(head) is not None}": 1.0,
        f"source={source}&lead={head.i < scene.lead}": 1.0,
    }
    if place is not None:
        _describe(found, scene, draft, source, place)
    return found


def _describe(found: Features, scene: Scene, draft: Draft, source: str, place: NamedPlace) -> None:
    """Say what the place is, and how it stands to the trigger."""
    reader, head, token = scene.reader, draft.candidate.head, place.token
    analysis, grammar = reader.analysis, reader.predicates.lexicon.grammar
    mark = marker(analysis, token, grammar) or "-"
    ids = set(scene.heads.get(token.i, ()))
    state = reader.gazetteer.state_of_place(analysis, token, None)
    known = "town" if state is not None else "unknown"
    if any(reader.participants.actors[id].kind.value == "state" for id in ids):
        known = "state"
    elif token.pos == "NOUN":
        known = "noun"
    sides = {sourced.value for sourced in (*draft.actors, *draft.recipients)}
    lands = {
        country.value
        for id in sides
        if id in reader.participants.actors
        and (country := reader.participants.actors[id].country) is not None
    }
    away = abs(token.i - head.i)
    found |= {
        f"mark={mark}": 1.0,
        f"{source}&mark={mark}": 1.0,
        f"mark={mark}&type={draft.type}": 1.0,
        f"known={known}": 1.0,
        f"{source}&known={known}": 1.0,
        f"known={known}&mark={mark}": 1.0,
        f"known={known}&type={draft.type}": 1.0,
        f"ent={token.ent or '-'}": 1.0,
        f"dep={token.dep}": 1.0,
        f"{source}&dep={token.dep}": 1.0,
        "is-side": float(bool(ids & sides)),
        f"is-side&type={draft.type}": float(bool(ids & sides)),
        "of-side": float(bool(lands) and _country(scene, state) in lands),
        "count": min(place.count, 8) / 8,
        "most": float(source == "usual"),
        "first": float(place.first),
        "titled": float(bool(ids & scene.titled)),
        "lead": float(token.i < scene.lead),
        "distance": min(away, _FAR) / _FAR,
        f"{source}.distance": min(away, _FAR) / _FAR,
        f"{source}.before": float(token.i < head.i),
        "long": float(place.span.end - place.span.start > len(token.text)),
        f"word={token.lemma.lower() if token.pos == 'NOUN' else '-'}": 1.0,
    }
    if token.sentence != head.sentence:
        found["back"] = min(abs(token.sentence - head.sentence), 6) / 6
        return
    way = path(scene, head, token)
    found[f"way={'>'.join(way) if len(way) <= _WAY else 'long'}"] = 1.0
    found["way.length"] = min(len(way), 10) / 10
    low, high = sorted((head.i, token.i))
    between = analysis.tokens[low + 1 : high]
    found["verbs-between"] = min(sum(t.pos == "VERB" for t in between), 4) / 4
    found["opens"] = float(token.i - analysis.sentence_of(token).first <= _WAY)


def _country(scene: Scene, state: str | None) -> str | None:
    """Return the code of a state's country, as the actors of the article carry it."""
    if state is None:
        return None
    actor = scene.reader.participants.actors.get(scene.reader.participants.states.get(state, ""))
    return actor.country.value if actor is not None and actor.country is not None else None


def choose_places(
    scene: Scene,
    drafts: Sequence[Draft],
    named: Sequence[NamedPlace],
    scorer: Scorer,
    floor: float,
) -> list[Sourced[str] | None]:
    """Return the likeliest place of each of `drafts`; None if none is as likely as `floor`."""
    options = [place_options(draft, named) for draft in drafts]
    pairs = list(zip(drafts, options, strict=True))
    odds = iter(scorer.score([place_features(scene, d, o) for d, mine in pairs for o in mine]))
    return [
        _likeliest(scene, draft, mine, list(islice(odds, len(mine))), floor)
        for draft, mine in pairs
    ]


def _likeliest(
    scene: Scene,
    draft: Draft,
    options: Sequence[PlaceOption],
    odds: Sequence[float],
    floor: float,
) -> Sourced[str] | None:
    best: tuple[float, NamedPlace] | None = None
    for option, p in zip(options, odds, strict=True):
        if option.place is not None and (best is None or p > best[0]):
            best = (float(p), option.place)
    if best is None or best[0] < floor:
        return None
    p, place = best
    if draft.place is not None and draft.place.spans == (place.span,):
        return replace(draft.place, confidence=round(p, 3))
    return Sourced(
        value=place.span.of(scene.reader.analysis.text),
        spans=(place.span,),
        rule="judge:place",
        confidence=round(p, 3),
    )
