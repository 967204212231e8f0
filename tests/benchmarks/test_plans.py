"""Which state of the reader of context reads an article that it did not learn from."""

import json
from pathlib import Path

import pytest
from scripts.train.plans import (
    Plan,
    closing_weights,
    read_closing,
    read_plans,
    read_waiting,
    taught_context,
    unseen_by,
)

OURS = Path(__file__).parents[2] / "benchmarks" / "annotations"
RATES = {"epochs": 1, "rate": 0.1, "lower_rate": 0.1, "heads_rate": 0.1}
SHIPPED = Path("context.npz")


@pytest.fixture
def annotations(tmp_path):
    courses = [{**RATES, "articles": ["a", "b"]}, RATES]
    closing = [{**RATES, "articles": those} for those in (["a", "c", "d"], ["a", "c"], ["b", "d"])]
    told = json.dumps({"courses": courses, "closing": closing, "waiting": ["later"]})
    (tmp_path / "context.json").write_text(told, "utf-8")
    return tmp_path


def test_a_course_that_names_no_articles_takes_those_of_the_one_before(annotations):
    assert [plan.articles for plan in read_plans(annotations)] == [frozenset("ab")] * 2


@pytest.mark.parametrize(("ident", "half"), [("c", 2), ("d", 1)])
def test_the_half_that_did_not_learn_an_article_reads_it(annotations, ident, half):
    reader = unseen_by(read_closing(annotations), Path("readers"), SHIPPED, ident)

    assert reader == closing_weights(Path("readers"), half)


def test_what_nobody_learnt_the_shipped_one_reads(annotations):
    assert unseen_by(read_closing(annotations), Path("readers"), SHIPPED, "e") == SHIPPED


def test_what_every_reader_learnt_teaches_the_judge_nothing(tmp_path):
    closing = [Plan(**RATES, articles=frozenset(those)) for those in ("ab", "ab", "ac")]
    with pytest.raises(ValueError, match="every reader of context has learnt from a;"):
        unseen_by(closing, tmp_path, SHIPPED, "a")


def test_each_article_of_the_judge_is_left_out_of_one_half():
    ships, *halves = (plan.articles - taught_context(OURS) for plan in read_closing(OURS))

    assert len(halves) == 2
    assert ships == halves[0] | halves[1]
    assert not halves[0] & halves[1]


def test_nothing_learns_from_what_is_held_out():
    held_out = {
        ident
        for path in OURS.glob("*.split.json")
        for ident in json.loads(path.read_text("utf-8"))["held_out"]
    }
    learnt = taught_context(OURS).union(*(plan.articles for plan in read_closing(OURS)))

    assert held_out
    assert not learnt & held_out


def test_what_waits_is_there_and_has_taught_nothing():
    learnt = taught_context(OURS).union(*(plan.articles for plan in read_closing(OURS)))
    for name in read_waiting(OURS):
        split = json.loads((OURS / f"{name}.split.json").read_text("utf-8"))
        assert split["train"]
        assert not learnt & set(split["train"])
