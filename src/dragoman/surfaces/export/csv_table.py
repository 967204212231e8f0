"""A table as CSV (RFC 4180, UTF-8), safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from dragoman.surfaces.export.columns import Cell, Table
from dragoman.surfaces.export.selection import Selection, Tally

_ROWS = 500
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a cell for a formula: such a text gets an apostrophe."""


def write_csv(table: Table[Any], selection: Selection, tally: Tally) -> Iterator[bytes]:
    """Yield `table` with a line of names."""
    page = io.StringIO(newline="")
    writer = csv.writer(page)
    writer.writerow([column.name for column in table.columns])
    for row in table.rows(selection):
        writer.writerow([_cell(value) for value in row])
        tally.written += 1
        if tally.written % _ROWS == 0:
            yield _taken(page)
    yield _taken(page)


def _taken(page: io.StringIO) -> bytes:
    data = page.getvalue().encode()
    page.seek(0)
    page.truncate()
    return data


def _cell(value: Cell) -> str | float:
    """Return what stands in one cell; a list becomes its members joined by "|"."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        value = "|".join(_escaped(member or "") for member in value)
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return value


def _escaped(member: str) -> str:
    return member.replace("\\", "\\\\").replace("|", "\\|")
