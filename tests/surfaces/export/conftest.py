"""The hand-written record, opened, and what a format makes of it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dragoman.record.store import Record, open_record
from dragoman.surfaces.export.formats import FORMATS
from dragoman.surfaces.export.selection import Selection, Tally


@pytest.fixture
def record(record_file: Path) -> Iterator[Record]:
    with open_record(record_file, create=False) as opened:
        yield opened


@pytest.fixture
def export(record: Record) -> Callable[..., tuple[bytes, Tally]]:
    """Returns the whole file of a format, and what became of the facts."""

    def make(name: str, *, table=None, **filters) -> tuple[bytes, Tally]:
        tally = Tally()
        selection = Selection(record=record, filters=filters)
        return b"".join(FORMATS[name].write(selection, tally, table=table)), tally

    return make
