"""Whole batches into the record, whatever happens on the way."""

import itertools
import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace

import pytest

from dragoman.errors import DragomanError, PackError, RecordError
from dragoman.record.store import open_record
from dragoman.scale.ingest import ingest
from dragoman.types.span import Span

GERMAN = "Der Außenminister ist am Montag zu Gesprächen in Paris eingetroffen."


def start(script, record_path, folder, pause="0"):
    return subprocess.Popen(
        [sys.executable, str(script), str(record_path), str(folder), pause],
        stdout=subprocess.PIPE,
        text=True,
    )


def test_every_article_is_recorded_once(record, read, folder, contents):
    articles = folder(12)

    first = ingest([articles], record=record, read=read)
    before = contents(record)
    second = ingest([articles], record=record, read=read)

    assert (first.read, first.unchanged, first.new_versions) == (12, 0, 0)
    assert (second.read, second.unchanged, second.new_versions) == (0, 12, 0)
    assert contents(record) == before
    assert [event.event.type.value for event in record.events()] == ["CONSULT"] * 12
    assert not first.stopped
    assert first.seconds > 0


def test_three_bad_files_among_a_hundred_stop_nothing(record, read, folder):
    articles = folder(97)
    (articles / "010-empty.txt").write_bytes(b"")
    (articles / "050-binary.txt").write_bytes(bytes(range(256)) * 20)
    (articles / "090-nul.txt").write_bytes(b"\0" * 9)

    report = ingest([articles], record=record, read=read)

    assert report.read == 97
    assert report.failed == {"empty": 1, "binary": 1, "nul": 1}
    kept = [failure for group in record.failures() for failure in group.failures]
    assert {failure.cause for failure in kept} == {"empty", "binary", "nul"}
    assert all(failure.path.startswith("/") and failure.advice for failure in kept)
    assert record.counts().events == 97


def test_a_mended_file_leaves_the_list_of_failures(record, read, folder):
    articles = folder(2)
    bad = articles / "bad.txt"
    bad.write_bytes(b"")
    ingest([articles], record=record, read=read)
    bad.write_text("Awa ouvre la séance du conseil des ministres de la région.")

    report = ingest([articles], record=record, read=read)

    assert (report.read, report.failed) == (1, {})
    assert record.failures() == ()


def test_a_failure_is_kept_once_however_often_it_is_tried(record, read, folder):
    articles = folder(0)
    (articles / "bad.txt").write_bytes(b"")

    for _ in range(3):
        ingest([articles], record=record, read=read)

    assert record.counts().failures == 1


def test_a_changed_file_is_a_new_version(record, read, folder):
    articles = folder(3)
    ingest([articles], record=record, read=read)
    (articles / "001.txt").write_text("Moussa annule la visite prévue au marché de la ville.")

    report = ingest([articles], record=record, read=read)

    assert (report.read, report.unchanged, report.new_versions) == (1, 2, 1)
    counts = record.counts()
    assert (counts.documents, counts.versions) == (3, 4)


def test_a_date_put_above_a_recorded_text_is_taken(record, read, folder):
    articles = folder(2)
    ingest([articles], record=record, read=read)
    file = articles / "001.txt"
    file.write_text(f"date: 2023-02\n\n{file.read_text()}")

    report = ingest([articles], record=record, read=read)

    assert (report.read, report.unchanged, report.new_versions) == (1, 1, 0)
    assert [document.published for document in record.documents()] == [None, "2023-02"]


def test_articles_of_one_json_file_are_no_versions_of_each_other(record, read, tmp_path):
    articles = [{"text": f"Awa signe le contrat numéro {n} pour la ville."} for n in range(3)]
    path = tmp_path / "articles.json"
    path.write_text(json.dumps(articles))

    report = ingest([path], record=record, read=read)

    assert (report.read, report.new_versions) == (3, 0)


def test_a_reader_that_breaks_on_one_article_stops_nothing(record, read, folder):
    def break_on_some(document):
        if " 3 " in document.text:
            raise ZeroDivisionError("no such thing")
        if " 5 " in document.text:
            raise DragomanError("the article refers to itself.")
        return read(document)

    report = ingest([folder(8)], record=record, read=break_on_some)

    assert report.read == 6
    assert report.failed == {"bug": 1, "reading": 1}
    [bug] = [failure for failure in report.failures if failure.cause == "bug"]
    assert "ZeroDivisionError: no such thing" in bug.message
    assert "break_on_some" in bug.detail


def test_a_broken_pack_stops_the_batch(record, read, folder):
    def break_down(document):
        if " 2 " in document.text:
            raise PackError("fr/times.yaml: a rule is missing.")
        return read(document)

    with pytest.raises(PackError, match="a rule is missing"):
        ingest([folder(8)], record=record, read=break_down)

    assert record.counts().versions == 2
    assert record.failures() == ()


