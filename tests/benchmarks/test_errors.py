"""The page of errors: counted by type and cause, and safe to open."""

from collections import Counter

from benchmarks.errors import render
from benchmarks.findings import EXTRA, MISSED, Finding


def finding(kind: str, cause: str, before: str = "Le roi a ") -> Finding:
    return Finding(
        kind=kind,
        type="ACCUSE",
        article="a1",
        before=before,
        trigger="condamné",
        after=" le vizir.",
        cause=cause,
        gold="roi → vizir",
        parse=("roi roi NOUN nsubj → condamné",),
    )


def test_page_counts_by_type_kind_and_cause():
    counts = Counter({("ACCUSE", "gold"): 3, ("ACCUSE", "found"): 1})
    page = render(
        [finding(MISSED, "no proposal"), finding(MISSED, "no proposal"), finding(EXTRA, "rule.x")],
        counts,
    )

    assert "<td>3</td><td>1</td><td>2</td><td>1</td><td>0</td><td>0</td>" in page
    assert "2 × no proposal" in page
    assert "<mark>condamné</mark>" in page


def test_words_of_articles_are_escaped():
    page = render([finding(MISSED, "x", before="<script>")], Counter({("ACCUSE", "gold"): 1}))

    assert "<script>" not in page
