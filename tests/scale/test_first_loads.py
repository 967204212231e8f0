"""Loads that bring more than is held: what they lay aside is back, whatever befalls them."""

import contextlib
import os
import signal
import sqlite3
from datetime import UTC, datetime

import pytest
from benchmarks.synthetic import Press
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from dragoman.record import aside, batches
from dragoman.record.copying import digest
from dragoman.record.files import ASK_INDEXES, BY_FACT, INDEXES, log
from dragoman.record.store import open_record
from dragoman.scale import load
from dragoman.scale.load import load_shards

ARTICLES = 4  # of each shard
OF_SQLITE = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
OF_POSTGRES = (
    "SELECT indexname AS name, indexdef FROM pg_indexes WHERE schemaname = current_schema() "
    "UNION ALL SELECT conname, pg_get_constraintdef(oid) || convalidated FROM pg_constraint "
    "WHERE contype = 'f' AND connamespace = current_schema()::regnamespace"
)


def still():
    return datetime(2024, 5, 1, tzinfo=UTC)


@pytest.fixture
def shards(tmp_path):
    folders = [tmp_path / "shards" / f"{number}" for number in range(4)]
    for number, folder in enumerate(folders):
        Press().write(folder, ARTICLES, number * ARTICLES)
    return folders


@pytest.fixture
def fresh_server(server):
    name = server.create()
    yield server.url(name)
    server.drop(name)


@pytest.fixture
def one_by_one(monkeypatch):
    """Each shard has a transaction of its own."""
    monkeypatch.setattr(batches, "_FACTS_AT_ONCE", 1)
    monkeypatch.setattr(batches, "_FIRST", 1)


def laid(record):
    """Return the indexes of a record with what they are, and its foreign keys."""
    with record._database.reading() as connection:
        server = connection.dialect.name == "postgresql"
        found = connection.execute(text(OF_POSTGRES if server else OF_SQLITE))
        return sorted((name.lower(), meaning) for name, meaning in found)


def told(record):
    with record._database.reading() as connection:
        return digest(connection)


def names_in(path):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return {name for name, _ in connection.execute(OF_SQLITE)}


