"""Every cue of the French pack finds what its example marks."""

import pytest

from dragoman.languages.pack import load_section
from dragoman.languages.quotes_schema import QuoteRules
from dragoman.reading.quotes.find import find_reports

from .marked import Example, read_example

RULES = load_section("fr", "quotes", QuoteRules)
EXAMPLES = [
    pytest.param(read_example(entry.example), id=entry.lemma)
    for entry in (*RULES.verbs, *RULES.nouns, *RULES.phrases)
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_cue_finds_its_example(example: Example, parse):
    [(report, speaker)] = find_reports(parse(example.text))

    assert report.span.of(example.text).rstrip(" ?!") == example.words
    assert report.kind == ("direct" if example.direct else "indirect")
    assert report.cue is not None
    assert report.cue.entry.lemma or example.cue
    assert speaker is not None
    assert example.speaker is not None
    said = speaker.span.of(example.text)
    assert said in example.speaker or example.speaker in said
