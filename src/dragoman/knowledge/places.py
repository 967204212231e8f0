"""Places that are no actors: cities, regions, continents, seas."""

from collections import defaultdict
from typing import cast

from dragoman.knowledge.fold import fold
from dragoman.knowledge.model import Place, PlaceKind
from dragoman.knowledge.tables import rows, several

_CITY = ("name", "country", "caution", "spellings_fr", "names_en")
_REGION = ("name", "kind", "country", "spellings_fr", "names_en")


def load_places() -> dict[str, tuple[Place, ...]]:
    """Return folded French and English names to places: regions before cities."""
    found: dict[str, list[Place]] = defaultdict(list)
    for name, kind, country, french, english in rows("regions.csv", _REGION):
        place = Place(name=name, kind=cast(PlaceKind, kind), country=country or None)
        for form in (name, *several(french), *several(english)):
            if place not in found[fold(form)]:
                found[fold(form)].append(place)
    for name, country, _, french, english in rows("cities.csv", _CITY):
        place = Place(name=name, kind="city", country=country)
        for form in (name, *several(french), *several(english)):
            if place not in found[fold(form)]:
                found[fold(form)].append(place)
    return {form: tuple(places) for form, places in found.items()}
