"""Which of the places where words stand are most about them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import CTE, Connection, Row, Select, func, literal, select

from dragoman.record.dialect import is_sqlite, rank_places
from dragoman.record.newest import newest_places, weigh_newest
from dragoman.record.resolution_tables import searchables
from dragoman.record.tables import documents, facts

MOST_RANKED = 1000
"""How many places are weighed, at most."""

WEIGHED = (
    searchables.c.id, searchables.c.kind, searchables.c.document, searchables.c.start,
    documents.c.published, facts.c.confidence,
)  # fmt: skip
"""What a place is weighed by."""
_SURE = 0.5  # how much of a place's weight does not hang on the confidence of its fact


def look_at(
    connection: Connection, told: Select[Any], phrases: Sequence[str]
) -> tuple[Sequence[Row[Any]], bool]:
    """Return the places where `phrases` stand, and whether there are more than are looked at.

    Those recorded last are looked at: to weigh all places of a word that stands everywhere
    would cost as much as the record is large.

    Args:
        connection: a reading one.
        told: the query for the columns `WEIGHED` of places, in no order.
        phrases: words, as `matching` takes them.
    """
    rows = newest_places(connection, told, phrases, most=MOST_RANKED + 1)
    return rows[:MOST_RANKED], len(rows) > MOST_RANKED


def most_about(
    connection: Connection, told: Select[Any], phrases: Sequence[str], *, most: int, once: bool
) -> tuple[list[int], int, bool]:
    """Return the ids of the places that are most about `phrases`, of those that `look_at` gives.

    Args:
        connection, told, phrases: as `look_at` takes them.
        most: how many ids to give.
        once: give and count a sentence that tells several events once, with the surest.

    Returns:
        The ids, how many places were weighed, and whether there are more than are looked at.
    """
    if is_sqlite(connection):
        near, more = look_at(connection, told, phrases)
        near = _each_once(near) if once else near
        return _by_relevance(connection, near, phrases)[:most], len(near), more

    def weigh(near: CTE) -> Select[Any]:
        held = select(func.count()).select_from(near).scalar_subquery().label("held")
        looked_at = select(near).order_by(near.c.id.desc()).limit(MOST_RANKED).subquery()
        sureness = func.coalesce(looked_at.c.confidence, 1.0)
        nth = func.row_number().over(
            partition_by=(looked_at.c.kind, looked_at.c.document, looked_at.c.start),
            order_by=(sureness.desc(), looked_at.c.id),
        )
        weight = (looked_at.c.rank * (_SURE + (1 - _SURE) * sureness)).label("weight")
        place = select(looked_at, weight, (nth if once else literal(1)).label("nth")).subquery()
        return (
            select(place.c.id, held, func.count().over().label("total"))
            .where(place.c.nth == 1)
            .order_by(
                place.c.weight.desc(),
                func.coalesce(place.c.published, "").desc(),
                place.c.document,
                place.c.id,
            )
            .limit(most)
        )

    rows = weigh_newest(connection, told, phrases, most=MOST_RANKED + 1, weigh=weigh)
    if not rows:
        return [], 0, False
    return [row.id for row in rows], rows[0].total, rows[0].held > MOST_RANKED


def _by_relevance(
    connection: Connection, places: Sequence[Row[Any]], phrases: Sequence[str]
) -> list[int]:
    """Return the ids of `places`, those first that are most about `phrases`."""
    ranks = rank_places(connection, phrases, places)

    def weight(place: Row[Any]) -> float:
        return ranks.get(place.id, 0.0) * (_SURE + (1 - _SURE) * _sureness(place))

    ordered = sorted(places, key=lambda place: (place.document, place.id))
    ordered.sort(key=lambda place: place.published or "", reverse=True)
    ordered.sort(key=weight, reverse=True)
    return [place.id for place in ordered]


def _sureness(place: Row[Any]) -> float:
    return 1.0 if place.confidence is None else float(place.confidence)


def _each_once(places: Sequence[Row[Any]]) -> Sequence[Row[Any]]:
    """Return the same places, each sentence or quotation no more than once: the surest."""
    best: dict[tuple[str, int, int], Row[Any]] = {}
    for place in sorted(places, key=lambda place: (_sureness(place), -place.id)):
        best[place.kind, place.document, place.start] = place
    return list(best.values())
