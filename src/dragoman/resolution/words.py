"""Words by which two sentences are compared: cut to their stems, hashed, weighed by rarity."""

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import sqrt

from dragoman.resolution.names import fold_name
from dragoman.types.span import Span

BUCKETS = 1 << 15
"""Stems are known by a number below this: a few meet by chance."""

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_STEM = 6  # "annonce", "annoncé" and "annoncer" are one; so are "accord" and "accords"
_UNIT = 16  # rarity is kept in sixteenths


def stem(word: str) -> int:
    """Return the number of a word's stem: its first letters without case and accents."""
    return zlib.crc32(fold_name(word)[:_STEM].encode()) % BUCKETS


def stems(text: str, span: Span, without: Sequence[Span] = ()) -> Iterator[int]:
    """Yield the stems of the words in `span` of `text`, in order.

    Args:
        text: the whole text.
        span: where to look.
        without: stretches whose words are left out, such as names.
    """
    for match in _WORD.finditer(text, span.start, span.end):
        here = Span(*match.span())
        if len(match[0]) > 1 and not any(here.overlaps(other) for other in without):
            yield stem(match[0])


@cache
def _rarities() -> bytes:
    return zlib.decompress((files("dragoman.resolution") / "data" / "rarity.zlib").read_bytes())


def rarity(number: int) -> float:
    """Return how much a shared stem says: 0 for one that every article has, about 8 at most."""
    return _rarities()[number] / _UNIT


def pack_rarities(values: Sequence[float]) -> bytes:
    """Return the table of rarities as it is kept."""
    return zlib.compress(bytes(min(255, round(value * _UNIT)) for value in values), 9)


class Bag:
    """Stems and how much each says.

    Attributes:
        weights: stem to its weight.
        length: the root of the sum of their squares.
    """

    __slots__ = ("length", "weights")

    def __init__(self, weights: Mapping[int, float]) -> None:
        """Measure `weights`."""
        self.weights = dict(weights)
        self.length = sqrt(sum(weight * weight for weight in self.weights.values()))


def likeness(one: Bag, other: Bag) -> float:
    """Return the cosine of two weighed bags of stems, in 0..1."""
    shared = one.weights.keys() & other.weights.keys()
    if not shared:
        return 0.0
    product = 0.0
    for number in sorted(shared):  # in one order, or the last digit depends on chance
        product += one.weights[number] * other.weights[number]
    return product / (one.length * other.length) if product else 0.0
