"""A table as JSON Lines: one object a row, every column in each of them."""

from collections.abc import Iterator
from typing import Any

import msgspec

from dragoman.surfaces.export.columns import SCHEMA, Table
from dragoman.surfaces.export.selection import Selection, Tally

_ROWS = 200


def write_jsonl(table: Table[Any], selection: Selection, tally: Tally) -> Iterator[bytes]:
    """Yield `table`; each object tells its table and the version of the tables."""
    encode = msgspec.json.Encoder().encode
    names = [column.name for column in table.columns]
    head = {"table": table.name, "schema": SCHEMA}
    lines: list[bytes] = []
    for row in table.rows(selection):
        lines.append(encode(head | dict(zip(names, row, strict=True))))
        tally.written += 1
        if len(lines) == _ROWS:
            yield b"\n".join(lines) + b"\n"
            lines.clear()
    if lines:
        yield b"\n".join(lines) + b"\n"
