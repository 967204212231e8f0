"""Articles read by other processes: the record becomes the same, whoever dies."""

import contextlib
import importlib
import json
from pathlib import Path

import pytest

from dragoman.record.store import open_record
from dragoman.scale.engines import DaskCluster, EngineError, LocalPool, open_engine
from dragoman.scale.ingest import ingest


@pytest.fixture(scope="module")
def readers():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(Path(__file__).parent))
        yield importlib.import_module("picklable_reader")


@pytest.fixture(scope="module")
def pool(readers):
    with contextlib.closing(LocalPool(2)) as opened:
        yield opened


@pytest.fixture
def press(folder, tmp_path):
    """Single files, a file of many, a copy, an empty file."""
    articles = folder(8)
    lines = [f"Awa visite la commune numéro {n} avec le maire, son adjoint et des élus." for n in
             (*range(6), 0)]  # fmt: skip
    told = [json.dumps({"id": str(n), "text": line}) for n, line in enumerate(lines)]
    (articles / "many.jsonl").write_text("\n".join(told))
    (articles / "004-empty.txt").write_bytes(b"")
    return articles


@pytest.fixture
def alone(tmp_path, press, readers, contents):
    """What an ingest without workers makes of the press."""
    with open_record(tmp_path / "alone.sqlite", clock=still) as record:
        ingest([press], record=record, read=readers.read)
        return contents(record)


def still():
    from datetime import UTC, datetime

    return datetime(2024, 5, 1, tzinfo=UTC)


def taken(tmp_path, press, read, engine, contents):
    with open_record(tmp_path / "apart.sqlite", clock=still) as record:
        report = ingest([press], record=record, read=read, engine=engine)
        return report, contents(record)


def test_a_record_read_by_processes_is_the_same(tmp_path, press, readers, pool, alone, contents):
    report, held = taken(tmp_path, press, readers.read, pool, contents)

    assert held == alone
    assert (report.read, report.copies + report.unchanged, report.failed) == (14, 1, {"empty": 1})


def test_a_process_that_is_killed_changes_nothing(tmp_path, press, readers, pool, alone, contents):
    deadly = readers.DeadlyOnce(tmp_path / "killed")

    _, held = taken(tmp_path, press, deadly, pool, contents)

    assert (tmp_path / "killed").exists()
    assert held == alone


def test_an_article_that_kills_again_and_again_is_told(readers, pool):
    with pytest.raises(EngineError, match="died over one piece of work"):
        pool.submit(readers.always_deadly, None).result()


def test_a_reader_that_breaks_is_a_failure_of_its_article(readers, pool, folder, tmp_path):
    with open_record(tmp_path / "r.sqlite") as record:
        report = ingest([folder(2)], record=record, read=readers.bad_reader, engine=pool)

    assert report.failed == {"bug": 2}


def test_what_is_recorded_already_is_not_read_again(readers, pool, folder, tmp_path):
    articles = folder(3)
    with open_record(tmp_path / "r.sqlite") as record:
        ingest([articles], record=record, read=readers.read)

        report = ingest([articles], record=record, read=readers.always_deadly, engine=pool)

    assert (report.read, report.unchanged) == (0, 3)


@pytest.mark.slow
def test_a_cluster_makes_the_same_record_though_a_worker_is_killed(
    tmp_path, press, readers, alone, contents
):
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
        ) as cluster,
        contextlib.closing(
            DaskCluster(cluster.scheduler_address.replace("tcp://", "dask://"))
        ) as engine,
    ):
        _, held = taken(tmp_path, press, readers.DeadlyOnce(tmp_path / "killed"), engine, contents)

    assert engine.workers == 2
    assert (tmp_path / "killed").exists()
    assert held == alone


@pytest.mark.parametrize("engine", ["ray://here", "dask"])
def test_an_unknown_engine_is_told(engine):
    with pytest.raises(EngineError, match="there is no engine"):
        open_engine(engine, 2)
