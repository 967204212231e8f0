"""What speaks for and against two events of different sentences being one happening."""

from collections.abc import Callable, Sequence
from math import log1p

from dragoman.resolution.traits import Days, Somebody, Traits
from dragoman.resolution.words import Bag, likeness, rarity

Features = dict[str, float]
Cluster = Callable[[str], str]
"""Gives the somebody that an entity is, across articles."""

_SPEECH = frozenset(("ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONCEDE"))
_UNREAL = frozenset(("planned", "proposed", "hypothetical", "denied", "failed"))
_GAPS = ((0, "0"), (1, "1"), (3, "3"), (7, "7"), (31, "31"), (120, "120"))


class Side:
    """One event made ready to be compared with many."""

    __slots__ = (
        "all", "bag", "lands", "lands_whom", "near", "sure", "traits", "triggers", "who", "whom",
    )  # fmt: skip

    def __init__(self, traits: Traits, cluster: Cluster) -> None:
        """Look up who takes part, and weigh the words."""

        def somebodies(people: Sequence[Somebody]) -> frozenset[str]:
            return frozenset(cluster(one.entity) for one in people)

        self.traits = traits
        self.who, self.whom = somebodies(traits.who), somebodies(traits.whom)
        self.near = somebodies(traits.near)
        self.all = self.who | self.whom
        self.lands = frozenset(one.country for one in traits.who if one.country)
        self.lands_whom = frozenset(one.country for one in traits.whom if one.country)
        self.bag = Bag({number: rarity(number) for number in traits.words})
        self.triggers = Bag({number: 0.5 + rarity(number) for number in traits.triggers})
        width = traits.when[1] - traits.when[0] if traits.when else None
        self.sure = width is not None and width <= 1


def pair_features(one: Side, other: Side) -> Features:
    """Return what speaks for and against; the same whichever comes first."""
    a, b = one.traits, other.traits
    found: Features = {}
    same = a.type == b.type
    if same:
        found[f"type={a.type}"] = 1.0
    found["type.same"] = float(same)
    found["speech"] = float(a.type in _SPEECH and b.type in _SPEECH)
    for name, first, second in (("mode", a.mode, b.mode), ("act", a.act, b.act)):
        if first and second:
            found[f"{name}.same" if first == second else f"{name}.apart"] = 1.0
    found["rule.same"] = float(bool(set(a.rules) & set(b.rules)))
    found["status.same"] = float(a.status == b.status)
    found["status.real"] = float((a.status in _UNREAL) != (b.status in _UNREAL))
    _people(found, one, other)
    _dates(found, a, b)
    words = likeness(one.bag, other.bag)
    triggers = likeness(one.triggers, other.triggers)
    found["words"] = words
    found["triggers"] = triggers
    common = one.bag.weights.keys() & other.bag.weights.keys()
    shared = sum(one.bag.weights[number] for number in sorted(common))
    found["shared"] = log1p(shared)
    if a.place and b.place:
        found["place.same" if a.place == b.place else "place.apart"] = 1.0
    here = a.document == b.document
    found["here"] = float(here)
    if a.published and b.published:
        gap = _gap(a.published, b.published)
        found["issues"] = log1p(gap)
        found[f"published={_bucket(gap)}"] = 1.0
    return found


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)


def _people(found: Features, one: Side, other: Side) -> None:
    for name, first, second, lands, theirs in (
        ("who", one.who, other.who, one.lands, other.lands),
        ("whom", one.whom, other.whom, one.lands_whom, other.lands_whom),
    ):
        if not first or not second:
            found[f"{name}.none" if not first and not second else f"{name}.one"] = 1.0
        elif first & second:
            found[f"{name}.same"] = _share(first, second)
            found[f"{name}.touch"] = 1.0
        elif lands & theirs:
            found[f"{name}.land"] = 1.0
        else:
            found[f"{name}.apart"] = 1.0
    if one.all and other.all:
        found["all"] = _share(one.all, other.all)
        found["all.apart"] = float(not one.all & other.all)
        lands, theirs = one.lands | one.lands_whom, other.lands | other.lands_whom
        if lands and theirs:
            found["lands"] = _share(lands, theirs)
            found["lands.apart"] = float(not lands & theirs)
    if one.near and other.near:
        found["near"] = _share(one.near, other.near)
    turned = bool(one.who & other.whom) or bool(one.whom & other.who)
    found["turned"] = float(turned and not one.who & other.who)


def _dates(found: Features, a: Traits, b: Traits) -> None:
    if a.when and b.when:
        gap = _gap(a.when, b.when)
        wide = max(a.when[1] - a.when[0], b.when[1] - b.when[0])
        found["days"] = log1p(gap)
        if gap:
            kind = f"date.apart={_bucket(gap)}"
        elif wide <= 1:
            kind = "date.same"
        elif wide <= 31:
            kind = "date.month"
        else:
            kind = "date.wide"
    elif a.when or b.when:
        dated, free = (a, b) if a.when else (b, a)
        assert dated.when is not None
        if free.published is None:
            kind = "date.one"
        else:
            gap = _gap(dated.when, free.published)
            late = dated.when[0] > free.published[1]
            kind = f"date.one={_bucket(gap)}{'+' if late else ''}"
    else:
        kind = "date.none"
    found[kind] = 1.0


def _gap(one: Days, other: Days) -> int:
    """Return how many days lie between two stretches; 0 if they share one."""
    return max(0, one[0] - other[1], other[0] - one[1])


def _bucket(gap: int) -> str:
    return next((name for most, name in _GAPS if gap <= most), "far")
