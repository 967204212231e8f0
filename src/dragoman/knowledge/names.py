"""Every form by which a text may name a state, an organisation or a city."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import cast

from dragoman.errors import KnowledgeError
from dragoman.knowledge.fold import strip_accents
from dragoman.knowledge.lineage import lineage
from dragoman.knowledge.model import Descent, NameEntry, NameKind
from dragoman.knowledge.organisations import OrganisationRow
from dragoman.knowledge.states import load_capitals
from dragoman.knowledge.tables import rows, several
from dragoman.types.actor import ActorKind
from dragoman.types.entity import State

_METONYM = ("form", "language", "entity", "kind", "since", "until")
_CITY = ("name", "country", "caution", "spellings_fr", "names_en")
_CAUTION = ("language", "form", "why")


def spellings(form: str) -> Iterator[str]:
    """Yield the ways a press writes `form`: typographic marks, accents on capitals, hyphens."""
    shapes = [form]
    if "'" in form:
        shapes.append(form.replace("'", "’"))
    if "-" in form[1:-1]:
        shapes.append(form.replace("-", "‑"))
    for shape in shapes:
        yield shape
        if shape.isascii():
            continue
        bare = "".join(strip_accents(char) if char.isupper() else char for char in shape)
        if bare != shape:
            yield bare


def _capitalised(form: str) -> str:
    """Return `form` with a capital at its start and after its hyphens."""
    return "-".join(part[:1].upper() + part[1:] for part in form.split("-"))


def _demonym_cases(form: str) -> tuple[str, ...]:
    """Return the letter cases of a demonym: adjective, noun ("Sud-Africain", "Sud-africain")."""
    return tuple(dict.fromkeys((form, form[:1].upper() + form[1:], _capitalised(form))))


def _of_states(states: Iterable[State], language: str) -> Iterator[NameEntry]:
    capitals = load_capitals()
    for state in states:
        base = NameEntry(
            form="", kind="name", entity=state.id, entity_kind="state", country=state.id,
            since=state.since, until=state.until,
        )  # fmt: skip
        for name in state.names.get(language, ()):
            short = name.isupper() and " " not in name
            yield replace(base, form=name, kind="acronym" if short else "name")
        for demonym in state.demonyms.get(language, ()):
            for form in _demonym_cases(demonym):
                yield replace(base, form=form, kind="demonym")
        for dated, french, english in capitals.get(state.id, ()):
            capital = replace(base, kind="capital", since=dated.since, until=dated.until)
            for name in (dated.name, *french) if language == "fr" else english:
                yield replace(capital, form=name)


def _of_organisations(table: Iterable[OrganisationRow], language: str) -> Iterator[NameEntry]:
    for row in table:
        organisation = row.organisation
        acronyms = set(row.acronyms.get(language, ()))
        for name in organisation.names.get(language, ()):
            yield NameEntry(
                form=name,
                kind="acronym" if name in acronyms else "name",
                entity=organisation.id,
                entity_kind=organisation.kind,
                country=organisation.country,
                since=organisation.since,
                until=organisation.until,
            )


def _of_metonyms(states: Mapping[str, State], language: str) -> Iterator[NameEntry]:
    for form, its_language, entity, kind, since, until in rows("metonyms.csv", _METONYM):
        if entity not in states:
            raise KnowledgeError(f"metonyms.csv: {form!r} stands for the unknown {entity!r}.")
        if its_language == language:
            yield NameEntry(
                form=form, kind="metonym", entity=entity, entity_kind=cast(ActorKind, kind),
                country=entity, since=since or None, until=until or None,
            )  # fmt: skip


def _of_cities(states: Mapping[str, State], language: str) -> Iterator[NameEntry]:
    for name, country, caution, french, english in rows("cities.csv", _CITY):
        if country not in states:
            raise KnowledgeError(f"cities.csv: {name!r} lies in the unknown {country!r}.")
        for form in (name, *several(french)) if language == "fr" else several(english):
            yield NameEntry(
                form=form, kind="city", entity=country, entity_kind="state",
                country=country, caution=bool(caution),
            )  # fmt: skip


def names_of(
    states: Mapping[str, State],
    descents: Mapping[str, Descent],
    organisations: Mapping[str, OrganisationRow],
    language: str,
    *,
    cities: bool = True,
) -> tuple[NameEntry, ...]:
    """Return every form of `language`, each once per entity; cities only if wanted.

    A form that a state shares with the state it continues ("Moscou", "Kremlin") stands
    once, for the living one: `lineage.state_on` tells which of them a date means.

    Of entries with one form, the likeliest reading stands first: living states before
    former ones, names before demonyms, capitals and cities.
    """
    alive = [state for state in states.values() if state.until is None]
    former = [state for state in states.values() if state.until is not None]
    careful = {form for code, form, _ in rows("caution.csv", _CAUTION) if code == language}
    ranks: dict[NameKind, int] = {
        "name": 0, "acronym": 1, "metonym": 2, "demonym": 3, "capital": 4, "city": 5,
    }  # fmt: skip
    found = [
        *_of_states(alive, language),
        *_of_states(former, language),
        *_of_organisations(organisations.values(), language),
        *_of_metonyms(states, language),
        *(_of_cities(states, language) if cities else ()),
    ]
    found.sort(key=lambda entry: ranks[entry.kind])
    line = {id_: min(lineage(descents, id_)) for id_ in states}
    entries: dict[tuple[str, str], NameEntry] = {}
    for entry in found:
        for form in spellings(entry.form):
            caution = entry.caution or form in careful
            key = (form, line.get(entry.entity, entry.entity))
            if key in entries:
                continue
            same = form == entry.form and caution == entry.caution
            entries[key] = entry if same else replace(entry, form=form, caution=caution)
    return tuple(entries.values())
