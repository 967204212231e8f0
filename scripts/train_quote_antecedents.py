"""Fit the model that traces a speaking pronoun to its noun, on annotated articles.

    python scripts/train_quote_antecedents.py ../shared/gold/bbc-open ../shared/gold/afp-open

Prints the accuracy under five-fold cross-validation by article, then the weights that
``languages/fr/quotes/model.yaml`` holds. Softmax regression over the candidates of each
pronoun, by gradient descent with a fixed number of steps: the same data give the same
weights.
"""

import json
import sys
import unicodedata
from pathlib import Path

import numpy as np
from dragoman.reading.quotes.speaker import Speaker

from dragoman.reading.analysis import load_analyser
from dragoman.reading.quotes.antecedents import candidates_for
from dragoman.reading.quotes.find import find_page_reports, read_page
from dragoman.reading.quotes.reports import Report

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


def instances(
    folders: list[Path],
) -> tuple[list[str], list[tuple[str, list[dict[str, float]], list[int]]]]:
    """Return the feature names and (article, candidates, indices of the right ones)."""
    analyser = load_analyser("fr")
    found = []
    for folder in folders:
        for article in json.loads((folder / "articles.json").read_text()):
            gold = json.loads((folder / "gold" / f"{article['id']}.json").read_text())
            actors = {a["id"]: [a["name"], *a["mentions"]] for a in gold["actors"]}
            page = read_page(analyser(article["text"]))
            past: list[Speaker] = []
            for report, speaker in find_page_reports(page):
                pronoun = report.speaker
                names = speaker_names(gold, actors, article["text"], report)
                if pronoun is not None and pronoun.form == "pronoun" and names:
                    options = candidates_for(page, pronoun, past, said=report.span)
                    right = [
                        n
                        for n, c in enumerate(options)
                        if same(c.speaker.span.of(article["text"]), names)
                    ]
                    if right:
                        found.append((article["id"], [c.features for c in options], right))
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
    names, raw = instances([Path(p) for p in sys.argv[1:]])
    data: list[Instance] = [
        (article, np.array([[o.get(n, 0.0) for n in names] for o in options]), right)
        for article, options, right in raw
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
