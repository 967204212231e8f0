"""Columns and tables: what each holds, in what form, and where its value comes from."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from dragoman.surfaces.export.selection import Selection

SCHEMA = "1"
"""Version of the tables. Raised when a column leaves or changes its meaning."""

Kind = Literal["text", "texts", "number", "whole", "flag", "day"]
"""A text, a list of texts, a fraction, a whole number, true or false, an ISO day."""

Cell = str | tuple[str | None, ...] | float | bool | None
Source = TypeVar("Source")


@dataclass(frozen=True, slots=True)
class Column(Generic[Source]):
    """One column.

    Attributes:
        name: its name in every format.
        kind: the form of its values.
        about: what they mean.
        get: takes the value out of the source of a row; None where there is none.
        required: whether every row has a value.
    """

    name: str
    kind: Kind
    about: str
    get: Callable[[Source], Any]
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Generic[Source]):
    """One table.

    Attributes:
        name: its name, and that of its file.
        about: what one row is.
        columns: in order.
        key: names of the columns that tell a row from all others.
        sources: yields what its rows are made of.
    """

    name: str
    about: str
    columns: tuple[Column[Source], ...]
    key: tuple[str, ...]
    sources: Callable[[Selection], Iterator[Source]]

    def rows(self, selection: Selection) -> Iterator[tuple[Cell, ...]]:
        """Yield the rows, each in the order of the columns."""
        getters = [column.get for column in self.columns]
        for source in self.sources(selection):
            yield tuple(get(source) for get in getters)
