"""Read "sous le président X" as the time X was in power, by the knowledge base."""

import re
from collections.abc import Iterator
from functools import cache

from dragoman.knowledge import Knowledge
from dragoman.languages.pack import load_section
from dragoman.languages.times_schema import TimeGrammar
from dragoman.reading.times.matching import fold
from dragoman.types.edtf import is_edtf
from dragoman.types.entity import Tenure
from dragoman.types.span import Span
from dragoman.types.time import TimeExpression

RULE = "times.reign"
_RULING = (("head_of_state", "monarch"), ("head_of_government",))
_NAME = re.compile(r"\w[\w'’.-]*(?:[  ]\w[\w'’-]*){0,4}")
_SURE = 0.7


@cache
def _prefixes(language: str) -> re.Pattern[str]:
    grammar = load_section(language, "times", TimeGrammar)
    forms = sorted((fold(form) for form in grammar.reigns), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, forms)) + r")(?:(?<=')| )")


def find_reigns(text: str, *, language: str, knowledge: Knowledge) -> Iterator[TimeExpression]:
    """Yield the times of power that a text names by who held it, marked as derived.

    Only of persons whom the knowledge base knows as rulers of one state, by full name or
    as the only well-known of that family name.
    """
    for prefix in _prefixes(language).finditer(fold(text)):
        name = _NAME.match(text, prefix.end())
        if name is None or not name[0][0].isupper():
            continue
        words = name[0].split()
        for count in range(len(words), 0, -1):
            called = " ".join(words[:count])
            terms = _terms(knowledge, called)
            if terms:
                end = prefix.end() + len(called)
                yield _expression(Span(prefix.start(), end), terms)
                break


def _terms(knowledge: Knowledge, name: str) -> list[Tenure]:
    """Return the terms in power of the one ruler of that name; nothing if there are several.

    Heads of state come before heads of government who bear the same name.
    """
    people = knowledge.person(name)
    for offices in _RULING:
        terms = [
            [t for t in knowledge.terms(person.id) if t.office in offices and t.since]
            for person in people
        ]
        found = [held for held in terms if held]
        if found:
            return found[0] if len(found) == 1 else []
    return []


def _expression(span: Span, terms: list[Tenure]) -> TimeExpression:
    first, last = terms[0], terms[-1]
    value = f"{first.since}/{last.until or '..'}"
    return TimeExpression(
        span=span,
        kind="interval",
        value=value if is_edtf(value) else None,
        rule=RULE,
        reasoning=f"term of {first.person} as {first.title}, {first.country} ({first.source})",
        confidence=_SURE,
    )
