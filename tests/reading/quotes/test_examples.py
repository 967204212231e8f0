"""Every cue of the French pack finds what its example marks: {speaker}, <cue>, [words]."""

import re
from dataclasses import dataclass

import pytest

from dragoman.languages.pack import load_section
from dragoman.languages.quotes_schema import QuoteRules
from dragoman.reading.quotes.find import find_reports

_MARKED = re.compile(r"[{}<>\[\]]")
_PAIRS = {"{": "}", "<": ">", "[": "]"}


@dataclass(frozen=True)
class Example:
    """One example: its plain text, and what must be found in it."""

    text: str
    speaker: str | None
    cue: str
    words: str
    direct: bool


def read_example(marked: str) -> Example:
    """Return the plain text of a marked sentence and its expected quotation."""
    found: dict[str, str] = {}
    for opening, closing in _PAIRS.items():
        match = re.search(re.escape(opening) + "(.*?)" + re.escape(closing), marked)
        if match is not None:
            found[opening] = _MARKED.sub("", match[1])
    direct = re.search(r"«\s?\[", marked) is not None
    return Example(
        _MARKED.sub("", marked), found.get("{"), found["<"], found["["].rstrip(" ?!"), direct
    )


RULES = load_section("fr", "quotes", QuoteRules)
EXAMPLES = [
    pytest.param(entry.lemma, read_example(entry.example), id=entry.lemma)
    for entry in (*RULES.verbs, *RULES.nouns, *RULES.phrases)
]


@pytest.mark.parametrize(("lemma", "example"), EXAMPLES)
def test_cue_finds_its_example(lemma: str, example: Example, parse):
    [(report, speaker)] = find_reports(parse(example.text))

    assert report.span.of(example.text).rstrip(" ?!") == example.words
    assert report.kind == ("direct" if example.direct else "indirect")
    assert report.cue is not None
    assert report.cue.entry.lemma == lemma
    assert speaker is not None
    if speaker.form == "pronoun":  # whom it stands for is weighed among the actors
        return
    said = speaker.span.of(example.text)
    assert example.speaker is not None
    assert said in example.speaker or example.speaker in said