def load_and_die(path, shards):
    """Load in a process of its own, which is killed after the first shard."""
    child = os.fork()
    if child == 0:
        with open_record(path, clock=still) as record:
            load_shards(record, shards, tell=lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL


def test_indexes_and_keys_are_afterwards_what_they_were(where, shards, one_by_one):
    with open_record(where, clock=still) as record:
        before = laid(record)

        report = load_shards(record, shards)

        assert report.facts == 4 * ARTICLES * 8
        assert laid(record) == before
        assert record.health().problems == ()


def test_what_is_loaded_is_the_same_with_nothing_aside(where, tmp_path, shards, one_by_one):
    with open_record(tmp_path / "slow.sqlite", clock=still) as record:
        for number, shard in enumerate(shards):  # never more than are held, but for the first
            load_shards(record, [shard])
            assert number == 0 or record.counts().versions > ARTICLES
        expected = told(record)

    with open_record(where, clock=still) as record:
        load_shards(record, shards)

        assert told(record) == expected


def test_only_a_load_of_more_than_is_held_lays_indexes_aside(tmp_path, shards):
    path = tmp_path / "r.sqlite"
    seen = []

    def look(*_):
        seen.append(names_in(path).isdisjoint(INDEXES))

    with open_record(path) as record:
        load_shards(record, shards[:2], tell=look)
        load_shards(record, shards[:3], tell=look)  # two are known

    assert seen == [True, True, False]


def test_a_version_is_recorded_though_rows_are_not_found_by_their_fact(tmp_path, shards):
    changed = tmp_path / "changed"
    Press(seed=2).write(changed, ARTICLES)  # at the addresses of the first shard
    with open_record(tmp_path / "slow.sqlite", clock=still) as record:
        for shard in (*shards, changed):
            load_shards(record, [shard])
        expected = told(record)
    with open_record(tmp_path / "r.sqlite", clock=still) as record:
        report = load_shards(record, [*shards, changed])

        assert report.new_versions == ARTICLES
        assert told(record) == expected
        assert record.health().problems == ()


def test_versions_put_back_only_what_they_are_found_by(tmp_path, shards):
    path = tmp_path / "r.sqlite"
    with open_record(path, clock=still) as record:
        with record.loading.many(10**6), record.loading.batch() as batch:
            batch._put_back.by_fact()
            names = set(batch._connection.exec_driver_sql(ASK_INDEXES).scalars())

        assert set(INDEXES) & names == set(BY_FACT)
        assert set(INDEXES) <= names_in(path)


def test_the_log_and_the_memory_of_a_first_load_are_given_back(tmp_path, shards):
    path = tmp_path / "r.sqlite"
    with open_record(path) as record:
        with record._database.writing() as connection:
            before = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
        load_shards(record, shards)

        assert log(path).stat().st_size == 0
        with record._database.writing() as connection:
            assert connection.exec_driver_sql("PRAGMA cache_size").scalar_one() == before
            sizes = "SELECT v FROM search_words_config WHERE k = 'hashsize'"
            assert connection.exec_driver_sql(sizes).scalar_one() == 1024 * 1024


def test_a_first_load_brings_more_at_once_but_not_on_a_server(where):
    with open_record(where) as record:
        with record.loading.batch() as batch:
            assert batch.most == 50_000
        with record.loading.many(10**6), record.loading.batch() as batch:
            assert batch.most == (50_000 if "postgres" in str(where) else 200_000)


def test_progress_is_told_for_each_shard_and_of_the_indexes(tmp_path, shards):
    seen = []
    seconds = iter(range(100))
    with open_record(tmp_path / "r.sqlite") as record:
        load_shards(record, shards, on_progress=seen.append, timer=lambda: float(next(seconds)))

    assert [one.phase for one in seen] == ["loading"] * 4 + ["indexing"]
    assert [one.done for one in seen] == [4, 8, 12, 16, 16]
    assert [one.fraction for one in seen] == [0.25, 0.5, 0.75, 0.999, None]
    assert [one.left for one in seen] == [3.0, 2.0, 1.0, 0.0, None]
    assert seen[1].rate == 4.0


def test_a_killed_load_leaves_a_record_that_mends_itself_and_goes_on(tmp_path, shards, one_by_one):
    path = tmp_path / "r.sqlite"
    with open_record(tmp_path / "whole.sqlite", clock=still) as record:
        load_shards(record, shards)
        expected, indexes = told(record), laid(record)
    load_and_die(path, shards)
    assert names_in(path).isdisjoint(INDEXES)

    with open_record(path, clock=still) as record:
        assert laid(record) == indexes
        assert record.counts().versions == ARTICLES
        assert load_shards(record, shards).known == 1

        assert told(record) == expected
        assert laid(record) == indexes


def test_who_opens_a_record_while_it_is_written_does_not_wait(tmp_path, shards, one_by_one):
    path = tmp_path / "r.sqlite"
    load_and_die(path, shards)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        with open_record(path) as record:
            assert record.counts().versions == ARTICLES
            assert set(INDEXES).isdisjoint(name for name, _ in laid(record))


def test_a_damaged_shard_leaves_the_indexes(tmp_path, shards, one_by_one):
    (shards[1] / "facts.parquet").write_bytes(b"PAR1")
    with open_record(tmp_path / "r.sqlite") as record:
        before = laid(record)

        with pytest.raises(load.ShardError, match="is damaged"):
            load_shards(record, shards)

        assert laid(record) == before
        assert record.counts().versions == ARTICLES


def test_a_reader_on_a_server_is_not_waited_for(fresh_server, shards):
    with open_record(fresh_server, patience=1.0) as record:
        before = laid(record)
        with record._database.reading() as reading:
            reading.execute(text("SELECT count(*) FROM facts"))
            report = load_shards(record, shards)

        assert report.shards == len(shards)
        assert laid(record) == before


def test_a_row_that_names_nothing_is_refused_though_keys_are_aside(where):
    with open_record(where) as record:
        with (
            pytest.raises(IntegrityError, match=r"(?i)foreign key"),
            record.loading.many(1),
            record.loading.batch() as batch,
        ):
            batch._connection.execute(text("INSERT INTO waiting (document) VALUES (77)"))

        assert record.counts().versions == 0


def test_a_full_record_on_a_server_keeps_its_keys(served, monkeypatch):
    monkeypatch.setattr(aside, "_MOST_CHECKED", -1)
    monkeypatch.setattr(aside, "_lay_keys_aside", lambda _: pytest.fail("keys are aside"))
    with open_record(served) as record, record.loading.many(10**9), record.loading.batch():
        pass