def test_a_reading_that_does_not_fit_is_a_failure(record, read, folder):
    def misplace(document):
        reading = read(document)
        if " 1 " in document.text:
            return replace(reading, sentences=(Span(0, len(document.text) + 9),))
        return reading

    report = ingest([folder(3)], record=record, read=misplace)

    assert report.read == 2
    assert report.failed == {"unverified": 1}
    assert record.counts().versions == 2
    assert record.failures()[0].cause == "unverified"


def test_notices_say_what_was_guessed(record, read, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("Awa a été reçue à l'hôtel de la région où elle a déjeuné.".encode("cp1252"))

    report = ingest([path], record=record, read=read)

    noticed = report.notices[0]
    assert (noticed.path, noticed.notice.code) == (str(path), "encoding")


def test_progress_tells_phase_share_rate_and_time_left(record, read, folder):
    articles = folder(3)
    (articles / "more.json").write_text(
        json.dumps([{"text": f"Awa signe le contrat numéro {n} de la ville."} for n in range(2)])
    )
    told = []
    ticks = itertools.count(0.0, 0.5)

    ingest([articles], record=record, read=read, on_progress=told.append, timer=lambda: next(ticks))

    finding = [p.done for p in told if p.phase == "finding"]
    reading = [p for p in told if p.phase == "reading"]
    assert finding == [1, 2, 3, 4]
    assert [p.done for p in reading] == [1, 2, 3, 4, 5]
    shares = [p.fraction for p in reading]
    assert shares == sorted(shares)
    assert all(0 < share < 1 for share in shares)
    assert all(p.rate and p.rate > 0 for p in reading)
    assert reading[0].left > 0
    assert [(p.phase, p.fraction) for p in told[-1:]] == [("done", 1.0)]
    assert sum(p.fraction == 1.0 for p in told) == 1


def test_reading_again_replaces_and_doubles_nothing(record, read, folder):
    articles = folder(4)
    ingest([articles], record=record, read=read)

    report = ingest([articles], record=record, read=read, reread=True)

    assert (report.read, report.unchanged, report.new_versions) == (4, 0, 0)
    assert record.counts().events == 4
    assert record.health().problems == ()


def test_a_missing_folder_is_a_failure_and_the_rest_goes_on(record, read, folder, tmp_path):
    report = ingest([tmp_path / "none", folder(2)], record=record, read=read)

    assert (report.read, report.failed) == (2, {"missing": 1})


def test_a_record_that_cannot_be_written_stops_with_what_it_has(tmp_path, read, folder):
    articles = folder(6)
    path = tmp_path / "other.sqlite"

    def fill_up(document):
        if " 3 " in document.text:
            blocker.execute("BEGIN IMMEDIATE")
        return read(document)

    with open_record(path, patience=0.05) as record:
        blocker = sqlite3.connect(path, isolation_level=None)
        with closing(blocker), pytest.raises(RecordError, match="another program"):
            ingest([articles], record=record, read=fill_up)
        assert record.counts().versions == 3
        assert ingest([articles], record=record, read=read).read == 3


def test_ctrl_c_finishes_the_article_in_hand(record, read, folder):
    articles = folder(6)
    before = signal.getsignal(signal.SIGINT)

    def interrupt_at_three(document):
        if " 2 " in document.text:
            os.kill(os.getpid(), signal.SIGINT)
        return read(document)

    report = ingest([articles], record=record, read=interrupt_at_three)

    assert (report.read, report.stopped) == (3, True)
    assert signal.getsignal(signal.SIGINT) is before
    assert ingest([articles], record=record, read=read).read == 3


def test_a_second_ctrl_c_stops_at_once(record, read, folder):
    def interrupt_twice(document):
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGINT)
        return read(document)

    with pytest.raises(KeyboardInterrupt):
        ingest([folder(2)], record=record, read=interrupt_twice)

    assert record.counts().versions == 0


def test_three_ingests_at_once_lose_and_double_nothing(where, script, folder):
    articles = folder(60)

    both = [start(script, where, articles, "0.002") for _ in range(3)]
    outputs = [process.communicate(timeout=120)[0].split() for process in both]

    assert [process.returncode for process in both] == [0, 0, 0]
    done = [tuple(map(int, output[1:4])) for output in outputs]
    assert sum(read for read, _, _ in done) == 60
    assert all(read + unchanged == 60 and failed == 0 for read, unchanged, failed in done)
    with open_record(where) as record:
        counts = record.counts()
        assert (counts.versions, counts.events, counts.actors) == (60, 60, 60)
        assert record.health().problems == ()
