"""What the reader of context learns from, course by course, and what is left to the judge."""

import json
from pathlib import Path

import pytest
from scripts.train.plans import read_plans, read_waiting, taught_before_last, taught_context

OURS = Path(__file__).parents[2] / "benchmarks" / "annotations"
RATES = {"epochs": 1, "rate": 0.1, "lower_rate": 0.1, "heads_rate": 0.1}


@pytest.fixture
def annotations(tmp_path):
    courses = [
        {**RATES, "articles": ["a", "b"]},
        RATES,
        {**RATES, "kept": 0.5, "articles": ["b", "c"]},
    ]
    told = json.dumps({"courses": courses, "waiting": ["later"]})
    (tmp_path / "context.json").write_text(told, "utf-8")
    return tmp_path


def sets():
    return {
        path.name.removesuffix(".split.json"): json.loads(path.read_text("utf-8"))
        for path in OURS.glob("*.split.json")
    }


def test_a_course_that_names_no_articles_takes_those_of_the_one_before(annotations):
    assert [plan.articles for plan in read_plans(annotations)[:2]] == [frozenset("ab")] * 2


def test_a_course_keeps_all_that_was_learnt_unless_it_says_how_much(annotations):
    assert [plan.kept for plan in read_plans(annotations)] == [1.0, 1.0, 0.5]


def test_what_any_course_had_was_learnt(annotations):
    assert taught_context(annotations) == frozenset("abc")
    assert taught_before_last(annotations) == frozenset("ab")
    assert read_waiting(annotations) == frozenset({"later"})


def test_nothing_learns_from_what_is_held_out():
    held_out = {ident for split in sets().values() for ident in split["held_out"]}

    assert held_out
    assert not taught_context(OURS) & held_out


def test_all_that_is_learnt_is_annotated():
    assert taught_context(OURS) <= {i for split in sets().values() for i in split["train"]}


def test_a_set_that_the_reader_of_context_never_saw_is_left_to_the_judge():
    learnt, waiting = taught_context(OURS), read_waiting(OURS)
    left = [
        ident
        for name, split in sets().items()
        for ident in split["train"]
        if name not in waiting and ident not in learnt
    ]

    assert len(left) >= 150
