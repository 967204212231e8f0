"""How much of a file SQLite keeps in memory while much is written; a server sees to itself."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from dragoman.record.dialect import is_sqlite

_CACHE_KIB = 512 * 1024  # SQLite's own measure is 2 MiB
_MOST_KIB = 6 * 1024 * 1024
_LIMITS = (
    Path("/sys/fs/cgroup/memory.max"),
    Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"),
)
_SHARE = 4  # a first load keeps pages in a quarter of the memory, up to that


@contextmanager
def much_memory(connection: Connection) -> Iterator[None]:
    """Let one large transaction keep its pages in memory, instead of writing them many times."""
    if not is_sqlite(connection):
        yield
        return
    held = _cache(connection)
    if held > -_CACHE_KIB:
        _set_cache(connection, -_CACHE_KIB)
    try:
        yield
    finally:
        _set_cache(connection, held)


def keep_pages(connection: Connection) -> int:
    """Let the pages of a file stay in memory from one transaction to the next.

    Returns:
        What `drop_pages` is to be told.
    """
    if not is_sqlite(connection):
        return 0
    held = _cache(connection)
    _set_cache(connection, -max(_CACHE_KIB, min(_MOST_KIB, _memory_kib() // _SHARE)))
    return held


def drop_pages(connection: Connection, held: int) -> None:
    """Let the pages of a file go that `keep_pages` kept; `held` is what it returned."""
    if is_sqlite(connection):
        _set_cache(connection, held)


def _cache(connection: Connection) -> int:
    """Return how much SQLite may keep: KiB where negative, else pages."""
    held: int = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
    return held


def _set_cache(connection: Connection, held: int) -> None:
    connection.exec_driver_sql(f"PRAGMA cache_size = {held}")


def _memory_kib() -> int:
    """Return the memory that this process may use; 0 where nothing says."""
    try:
        found = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return 0
    for limit in _LIMITS:  # of a container, whose machine may have more
        try:
            told = limit.read_text("ascii").strip()
        except OSError:
            continue
        found = min(found, int(told)) if told.isdecimal() else found
    return found // 1024
