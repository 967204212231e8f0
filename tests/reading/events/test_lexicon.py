"""How many predicates the pack holds, and what hints do."""

from collections import Counter

import pytest

from dragoman.ontology.model import load_ontology
from dragoman.reading.events.candidates import find_candidates
from dragoman.reading.events.lexicon import load_predicates

PREDICATES = load_predicates("fr")
MILESTONE = "MILESTONE"


def predicates_by_type() -> Counter[str]:
    """Count distinct triggers by type, as they are written."""
    return Counter(
        type
        for type, *_ in {
            (pattern.type, kind, word)
            for pattern in PREDICATES.lexicon.patterns
            for kind, words in (
                ("verb", pattern.verbs),
                ("adjective", pattern.adjectives),
                ("noun", pattern.nouns),
            )
            for word in words
        }
    )


def test_predicates_are_many():
    counts = predicates_by_type()

    assert sum(n for type, n in counts.items() if type != MILESTONE) >= 4000


@pytest.mark.parametrize("type", [t.id for t in load_ontology().types])
def test_every_type_has_predicates(type: str):
    assert predicates_by_type()[type] >= 50


def types(text, parse, *, sparing=True):
    """Return (word, type, is a hint) of each candidate."""
    return [
        (c.head.text, c.entry.pattern.type, "hint" in c.doubts)
        for group in find_candidates(parse(text), PREDICATES, sparing=sparing)
        for c in group
    ]


def test_hint_gives_way_to_a_telling_word(parse):
    found = types("Le ministre a condamné une provocation honteuse.", parse)

    assert [(w, h) for w, type, h in found if type == "ACCUSE"] == [("condamné", False)]


def test_one_hint_of_a_type_is_kept(parse):
    text = "La loi est injuste et honteuse."

    assert sum(type == "ACCUSE" for _, type, _ in types(text, parse, sparing=False)) == 2
    assert sum(type == "ACCUSE" for _, type, _ in types(text, parse)) == 1


def test_clitic_of_a_verb_is_passed_over(parse):
    assert ("pris", "ACCUSE", False) in types("Le maire s'en est pris au préfet.", parse)
