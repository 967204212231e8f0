"""Fold names so that spellings of one name compare equal."""

import re
import unicodedata

_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "ʿ": "", "ʾ": "", "œ": "oe", "æ": "ae"})
_SEPARATORS = re.compile(r"[\s\-‐‑–—.,'_/]+")


def strip_accents(text: str) -> str:
    """Return `text` without diacritics, letter case kept."""
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize(
        "NFC", "".join(char for char in decomposed if not unicodedata.combining(char))
    )


def fold(text: str) -> str:
    """Return `text` in lower case, without accents, with single spaces between words.

    Hyphens, points, commas and apostrophes count as spaces: "Côte-d’Ivoire" and
    "cote d'ivoire" fold to the same string. Never used on offsets of a text.
    """
    if not text.isascii():
        text = strip_accents(text.casefold().translate(_APOSTROPHES))
    return _SEPARATORS.sub(" ", text.casefold()).strip()
