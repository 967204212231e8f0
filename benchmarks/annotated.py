"""Our own annotations of real articles, kept as offsets and labels without the articles' text.

    python -m benchmarks.annotated compact ARTICLES.json GOLD_DIR OUT.jsonl
    python -m benchmarks.annotated expand IN.jsonl CORPORA_DIR OUT_DIR

``compact`` turns annotations in the form of the gold guidelines into one JSON line an
article: every verbatim stretch becomes ``[start, end]`` in code points, and the text is
known by its SHA-256 alone. ``expand`` finds the articles in a folder of ``*.jsonl.gz``
and writes ``articles.json`` and ``gold/<id>.json`` again, so that training can be repeated.
An annotation may say when its article was ``published`` where the corpus does not.
"""

import argparse
import gzip
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Json = dict[str, Any]


def digest(text: str) -> str:
    """Return the hex SHA-256 by which an article is known."""
    return hashlib.sha256(text.encode()).hexdigest()


class Slicer:
    """Turns verbatim stretches of one article into offsets, looking onward from the last."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __call__(self, stretch: str | None, start: int = 0) -> list[int] | None:
        """Return the offsets of `stretch`, the first at or after `start`; None for None."""
        if not stretch:
            return None
        found = self._text.find(stretch, start)
        if found < 0:
            found = self._text.find(stretch)
        if found < 0:
            raise ValueError(f"not in the text: {stretch[:60]!r}")
        return [found, found + len(stretch)]

    def or_words(self, stretch: str | None) -> list[int] | str | None:
        """Return offsets where `stretch` is verbatim, else the annotator's own words."""
        if stretch and stretch in self._text:
            return self(stretch)
        return stretch


def compact(annotation: Json, text: str) -> Json:
    """Return one annotation with offsets in place of the article's words."""
    cut = Slicer(text)

    def mention(m: Json) -> Json:
        evidence = cut(m["evidence"])
        return {"trigger": cut(m["trigger"], evidence[0] if evidence else 0), "evidence": evidence}

    def quote(q: Json) -> Json:
        evidence = cut(q["evidence"])
        cue = cut(q.get("cue"), evidence[0] if evidence else 0)
        return {**q, "text": cut(q["text"]), "evidence": evidence, "cue": cue}

    times, at = [], 0
    for time in annotation["times"]:
        span = cut(time["text"], at)
        at = span[1] if span else at
        times.append({**time, "text": span})
    return {
        "id": annotation["id"],
        "sha256": digest(text),
        **({"published": annotation["published"]} if annotation.get("published") else {}),
        "actors": [
            {
                **a,
                "name": cut.or_words(a["name"]),
                "role": cut.or_words(a.get("role")),
                "mentions": [cut(m) for m in a["mentions"]],
            }
            for a in annotation["actors"]
        ],
        "events": [
            {
                **e,
                "place": cut(e.get("place")),
                "date_text": cut(e.get("date_text")),
                "mentions": [mention(m) for m in e["mentions"]],
            }
            for e in annotation["events"]
        ],
        "agreements": [
            {
                **g,
                "title": cut.or_words(g.get("title")),
                "place": cut.or_words(g.get("place")),
                "occasion": cut.or_words(g.get("occasion")),
            }
            for g in annotation["agreements"]
        ],
        "quotes": [quote(q) for q in annotation["quotes"]],
        "times": times,
    }


_SPANS = {
    "name",
    "role",
    "place",
    "date_text",
    "title",
    "occasion",
    "text",
    "evidence",
    "cue",
    "trigger",
}


def expand(value: Any, text: str, key: str = "") -> Any:
    """Return a compact annotation with the article's words put back."""
    if isinstance(value, dict):
        return {k: expand(v, text, k) for k, v in value.items() if k != "sha256"}
    if key in _SPANS and isinstance(value, list):
        return text[value[0] : value[1]]
    if isinstance(value, list):
        inner = "text" if key == "mentions" and value and isinstance(value[0], list) else ""
        return [expand(v, text, inner) for v in value]
    return value


def corpus(folder: Path) -> Iterator[Json]:
    """Yield every article of the ``*.jsonl.gz`` files of `folder`."""
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def restore(annotations: Path, corpora: Path) -> tuple[dict[str, Json], dict[str, Json]]:
    """Return the articles and the annotations of a compact file, by article id.

    Raises:
        FileNotFoundError: if an annotated article is not in `corpora`.
    """
    wanted = {
        (line := json.loads(raw))["sha256"]: line
        for raw in annotations.read_text("utf-8").splitlines()
    }
    articles, gold = {}, {}
    for article in corpus(corpora):
        annotation = wanted.pop(digest(article["text"]), None)
        if annotation is None:
            continue
        ident = annotation["id"]
        published = annotation.get("published") or (article.get("published") or "")[:10] or None
        articles[ident] = {**article, "id": ident, "published": published}
        gold[ident] = expand(annotation, article["text"])
    if wanted:
        missing = ", ".join(sorted(line["id"] for line in wanted.values())[:3])
        raise FileNotFoundError(f"{len(wanted)} annotated articles are not in {corpora}: {missing}")
    return articles, gold


def main() -> int:
    """Run one of the two directions."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("compact")
    for name in ("articles", "gold", "out"):
        one.add_argument(name, type=Path)
    two = commands.add_parser("expand")
    for name in ("annotations", "corpora", "out"):
        two.add_argument(name, type=Path)
    options = parser.parse_args()
    if options.command == "compact":
        articles = json.loads(options.articles.read_text("utf-8"))
        lines = [
            json.dumps(
                compact(json.loads(path.read_text("utf-8")), article["text"]),
                ensure_ascii=False,
                separators=(",", ":"),
            )
            for article in sorted(articles, key=lambda a: str(a["id"]))
            if (path := options.gold / f"{article['id']}.json").exists()
        ]
        options.out.write_text("\n".join(lines) + "\n", "utf-8")
        print(f"{len(lines)} annotations written")
        return 0
    articles, gold = restore(options.annotations, options.corpora)
    folder = options.out / "gold"
    folder.mkdir(parents=True, exist_ok=True)
    for ident, annotation in gold.items():
        path = folder / f"{ident}.json"
        path.write_text(json.dumps(annotation, ensure_ascii=False, indent=1), "utf-8")
    listed = json.dumps(list(articles.values()), ensure_ascii=False)
    (options.out / "articles.json").write_text(listed, "utf-8")
    print(f"{len(articles)} articles found")
    return 0


if __name__ == "__main__":
    sys.exit(main())
