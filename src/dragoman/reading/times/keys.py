"""Which words a pattern cannot match without: where a rule need not be tried at all."""

import re
from dataclasses import dataclass

# The rarer a slot in news, the better it says where a rule may match.
_RARITY = {
    "feast": 9, "english": 9, "season": 8, "weekday": 8, "month": 8, "yy": 1, "roman": 1,
    "year": 7, "modern": 7, "dir": 6, "unit": 5, "ordinal": 5, "count": 3, "day": 2, "dd": 2,
    "mm": 2, "nth": 2,
}  # fmt: skip
_SHORTEST = 4  # letters; shorter words are everywhere
_TOKEN = re.compile(
    r"(?P<slot><[a-z]+)\d?>|(?P<open>\(\?:|\[\[)|(?P<look>\(\?(?:<?[=!]))|(?P<close>\)|\]\])"
    r"|(?P<bar>\|)|(?P<times>[?*+]\??|\{\d+(?:,\d*)?\}\??)|(?P<set>\[(?:\\.|[^\]])+\])"
    r"|(?P<escape>\\.)|(?P<letter>[a-z])|(?P<other>.)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Keys:
    """Words and slots one of which every match holds.

    Attributes:
        words: folded words, as substrings.
        slots: names of slots.
    """

    words: frozenset[str]
    slots: frozenset[str]

    @property
    def rarity(self) -> int:
        """How well they tell where to look: that of the worst of them."""
        return min([*(9 for _ in self.words), *(_RARITY[s] for s in self.slots)])


def required_keys(pattern: str) -> Keys | None:
    """Return what a pattern, macros replaced, cannot match without; None for nothing."""
    tokens = [(m.lastgroup or "", m[m.lastgroup or 0]) for m in _TOKEN.finditer(pattern)]
    keys, _ = _alternatives(tokens, 0)
    return keys


def _alternatives(tokens: list[tuple[str, str]], at: int) -> tuple[Keys | None, int]:
    """Return the keys of alternatives, up to the bracket that closes them, and its place."""
    branches: list[Keys | None] = []
    best: Keys | None = None
    run = ""

    def better(one: Keys | None, other: Keys | None) -> Keys | None:
        if one is None or other is None:
            return one or other
        return one if one.rarity >= other.rarity else other

    def word() -> Keys | None:
        return Keys(frozenset([run]), frozenset()) if len(run) >= _SHORTEST else None

    while at < len(tokens):
        kind, text = tokens[at]
        optional = at + 1 < len(tokens) and tokens[at + 1][1][0] in "?*{"
        if kind == "letter":
            if not optional:
                run += text
                at += 1
                continue
            best, run = better(best, word()), ""
            at += 2
            continue
        best, run = better(best, word()), ""
        if kind in ("close", "bar"):
            branches.append(best)
            best = None
            if kind == "close":
                break
        elif kind in ("open", "look"):
            inner, at = _alternatives(tokens, at + 1)
            optional = at + 1 < len(tokens) and tokens[at + 1][1][0] in "?*{"
            if kind == "open" and not optional:
                best = better(best, inner)
        elif kind == "slot" and not optional:
            best = better(best, Keys(frozenset(), frozenset([text[1:]])))
        at += 1
    else:
        branches.append(better(best, word()))
    if not branches or any(branch is None for branch in branches):
        return None, at
    known = [branch for branch in branches if branch is not None]
    return Keys(
        frozenset().union(*(b.words for b in known)), frozenset().union(*(b.slots for b in known))
    ), at
