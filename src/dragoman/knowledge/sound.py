"""Bring spellings of one name in several alphabets and languages close together."""

import re

from dragoman.knowledge.fold import fold, strip_accents

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "io", "є": "ie",
    "ж": "zh", "з": "z", "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m",
    "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "y", "ь": "", "э": "e",
    "ю": "iu", "я": "ia", "ђ": "dj", "ј": "i", "љ": "li", "њ": "ni", "ћ": "ch", "џ": "dj",
}  # fmt: skip
_GREEK = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i",
    "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s",
    "ς": "s", "τ": "t", "υ": "i", "φ": "f", "χ": "kh", "ψ": "ps", "ω": "o",
}  # fmt: skip
_LATIN = str.maketrans(_CYRILLIC | _GREEK)
_RULES = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"x", "ks"),  # before "x" stands for all that hisses
        (r"tsch|tch|tsh|sch|shch|cz|ch|sh|sj", "x"),
        (r"dzh|dj|zh|j(?=[aeou])", "j"),
        (r"kh", "h"),
        (r"gu(?=[ei])|gh", "g"),
        (r"ph", "f"),
        (r"w", "v"),
        (r"c(?=[eiy])|z", "s"),
        (r"ck|[cq]", "k"),
        (r"ou|oo", "u"),
        (r"[yj]", "i"),
        (r"(?<=.)f\b", "v"),
        (r"h\b", ""),
        (r"(.)\1+", r"\1"),
    )
)
_VOWELS = re.compile(r"(?<=\w)[aeiou]+")
_ARTICLES = frozenset(("al", "el", "ul", "as", "ash", "an", "ar", "at", "ad"))


def latin(name: str) -> str:
    """Return a name folded and in Latin letters; other scripts than Greek and Cyrillic stay."""
    return fold(strip_accents(name).casefold().translate(_LATIN))


def sound(name: str) -> str:
    """Return a name as it sounds whatever language spells it, its words apart by spaces.

    "Choïgou", "Shoigu" and "Шойгу" give one string, or nearly so.
    """
    words = [word for word in latin(name).split() if word not in _ARTICLES]
    text = " ".join(words or latin(name).split())
    for pattern, put in _RULES:
        text = pattern.sub(put, text)
    return text


def frame(name: str) -> str:
    """Return the consonants of a name as it sounds: spellings that share them may be one."""
    return _VOWELS.sub("", sound(name))


def likeness(one: str, other: str) -> float:
    """Return in 0..1 how likely two strings are spellings of one name.

    A name of fewer words is compared with the last words of the other.
    """
    from rapidfuzz import fuzz  # takes a while to load

    first, second = sound(one).split(), sound(other).split()
    shorter = min(len(first), len(second))
    if not shorter:
        return 0.0
    return fuzz.ratio(" ".join(first[-shorter:]), " ".join(second[-shorter:])) / 100
