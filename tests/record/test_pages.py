"""How much SQLite may keep in memory while a record is filled for the first time."""

import os

import pytest

from dragoman.record import pages
from dragoman.record.store import open_record

GIB = 1024 * 1024  # in KiB


def kept(path):
    """Return how many KiB SQLite may keep before, during and after."""
    with open_record(path) as record, record._database.writing() as connection:

        def now():
            return -connection.exec_driver_sql("PRAGMA cache_size").scalar_one()

        before = now()
        held = pages.keep_pages(connection)
        during = now()
        with pages.much_memory(connection):
            assert now() == during
        pages.drop_pages(connection, held)
        return before, during, now()


@pytest.mark.parametrize(
    ("memory", "expected"),
    [(24, 6), (96, 6), (8, 2), (1, 0.5)],
)
def test_a_quarter_of_the_memory_is_kept_within_bounds(tmp_path, monkeypatch, memory, expected):
    monkeypatch.setattr(pages, "_memory_kib", lambda: memory * GIB)

    before, during, after = kept(tmp_path / "r.sqlite")

    assert during == expected * GIB
    assert before == after < during


@pytest.mark.parametrize(("told", "bound"), [("4294967296\n", 4 * GIB), ("max\n", None)])
def test_a_container_has_no_more_than_its_limit(tmp_path, monkeypatch, told, bound):
    limit = tmp_path / "memory.max"
    limit.write_text(told, encoding="ascii")
    whole = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 1024
    monkeypatch.setattr(pages, "_LIMITS", (tmp_path / "none", limit))

    assert pages._memory_kib() == min(whole, bound or whole)
