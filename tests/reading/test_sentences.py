from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.sentences import find_sentences

CASES = [
    ("Il part. Elle reste.", ["Il part.", "Elle reste."]),
    ("M. Diarra est à Sotchi. Il rentre.", ["M. Diarra est à Sotchi.", "Il rentre."]),
    ("Le gén. Traoré et J. Konaté partent.", ["Le gén. Traoré et J. Konaté partent."]),
    ("« Nous signons. » Il sort.", ["« Nous signons. »", "Il sort."]),
    ('"Nous signons." Il sort.', ['"Nous signons."', "Il sort."]),
    ("Un titre\n\nLe texte suit.", ["Un titre", "Le texte suit."]),
    ("Vraiment ? Oui... Peut-être !", ["Vraiment ?", "Oui...", "Peut-être !"]),
    ("La sécurité.Le ministre parle.", ["La sécurité.", "Le ministre parle."]),
    ("Il a versé 3.5 millions à l'O.N.U. hier.", ["Il a versé 3.5 millions à l'O.N.U. hier."]),
    ("Il parle : la paix vient. Fin", ["Il parle : la paix vient.", "Fin"]),
    ("  \n ", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_sentences(text, expected):
    assert [s.of(text) for s in find_sentences(text, language="fr")] == expected


@given(st.text(alphabet="aZé .!?…«»\"'\n\u00a0M-", max_size=200))
def test_sentences_never_overlap_and_lose_only_white_space(text):
    spans = find_sentences(text, language="fr")

    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(s.of(text).split()) for s in spans) == "".join(text.split())
