"""Measure resolution on annotated threads of news; writes benchmarks/threads.json.

    python -m benchmarks.threads --shared ../shared [--held-out]

Events and entities are scored by B-cubed and by pairs, on the mentions that the reader makes
today; "strict" counts an annotated mention that it does not make as a happening alone. Every
thread is resolved again in several orders: the groups must be the very same. Exits 1 if a
figure of the development threads falls below its floor.
"""

import argparse
import json
import random
import sys
from collections.abc import Callable, Hashable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.threads.figures import b_cubed, pairwise
from benchmarks.threads.thread import DEVELOPMENT, HELD_OUT, Item, Thread, load_thread
from dragoman.reading.read import load_reader
from dragoman.reading.serialise import from_json, to_json
from dragoman.resolution.happenings import FLOOR, score_all
from dragoman.resolution.partition import partition
from dragoman.types.document import Document
from dragoman.types.reading import Reading

HERE = Path(__file__).parents[1]
RESULTS = HERE / "threads.json"
FLOORS = HERE / "threads.floors.json"
ORDERS = 3


def figures(
    right: Mapping[Item, str], found: Mapping[Item, Hashable], missed: tuple[Item, ...]
) -> dict[str, float]:
    """Return the figures of one thread: of what is read, and strictly of everything."""
    read = {item: right[item] for item in found}
    cubed, pairs = b_cubed(found, read), pairwise(found, read)
    alone = b_cubed({item: item for item in read}, read)
    strict = b_cubed({**found, **{item: ("missed", item) for item in missed}}, right)
    return {
        "mentions": len(right),
        "missed": len(missed),
        "b3.precision": round(cubed.precision, 4),
        "b3.recall": round(cubed.recall, 4),
        "b3.f1": round(cubed.f1, 4),
        "b3.f1.if.nothing.joined": round(alone.f1, 4),
        "pairs.precision": round(pairs.precision, 4),
        "pairs.recall": round(pairs.recall, 4),
        "pairs.f1": round(pairs.f1, 4),
        "b3.f1.strict": round(strict.f1, 4),
    }


def resolve(thread: Thread, order: list[str]) -> list[tuple[str, ...]]:
    """Return the happenings of a thread whose events come in `order`."""
    odds = score_all({fact: thread.sides[fact] for fact in order})
    return partition(order, odds, floor=FLOOR)


def measure(thread: Thread) -> dict[str, Any]:
    """Return all figures of one thread."""
    groups = resolve(thread, sorted(thread.sides))
    exact = True
    for seed in range(ORDERS):
        order = sorted(thread.sides)
        random.Random(seed).shuffle(order)
        exact = exact and resolve(thread, order) == groups
    of_event = {event: n for n, group in enumerate(groups) for event in group}
    happenings = {item: of_event[event] for item, event in thread.found.items()}
    somebodies = {item: thread.somebody[entity] for item, entity in thread.entity_of.items()}
    return {
        "events": figures(thread.events, happenings, thread.unread),
        "entities": figures(thread.entities, somebodies, thread.unseen),
        "same in every order": exact,
    }


def mean(threads: Mapping[str, Any]) -> dict[str, float]:
    """Return the mean over threads of what counts."""
    return {
        f"{what}.{name}": round(sum(t[what][name] for t in threads.values()) / len(threads), 4)
        for what in ("events", "entities")
        for name in ("b3.f1", "b3.f1.strict", "b3.f1.if.nothing.joined", "pairs.f1")
    }


def keeping(read: Callable[[], Callable[[Document], Reading]], folder: Path | None) -> Any:
    """Return a reader that keeps its readings in `folder`, by id of the document."""
    loaded: list[Callable[[Document], Reading]] = []

    def kept(document: Document) -> Reading:
        path = folder / f"{document.id}.json" if folder else None
        if path and path.exists():
            return from_json(path.read_bytes())
        if not loaded:
            loaded.append(read())
        reading = loaded[0](document)
        if path:
            path.write_bytes(to_json(reading))
        return reading

    return kept


def main() -> int:
    """Run; exit 1 if a figure falls below its floor."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.threads", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--held-out", action="store_true", help="report the held-out threads too")
    parser.add_argument("--readings", type=Path, help="keep readings here between runs")
    options = parser.parse_args()
    if not (options.shared / "corpora").is_dir():
        print(f"threads: no corpora in {options.shared}. Name its folder: --shared DIR.")
        return 2
    read = keeping(lambda: load_reader("fr"), options.readings)
    results: dict[str, Any] = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    sets = {"development": DEVELOPMENT} | ({"held out": HELD_OUT} if options.held_out else {})
    for part, names in sets.items():
        threads = {
            name: measure(load_thread(name, options.shared / "corpora", read)) for name in names
        }
        results[part] = {"threads": threads, "mean": mean(threads)}
        print(part, json.dumps(results[part]["mean"], indent=1))
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    floors = json.loads(FLOORS.read_text("utf-8"))
    reached = results["development"]
    low = [
        f"{name}: {reached['mean'][name]:.3f} is below its floor {floor:.3f}"
        for name, floor in floors.items()
        if reached["mean"][name] < floor
    ]
    low += [
        f"{name}: another order gives other groups"
        for part in sets
        for name, thread in results[part]["threads"].items()
        if not thread["same in every order"]
    ]
    print("\n".join(low))
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
