"""Terms of office: load them lazily and look them up."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import cast, get_args

from dragoman.errors import KnowledgeError
from dragoman.knowledge.edtf import holds
from dragoman.knowledge.fold import fold
from dragoman.knowledge.model import Person
from dragoman.knowledge.sound import frame, likeness, sound
from dragoman.knowledge.tables import rows, several
from dragoman.types.entity import OfficeKind, Tenure

_TENURE = ("person", "wikidata", "office", "title", "country", "since", "until", "source")
_PERSON = ("wikidata", "name", "country", "variants")
_OFFICES = frozenset(get_args(OfficeKind))
Spelling = tuple[str, str, str, tuple[str, ...]]
"""Wikidata id or "", usual name, country or "", other spellings of a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenures:
    """Tenures and persons with their indexes.

    Attributes:
        all: every tenure.
        by_office: (country, office) to tenures, earliest first.
        by_person: person id to tenures, earliest first.
        persons: person id to person.
        by_name: folded full name or variant to person ids.
        by_family: folded last word of a name to ids, of well-known persons only.
    """

    all: tuple[Tenure, ...]
    by_office: dict[tuple[str, OfficeKind], tuple[Tenure, ...]]
    by_person: dict[str, tuple[Tenure, ...]]
    persons: dict[str, Person]
    by_name: dict[str, tuple[str, ...]]
    by_family: dict[str, tuple[str, ...]]


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
    return tenure.since or ""  # EDTF points sort as text


def index(tenures: list[Tenure], spellings: list[Spelling]) -> Tenures:
    """Return `tenures` with indexes.

    Args:
        spellings: (Wikidata id or "", French name, country or "", variants) of persons.
    """
    offices: dict[tuple[str, OfficeKind], list[Tenure]] = defaultdict(list)
    people: dict[str, list[Tenure]] = defaultdict(list)
    known = {person_id(name, wikidata): (name, country, variants)
             for wikidata, name, country, variants in spellings}  # fmt: skip
    raw_names: dict[str, dict[str, None]] = defaultdict(dict)
    for tenure in sorted(tenures, key=_start):
        id_ = person_id(tenure.person, tenure.wikidata)
        raw_names[id_][tenure.person] = None
        if id_ in known and tenure.person != known[id_][0]:
            tenure = replace(tenure, person=known[id_][0])
        offices[tenure.country, tenure.office].append(tenure)
        people[id_].append(tenure)
    persons: dict[str, Person] = {}
    names: dict[str, list[str]] = defaultdict(list)
    families: dict[str, list[str]] = defaultdict(list)
    for id_ in dict.fromkeys((*known, *people)):
        terms = people.get(id_, [])
        name, country, variants = known.get(id_, ("", "", ()))
        others = dict.fromkeys((*variants, *raw_names.get(id_, ())))
        name = name or terms[-1].person
        others.pop(name, None)
        persons[id_] = Person(
            id=id_,
            name=name,
            variants=tuple(others),
            country=country or (terms[-1].country if terms else None),
        )
        for form in (name, *others):
            folded = fold(form)
            if id_ not in names[folded]:
                names[folded].append(id_)
            family = folded.rsplit(" ", 1)[-1]
            if id_ in known and family != folded and id_ not in families[family]:
                families[family].append(id_)
    return Tenures(
        all=tuple(tenures),
        by_office={key: tuple(value) for key, value in offices.items()},
        by_person={key: tuple(value) for key, value in people.items()},
        persons=persons,
        by_name={key: tuple(value) for key, value in names.items()},
        by_family={key: tuple(value) for key, value in families.items()},
    )


def with_added(terms: list[Tenure], persons: list[Spelling]) -> Tenures:
    """Return the shipped tenures and persons with a user's own, which come last and win."""
    spellings: list[Spelling] = [
        (wikidata, name, country, several(variants))
        for wikidata, name, country, variants in rows("person_names.csv", _PERSON)
    ]
    shipped = [*_read("tenures.csv"), *_read("tenures_extra.csv")]
    return index([*shipped, *terms], [*spellings, *persons])


@cache
def load_tenures() -> Tenures:
    """Return the shipped tenures and persons."""
    return with_added([], [])


_ALIKE = 0.86
"""Likeness from which two spellings are taken for one name."""
_LONE = 0.9
"""The same for a family name alone, and the most such a likeness is worth."""


_HELD: dict[int, tuple[Tenures, dict[str, tuple[str, ...]]]] = {}


def _frames(tenures: Tenures) -> dict[str, tuple[str, ...]]:
    """Return consonants of family names, as they sound, to the ids of their bearers.

    Kept by identity: to compare thousands of persons would cost more than to build it.
    """
    held = _HELD.get(id(tenures))
    if held is None or held[0] is not tenures:
        held = (tenures, _build_frames(tenures))
        _HELD[id(tenures)] = held
    return held[1]


def _build_frames(tenures: Tenures) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for person in tenures.persons.values():
        for name in (person.name, *person.variants):
            for key in frame(name).split()[-1:]:
                found[key][person.id] = None
    return {key: tuple(ids) for key, ids in found.items()}


def spelt_like(tenures: Tenures, name: str) -> list[tuple[str, float]]:
    """Return ids of persons whose names sound like `name`, each with a likeness in 0..1.

    A family name alone finds only persons with known spellings, the well-known.
    """
    words = sound(name).split()
    if not words:
        return []
    frames = _frames(tenures)
    found = {}
    lone = len(words) == 1
    for id_ in frames.get(frame(name).split()[-1], ()):
        person = tenures.persons[id_]
        likely = max(likeness(name, spelling) for spelling in (person.name, *person.variants))
        if likely >= (_LONE if lone else _ALIKE) and (not lone or person.variants):
            found[id_] = round(min(likely, _LONE) * (0.7 if lone else 1.0), 2)
    return list(found.items())


def holders(
    tenures: Tenures, office: OfficeKind, line: Iterable[str], on: str | None
) -> tuple[Tenure, ...]:
    """Return who held an office on an EDTF date, the latest to begin first.

    Where a user's own terms answer for the date, they alone do.

    Args:
        line: ids of the state and of those it continues, or one organisation id.
        on: the date; None returns every holder.
    """
    found = [
        tenure
        for country in line
        for tenure in tenures.by_office.get((country, office), ())
        if holds(tenure.since, tenure.until, on)
    ]
    own = [tenure for tenure in found if tenure.source == "user"]
    if own and on is not None:
        found = own
    return tuple(sorted(found, key=_start, reverse=True))
