"""Quality on real annotated news, by the gold's own scorer."""

import importlib.util
import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.annotated import restore
from dragoman.reading.verify import verify
from dragoman.surfaces.export.gold import to_gold
from dragoman.types.document import Document
from dragoman.types.reading import Reading

SETS = ("bbc-open", "afp-open", "timebank-open", "seed", "held-out")
ANNOTATIONS = Path(__file__).with_name("annotations")
JOINT = "bbc-open+afp-open"
TIMES_ONLY = frozenset({"timebank-open"})


@dataclass(frozen=True, slots=True)
class GoldSet:
    """One annotated set.

    Attributes:
        name: name of its folder.
        articles: its articles by id, in the form of ``articles.json``.
        gold: annotations by article id.
    """

    name: str
    articles: dict[str, dict[str, Any]]
    gold: dict[str, dict[str, Any]]


def load_scorer(shared: Path) -> ModuleType:
    """Import ``score.py`` from where it lies beside the gold."""
    spec = importlib.util.spec_from_file_location("gold_score", shared / "gold" / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(shared / "gold" / "score.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["gold_score"] = module
    spec.loader.exec_module(module)
    return module


def load_scorer_by_name(shared: Path) -> ModuleType:
    """Import the same, but so that a state, its army and its officials do not stand for another."""
    module = load_scorer(shared)
    scorer: Any = module
    same_actor = scorer.same_actor
    scorer.same_actor = lambda one, other: same_actor(one, other) and scorer.same_name(one, other)
    return module


def load_held_out(shared: Path) -> GoldSet:
    """Load the articles of our own annotations that nothing was ever trained on."""
    articles: dict[str, dict[str, Any]] = {}
    gold: dict[str, dict[str, Any]] = {}
    for path in sorted(ANNOTATIONS.glob("*.jsonl")):
        split = json.loads(path.with_suffix(".split.json").read_text("utf-8"))
        found, annotated = restore(path, shared / "corpora")
        articles |= {ident: found[ident] for ident in split["held_out"]}
        gold |= {ident: annotated[ident] for ident in split["held_out"]}
    return GoldSet("held-out", articles, gold)


def load_set(shared: Path, name: str) -> GoldSet:
    """Load one annotated set of ``shared/``, or our own held-out articles."""
    if name == "held-out":
        return load_held_out(shared)
    folder = shared / "seed" if name == "seed" else shared / "gold" / name
    articles = {a["id"]: a for a in json.loads((folder / "articles.json").read_text("utf-8"))}
    gold = {
        ident: json.loads(path.read_text("utf-8"))
        for ident in articles
        if (path := folder / "gold" / f"{ident}.json").exists()
    }
    return GoldSet(name, articles, gold)


def to_document(article: dict[str, Any]) -> Document:
    """Turn one entry of ``articles.json`` into a document."""
    return Document(
        id=article["id"],
        text=article["text"],
        title=article.get("title") or None,
        published=article.get("published"),
        url=article.get("url"),
    )


def annotate(
    articles: Iterable[dict[str, Any]], read: Callable[[Document], Reading]
) -> dict[str, dict[str, Any]]:
    """Read articles into gold form; a reading that does not verify is an error."""
    annotated = {}
    for article in articles:
        document = to_document(article)
        reading = read(document)
        problems = verify(reading, document)
        if problems:
            raise ValueError(f"{document.id}: {problems[0].where}: {problems[0].what}")
        annotated[document.id] = to_gold(document, reading)
    return annotated


def measure(
    shared: Path, read: Callable[[Document], Reading], names: tuple[str, ...] = SETS
) -> dict[str, dict[str, Any]]:
    """Return the scorer's figures for each set of `names`, and for the two news sets jointly."""
    scorer = load_scorer(shared)
    sets = {name: load_set(shared, name) for name in names}
    found = {name: annotate(s.articles.values(), read) for name, s in sets.items()}
    scores = {name: scorer.score(s.articles, s.gold, found[name]) for name, s in sets.items()}
    both = [sets[name] for name in JOINT.split("+") if name in sets]
    if len(both) == len(JOINT.split("+")):
        scores[JOINT] = scorer.score(
            {k: v for s in both for k, v in s.articles.items()},
            {k: v for s in both for k, v in s.gold.items()},
            {k: v for s in both for k, v in found[s.name].items()},
        )
    return {name: _relevant(name, figures) for name, figures in scores.items()}


def _relevant(name: str, figures: dict[str, Any]) -> dict[str, Any]:
    """Drop what a set does not annotate."""
    if name in TIMES_ONLY:
        return {key: value for key, value in figures.items() if key.startswith("times.")}
    return figures


def headline(scores: dict[str, dict[str, Any]]) -> dict[str, dict[str, float]]:
    """Return F1 by set and figure, and attribute accuracies, without the types."""
    return {
        name: {
            **{
                key: value["F1"]
                for key, value in sorted(figures.items())
                if key != "attributes" and not key.startswith("type.")
            },
            **{
                f"attribute.{key}": value["accuracy"]
                for key, value in sorted(figures.get("attributes", {}).items())
            },
        }
        for name, figures in scores.items()
    }
