"""Many synthetic events on both engines: loading, the first page of a pair, words, sizes.

``python -m benchmarks.scale --events 1000000`` writes `benchmarks/scale.json`. PostgreSQL
runs as a throw-away cluster with its own settings, synced to disk like SQLite. With
``--folder DIR`` the record of SQLite stays there, and the same command goes on where it was.
"""

import argparse
import contextlib
import json
import os
import platform
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.synthetic import EVENTS, Press
from dragoman.record.search import Sought
from dragoman.record.store import Record, open_record
from dragoman.scale.load import load_shards

HERE = Path(__file__).parent
_BATCH = 1000  # articles of one shard
_SHARDS = 10  # given to be loaded by one command, if nothing else is asked
_PAGE = 20
_TRIES = 200


def main() -> None:
    """Measure and write."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--events", type=int, default=1_000_000)
    asked.add_argument("--engines", default="sqlite,postgresql")
    asked.add_argument("--out", type=Path, default=HERE / "scale.json")
    asked.add_argument("--folder", type=Path, help="where the record of SQLite is made and stays")
    asked.add_argument("--at-once", type=int, default=_SHARDS, help="shards loaded by one command")
    given = asked.parse_args()
    with contextlib.ExitStack() as stack:
        place = tempfile.TemporaryDirectory(prefix="dragoman-scale-")
        folder = given.folder or Path(stack.enter_context(place))
        folder.mkdir(parents=True, exist_ok=True)
        records = {
            name: stack.enter_context(_record(name, folder)) for name in given.engines.split(",")
        }
        result = measure(records, given.events, folder, at_once=given.at_once)
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


def measure(
    records: dict[str, Record], events: int, folder: Path, *, at_once: int = _SHARDS
) -> dict[str, Any]:
    """Load the same articles into every record, ask each the same, and return the figures."""
    begun = os.getloadavg()
    press = Press()
    loads = {
        name: _load(
            record, press, max(1, events // EVENTS), folder / f"{name}.loads.jsonl", at_once
        )
        for name, record in records.items()
    }
    figures: dict[str, Any] = {}
    for name, record in records.items():
        held = record.counts()
        figures[name] = {
            "engine": record.health().engine if events <= 200_000 else name,
            "articles": held.versions,
            "events": held.events,
            "load": _told(loads[name]),
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


class _Loaded(msgspec.Struct, frozen=True):
    """What loading some shards took: seconds by the clock, and of the client's processor."""

    events: int
    seconds: float
    cpu: float


def _load(record: Record, press: Press, articles: int, log: Path, at_once: int) -> list[_Loaded]:
    """Load what is missing of so many articles, shard by shard; making the shards is not counted.

    Args:
        record: the record; whole shards that it holds are passed over.
        press: makes the articles.
        articles: how many.
        log: where it is noted what every few shards took, also of earlier runs.
        at_once: how many shards are loaded by one command: what brings more than is held
            lays indexes aside.
    """
    held = record.counts().versions // _BATCH * _BATCH
    if not held:
        log.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix="dragoman-shard-") as folder, log.open("ab") as noted:
        for first in range(held, articles, at_once * _BATCH):
            last = min(first + at_once * _BATCH, articles)
            starts = range(first, last, _BATCH)
            shards = [Path(folder) / f"{start:09}" for start in starts]
            made = [
                press.write(shard, min(_BATCH, articles - start), start)
                for shard, start in zip(shards, starts, strict=True)
            ]
            wall, cpu = time.perf_counter(), time.process_time()
            load_shards(record, shards)
            took = time.perf_counter() - wall, time.process_time() - cpu
            events = sum(one.facts for one in made)
            noted.write(msgspec.json.encode(_Loaded(events, *took)) + b"\n")
            noted.flush()
            for shard in shards:
                shutil.rmtree(shard)
    return msgspec.json.Decoder(_Loaded).decode_lines(log.read_bytes())


def _told(loads: list[_Loaded]) -> dict[str, Any]:
    """Return what loading took, as a whole and in each tenth of the shards that were measured."""
    size = -(-len(loads) // 10)
    tenths = [loads[at : at + size] for at in range(0, len(loads), size)]

    def pace(some: list[_Loaded], seconds: Callable[[_Loaded], float]) -> int:
        return round(sum(one.events for one in some) / sum(map(seconds, some)))

    return {
        "measured_events": sum(one.events for one in loads),
        "seconds": round(sum(one.seconds for one in loads), 1),
        "cpu_seconds_of_the_client": round(sum(one.cpu for one in loads), 1),
        "events_per_s": pace(loads, lambda one: one.seconds),
        "events_per_cpu_s_of_the_client": pace(loads, lambda one: one.cpu),
        "events_per_cpu_s_by_tenth": [pace(tenth, lambda one: one.cpu) for tenth in tenths],
    }


def _page(record: Record, pair: tuple[str, str]) -> None:
    sides = frozenset({pair[0]}), frozenset({pair[1]})
    record.survey.slice("E", first=0, most=_PAGE, sides=sides)


def _find(record: Record, words: list[str]) -> None:
    record.search.find(Sought(phrases=tuple(words)), most=_PAGE)


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
