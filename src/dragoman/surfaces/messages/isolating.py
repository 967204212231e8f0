"""Names written from right to left, kept from turning the words around them."""

from unicodedata import bidirectional

_FIRST_STRONG, _POP = "\u2068", "\u2069"
_FIRST_RIGHT_TO_LEFT = "\u0590"


def isolated(words: str) -> str:
    """Return `words`, between isolates if any of it reads from right to left.

    Without them a date or a comma after an Arabic title moves to its other side, on a page,
    in a terminal and in a file alike.
    """
    if not words or max(words) < _FIRST_RIGHT_TO_LEFT:
        return words
    if any(bidirectional(letter) in ("R", "AL") for letter in words):
        return f"{_FIRST_STRONG}{words}{_POP}"
    return words
