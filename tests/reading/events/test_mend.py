"""Trees that the parser is known to get wrong come out right."""

import pytest

from dragoman.languages.events_schema import Grammar
from dragoman.reading.events.lexicon import load_predicates
from dragoman.reading.events.mend import mend
from dragoman.reading.times import find_times

GRAMMAR: Grammar = load_predicates("fr").lexicon.grammar
CASES = [
    ("Le ministre togolais s'est rendu vendredi à Lima.", "Lima", "rendu"),
    ("Le Chili a livré fin mars deux hélicoptères au Pérou.", "hélicoptères", "livré"),
    ("Le roi avait demandé le 20 janvier le départ des gardes.", "départ", "demandé"),
]


@pytest.mark.parametrize(("text", "word", "head"), CASES)
def test_complements_leave_the_date(text, word, head, parse, knowledge):
    analysis = parse(text)
    times = find_times(analysis, published="2020-04-02", knowledge=knowledge)

    mended = mend(analysis, times, GRAMMAR)

    [token] = [t for t in mended.tokens if t.text == word]
    assert mended.head(token).text == head
