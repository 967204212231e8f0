"""Articles that were read elsewhere, laid out as rows that wait for a record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from dragoman.record.tables import METADATA
from dragoman.sources.origin import Origin
from dragoman.types.document import Document

FACT_TABLES = (
    *("actors", "judgements", "facts", "events", "event_mentions"),
    *("quotations", "agreements", "claims", "participants"),
)
"""What is laid out of a reading beside its entities, in the order in which it can be written."""

FILLED = ("document", "decided_at")
"""Columns whose values one article's rows share; the record fills them in, behind the others."""

_OF_THE_RECORD = {"judgements": {"id", "relation", "undone_at"}, "participants": {"id"}}

COLUMNS: Mapping[str, tuple[str, ...]] = {
    name: tuple(
        column.name
        for column in METADATA.tables[name].c
        if column.name not in (*FILLED, *_OF_THE_RECORD.get(name, ()))
    )
    for name in ("entities", *FACT_TABLES)
}
"""Table to the columns of the rows that wait; a row is a tuple, many times as fast as a dict."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """An article that was read elsewhere.

    Attributes:
        document, address, origin: as the source gives them.
        reading: the verified reading, as `rows.pack` packs it.
        made_by: what made it: schema, dragoman, pack, knowledge, model.
        signature, keys: of the text, as `sources.similar` makes them; empty: no words.
        entities: rows of the entities that its actors are.
        rows: rows by table of `FACT_TABLES`. All rows are as `COLUMNS` says.
    """

    document: Document
    address: str
    origin: Origin
    reading: bytes
    made_by: tuple[int, str, str, str, str]
    signature: bytes
    keys: tuple[int, ...]
    entities: Sequence[tuple[Any, ...]]
    rows: Mapping[str, Sequence[tuple[Any, ...]]]


def place_of(table: str, column: str) -> int:
    """Return where the value of a column stands in a row that waits."""
    return COLUMNS[table].index(column)


def as_waiting(table: str, rows: Sequence[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    """Return rows as `rows.lay_out` lays them out as rows that wait."""
    return list(map(itemgetter(*COLUMNS[table]), rows))
