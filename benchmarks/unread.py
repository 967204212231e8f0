"""Which sentences of a corpus name two actors and yield no event, and why, as counts.

    python -m benchmarks.unread ../shared/corpora/bbc-afrique.jsonl.gz --articles 60

Prints counts and lemmas only, no sentence of an article. The articles are taken evenly
from the whole file.
"""

import argparse
import gzip
import json
from collections import Counter
from pathlib import Path

from benchmarks.findings import Preparer
from benchmarks.quality import to_document
from dragoman.reading.analysis import Sentence
from dragoman.reading.events.judge import Reader
from dragoman.reading.events.scoring.proposals import find_proposals

TOP = 40
ACTING = frozenset(("person", "state", "military", "igo", "armed_group", "party"))


def main() -> int:
    """Read a sample and print why sentences with two actors are left without an event."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.unread", description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=60)
    options = parser.parse_args()
    with gzip.open(options.corpus, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    step = max(1, len(articles) // options.articles)
    prepare = Preparer()
    why: Counter[str] = Counter()
    verbs: Counter[str] = Counter()
    for n, article in enumerate(articles[::step][: options.articles]):
        document = to_document({**article, "id": str(n), "published": None})
        reader, reading = prepare(document)
        kept = {m.sentence.start for event in reading.events for m in event.mentions}
        proposed = proposals_by_sentence(reader)
        for sentence in reader.analysis.sentences:
            if not acted(reader, sentence):
                continue
            reason = "event" if sentence.start in kept else proposed.get(sentence.index, "nothing")
            why[reason] += 1
            if reason == "nothing":
                words = reader.analysis.words(sentence)
                verbs.update(t.lemma.lower() for t in words if t.pos == "VERB")
    total = sum(why.values())
    print(f"{total} sentences with two actors")
    for reason, count in why.most_common():
        print(f"{count / total:7.1%} {count:6} {reason}")
    print("verbs where nothing is proposed:", *(f"{v} {n}," for v, n in verbs.most_common(TOP)))
    return 0


def acted(reader: Reader, sentence: Sentence) -> bool:
    """Tell whether `sentence` names two actors that may act on each other."""
    who = reader.participants
    ids = {
        id
        for token in reader.analysis.words(sentence)
        for id in who.at_head.get(token.i, ())
        if who.kind(id) in ACTING
    }
    return len(ids) > 1


def proposals_by_sentence(reader: Reader) -> dict[int, str]:
    """Return, by sentence, the least doubtful thing proposed in it."""
    found: dict[int, list[tuple[int, str]]] = {}
    for draft in find_proposals(reader):
        doubts = draft.doubts
        reason = f"turned down: {', '.join(doubts)}" if doubts else "turned down by the judge"
        found.setdefault(draft.candidate.head.sentence, []).append((len(doubts), reason))
    return {sentence: min(reasons)[1] for sentence, reasons in found.items()}


if __name__ == "__main__":
    raise SystemExit(main())
