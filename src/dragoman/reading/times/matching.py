"""Find where the rules of a time grammar match: words to slots, no values yet."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dragoman.errors import PackError
from dragoman.languages.pack import load_section
from dragoman.languages.times_schema import Rule, TimeGrammar
from dragoman.reading.times.keys import Keys, required_keys
from dragoman.types.span import Span

_GAP = r"(?: {1,3}|\n)"
_SLOT = re.compile(r"<([a-z]+)(\d?)>")
_MACRO = re.compile(r"\{([a-z]+)\}")
_FIXED = {
    "year": r"(?:1\d|20|21)\d\d(?!\d)",
    "modern": r"(?:19|20)\d\d(?!\d)",
    "yy": r"'?\d\d(?!\d)",
    "day": r"(?:1 ?er|1st|premier|0?[1-9]|[12]\d|3[01])(?!\d)",
    "dd": r"(?:0?[1-9]|[12]\d|3[01])",
    "mm": r"(?:0?[1-9]|1[0-2])(?!\d)",
    "nth": r"\d{1,2}",
    "roman": r"[ivx]{1,6}",
}


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule with its expression ready to run.

    Attributes:
        rule: the rule.
        expression: over folded text; group "span" is the span, where there is one.
        order: its place in the grammar; earlier wins a tie.
        keys: what every match holds; None if it may match anywhere.
    """

    rule: Rule
    expression: re.Pattern[str]
    order: int
    keys: Keys | None


@dataclass(frozen=True, slots=True)
class Match:
    """One place where a rule matches.

    Attributes:
        rule: the rule.
        span: the words of the expression.
        slots: slot name to the folded words that fill it, and where they stand.
        order: place of the rule in the grammar.
    """

    rule: Rule
    span: Span
    slots: dict[str, tuple[str, Span]]
    order: int

    def word(self, slot: str) -> str | None:
        """Return the folded words in a slot, or None if it is empty."""
        found = self.slots.get(slot)
        return found[0] if found else None


@cache
def _fold_letter(letter: str) -> str:
    """Return one character for one: small, without accent, plain apostrophe and space."""
    if letter == "\n":
        return letter
    if letter in "’‘ʼ`´":
        return "'"
    if letter.isspace():
        return " "
    if letter in "‐‑‒–—−":
        return "–" if letter in "–—" else "-"
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    plain = unicodedata.normalize("NFD", letter)[0].lower()
    return plain if len(plain) == 1 else letter


def fold(text: str) -> str:
    """Return `text` without capitals and accents, every character in its place."""
    return "".join(map(_fold_letter, text))


def _table(words: object) -> str:
    """Return an alternation of the words, longest first."""
    folded = sorted({fold(str(word)) for word in words}, key=lambda w: (-len(w), w))  # type: ignore[attr-defined]
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", " ") for w in folded) + ")"


def _slots(grammar: TimeGrammar) -> dict[str, str]:
    number = _table(grammar.numbers)
    feasts = [name for feast in grammar.feasts for name in feast.names]
    return _FIXED | {
        "month": _table(grammar.months) + r"(?![^\W\d])",
        "english": _table(grammar.english) + r"(?!\w)",
        "season": _table(grammar.seasons) + r"(?!\w)",
        "weekday": _table(grammar.weekdays),
        "unit": _table(grammar.units) + r"(?!\w)",
        "ordinal": _table(grammar.ordinals),
        "dir": _table(grammar.directions) + r"(?!\w)",
        "feast": _table(feasts) + r"(?!\w)",
        "count": r"(?:\d{1,4}(?![\d.,]*\d)|"
        rf"(?<!\w){number}(?:[- ](?:et[- ])?{number}){{0,4}}(?!\w))",
    }


def _compile(rule: Rule, order: int, grammar: TimeGrammar, slots: dict[str, str]) -> CompiledRule:
    def macro(found: re.Match[str]) -> str:
        if found[1] not in grammar.macros:
            raise PackError(
                f"time rule {rule.id!r} uses the unknown macro {found[0]}. "
                f"Use one of {', '.join(sorted(grammar.macros))}."
            )
        return grammar.macros[found[1]]

    def slot(found: re.Match[str]) -> str:
        if found[1] not in slots:
            raise PackError(
                f"time rule {rule.id!r} uses the unknown slot {found[0]}. "
                f"Use one of {', '.join(sorted(slots))}."
            )
        return f"(?P<{found[1]}{found[2]}>{slots[found[1]]})"

    pattern = rule.pattern
    for _ in range(3):
        pattern = _MACRO.sub(macro, pattern)
    keys = required_keys(pattern)
    pattern = _SLOT.sub(slot, pattern.replace("_", r" ?"))
    pattern = pattern.replace("[[", "(?P<span>").replace("]]", ")")
    pattern = re.sub(r"(?<!\[)(?<!\\) (?![?{\]])", lambda _: _GAP, pattern)
    pattern = pattern.replace(" ?", "[ \\n]?")
    try:
        expression = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")
    except re.error as broken:
        raise PackError(f"time rule {rule.id!r}: its pattern is broken: {broken}.") from broken
    return CompiledRule(rule, expression, order, keys)


