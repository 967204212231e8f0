"""Find where the rules of a time grammar match: words to slots, no values yet."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dragoman.errors import PackError
from dragoman.languages.pack import load_section
from dragoman.languages.times_schema import Capitals, Rule, TimeGrammar
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
        slots: names of its slots.
        order: its place in the grammar; earlier wins a tie.
        keys: what every match holds; None if it may match anywhere.
    """

    rule: Rule
    expression: re.Pattern[str]
    slots: tuple[str, ...]
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
    names = tuple(name for name in expression.groupindex if name != "span")
    return CompiledRule(rule, expression, names, order, keys)


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
    near = {
        # Most words are in no text: looking for one takes less than matching it.
        key: _joined([found.span() for found in expression.finditer(folded)], reach=_REACH)
        if not key.startswith("=") or key[1:] in folded
        else []
        for key, expression in _key_expressions(language).items()
    }
    windows: dict[Keys | None, list[tuple[int, int]]] = {None: [(0, len(folded))]}
    for compiled in load_rules(language):
        keys = compiled.keys
        if keys is not None and keys not in windows:
            names = [*(f"={word}" for word in keys.words), *keys.slots]
            windows[keys] = _joined(sorted(window for name in names for window in near[name]))
        for start, end in windows[keys]:
            for found in compiled.expression.finditer(folded, start, end):
                yield compiled, found


def _joined(spans: list[tuple[int, int]], *, reach: int = 0) -> list[tuple[int, int]]:
    """Return sorted `spans`, each widened by `reach`, as one where they meet."""
    if not spans:
        return []
    joined: list[tuple[int, int]] = []
    low, high = spans[0]
    for start, end in spans:
        if start - reach <= high + reach:
            if end > high:
                high = end
        else:
            joined.append((max(0, low - reach), high + reach))
            low, high = start, end
    joined.append((max(0, low - reach), high + reach))
    return joined


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A place where a rule matches, before others dispute it; its slots are still unread."""

    compiled: CompiledRule
    found: re.Match[str]
    span: Span

    @property
    def slots(self) -> dict[str, tuple[str, Span]]:
        """The folded words in its slots, and where they stand."""
        found = self.found
        return {
            name: (words, Span(*found.span(name)))
            for name in self.compiled.slots
            if (words := found[name])
        }

    @property
    def rank(self) -> tuple[bool, int, int, int]:
        """Its place in the order in which candidates win."""
        rule = self.compiled
        return not rule.rule.wins, self.span.start, -self.span.end, rule.order


def _candidates(text: str, folded: str, language: str) -> Iterator[_Candidate]:
    for compiled, found in _tried(folded, language):
        start, end = found.span("span" if "span" in compiled.expression.groupindex else 0)
        while start < end and folded[start] in " \n":
            start += 1
        while start < end and folded[end - 1] in " \n":
            end -= 1
        if start == end:
            continue
        candidate = _Candidate(compiled, found, Span(start, end))
        capitals = compiled.rule.capitals
        if capitals is None or _capitals_allow(capitals, text, end, candidate.slots):
            yield candidate


def _capitals_allow(
    capitals: Capitals, text: str, end: int, slots: dict[str, tuple[str, Span]]
) -> bool:
    """Tell whether the letters as written fit a rule that looks at capitals."""
    if capitals == "name":
        follows = text[end : end + 2]
        named = len(follows) == 2 and follows[0] in " -" and follows[1].isupper()
        written = slots["feast"][1].of(text)
        return not named and (" " in written or any(letter.isupper() for letter in written))
    if capitals == "month" and not slots.keys() & {"year", "yy", "dir"}:
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
    found = sorted(_candidates(text, fold(text), language), key=lambda c: c.rank)
    kept = _without_overlap([c for c in found if c.compiled.rule.wins])
    taken = [c.span for c in kept]
    kept += _without_overlap(
        [c for c in found if not c.compiled.rule.wins and not _hit(taken, c.span)]
    )
    kept.sort(key=lambda c: c.span.start)
    return tuple(Match(c.compiled.rule, c.span, c.slots, c.compiled.order) for c in kept)


def _without_overlap(candidates: list[_Candidate]) -> list[_Candidate]:
    kept: list[_Candidate] = []
    for candidate in candidates:
        if not kept or candidate.span.start >= kept[-1].span.end:
            kept.append(candidate)
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
