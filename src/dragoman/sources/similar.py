"""Texts that are one dispatch: a signature to find them by, and an exact comparison.

The same dispatch appears on several sites with another headline, cut or with a line added.
A signature (MinHash over runs of four words) is small and found by index; what it finds is
then compared word by word.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

ROWS, BANDS = 4, 32
SIGNATURE_BYTES = 4 * ROWS * BANDS
"""Length of a signature: 128 hashes of 32 bits."""

ALIKE = 0.6
"""From which share of common runs of words on two texts are one dispatch."""

HELD = 0.85
"""From which share of a text held in the other on it is that dispatch, cut."""

_RUN = 4
_OWN_WORDS = 20
_AT_ONCE = 1024
_WORD = re.compile(r"\w+")
_PRIME = 0x9E3779B97F4A7C15
_WRAP = (1 << 64) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How much two texts share.

    Attributes:
        similarity: Jaccard index of their runs of four words, 0..1.
        held: the share of the shorter text's runs that the longer holds, 0..1.
        adds: whether the later text says something the earlier does not: a number that
            is not there, or some twenty words on end.
    """

    similarity: float
    held: float
    adds: bool

    @property
    def alike(self) -> bool:
        """Whether they are one dispatch, whole or cut."""
        return self.similarity >= ALIKE or self.held >= HELD


@lru_cache(maxsize=4)  # a text is looked up, and then recorded
def sign(text: str) -> bytes | None:
    """Return the signature of `text`, the same on every machine; None for a text without words."""
    runs = np.unique(_runs(text))
    if not runs.size:
        return None
    factors, offsets = _permutations()
    least = np.full(ROWS * BANDS, _WRAP, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for start in range(0, len(runs), _AT_ONCE):  # so that long texts need no more memory
            hashed = runs[start : start + _AT_ONCE, None] * factors + offsets
            np.minimum(least, hashed.min(axis=0), out=least)
    return bytes((least >> np.uint64(32)).astype("<u4").tobytes())


@lru_cache(maxsize=4)
def band_keys(signature: bytes) -> tuple[int, ...]:
    """Return the keys to find a signature by: similar texts very likely share one.

    Two texts that share 60 % of their runs share a key 99 times in a hundred, at 30 %
    23 times. Keys are signed integers of 64 bits and differ from band to band.
    """
    width = 4 * ROWS
    return tuple(
        int.from_bytes(
            blake2b(
                bytes([band]) + signature[band * width : (band + 1) * width], digest_size=8
            ).digest(),
            "big",
            signed=True,
        )
        for band in range(BANDS)
    )


def estimate(one: bytes, other: bytes) -> float:
    """Return the similarity of two texts as their signatures tell it, give or take .04."""
    left, right = np.frombuffer(one, dtype="<u4"), np.frombuffer(other, dtype="<u4")
    return float(np.mean(left == right))


def compare(earlier: str, later: str) -> Likeness:
    """Compare two texts exactly."""
    one, other = np.unique(_runs(earlier)), np.unique(_runs(later))
    if not one.size or not other.size:
        same = float(earlier == later)
        return Likeness(similarity=same, held=same, adds=earlier != later)
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return Likeness(
        similarity=shared / (len(one) + len(other) - shared),
        held=shared / min(len(one), len(other)),
        adds=_adds(earlier, later, one),
    )


def _adds(earlier: str, later: str, known: NDArray[np.uint64]) -> bool:
    """Tell whether `later` holds a number or a passage that `earlier` does not."""
    numbers = {word for word in _words(earlier) if word[0].isdigit()}
    if any(word[0].isdigit() and word not in numbers for word in _words(later)):
        return True
    runs = _runs(later)
    shared = np.flatnonzero(np.isin(runs, known))
    own = np.diff(np.concatenate(([-1], shared, [len(runs)]))) - 1  # runs between shared ones
    return bool(own.max() >= _OWN_WORDS)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


@lru_cache(maxsize=4)
def _runs(text: str) -> NDArray[np.uint64]:
    """Return the hashes of the runs of four words in `text`, in order; one for a shorter text."""
    words = np.array([_hash(word) for word in _words(text)], dtype=np.uint64)
    length = min(_RUN, len(words))
    if not length:
        return words
    runs = np.zeros(len(words) - length + 1, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for place in range(length):
            factor = np.uint64(pow(_PRIME, place + 1, 1 << 64))
            runs += words[place : place + len(runs)] * factor
    return runs


@lru_cache(maxsize=50_000)
def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "big")


@cache
def _permutations() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return the odd factors and the offsets of the 128 hashes, for ever the same."""

    def numbers(name: str) -> NDArray[np.uint64]:
        return np.array(
            [_hash(f"{name} {number}") & _WRAP for number in range(ROWS * BANDS)], dtype=np.uint64
        )

    return numbers("factor") | np.uint64(1), numbers("offset")
