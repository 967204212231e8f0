"""Terms of office: load them lazily and look them up."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import cast, get_args

from dragoman.errors import KnowledgeError
from dragoman.knowledge.edtf import days_of, holds
from dragoman.knowledge.fold import fold
from dragoman.knowledge.model import Person
from dragoman.knowledge.tables import rows, several
from dragoman.types.entity import OfficeKind, Tenure

_TENURE = ("person", "wikidata", "office", "title", "country", "since", "until", "source")
_PERSON = ("wikidata", "name", "country", "variants")
_OFFICES = frozenset(get_args(OfficeKind))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenures:
    """Tenures and persons with their indexes.

    Attributes:
        all: every tenure.
        by_office: (country, office) to tenures, earliest first.
        by_person: person id to tenures, earliest first.
        persons: person id to person.
        by_name: folded full name or variant to person ids.
    """

    all: tuple[Tenure, ...]
    by_office: dict[tuple[str, OfficeKind], tuple[Tenure, ...]]
    by_person: dict[str, tuple[Tenure, ...]]
    persons: dict[str, Person]
    by_name: dict[str, tuple[str, ...]]


def person_id(name: str, wikidata: str | None) -> str:
    """Return the id of a person: the Wikidata id, or one made of the name."""
    return wikidata or f"name:{fold(name)}"


def _read(table: str) -> list[Tenure]:
    found = []
    for person, wikidata, office, title, country, since, until, source in rows(table, _TENURE):
        if office not in _OFFICES:
            raise KnowledgeError(f"{table}: {person} holds the unknown office {office!r}.")
        found.append(
            Tenure(
                person=person,
                wikidata=wikidata or None,
                office=cast(OfficeKind, office),
                title=title,
                country=country,
                since=since or None,
                until=until or None,
                source=source,
            )
        )
    return found


def _start(tenure: Tenure) -> str:
    return days_of(tenure.since)[0]


def index(tenures: list[Tenure], spellings: list[tuple[str, str, str, tuple[str, ...]]]) -> Tenures:
    """Return `tenures` with indexes.

    Args:
        spellings: (Wikidata id or "", French name, country or "", variants) of persons.
    """
    offices: dict[tuple[str, OfficeKind], list[Tenure]] = defaultdict(list)
    people: dict[str, list[Tenure]] = defaultdict(list)
    known = {person_id(name, wikidata): (name, country, variants)
             for wikidata, name, country, variants in spellings}  # fmt: skip
    for tenure in sorted(tenures, key=_start):
        offices[tenure.country, tenure.office].append(tenure)
        people[person_id(tenure.person, tenure.wikidata)].append(tenure)
    persons: dict[str, Person] = {}
    names: dict[str, list[str]] = defaultdict(list)
    for id_ in dict.fromkeys((*known, *people)):
        terms = people.get(id_, [])
        name, country, variants = known.get(id_, ("", "", ()))
        others = dict.fromkeys((*variants, *(term.person for term in terms)))
        name = name or terms[-1].person
        others.pop(name, None)
        persons[id_] = Person(
            id=id_,
            name=name,
            variants=tuple(others),
            country=country or (terms[-1].country if terms else None),
        )
        for form in (name, *others):
            if id_ not in names[fold(form)]:
                names[fold(form)].append(id_)
    return Tenures(
        all=tuple(tenures),
        by_office={key: tuple(value) for key, value in offices.items()},
        by_person={key: tuple(value) for key, value in people.items()},
        persons=persons,
        by_name={key: tuple(value) for key, value in names.items()},
    )


@cache
def load_tenures() -> Tenures:
    """Return the shipped tenures and persons."""
    spellings = [
        (wikidata, name, country, several(variants))
        for wikidata, name, country, variants in rows("person_names.csv", _PERSON)
    ]
    return index([*_read("tenures.csv"), *_read("tenures_extra.csv")], spellings)


def holders(
    tenures: Tenures, office: OfficeKind, country: str, on: str | None
) -> tuple[Tenure, ...]:
    """Return who held an office of a country on an EDTF date, the latest to begin first.

    None as `on` returns every holder. A term without an end counts as lasting, unless
    somebody began the same office of head of state, of government or of a single
    ministry after it.
    """
    found = [
        tenure
        for tenure in tenures.by_office.get((country, office), ())
        if holds(tenure.since, tenure.until, on)
    ]
    return tuple(reversed(found))
