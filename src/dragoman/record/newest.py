"""The places where words stand that were recorded last, found without a look at all others."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import CTE, Connection, Row, Select, func, select

from dragoman.record.dialect import (
    expect_places,
    fold,
    is_sqlite,
    matching,
    prepare_search,
    rank_of,
)
from dragoman.record.resolution_tables import searchables

_AMPLE = 1.25  # how much longer a stretch is than it would have to be, as far as is known
_LONGER = 2  # times as long as the one before, at least


def newest_places(
    connection: Connection, told: Select[Any], phrases: Sequence[str], *, most: int
) -> Sequence[Row[Any]]:
    """Return the rows of `told` of places where every one of `phrases` occurs.

    PostgreSQL's index of words does not tell the places in their order, so that a common word
    would cost a look at each of its places. There they are looked for in stretches, which begin
    with the place recorded last and are as long as the engine, then what was found, let expect.

    Args:
        connection: a reading one.
        told: the query for columns of `searchables` and what belongs to it, in no order.
        phrases: words, as `matching` takes them.
        most: how many to give, those recorded last first.

    """
    if not any(map(fold, phrases)):
        return []
    if is_sqlite(connection):  # whose index of words gives the last first
        return connection.execute(_stretch(connection, told, phrases, None, most)).all()
    last, length = _begin(connection, phrases, most)
    found: list[Row[Any]] = []
    first = last + 1
    while first > 0 and len(found) < most:
        beyond, first = first, max(0, first - length)
        stretch = _stretch(connection, told, phrases, (first, beyond), most - len(found))
        found += connection.execute(stretch).all()
        expected = _length(last + 1 - first, len(found), most - len(found))
        length = max(_LONGER * length, expected)
    return found


def weigh_newest(
    connection: Connection,
    told: Select[Any],
    phrases: Sequence[str],
    *,
    most: int,
    weigh: Callable[[CTE], Select[Any]],
) -> Sequence[Row[Any]]:
    """Return what `weigh` makes, on PostgreSQL, of the places that `newest_places` gives.

    A thousand places need not leave the engine for twenty of them. A stretch that holds too few is
    searched again as a part of a longer one.

    Args:
        connection, told, phrases, most: as `newest_places` takes them.
        weigh: given the places, each with its `rank`, how much it is about `phrases`, returns the
            query for what is wanted; its rows have `held`, how many places it was given, and
            there is one at least if any was.
    """
    if not any(map(fold, phrases)):
        return []
    last, length = _begin(connection, phrases, most)
    while True:
        first = max(0, last + 1 - length)
        bounds = (first, last + 1)
        near = _stretch(connection, told, phrases, bounds, most, ranked=True).cte("near")
        rows = connection.execute(weigh(near)).all()
        held = rows[0].held if rows else 0
        if held >= most or first == 0:
            return rows
        length = max(_LONGER * length, _length(length, held, most))


def _begin(connection: Connection, phrases: Sequence[str], most: int) -> tuple[int, int]:
    """Return the number of the place recorded last, and how long the first stretch is."""
    prepare_search(connection)
    last = int(connection.scalar(select(func.max(searchables.c.id))) or 0)
    return last, _length(last, expect_places(connection, phrases), most)


def _length(ids: int, places: int, wanted: int) -> int:
    """Return how long a stretch is that holds `wanted` places, if so many ids hold `places`."""
    return int(_AMPLE * wanted * ids / max(1, places)) + 1


def _stretch(
    connection: Connection,
    told: Select[Any],
    phrases: Sequence[str],
    bounds: tuple[int, int] | None,
    most: int,
    *,
    ranked: bool = False,
) -> Select[Any]:
    """Return the query for the rows of one stretch, at most `most`, those recorded last first."""
    matched = matching(connection, phrases, bounds=bounds)
    if not is_sqlite(connection):  # so that no more places are looked at than are given
        matched = matched.order_by(matched.selected_columns.id.desc())
    those = matched.subquery("those")
    if ranked:
        told = told.add_columns(rank_of(connection, phrases, those.c.words).label("rank"))
    return (
        told.join(those, those.c.id == searchables.c.id)
        .order_by(those.c.id.desc())  # the index of words gives them so; a table of ours does not
        .limit(most)
    )
