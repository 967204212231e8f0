"""What places that one language names are called in the other: states, cities, regions."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.knowledge.fold import fold
from dragoman.knowledge.sorted import load_sorted
from dragoman.knowledge.states import load_capitals, load_states
from dragoman.knowledge.tables import rows, several

_CITY = ("name", "country", "caution", "spellings_fr", "names_en")
_REGION = ("name", "kind", "country", "spellings_fr", "names_en")
_OTHER = {"en": "fr", "fr": "en"}
_STATE = "state"

TABLE = "sorted_places_{language}.tsv"
"""The names of places in another language, in order of their folded forms."""


@dataclass(frozen=True, slots=True)
class Exonym:
    """A place by its usual name in one language.

    Attributes:
        name: that name.
        is_state: whether it is a state, and not a city or a region.
    """

    name: str
    is_state: bool


@cache
def exonyms(language: str) -> Mapping[str, Exonym]:
    """Return the folded names of places in the other language to those in `language`.

    Left out are names that mean one place in one language and another in the other
    ("Mexico"), and names that several places bear.
    """
    made = load_sorted(TABLE.format(language=language), _read)
    return made if made is not None else exonyms_anew(language)


def exonyms_anew(language: str) -> Mapping[str, Exonym]:
    """Return the same as the tables give it, which takes a while."""
    own: dict[str, set[Exonym]] = defaultdict(set)
    found: dict[str, set[Exonym]] = defaultdict(set)
    for is_state, names in _places():
        ours, theirs = names.get(language, ()), names.get(_OTHER[language], ())
        for name in ours:
            own[fold(name)].add(Exonym(ours[0], is_state))
        for name in theirs if ours else ():
            found[fold(name)].add(Exonym(ours[0], is_state))
    return {
        form: next(iter(meant))
        for form, meant in found.items()
        if len(meant) == 1 and own.get(form, meant) == meant
    }


def rows_of(names: Mapping[str, Exonym]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a sorted table that holds `names`."""
    for form, place in names.items():
        yield form, place.name, _STATE if place.is_state else ""


def _read(rows: list[list[str]]) -> Exonym:
    [(name, kind)] = rows
    return Exonym(name, kind == _STATE)


def _places() -> Iterator[tuple[bool, Mapping[str, tuple[str, ...]]]]:
    """Yield every place: whether it is a state, and language to its names, the usual first."""
    for state in load_states()[0].values():
        yield True, {code: tuple(names) for code, names in state.names.items()}
    for capitals in load_capitals().values():
        for dated, spellings, english in capitals:
            yield False, {"fr": (dated.name, *spellings), "en": english}
    for table, columns in (("cities.csv", _CITY), ("regions.csv", _REGION)):
        for name, _, _, french, others in rows(table, columns):
            yield False, {"fr": (name, *several(french)), "en": several(others)}
