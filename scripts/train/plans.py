"""The courses that the reader of context takes.

``benchmarks/annotations/context.json`` holds them. The judge learns how far the reader of
context is to be trusted from annotated articles that no course has, and from those that only
the last one has: of these, what the reader said before it.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One course of training.

    Attributes:
        epochs: how often each article is read.
        rate: by which the upper layers learn at first; it falls to nothing.
        lower_rate: by which those below do.
        heads_rate: by which the heads do.
        kept: the share that the layers begin with of what they learnt before, from 0 to 1; the
            rest of them is as published. Layers that know their articles by heart learn little
            from going over them again.
        rounds: how often all this is done, each time from that share of what is learnt by then.
        articles: ids of those it learns from; of the course before, where the file names none.
            A later course repeats some of an earlier one's, lest they be forgotten.
    """

    epochs: int
    rate: float
    lower_rate: float
    heads_rate: float
    kept: float = 1.0
    rounds: int = 1
    articles: frozenset[str]


def read_plans(annotations: Path) -> tuple[Plan, ...]:
    """Return the courses in their order."""
    plans: list[Plan] = []
    for course in _read(annotations)["courses"]:
        named = frozenset(course["articles"]) if "articles" in course else plans[-1].articles
        plans.append(Plan(**(course | {"articles": named})))
    return tuple(plans)


def taught_context(annotations: Path) -> frozenset[str]:
    """Return the ids of the articles that the reader of context learnt from."""
    return frozenset().union(*(plan.articles for plan in read_plans(annotations)))


def taught_before_last(annotations: Path) -> frozenset[str]:
    """Return the ids of the articles that it had learnt from before its last course."""
    return frozenset().union(*(plan.articles for plan in read_plans(annotations)[:-1]))


def read_waiting(annotations: Path) -> frozenset[str]:
    """Return the names of the sets of articles that nothing has learnt from yet."""
    return frozenset(_read(annotations)["waiting"])


def _read(annotations: Path) -> Json:
    found: Json = json.loads((annotations / "context.json").read_text("utf-8"))
    return found
