"""Cut a text into sentences, before and without any parse."""

import re
from functools import cache
from itertools import pairwise

from dragoman.languages.pack import load_section
from dragoman.languages.text_schema import TextRules
from dragoman.types.span import Span

_CLOSERS = "»”\"'’)\\]"
_OPENERS = "«“\"'‘(\\[—–-"
_END = re.compile(
    r"(?:\.{3}|[.!?…]+)(?:[ \u00a0\u202f]?[»”\"]|'{2}|[)\]])*(?=\s|$)"
    r"|(?<=[a-zéèêà»”\"])\.(?=[A-ZÉÈÀÎ][a-zéèêàî’'])"  # the press forgets spaces
)
_NEXT = re.compile(rf"\s*(?:[{_OPENERS}]|'{{2}})*\s*(?:[A-ZÀ-ÖØ-ÞŒ]|\d|$)")
_LAST_WORD = re.compile(r"[^\s«»“”\"(\[’']+$")
_BREAK = re.compile(r"\n\s*\n|\n")
_INITIAL = re.compile(r"^(?:[A-ZÀ-Þ]\.)+$|^[A-ZÀ-Þ][a-z]?\.-[A-ZÀ-Þ][a-z]?\.$")


@cache
def _abbreviations(language: str) -> frozenset[str]:
    rules: TextRules = load_section(language, "text", TextRules)
    return rules.abbreviations


def _ends_sentence(text: str, start: int, end: int, abbreviations: frozenset[str]) -> bool:
    """Tell whether the mark at `start`:`end` closes a sentence."""
    if not _NEXT.match(text, end):
        return False
    mark = text[start:end]
    if mark != ".":
        return True
    word = _LAST_WORD.search(text[max(0, start - 40) : end])
    if word is None:
        return True
    return word.group().lower() not in abbreviations and not _INITIAL.match(word.group())


def find_sentences(text: str, *, language: str) -> tuple[Span, ...]:
    """Return the sentences of `text` in order; white space between them is left out.

    Line breaks end sentences; full stops of abbreviations and initials do not.
    Closing quotation marks stay with the sentence they close.
    """
    abbreviations = _abbreviations(language)
    sentences: list[Span] = []

    def add(start: int, end: int) -> None:
        stretch = text[start:end]
        left = len(stretch) - len(stretch.lstrip())
        if stretch.strip():
            sentences.append(Span(start + left, start + left + len(stretch.strip())))

    lines = [0, *(b.end() for b in _BREAK.finditer(text)), len(text)]
    for first, last in pairwise(lines):
        start = first
        for mark in _END.finditer(text, first, last):
            if _ends_sentence(text[:last], mark.start(), mark.end(), abbreviations):
                add(start, mark.end())
                start = mark.end()
        add(start, last)
    return tuple(sentences)
