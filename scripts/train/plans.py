"""The courses that the reader of context takes, and which of its states reads an article unseen.

``benchmarks/annotations/context.json`` holds them. The judge learns how far the reader of
context is to be trusted from articles that it did not learn from; so the last course, the
closing one, is taken three times from one state: once with all of the judge's articles, which
is the reader that ships, and once with either half of them, to read the other half as it would
read the unknown.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Json = dict[str, Any]

BASE = "base.npz"
READERS = "folder of the readers of context that do not ship"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One course of training.

    Attributes:
        epochs: how often each article is read.
        rate: by which the upper layers learn at first; it falls to nothing.
        lower_rate: by which those below do.
        heads_rate: by which the heads do.
        articles: ids of those it learns from; of the course before, where the file names none.
            A later course repeats some of an earlier one's, lest they be forgotten.
    """

    epochs: int
    rate: float
    lower_rate: float
    heads_rate: float
    articles: frozenset[str]


def read_plans(annotations: Path) -> tuple[Plan, ...]:
    """Return the courses in their order, without the closing ones."""
    plans: list[Plan] = []
    for course in _read(annotations)["courses"]:
        named = frozenset(course["articles"]) if "articles" in course else plans[-1].articles
        plans.append(Plan(**(course | {"articles": named})))
    return tuple(plans)


def read_closing(annotations: Path) -> tuple[Plan, ...]:
    """Return the closing courses: that of the reader that ships, then those of the halves."""
    return tuple(
        Plan(**(course | {"articles": frozenset(course["articles"])}))
        for course in _read(annotations)["closing"]
    )


def taught_context(annotations: Path) -> frozenset[str]:
    """Return the ids of the articles that every state of the reader of context learnt from."""
    return frozenset().union(*(plan.articles for plan in read_plans(annotations)))


def read_waiting(annotations: Path) -> frozenset[str]:
    """Return the names of the sets of articles that nothing has learnt from yet."""
    return frozenset(_read(annotations)["waiting"])


def closing_weights(readers: Path, half: int) -> Path:
    """Return where the weights of the closing course of a half (1 or 2) lie.

    Args:
        readers: folder of the weights that do not ship.
        half: which.
    """
    return readers / f"closing-{half}.npz"


def unseen_by(closing: Sequence[Plan], readers: Path, shipped: Path, ident: str) -> Path:
    """Return the weights of the reader of context that did not learn from an article.

    Args:
        closing: the closing courses.
        readers: folder of the weights that do not ship.
        shipped: the weights that do.
        ident: of an article that no earlier course had.

    Raises:
        ValueError: if every reader learnt from it.
    """
    if ident not in closing[0].articles:
        return shipped
    for half, plan in enumerate(closing[1:], start=1):
        if ident not in plan.articles:
            return closing_weights(readers, half)
    raise ValueError(f"every reader of context has learnt from {ident}; name another")


def _read(annotations: Path) -> Json:
    found: Json = json.loads((annotations / "context.json").read_text("utf-8"))
    return found
