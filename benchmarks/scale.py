"""Many synthetic events on both engines: loading, the first page of a pair, words, sizes.

``python -m benchmarks.scale --events 1000000`` writes `benchmarks/scale.json`. PostgreSQL
runs as a throw-away cluster with its own settings, synced to disk like SQLite.
"""

import argparse
import contextlib
import json
import os
import platform
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import select

from benchmarks.synthetic import EVENTS, Press
from dragoman.record.dialect import matching
from dragoman.record.resolution_tables import searchables
from dragoman.record.store import Record, open_record

HERE = Path(__file__).parent
_BATCH = 1000  # articles loaded in one transaction, as one shard
_PAGE = 20
_TRIES = 200


def main() -> None:
    """Measure and write."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--events", type=int, default=1_000_000)
    asked.add_argument("--engines", default="sqlite,postgresql")
    asked.add_argument("--out", type=Path, default=HERE / "scale.json")
    asked.add_argument("--folder", type=Path, help="where the records are made")
    given = asked.parse_args()
    place = tempfile.TemporaryDirectory(prefix="dragoman-scale-", dir=given.folder)
    with place as folder, contextlib.ExitStack() as stack:
        records = {
            name: stack.enter_context(_record(name, Path(folder)))
            for name in given.engines.split(",")
        }
        result = measure(records, given.events)
    given.out.write_text(json.dumps(result, indent=2) + "\n")
    print(json.dumps(result, indent=2))


@contextlib.contextmanager
def _record(name: str, folder: Path) -> Iterator[Record]:
    if name == "sqlite":
        with open_record(folder / "record.sqlite") as record:
            yield record
        return
    from scripts.postgres_server import running_server

    with running_server(safe=True) as server, open_record(server.url(server.create())) as record:
        yield record


def measure(records: dict[str, Record], events: int) -> dict[str, Any]:
    """Load the same articles into every record, ask each the same, and return the figures."""
    press = Press()
    loads = {name: {"seconds": 0.0, "cpu_seconds": 0.0} for name in records}
    articles = max(1, events // EVENTS)
    begun = os.getloadavg()
    for first in range(0, articles, _BATCH):
        batch = list(press.articles(min(_BATCH, articles - first), first))
        for name, record in records.items():
            wall, cpu = time.perf_counter(), time.process_time()
            record.loading.load(f"shard:{first}", batch)
            loads[name]["seconds"] += time.perf_counter() - wall
            loads[name]["cpu_seconds"] += time.process_time() - cpu
    figures: dict[str, Any] = {}
    for name, record in records.items():
        held = record.counts()
        loaded = loads[name]
        figures[name] = {
            "engine": record.health().engine if events <= 2_000_000 else name,
            "articles": held.versions,
            "events": held.events,
            "load": {
                "seconds": round(loaded["seconds"], 1),
                "cpu_seconds_of_the_client": round(loaded["cpu_seconds"], 1),
                "events_per_s": round(held.events / loaded["seconds"]),
                "events_per_cpu_s_of_the_client": round(held.events / loaded["cpu_seconds"]),
            },
            "bytes": _size(record),
            "bytes_per_event": round(_size(record) / held.events),
        }
        _tidy(record)
        asked = Press(seed=2)
        asked.pairs = press.pairs
        pairs = [asked.draw_pair() for _ in range(_TRIES)]
        words = [[asked.draw_word()] for _ in range(_TRIES)]
        both = [[asked.draw_word(), asked.draw_word()] for _ in range(_TRIES)]
        figures[name]["first_page_of_a_pair_ms"] = _times(partial(_page, record), pairs)
        figures[name]["one_word_ms"] = _times(partial(_find, record), words)
        figures[name]["two_words_ms"] = _times(partial(_find, record), both)
    return {
        "machine": {
            "processor": platform.processor() or platform.machine(),
            "cores": os.cpu_count(),
            "sqlite": sqlite3.sqlite_version,
            "load_average_before": [round(one, 1) for one in begun],
            "load_average_after": [round(one, 1) for one in os.getloadavg()],
        },
        "events_of_an_article": EVENTS,
        "results": figures,
    }


def _page(record: Record, pair: tuple[str, str]) -> None:
    sides = frozenset({pair[0]}), frozenset({pair[1]})
    record.survey.slice("E", first=0, most=_PAGE, sides=sides)


def _find(record: Record, words: list[str]) -> None:
    with record._database.reading() as connection:
        best = matching(connection, words)
        ranked = best.order_by(best.selected_columns.rank.desc()).limit(_PAGE).subquery()
        found = select(searchables.c.document, searchables.c.start, searchables.c.end)
        connection.execute(found.join(ranked, ranked.c.id == searchables.c.id)).all()


def _times(ask: Callable[[Any], None], asked: list[Any]) -> dict[str, float]:
    """Return what asking costs, in milliseconds; the first few only warm up."""
    for one in asked[:5]:
        ask(one)
    wall, cpu = [], []
    for one in asked:
        begun, used = time.perf_counter(), time.process_time()
        ask(one)
        wall.append(1000 * (time.perf_counter() - begun))
        cpu.append(1000 * (time.process_time() - used))
    cuts = statistics.quantiles(wall, n=20)
    return {
        "p50": round(statistics.median(wall), 1),
        "p95": round(cuts[18], 1),
        "most": round(max(wall), 1),
        "p95_of_the_client_cpu": round(statistics.quantiles(cpu, n=20)[18], 1),
    }


def _tidy(record: Record) -> None:
    """Let the engine look at what it holds, as it would by itself in time."""
    engine = record._database.engine.execution_options(isolation_level="AUTOCOMMIT")
    if engine.dialect.name == "sqlite":
        return
    raw = engine.raw_connection()
    try:
        driver: Any = raw.driver_connection
        driver.rollback()
        driver.autocommit = True
        driver.execute("VACUUM ANALYZE")
        driver.autocommit = False
    finally:
        raw.close()


def _size(record: Record) -> int:
    with record._database.reading() as connection:
        if connection.dialect.name == "sqlite":
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            return int(pages * connection.exec_driver_sql("PRAGMA page_size").scalar_one())
        query = "SELECT pg_database_size(current_database())"
        return int(connection.exec_driver_sql(query).scalar_one())


if __name__ == "__main__":
    main()
