"""Names of facts, made of what they say and where: the same text gives the same names."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from typing import Literal

from dragoman.types.span import Span

Letter = Literal["A", "E", "Q", "G", "C"]
LETTERS: tuple[Letter, ...] = ("A", "E", "Q", "G", "C")
"""Actor of one document, event, quotation, agreement, claim."""

DIGITS = 10
"""Hex digits of an id, unless another fact already bears them."""


class IdMaker:
    """Makes the ids of one document's facts.

    Two facts that stand on the same words and say the same kind of thing get
    different ids by their order.
    """

    def __init__(self, sha256: str, taken: Iterable[str] = ()) -> None:
        """Start on the document with this hash; `taken` ids belong to other documents."""
        self._sha256 = sha256
        self._taken = frozenset(taken)
        self._seen: Counter[tuple[str, ...]] = Counter()

    def make(self, letter: Letter, what: str, span: Span) -> str:
        """Return the id of the fact of kind `letter` that says `what` at `span`."""
        content = (letter, what, str(span.start), str(span.end))
        ordinal = self._seen[content]
        self._seen[content] += 1
        return self.name(*content, *([str(ordinal)] if ordinal else []))

    def name(self, letter: str, *content: str) -> str:
        """Return the id of what `content` says, whatever else there is."""
        parts = (self._sha256, letter, *content)
        digest = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
        for length in range(DIGITS, len(digest) + 1, 2):
            made = f"{letter}-{digest[:length]}"
            if made not in self._taken:
                return made
        raise AssertionError("two contents with one SHA-256")
