"""What the words in the slots of a match are worth."""

import re
from dataclasses import dataclass
from functools import cache

from dragoman.languages.pack import load_section
from dragoman.languages.times_schema import Direction, Feast, TimeGrammar, Unit
from dragoman.reading.times.matching import Match, fold

_ROMAN = {"i": 1, "v": 5, "x": 10}


@dataclass(frozen=True, slots=True)
class Words:
    """The tables of a grammar, keyed by folded words."""

    months: dict[str, int]
    seasons: dict[str, int]
    weekdays: dict[str, int]
    units: dict[str, Unit]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    directions: dict[str, Direction]
    feasts: dict[str, Feast]


@cache
def load_words(language: str) -> Words:
    """Return the tables of a pack, keyed by folded words."""
    grammar = load_section(language, "times", TimeGrammar)
    return Words(
        months={fold(w): n for w, n in (grammar.english | grammar.months).items()},
        seasons={fold(w): n for w, n in grammar.seasons.items()},
        weekdays={fold(w): n for w, n in grammar.weekdays.items()},
        units={fold(w): u for w, u in grammar.units.items()},
        numbers={fold(w): n for w, n in grammar.numbers.items()},
        ordinals={fold(w): n for w, n in grammar.ordinals.items()},
        directions={fold(w): d for w, d in grammar.directions.items()},
        feasts={fold(n): f for f in grammar.feasts for n in f.names},
    )


def read_number(words: str, numbers: dict[str, int]) -> int | None:
    """Return the number that figures or number words mean; None if they mean none."""
    if words.isdigit():
        return int(words)
    total = part = 0
    for word in _number_words(words, numbers):
        value = numbers.get(word)
        if value is None:
            return None
        if value == 1000:
            total, part = total + max(part, 1) * 1000, 0
        elif value == 100:
            part = max(part, 1) * 100
        else:
            part += value
    return total + part or None


def _number_words(words: str, numbers: dict[str, int]) -> list[str]:
    """Cut number words apart, keeping those that hold a hyphen of their own."""
    whole = sorted((w for w in numbers if "-" in w), key=len, reverse=True)
    rest = words.replace("\n", " ")
    found: list[str] = []
    while rest:
        head = next((w for w in whole if rest.startswith(w)), None)
        if head is None:
            head = re.split(r"[- ]", rest, maxsplit=1)[0]
        if head and head != "et":
            found.append(head)
        rest = rest[len(head) :].lstrip("- ")
    return found


def read_roman(words: str) -> int | None:
    """Return the value of a Roman numeral up to thirty-nine; None if it is none."""
    total = previous = 0
    for letter in reversed(words):
        value = _ROMAN.get(letter)
        if value is None:
            return None
        total += value if value >= previous else -value
        previous = max(previous, value)
    return total


def read_day(words: str) -> int:
    """Return the day of the month in a day slot ("1er", "premier", "02")."""
    digits = re.match(r"\d+", words)
    return int(digits[0]) if digits else 1


def read_unit(match: Match, words: Words, slot: str = "unit") -> Unit | None:
    """Return the unit a match names, or the one of its rule."""
    word = match.word(slot)
    return words.units.get(word) if word else match.rule.means.unit


def read_direction(match: Match, words: Words) -> Direction | None:
    """Return the direction a match words, or the one of its rule; None if open."""
    word = match.word("dir") or match.word("dir2")
    return words.directions.get(word) if word else match.rule.means.direction


def read_count(match: Match, words: Words) -> int | None:
    """Return the number a match words, or the one of its rule."""
    word = match.word("count") or match.word("count2")
    if word is None:
        return match.rule.means.count
    return read_number(word.replace("\n", " "), words.numbers)
