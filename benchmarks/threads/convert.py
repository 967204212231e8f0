"""Turn annotated threads into offsets and labels, without the articles' text.

    python -m benchmarks.threads.convert THREADS_DIR CORPORA_DIR

THREADS_DIR holds a folder for each thread with ``read.json`` (articles, and what a reader
proposed to the annotators: triggers and mentions as offsets) and ``gold.json`` (which
happening and which somebody each of these is, and triggers added by the annotator).
"""

import argparse
import gzip
import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.annotated import digest

Json = dict[str, Any]
HERE = Path(__file__).parent


def load_corpus(corpora: Path, wanted: set[str]) -> dict[str, Json]:
    """Return the articles with the ids `wanted`."""
    found: dict[str, Json] = {}
    for path in sorted(corpora.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for article in map(json.loads, lines):
                if article["id"] in wanted:
                    found[article["id"]] = article
    return found


def convert(read: list[Json], gold: Json, texts: dict[str, str]) -> Json:
    """Return one thread with offsets in place of words; an article proposed twice stands once."""
    articles: dict[str, Json] = {}
    for number, proposed in enumerate(read):
        if proposed["id"] in articles:
            continue
        text = texts[proposed["id"]]
        events = [
            {"trigger": [e["start"], e["end"]], "event": gold["events"][e["id"]]}
            for e in proposed["events"]
        ]
        taken = [tuple(e["trigger"]) for e in events]
        for added in gold.get("added", ()):
            if int(added["article"]) == number:
                sentence = text.find(added["sentence"])
                start = text.find(added["trigger"], max(sentence, 0))
                if sentence < 0 or start < 0:
                    print(f"{number:02d}: not in the text: {added['trigger']!r}", file=sys.stderr)
                    continue
                span = (start, start + len(added["trigger"]))
                if span not in taken:
                    events.append({"trigger": list(span), "event": added["cluster"]})
        articles[proposed["id"]] = {
            "id": proposed["id"],
            "sha256": digest(text),
            "events": sorted(events, key=lambda e: e["trigger"]),
            "actors": [
                {"mentions": a["mentions"], "entity": gold["entities"][a["id"]]}
                for a in proposed["actors"]
            ],
        }
    labels = {
        key: {k: cluster.get(k) for k in ("label", "type", "date")}
        for key, cluster in gold["clusters"].items()
    }
    return {"articles": list(articles.values()), "events": labels, "entities": gold["names"]}


def main() -> int:
    """Convert every thread that has been annotated."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("threads", type=Path)
    parser.add_argument("corpora", type=Path)
    options = parser.parse_args()
    for folder in sorted(options.threads.iterdir()):
        if not (folder / "gold.json").exists():
            continue
        read = json.loads((folder / "read.json").read_text("utf-8"))
        gold = json.loads((folder / "gold.json").read_text("utf-8"))
        corpus = load_corpus(options.corpora, {article["id"] for article in read})
        thread = convert(read, gold, {key: article["text"] for key, article in corpus.items()})
        lines = json.dumps(thread, ensure_ascii=False, separators=(",", ":"))
        lines = (
            lines.replace('{"id":', '\n{"id":').replace('},"N', '},\n"N').replace('},"E', '},\n"E')
        )
        (HERE / f"{folder.name}.json").write_text(lines + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
