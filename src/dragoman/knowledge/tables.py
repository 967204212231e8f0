"""Read the CSV tables of the knowledge base and check their shape."""

import csv
import hashlib
import io
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from dragoman.errors import KnowledgeError

TABLES = (
    "states.csv",
    "state_names.csv",
    "state_names_press.csv",
    "capitals.csv",
    "metonyms.csv",
    "organisations.csv",
    "cities.csv",
    "regions.csv",
    "articles.csv",
    "caution.csv",
    "person_names.csv",
    "person_names_en.csv",
    "tenures.csv",
    "tenures_extra.csv",
    "titles.csv",
    "linking.csv",
    "m49.csv",
)


@cache
def read_table(name: str) -> bytes:
    """Return the bytes of a table."""
    return (files("dragoman.knowledge") / "data" / name).read_bytes()


def rows(name: str, columns: tuple[str, ...]) -> Iterator[list[str]]:
    """Yield the rows of a table whose header is exactly `columns`.

    Raises:
        KnowledgeError: if the header or a row does not fit.
    """
    reader = csv.reader(io.StringIO(read_table(name).decode("utf-8"), newline=""))
    header = next(reader, [])
    if tuple(header) != columns:
        raise KnowledgeError(f"{name}: columns {header} found. Use {', '.join(columns)}.")
    for row in reader:
        if len(row) != len(columns):
            raise KnowledgeError(
                f"{name}, line {reader.line_num}: {len(row)} cells found. Use {len(columns)}."
            )
        yield row


def several(cell: str) -> tuple[str, ...]:
    """Return the values of a cell that holds several."""
    return tuple(cell.split("|")) if cell else ()


@cache
def tables_digest() -> str:
    """Return sixteen hex digits that change whenever a table does."""
    digest = hashlib.sha256()
    for name in TABLES:
        digest.update(name.encode())
        digest.update(read_table(name))
    return digest.hexdigest()[:16]
