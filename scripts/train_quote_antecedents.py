"""Fit the model that traces a speaking pronoun to its noun, on annotated articles.

    PYTHONPATH=. python scripts/train_quote_antecedents.py --corpora ../shared/corpora \
        ../shared/gold/bbc-open ../shared/gold/afp-open \
        benchmarks/annotations/2026-11.jsonl benchmarks/annotations/2026-11-afp.jsonl

A folder holds ``articles.json`` and ``gold/``; a ``.jsonl`` file holds annotations without
their articles, which the corpora give, and beside it lies a ``.split.json`` whose
``held_out`` articles are never read.

Prints the accuracy under five-fold cross-validation by article, then the weights that
``languages/fr/quotes/model.yaml`` holds. Softmax regression over the candidates of each
pronoun, by gradient descent with a fixed number of steps: the same data give the same
weights.
"""

import argparse
import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from benchmarks.annotated import restore

from dragoman.reading.analysis import load_analyser
from dragoman.reading.quotes.antecedents import candidates_for
from dragoman.reading.quotes.find import find_page_reports, read_page
from dragoman.reading.quotes.reports import Report
from dragoman.reading.quotes.speaker import Speaker

STEPS, RATE, RIDGE, FOLDS = 1000, 0.5, 0.05, 5
SMALL = frozenset(("le", "la", "les", "l", "de", "du", "des", "d", "un", "une", "m", "mme"))

Instance = tuple[str, np.ndarray, list[int]]


def words(name: str) -> frozenset[str]:
    """Return the words of a name, folded, without articles."""
    folded = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(c if c.isalnum() else " " for c in folded if not unicodedata.combining(c))
    return frozenset(letters.split()) - SMALL


def same(found: str, names: list[str]) -> bool:
    """Tell whether the words found name the annotated speaker."""
    mine = words(found)
    return any(mine and (mine <= words(n) or words(n) <= mine) for n in names if words(n))


def annotated(sources: list[Path], corpora: Path) -> Iterator[tuple[str, str, dict]]:
    """Yield (id, text, annotation) of every article that may be learnt from."""
    for source in sources:
        if source.is_dir():
            articles = json.loads((source / "articles.json").read_text("utf-8"))
            for article in articles:
                path = source / "gold" / f"{article['id']}.json"
                if path.exists():
                    yield article["id"], article["text"], json.loads(path.read_text("utf-8"))
            continue
        split = json.loads(source.with_suffix(".split.json").read_text("utf-8"))
        restored, gold = restore(source, corpora)
        for ident in sorted(set(gold) - set(split["held_out"])):
            yield ident, restored[ident]["text"], gold[ident]


def instances(
    sources: list[Path], corpora: Path
) -> tuple[list[str], list[tuple[str, list[dict[str, float]], list[int]]]]:
    """Return the feature names and (article, candidates, indices of the right ones)."""
    analyser = load_analyser("fr")
    found = []
    for ident, text, gold in annotated(sources, corpora):
        actors = {a["id"]: [a["name"], *a["mentions"]] for a in gold["actors"]}
        page = read_page(analyser(text))
        past: list[Speaker] = []
        for report, speaker in find_page_reports(page):
            pronoun = report.speaker
            names = speaker_names(gold, actors, text, report)
            if pronoun is not None and pronoun.form == "pronoun" and names:
                options = candidates_for(page, pronoun, past, said=report.span)
                right = [n for n, c in enumerate(options) if same(c.speaker.span.of(text), names)]
                if right:
                    found.append((ident, [c.features for c in options], right))
            if speaker is not None and speaker.form == "noun":
                past.append(speaker)
    return sorted({name for _, options, _ in found for o in options for name in o}), found


def speaker_names(gold: dict, actors: dict[str, list[str]], text: str, report: Report) -> list[str]:
    """Return the names of the annotated speaker of the same stretch; empty if none."""
    for quote in gold["quotes"]:
        start = text.find(quote["text"])
        end = start + len(quote["text"])
        shared = min(end, report.span.end) - max(start, report.span.start)
        union = (end - start) + (report.span.end - report.span.start) - shared
        if quote["kind"] == report.kind and shared > 0 and shared / union >= 0.5:
            return actors.get(quote["speaker"], [])
    return []


def fit(data: list[Instance], width: int) -> np.ndarray:
    """Return the weights that make the right candidates likeliest."""
    weights = np.zeros(width)
    for _ in range(STEPS):
        slope = RIDGE * weights
        for _, table, right in data:
            score = table @ weights
            share = np.exp(score - score.max())
            share /= share.sum()
            good = share[right] / share[right].sum()
            slope += (share @ table - good @ table[right]) / len(data)
        weights -= RATE * slope
    return weights


def right_share(data: list[Instance], weights: np.ndarray) -> float:
    """Return which share of the pronouns the weights trace rightly."""
    return float(np.mean([np.argmax(table @ weights) in right for _, table, right in data]))


def main() -> None:
    """Print the cross-validated accuracy and the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("sources", nargs="+", type=Path)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    options = parser.parse_args()
    names, raw = instances(options.sources, options.corpora)
    data: list[Instance] = [
        (article, np.array([[o.get(n, 0.0) for n in names] for o in candidates]), right)
        for article, candidates, right in raw
    ]
    articles = sorted({article for article, _, _ in data})
    fold = {article: n % FOLDS for n, article in enumerate(articles)}
    hits = []
    for k in range(FOLDS):
        weights = fit([d for d in data if fold[d[0]] != k], len(names))
        held = [d for d in data if fold[d[0]] == k]
        hits.extend(np.argmax(table @ weights) in right for _, table, right in held)
    print(f"# {len(data)} pronouns, {np.mean([len(t) for _, t, _ in data]):.1f} candidates each")
    print(f"# cross-validated accuracy {np.mean(hits):.3f}")
    weights = fit(data, len(names))
    print(f"# accuracy on its own data {right_share(data, weights):.3f}")
    print("antecedents:")
    for name, weight in zip(names, weights, strict=True):
        print(f"  {name}: {weight:.2f}")


if __name__ == "__main__":
    main()
