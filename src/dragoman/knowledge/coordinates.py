"""Where places lie: a point for capitals, newsworthy cities and states."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dragoman.knowledge.fold import fold
from dragoman.knowledge.load import Knowledge
from dragoman.knowledge.tables import rows, several

_COLUMNS = ("name", "country", "latitude", "longitude")
_CAPITAL = ("state", "name", "since", "until", "spellings_fr", "names_en")
_CITY = ("name", "country", "caution", "spellings_fr", "names_en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A point on the map (WGS 84).

    Attributes:
        latitude, longitude: in degrees, north and east positive, to two decimals.
        precision: "city", or "state" for a point somewhere inside a state.
        country: id of the state.
    """

    latitude: float
    longitude: float
    precision: Literal["city", "state"]
    country: str


@cache
def _points() -> tuple[Mapping[str, Point], Mapping[str, Point]]:
    """Return the points of cities by folded name, and those of states by id."""
    spellings: dict[tuple[str, str], tuple[str, ...]] = {}
    for state, name, _, _, french, english in rows("capitals.csv", _CAPITAL):
        spellings[state, name] = (*several(french), *several(english))
    for name, country, _, french, english in rows("cities.csv", _CITY):
        spellings[country, name] = (*several(french), *several(english))
    cities: dict[str, Point] = {}
    states: dict[str, Point] = {}
    for name, country, latitude, longitude in rows("coordinates.csv", _COLUMNS):
        point = Point(
            latitude=float(latitude),
            longitude=float(longitude),
            precision="city" if name else "state",
            country=country,
        )
        if not name:
            states[country] = point
            continue
        for form in (name, *spellings.get((country, name), ())):
            cities.setdefault(fold(form), point)
    return cities, states


def locate(knowledge: Knowledge, place: str) -> Point | None:
    """Return where `place` lies, as an article words it; None if that is not known.

    A city that is not in the table, and a phrase such as "le nord du Mali", gets the
    point of its state.
    """
    cities, states = _points()
    found = cities.get(fold(place))
    if found is not None:
        return found
    country = knowledge.country_of_place(place)
    return states.get(country) if country else None
