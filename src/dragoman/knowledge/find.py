"""Look names up as a user types them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from dragoman.knowledge.fold import fold
from dragoman.knowledge.model import Match, NameEntry
from dragoman.knowledge.sorted import load_sorted
from dragoman.types.actor import ActorKind
from dragoman.types.entity import Organisation, State

_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)*")

Index = Mapping[str, tuple[Match, ...]]

INDEX = "sorted_names.tsv"
"""The names of states and organisations, in order of their folded forms."""


def index_names(
    states: Mapping[str, State],
    organisations: Mapping[str, Organisation],
    alpha2: Mapping[str, str],
    entries: Iterable[NameEntry],
) -> Index:
    """Return folded forms to the states and organisations they may mean, likeliest first."""
    found: dict[str, dict[str, Match]] = defaultdict(dict)

    def add(form: str, entity: str, kind: NameEntry) -> None:
        found[fold(form)].setdefault(
            entity,
            Match(
                entity=entity, entity_kind=kind.entity_kind,
                name=_usual(entity, states, organisations),
                country=kind.country, matched=form,
            ),
        )  # fmt: skip

    by_entity: dict[str, NameEntry] = {}
    for entry in entries:
        if entry.kind == "city":
            continue
        if entry.kind != "metonym":
            by_entity.setdefault(entry.entity, entry)
        add(entry.form, entry.entity, entry)
    for entity, entry in by_entity.items():
        add(entity, entity, entry)
    for code, entity in alpha2.items():
        if entity in by_entity:
            add(code, entity, by_entity[entity])
    return {form: tuple(matches.values()) for form, matches in found.items()}


def _usual(
    entity: str, states: Mapping[str, State], organisations: Mapping[str, Organisation]
) -> str:
    """Return the usual French name of a state or organisation, or the first that it has."""
    if entity in states:
        return states[entity].names["fr"][0]
    names = organisations[entity].names
    return next((name for code in ("fr", *names) for name in names.get(code, ())), entity)


def rows_of(index: Index) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a sorted table that holds `index`."""
    for form, matches in index.items():
        for match in matches:
            yield form, match.entity, match.entity_kind, match.country or "", match.matched


def load_index(
    states: Mapping[str, State], organisations: Mapping[str, Organisation]
) -> Index | None:
    """Return the index of names that was made beforehand; None if the tables have changed."""

    def read(rows: list[list[str]]) -> tuple[Match, ...]:
        return tuple(
            Match(
                entity=entity, entity_kind=cast(ActorKind, kind),
                name=_usual(entity, states, organisations),
                country=country or None, matched=matched,
            )
            for entity, kind, country, matched in rows
        )  # fmt: skip

    return load_sorted(INDEX, read)


def near(forms: Iterable[str], query: str, limit: int) -> list[tuple[str, float]]:
    """Return the forms nearest to `query` with a score in 0..1, best first.

    Codes and acronyms of fewer than four letters are near to everything and left out.
    """
    from rapidfuzz import process  # takes a while to load
    from rapidfuzz.distance import OSA

    results = process.extract(
        fold(query),
        [form for form in forms if len(form) > 3],
        scorer=OSA.normalized_similarity,  # a swap of letters is one slip
        limit=limit,
        score_cutoff=0.6,
    )
    return [(form, score) for form, score, _ in results]


def words_of(phrase: str) -> list[str]:
    """Return the words of a phrase in order, hyphenated ones whole, apostrophes apart."""
    return _WORDS.findall(phrase)
