"""One dispatch in several forms."""

import subprocess
import sys
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.sources.articles import LONGEST_ARTICLE
from dragoman.sources.similar import (
    BANDS,
    SIGNATURE_BYTES,
    band_keys,
    compare,
    estimate,
    sign,
)

PARAGRAPHS = [
    "Le ministre des Routes du Nord s'est rendu mardi à Belle-Rive pour y rencontrer la maire.",
    "Les deux responsables ont parlé du pont, dont les travaux ont pris du retard cet hiver.",
    "Selon la maire, l'entreprise chargée du chantier n'a pas reçu les poutres commandées.",
    "Le ministre a promis que l'État verserait sa part avant la fin du mois prochain.",
    "Une centaine d'habitants avaient manifesté la veille devant la préfecture de la région.",
    "Le pont doit relier les deux rives du fleuve et remplacer un bac vieux de trente ans.",
    "L'opposition juge le projet trop coûteux et demande une enquête sur l'appel d'offres.",
    "Les travaux avaient commencé au printemps après dix années de discussions.",
]
DISPATCH = "\n\n".join(PARAGRAPHS)
OTHER = (
    "Le chef de l'opposition a quitté la capitale pour un voyage privé de trois semaines. Son "
    "parti assure que cette absence était prévue de longue date et ne change rien à la campagne."
)


def shares_a_key(one, other):
    return bool(set(band_keys(sign(one))) & set(band_keys(sign(other))))


FORMS = {
    "the same": DISPATCH,
    "in capitals": DISPATCH.upper(),
    "other spaces": DISPATCH.replace("\n\n", "\u00a0\n").replace(" ", "  "),
    "a line before": f"BELLE-RIVE (Agence) - {DISPATCH}",
    "a line after": f"{DISPATCH}\n\nLire aussi : notre dossier sur les ponts",
    "cut by a quarter": "\n\n".join(PARAGRAPHS[:6]),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_dispatch_in_another_form_is_found_and_adds_nothing(form):
    likeness = compare(DISPATCH, FORMS[form])

    assert shares_a_key(DISPATCH, FORMS[form])
    assert likeness.alike
    assert not likeness.adds


ADDING = {
    "a number": DISPATCH.replace("Une centaine d'habitants", "Quelque 250 habitants"),
    "a passage": f"{DISPATCH}\n\n{OTHER}",
}


@pytest.mark.parametrize("form", ADDING)
def test_a_dispatch_that_says_more_is_one_dispatch_but_adds(form):
    likeness = compare(DISPATCH, ADDING[form])

    assert likeness.alike
    assert likeness.adds
    assert not compare(ADDING["a passage"], DISPATCH).adds


def test_other_news_is_not_alike():
    assert not compare(DISPATCH, OTHER).alike
    assert not shares_a_key(DISPATCH, OTHER)


def test_an_estimate_is_near_the_exact_similarity():
    longer = f"{DISPATCH}\n\n{OTHER}"

    assert estimate(sign(DISPATCH), sign(longer)) == pytest.approx(
        compare(DISPATCH, longer).similarity, abs=0.15
    )


@given(st.text(max_size=400))
def test_any_text_is_like_itself(text):
    signature = sign(text)

    assert signature == sign(text)
    assert compare(text, text).similarity == 1.0
    assert not compare(text, text).adds
    if signature is not None:
        assert len(signature) == SIGNATURE_BYTES
        assert len(band_keys(signature)) == BANDS
        assert all(-(2**63) <= key < 2**63 for key in band_keys(signature))


@given(st.text(max_size=200), st.text(max_size=200))
def test_similarity_is_a_share_and_the_same_both_ways(one, other):
    likeness = compare(one, other)

    assert 0 <= likeness.similarity <= likeness.held <= 1
    assert likeness.similarity == compare(other, one).similarity


def test_a_signature_is_the_same_in_another_process():
    code = f"from dragoman.sources.similar import sign; print(sign({DISPATCH!r}).hex())"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == sign(DISPATCH).hex()


LONGEST = {
    "one word over and over": "pont " * (LONGEST_ARTICLE // 5),
    "letters": " ".join("abcdefghij"[n * n % 97 % 10] for n in range(LONGEST_ARTICLE // 2)),
    "words that are all different": " ".join(f"{n}" for n in range(LONGEST_ARTICLE // 6)),
    "one word": "p" * LONGEST_ARTICLE,
}


@pytest.mark.parametrize("kind", LONGEST)
def test_the_longest_article_needs_little_memory(kind):
    sign(DISPATCH)
    tracemalloc.start()

    signature = sign(LONGEST[kind])
    likeness = compare(DISPATCH, LONGEST[kind])
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert len(signature) == SIGNATURE_BYTES
    assert not likeness.alike
    assert most < 40 * 1024 * 1024
