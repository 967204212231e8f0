"""Claims of uniqueness held against what a small record holds."""

from dataclasses import replace

import pytest

from dragoman.dossier.claimed import ask, check_claims, check_these
from dragoman.dossier.sides import find_side
from dragoman.types.span import Sourced


def whens(fits):
    return [fit.entry.when for fit in fits]


@pytest.fixture
def claim(press):
    [recorded] = press.claims()
    return recorded


def with_claim(recorded, **changes):
    return replace(recorded, claim=replace(recorded.claim, **changes))


def test_an_earlier_visit_of_that_rank_is_against_it(press, knowledge):
    sides = (find_side("Mali", knowledge), find_side("Russie", knowledge))

    [check] = check_claims(press, knowledge, sides).checks

    assert check.verdict == "against"
    assert whens(check.against) == ["1971-03-01"]
    assert [
        (asked.title.form if asked.title else None, asked.side.id) for asked in check.question.asked
    ] == [
        ("ministre", "RUS"),
        (None, "MLI"),
    ]


def test_what_may_be_such_a_case_is_only_doubtful(press, knowledge):
    [check] = check_claims(press, knowledge, ()).checks

    # Nobody tells what office the delegation of 1969 held.
    assert whens(check.doubtful) == ["1969"]


def test_a_limit_after_the_earlier_case_leaves_nothing_against_it(press, knowledge, claim):
    since = Sourced(value="1980", spans=(claim.claim.span,), rule="test")

    [check] = check_these(press, knowledge, [with_claim(claim, since=since, scope=since)])

    assert check.verdict == "nothing_against"
    assert check.coverage.articles == 3  # its own article is no evidence for it


def test_a_limit_without_a_date_makes_the_earlier_case_doubtful(press, knowledge, claim):
    scope = Sourced(value="depuis la crise", spans=(claim.claim.span,), rule="test")

    [check] = check_these(press, knowledge, [with_claim(claim, scope=scope)])

    assert check.verdict == "doubtful"
    assert "1971-03-01" in whens(check.doubtful)


@pytest.mark.parametrize(
    ("kind", "verdict", "against"),
    [("only", "against", ["1971-03-01"]), ("last", "nothing_against", [])],
)
def test_other_kinds_rule_out_other_cases(press, knowledge, claim, kind, verdict, against):
    [check] = check_these(press, knowledge, [with_claim(claim, kind=kind)])

    assert (check.verdict, whens(check.against)) == (verdict, against)


@pytest.mark.parametrize(
    ("changes", "reason"), [({"kind": "unprecedented"}, "degree"), ({}, "event")]
)
def test_what_cannot_be_compared_says_why(press, knowledge, claim, changes, reason):
    recorded = with_claim(claim, **changes)
    if not changes:
        recorded = replace(recorded, about=None)

    [check] = check_these(press, knowledge, [recorded])

    assert (check.verdict, check.reason) == ("unchecked", reason)


def test_claims_made_of_what_was_found_come_with_the_answer(press, knowledge):
    answer = ask(press, knowledge, "visite d'un ministre russe au Mali")
    other = ask(press, knowledge, "visite de Modibo Keïta en Union soviétique")

    assert [check.verdict for check in answer.claims] == ["against"]
    assert other.claims == ()


def test_an_event_that_only_limits_the_claim_is_not_what_is_claimed(press, knowledge, claim):
    [event] = [e for e in press.events() if e.fact == claim.about]
    scope = Sourced(value="depuis", spans=(event.event.mentions[0].sentence,), rule="test")

    [check] = check_these(press, knowledge, [with_claim(claim, scope=scope)])

    assert (check.verdict, check.reason) == ("unchecked", "event")
