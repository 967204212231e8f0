"""Tables worked out of others beforehand, in order of a folded name.

One name is found in them without reading the rest, which would take longer than most
answers. Each tells of which tables it was made: where those have changed since, it is not
used, and what it holds is worked out anew.
"""

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Generic, TypeVar

from dragoman.knowledge.tables import read_table

SOURCES = (
    "states.csv",
    "state_names.csv",
    "state_names_press.csv",
    "capitals.csv",
    "metonyms.csv",
    "organisations.csv",
    "cities.csv",
    "regions.csv",
    "caution.csv",
)
"""The tables that names of states, organisations and places stand in."""

Value = TypeVar("Value")


@cache
def sources_digest() -> str:
    """Return hex digits that change whenever one of `SOURCES` does."""
    digest = hashlib.sha256()
    for name in SOURCES:
        digest.update(name.encode() + b"\0" + read_table(name))
    return digest.hexdigest()[:16]


def as_table(rows: Iterable[tuple[str, ...]]) -> str:
    """Return the text of a table of `rows`, whose first cells are what is looked for.

    Rows with one first cell keep their order.
    """
    ordered = sorted(rows, key=lambda row: row[0])
    return "\n".join((sources_digest(), *("\t".join(row) for row in ordered), ""))


class SortedTable(Mapping[str, Value], Generic[Value]):
    """The rows of a table by their first cell; a row is read when it is asked for."""

    def __init__(self, lines: list[str], read: Callable[[list[list[str]]], Value]) -> None:
        """Take the lines of a table, in order, and what makes a value of rows' other cells."""
        self._lines = lines
        self._read = read
        self._known: dict[str, Value] = {}

    def __getitem__(self, name: str) -> Value:
        if name not in self._known:
            start = name + "\t"
            at = bisect_left(self._lines, name, key=_first)
            rows = []
            while at < len(self._lines) and self._lines[at].startswith(start):
                rows.append(self._lines[at].split("\t")[1:])
                at += 1
            if not rows:
                raise KeyError(name)
            self._known[name] = self._read(rows)
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        before = None
        for name in map(_first, self._lines):
            if name != before:
                yield name
            before = name

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _first(line: str) -> str:
    return line.partition("\t")[0]


def load_sorted(name: str, read: Callable[[list[list[str]]], Value]) -> SortedTable[Value] | None:
    """Return the table in the file `name`; None if there is none made of today's tables.

    Args:
        name: of the file.
        read: makes a value of the rows of one name, without their first cell.
    """
    try:
        lines = read_table(name).decode("utf-8").split("\n")
    except FileNotFoundError:
        return None
    return SortedTable(lines[1:-1], read) if lines[0] == sources_digest() else None
