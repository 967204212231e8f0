"""Keys that two events must share to be compared at all, so that few need be."""

from collections.abc import Iterator
from hashlib import blake2b

from dragoman.resolution.pairs import Side
from dragoman.resolution.traits import Days
from dragoman.resolution.words import rarity

_WINDOW = 60  # days; a happening and a later article that recalls it meet within two windows
_WIDE = 92  # days; a date wider than this says no more than none
_MOST = 6
_TELLING = 1.0  # rarity from which a word of a trigger may bring two events together


def keys_of(side: Side) -> frozenset[int]:
    """Return the keys of one event, as signed numbers of 64 bits."""
    return frozenset(_number(key) for key in _keys(side))


def _keys(side: Side) -> Iterator[str]:
    traits = side.traits
    anchors = sorted(side.all) or sorted(side.near)[:_MOST]
    lands = sorted(side.lands | side.lands_whom)
    windows = _windows(traits.when, traits.published)
    stems = [number for number in traits.triggers if rarity(number) >= _TELLING]
    for window in windows:
        for anchor in (*anchors[:_MOST], *lands[:_MOST]):
            yield f"{anchor}|{traits.type}|{window}"
            for number in stems:
                yield f"{anchor}|t{number}|{window}"


def _windows(when: Days | None, published: Days | None) -> tuple[int | None, ...]:
    """Return the stretches of time in which an event may be told: its own, else its article's."""
    sure = when is not None and when[1] - when[0] <= _WIDE
    days = [stretch for stretch in ((when if sure else None), published) if stretch]
    if not days:
        return (None,)
    found = {day // _WINDOW for stretch in days for day in stretch}
    if not sure:
        found |= {window - 1 for window in found}
    return tuple(sorted(found))


def _number(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)
