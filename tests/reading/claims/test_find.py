"""Claims of uniqueness: what claims, how far, and of what."""

import pytest

from dragoman.reading.claims import find_claims
from dragoman.reading.times import find_times

CASES = [
    pytest.param(
        "Pour la première fois depuis 1968, un ministre chinois visite le Népal.",
        "first",
        "Pour la première fois",
        "depuis 1968",
        "1968",
        id="first-since",
    ),
    pytest.param(
        "C'est le premier sommet depuis dix ans entre les deux rivaux.",
        "first",
        "premier",
        "depuis dix ans entre les deux rivaux",
        None,
        id="ordinal",
    ),
    pytest.param(
        "Cette visite est sans précédent.", "unprecedented", "sans précédent", None, None, id="new"
    ),
]


@pytest.mark.parametrize(("text", "kind", "words", "scope", "since"), CASES)
def test_claims(text, kind, words, scope, since, parse, knowledge):
    analysis = parse(text)
    times = find_times(analysis, published="2024-05-02", knowledge=knowledge)

    [claim] = find_claims(analysis, events=(), quotations=(), times=times)

    assert claim.kind == kind
    assert claim.span.of(text) == words
    assert (claim.scope and claim.scope.value) == scope
    if since is not None:
        assert claim.since.value == since


def test_an_ordinal_without_a_scope_claims_nothing(parse):
    analysis = parse("Le premier ministre a parlé.")

    assert find_claims(analysis, events=(), quotations=(), times=()) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Le Premier ministre grec est en Israël depuis mardi.",
        "Les cours des matières premières montent dans le monde.",
    ],
)
def test_first_in_other_expressions_claims_nothing(text, parse):
    assert find_claims(parse(text), events=(), quotations=(), times=()) == ()
