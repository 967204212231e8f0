"""The same accord in several articles and years: its stages have days, the accord has one name."""

from collections.abc import Callable, Iterator
from hashlib import blake2b

from dragoman.resolution.traits import AccordTraits, Days
from dragoman.resolution.words import Bag, likeness, rarity

_ORDER = {
    "announced": 0, "negotiated": 0, "initialled": 1, "signed": 2, "ratified": 3, "in_force": 4,
    "suspended": 5, "denounced": 6, "expired": 6,
}  # fmt: skip
_NEAR, _FAR = 3, 45  # days between two tellings of one stage
_RARE = 1.5  # rarity from which a word of a title tells one accord from another


class AccordSide:
    """One agreement made ready to be compared with many."""

    __slots__ = ("bag", "parties", "traits")

    def __init__(self, traits: AccordTraits, cluster: Callable[[str], str]) -> None:
        """Look up who is bound, and weigh the words of the title."""
        self.traits = traits
        self.parties = frozenset(one.country or cluster(one.entity) for one in traits.parties)
        self.bag = Bag(
            {number: weight for number in traits.title if (weight := rarity(number)) >= _RARE}
        )


def accord_keys(side: AccordSide) -> frozenset[int]:
    """Return the keys two agreements must share to be compared."""
    return frozenset(_number(key) for key in _keys(side))


def _keys(side: AccordSide) -> Iterator[str]:
    parties = sorted(side.parties)
    for n, one in enumerate(parties):
        for other in parties[n + 1 :]:
            yield f"accord|{one}|{other}"
        for number in side.bag.weights:
            yield f"accord|{one}|t{number}"


def accord_odds(one: AccordSide, other: AccordSide) -> float:
    """Return how likely two agreements are one accord, in 0..1."""
    shared = len(one.parties & other.parties)
    if not shared:
        return 0.0
    bound = shared / min(len(one.parties), len(other.parties))
    alike = bound * (0.7 + 0.3 * shared / len(one.parties | other.parties))
    if shared == 1 and max(len(one.parties), len(other.parties)) > 1:
        alike *= 0.7
    first, second = one.traits, other.traits
    gap = _gap(first.when or first.published, second.when or second.published)
    same_stage = first.stage == second.stage
    if same_stage and first.when and second.when and gap is not None and gap > _FAR:
        return 0.1 * alike  # two signings are two accords
    if _backwards(first, second) or _backwards(second, first):
        return 0.1 * alike
    close = 0.0 if gap is None else 1.0 if gap <= _NEAR else 0.6 if gap <= _FAR else 0.0
    if one.bag.weights and other.bag.weights:
        words = likeness(one.bag, other.bag)
        return round(alike * min(1.0, 1.1 * words + 0.25 * close * (words > 0)), 4)
    return round(alike * 0.65 * close, 4)


def _gap(one: Days | None, other: Days | None) -> int | None:
    if one is None or other is None:
        return None
    return max(0, one[0] - other[1], other[0] - one[1])


def _backwards(early: AccordTraits, late: AccordTraits) -> bool:
    """Tell whether `late` is a later stage that comes before the day of an earlier one."""
    if early.when is None or late.when is None:
        return False
    return _ORDER[early.stage] < _ORDER[late.stage] and late.when[1] < early.when[0]


def _number(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)