@cache
def load_rules(language: str) -> tuple[CompiledRule, ...]:
    """Return the rules of a pack, compiled.

    Raises:
        PackError: if a pattern is broken or names what does not exist.
    """
    grammar = load_section(language, "times", TimeGrammar)
    slots = _slots(grammar)
    return tuple(_compile(rule, order, grammar, slots) for order, rule in enumerate(grammar.rules))


_REACH = 100  # characters a match may run on either side of one of its keys


@cache
def _key_expressions(language: str) -> dict[str, re.Pattern[str]]:
    """Return an expression for every key of the rules: words as "=word", slots by name."""
    slots = _slots(load_section(language, "times", TimeGrammar))
    keys = [rule.keys for rule in load_rules(language) if rule.keys]
    words = {word for key in keys for word in key.words}
    return {f"={word}": re.compile(re.escape(word)) for word in words} | {
        slot: re.compile(rf"(?<![^\W\d]){slots[slot]}") for key in keys for slot in key.slots
    }


def _tried(folded: str, language: str) -> Iterator[tuple[CompiledRule, re.Match[str]]]:
    """Yield what the rules match, trying each only near words it cannot do without."""
    places = {
        key: [found.span() for found in expression.finditer(folded)]
        for key, expression in _key_expressions(language).items()
    }
    for compiled in load_rules(language):
        if compiled.keys is None:
            windows = [(0, len(folded))]
        else:
            names = [*(f"={word}" for word in compiled.keys.words), *compiled.keys.slots]
            windows = _windows([span for name in names for span in places[name]])
        for start, end in windows:
            for found in compiled.expression.finditer(folded, start, end):
                yield compiled, found


def _windows(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the stretches around `spans`, joined where they meet."""
    windows: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        low, high = max(0, start - _REACH), end + _REACH
        if windows and low <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(high, windows[-1][1]))
        else:
            windows.append((low, high))
    return windows


def _matches(text: str, folded: str, language: str) -> Iterator[Match]:
    for compiled, found in _tried(folded, language):
        name = "span" if "span" in compiled.expression.groupindex else 0
        start, end = found.span(name)
        while start < end and folded[start] in " \n":
            start += 1
        while start < end and folded[end - 1] in " \n":
            end -= 1
        slots = {
            key: (words, Span(*found.span(key)))
            for key, words in found.groupdict().items()
            if words and key != "span"
        }
        if start < end and _capitals_allow(compiled.rule, text, end, slots):
            yield Match(compiled.rule, Span(start, end), slots, compiled.order)


def _capitals_allow(rule: Rule, text: str, end: int, slots: dict[str, tuple[str, Span]]) -> bool:
    """Tell whether the letters as written fit a rule that looks at capitals."""
    if rule.capitals == "name":
        follows = text[end : end + 2]
        named = len(follows) == 2 and follows[0] in " -" and follows[1].isupper()
        written = slots["feast"][1].of(text)
        return not named and (" " in written or any(letter.isupper() for letter in written))
    if rule.capitals == "month" and not slots.keys() & {"year", "yy", "dir"}:
        span = slots["month"][1]
        word = span.of(text)
        if word[0].islower() or (word.isupper() and len(word) > 3):
            return True
        before = text[max(0, span.start - 3) : span.start]
        opens = not before.strip() or before.rstrip()[-1:] in ".!?:\n" or "\n" in before
        return before.lower() == "en " or (opens and len(word) > 4)
    return True


def find_matches(text: str, *, language: str) -> tuple[Match, ...]:
    """Return matches that do not overlap, in text order.

    The leftmost wins, then the longest, then the earlier rule; rules that say so win
    over all others.
    """
    found = sorted(
        _matches(text, fold(text), language),
        key=lambda m: (not m.rule.wins, m.span.start, -m.span.end, m.order),
    )
    strong = [m for m in found if m.rule.wins]
    kept = _without_overlap(strong)
    taken = sorted((m.span for m in kept), key=lambda s: s.start)
    weak = [m for m in found if not m.rule.wins and not _hit(taken, m.span)]
    kept += _without_overlap(weak)
    return tuple(sorted(kept, key=lambda m: m.span.start))


def _without_overlap(matches: list[Match]) -> list[Match]:
    kept: list[Match] = []
    for match in matches:
        if not kept or match.span.start >= kept[-1].span.end:
            kept.append(match)
    return kept


def _hit(taken: list[Span], span: Span) -> bool:
    low, high = 0, len(taken)
    while low < high:
        mid = (low + high) // 2
        if taken[mid].end <= span.start:
            low = mid + 1
        else:
            high = mid
    return low < len(taken) and taken[low].overlaps(span)
