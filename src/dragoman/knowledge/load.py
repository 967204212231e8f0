"""Load the knowledge base."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import KnowledgeError
from dragoman.knowledge import find, lineage, tenures
from dragoman.knowledge.fold import fold
from dragoman.knowledge.model import Descent, Match, NameEntry, Person, Place
from dragoman.knowledge.names import names_of
from dragoman.knowledge.organisations import OrganisationRow, added_organisation, load_organisations
from dragoman.knowledge.person_names import load_person_names
from dragoman.knowledge.places import load_places
from dragoman.knowledge.states import load_states
from dragoman.knowledge.tables import rows, tables_digest
from dragoman.types.entity import OfficeKind, Organisation, State, Tenure

if TYPE_CHECKING:
    from dragoman.knowledge.user import UserFile


@dataclass(frozen=True, kw_only=True, eq=False)
class Knowledge:
    """All that is known of the world outside the texts.

    Attributes:
        states: states and former states by id.
        descents: how each state came from others, by id.
        alpha2: ISO 3166-1 alpha-2 codes, also withdrawn ones, to ids.
        organisation_rows: organisations with their acronyms apart, by id.
        digest: hex digits that change whenever a table or a user's file does.
        added: what the user's files add.
    """

    states: dict[str, State]
    descents: dict[str, Descent]
    alpha2: dict[str, str]
    organisation_rows: dict[str, OrganisationRow]
    digest: str
    added: "tuple[UserFile, ...]" = ()

    @cached_property
    def organisations(self) -> dict[str, Organisation]:
        """Organisations by id."""
        return {id_: row.organisation for id_, row in self.organisation_rows.items()}

    @cached_property
    def tenures(self) -> tenures.Tenures:
        """Terms of office and persons, read on first use."""
        if not any(file.tenures or file.persons for file in self.added):
            return tenures.load_tenures()
        return tenures.with_added(
            [Tenure(**term.model_dump(), source="user") for f in self.added for term in f.tenures],
            [
                (person.wikidata, person.name, person.country, person.variants)
                for file in self.added
                for person in file.persons
            ],
        )

    @cached_property
    def places(self) -> dict[str, tuple[Place, ...]]:
        """Continents, regions, seas and cities by folded name, likeliest first."""
        return load_places()

    @cached_property
    def _names(self) -> dict[str, tuple[NameEntry, ...]]:
        return {}

    @cached_property
    def _index(self) -> find.Index:
        made = None if self.added else find.load_index(self.states, self.organisations)
        return made if made is not None else self.index_anew()

    def index_anew(self) -> find.Index:
        """Return the index of names as the tables give it, which takes a while."""
        entries = (
            entry
            for language in ("fr", "en")
            for entry in self._names.get(language) or self._collect(language, cities=False)
        )
        return find.index_names(self.states, self.organisations, self.alpha2, entries)

    def names(self, language: str) -> tuple[NameEntry, ...]:
        """Return every form of a language, exact in case, for one automaton over texts."""
        if language not in self._names:
            self._names[language] = self._collect(language, cities=True)
        return self._names[language]

    def _collect(self, language: str, *, cities: bool) -> tuple[NameEntry, ...]:
        ours = names_of(self.states, self.descents, self.organisation_rows, language, cities=cities)
        added = tuple(self._added_names(language))
        taken = {entry.form for entry in added}
        return (*added, *(entry for entry in ours if entry.form not in taken))

    def _added_names(self, language: str) -> Iterator[NameEntry]:
        for name in (name for file in self.added for name in file.names):
            if name.language != language:
                continue
            organisation = self.organisations.get(name.entity)
            if organisation is None and name.entity not in self.states:
                raise KnowledgeError(
                    f"the name {name.form!r} stands for the unknown {name.entity!r}. "
                    "Use the id of a state or of an organisation."
                )
            yield NameEntry(
                form=name.form, kind=name.kind, entity=name.entity,
                entity_kind=name.entity_kind or (organisation.kind if organisation else "state"),
                country=organisation.country if organisation else name.entity,
            )  # fmt: skip

    @cached_property
    def _articles(self) -> frozenset[str]:
        return frozenset(form for _, form in rows("articles.csv", ("language", "form")))

    def find(self, query: str) -> tuple[Match, ...]:
        """Return what a typed name means: states, organisations, codes, then persons.

        Case, accents, hyphens and a leading article do not matter. Empty if unknown.
        """
        persons = (self._person_match(person) for person in self.person(query))
        return (*self.named(query), *persons)

    def best(self, query: str) -> Match | None:
        """Return the first of what `find` returns; None if unknown.

        Persons, who take long to load, are asked for only if nothing else bears the name.
        """
        return next(iter(self.named(query) or self.find(query)), None)

    def named(self, query: str) -> tuple[Match, ...]:
        """Return the states and organisations a typed name means, likeliest first."""
        typed = fold(query)
        found = self._index.get(typed, ())
        if not found:
            article, _, rest = typed.partition(" ")
            found = self._index.get(rest, ()) if article in self._articles else ()
        return found

    def spelt_like(self, name: str, country: str | None = None) -> tuple[tuple[Person, float], ...]:
        """Return persons of that name in whatever spelling or alphabet, the surest first.

        Each comes with a confidence in 0..1: 1 for a known spelling, less for one that
        only sounds like it ("Lawrow", "Шойгу"). Reads every name on first use.
        """
        exact = self.person(name, country)
        if exact:
            return tuple((person, 1.0) for person in exact)
        line = set(lineage.lineage(self.descents, country)) if country else None
        found = {}
        for id_, likely in tenures.spelt_like(self.tenures, name):
            person = self.tenures.persons[id_]
            if line is None or person.country in line:
                found[person] = likely
        return tuple(sorted(found.items(), key=lambda pair: -pair[1]))

    def suggest(self, query: str, limit: int = 5) -> tuple[Match, ...]:
        """Return the entities whose names come nearest to `query`, best first."""
        found: dict[str, Match] = {}
        for form, score in find.near(self._index, query, limit * 3):
            for match in self._index[form]:
                found.setdefault(match.entity, replace(match, score=score))
        for form, score in find.near(self.tenures.by_name, query, limit):
            for id_ in self.tenures.by_name[form]:
                match = self._person_match(self.tenures.persons[id_])
                found.setdefault(id_, replace(match, score=score))
        return tuple(sorted(found.values(), key=lambda match: -match.score)[:limit])

    def person_names(self, person: str) -> Mapping[str, str]:
        """Return language code to usual name of a well-known person; empty of others."""
        return load_person_names().get(person, {})

    def _person_match(self, person: Person) -> Match:
        return Match(
            entity=person.id, entity_kind="person", name=person.name,
            country=person.country, matched=person.name,
        )  # fmt: skip

    def lineage(self, state: str, on: str | None = None) -> tuple[str, ...]:
        """Return `state` and all it continues or is continued by ("RUS" -> "RUS", "SUN").

        With an EDTF date, only the id alive then.
        """
        if on is not None:
            return (self.state_on(state, on),)
        return lineage.lineage(self.descents, state)

    def state_on(self, state: str, on: str | None) -> str:
        """Return the id its continuous line bore on an EDTF date ("RUS" in 1961 -> "SUN")."""
        return lineage.state_on(self.states, self.descents, state, on)

    def sovereign_on(self, state: str, on: str | None) -> str:
        """Return who ruled its land on an EDTF date ("UKR" in 1961 -> "SUN")."""
        return lineage.sovereign_on(self.states, self.descents, state, on)

    def country_of_place(self, name: str, on: str | None = None) -> str | None:
        """Return the id of the state a place lies in or is; None if unknown or in several.

        A phrase ("le nord de la Syrie") is of the state of the names in it, where they
        agree. With an EDTF date, the id that state bore then.
        """
        found = self._country_of_name(fold(name))
        if found == "":
            parts = (self._country_of_name(fold(part)) for part in self._names_in(name))
            inside = {country for country in parts if country}  # a continent decides nothing
            found = inside.pop() if len(inside) == 1 else None
        return self.state_on(found, on) if found else None

    def _country_of_name(self, folded: str) -> str | None:
        """Return the state of one folded name; None if in several, "" if unknown."""
        for match in self._index.get(folded, ()):
            if match.entity in self.states:
                return match.entity
        for place in self.places.get(folded, ()):
            return place.country
        return ""

    def _names_in(self, phrase: str) -> Iterator[str]:
        """Yield the longest known names inside a phrase that begin with a capital."""
        words = find.words_of(phrase)
        start = 0
        while start < len(words):
            step = 1
            if words[start][:1].isupper():
                for end in range(min(len(words), start + 7), start, -1):
                    part = " ".join(words[start:end])
                    if self._country_of_name(fold(part)) != "":
                        yield part
                        step = end - start
                        break
            start += step

    def holders(self, office: OfficeKind, country: str, on: str | None) -> tuple[Tenure, ...]:
        """Return who held an office on an EDTF date, the latest to begin first.

        `country` is a state or an organisation id; a state answers for those it
        continues ("RUS" in 1961 is "SUN"). None as `on` returns every holder. On the
        day of a handover both are returned.
        """
        line = lineage.lineage(self.descents, country)
        return tenures.holders(self.tenures, office, line, on)

    def terms(self, person: str) -> tuple[Tenure, ...]:
        """Return the tenures of a person id, or of a name, earliest first."""
        by_person = self.tenures.by_person
        if person in by_person:
            return by_person[person]
        return tuple(term for found in self.person(person) for term in by_person.get(found.id, ()))

    def person(self, name: str, country: str | None = None) -> tuple[Person, ...]:
        """Return the persons of a full name or known spelling, whatever case and accents.

        A single word that is no full name finds the well-known of that family name.
        With a country, only those who served it (or its line) or are known as of it.
        """
        folded = fold(name)
        ids = self.tenures.by_name.get(folded) or self.tenures.by_family.get(folded, ())
        found = [self.tenures.persons[id_] for id_ in ids]
        if country is None:
            return tuple(found)
        line = set(lineage.lineage(self.descents, country))
        return tuple(
            person
            for person in found
            if person.country in line
            or any(term.country in line for term in self.tenures.by_person.get(person.id, ()))
        )


def load_knowledge(user_files: tuple[Path, ...] = ()) -> Knowledge:
    """Return the knowledge base, with what the user's YAML files add, which wins.

    Raises:
        KnowledgeError: if a table or a file is malformed.
    """
    if not user_files:
        return _load(())
    from dragoman.knowledge.user import read_user_file  # takes a while to load

    return _load(tuple(read_user_file(path).model_dump_json() for path in user_files))


@cache
def _load(user_files: tuple[str, ...]) -> Knowledge:
    """Return the knowledge base with checked files, given as JSON: their content is the key."""
    added: tuple[UserFile, ...] = ()
    if user_files:
        from dragoman.knowledge import user

        added = tuple(user.UserFile.model_validate_json(file) for file in user_files)
    states, descents, alpha2 = load_states()
    organisations = load_organisations()
    for new in (new for file in added for new in file.organisations):
        organisations[new.id] = added_organisation(new)
    digest = tables_digest()
    if added:
        parts = [digest, *user_files]
        digest = hashlib.sha256("".join(parts).encode()).hexdigest()[:16]
    return Knowledge(
        states=states,
        descents=descents,
        alpha2=alpha2,
        organisation_rows=organisations,
        digest=digest,
        added=added,
    )
