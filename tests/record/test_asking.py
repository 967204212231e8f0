"""Questions in SQL that both engines answer alike; the fixture `record` is of each in turn."""

import threading

import pytest

from dragoman.errors import RecordError
from dragoman.record.asking import asking_of
from dragoman.record.store import open_record

DOCUMENTS = "SELECT id, name FROM documents WHERE id IN ({keys}) AND language = :language"


@pytest.mark.parametrize("keys", [[1], [1, 2, 3], []])
def test_a_list_of_keys_is_one_parameter(record, visit, keys):
    document, reading = visit()
    record.add(document, reading)

    with record._database.asking() as asking:
        rows = asking.rows(DOCUMENTS, keys=keys, language="fr")

    assert rows == ([(1, document.id)] if keys else [])


def test_what_a_transaction_wrote_is_seen_in_it(record, visit):
    record.add(*visit())
    with record._database.writing() as connection:
        connection.exec_driver_sql("UPDATE documents SET language = 'en'")

        inside = asking_of(connection).rows(DOCUMENTS, keys=[1], language="en")
        with record._database.asking() as asking:
            outside = asking.rows(DOCUMENTS, keys=[1], language="en")

    assert (len(inside), len(outside)) == (1, 0)


def test_one_state_is_seen_however_often_it_is_asked(record, visit):
    with record._database.asking() as asking:
        before = asking.rows("SELECT count(*) FROM documents")
        record.add(*visit())

        assert asking.rows("SELECT count(*) FROM documents") == before


def test_threads_ask_at_once(record, visit):
    record.add(*visit())
    texts = []
    threads = [
        threading.Thread(target=lambda: texts.append(record.text(1))) for _ in range(8)
    ]  # fmt: skip
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert texts == [record.text(1)] * 8


def test_a_file_that_is_damaged_meanwhile_is_named(tmp_path, visit):
    path = tmp_path / "record.sqlite"
    with open_record(path) as record:
        record.add(*visit())
    with open_record(path) as record:
        path.write_bytes(b"\0" * path.stat().st_size)
        with pytest.raises(RecordError, match="no SQLite file"):
            record.text(1)
