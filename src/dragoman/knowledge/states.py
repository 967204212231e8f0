"""Load states, their lifetimes and their descent."""

from collections import defaultdict
from functools import cache

from dragoman.errors import KnowledgeError
from dragoman.knowledge.model import Descent
from dragoman.knowledge.tables import rows, several
from dragoman.types.entity import DatedName, State

_STATE = (
    "id", "alpha2", "since", "until", "continues", "split_from", "ruled_by",
    "merged_into", "names_fr", "demonyms_fr", "demonyms_en",
)  # fmt: skip
_NAME = ("state", "language", "name", "source")
_PRESS = ("state", "language", "name")
_CAPITAL = ("state", "name", "since", "until", "spellings_fr", "names_en")


def load_names() -> dict[str, dict[str, list[str]]]:
    """Return state id -> language -> names other than the editorial French ones."""
    names: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for state, language, name in rows("state_names_press.csv", _PRESS):
        names[state][language].append(name)
    for state, language, name, _ in rows("state_names.csv", _NAME):
        names[state][language].append(name)
    return names


def load_capitals() -> dict[str, list[tuple[DatedName, tuple[str, ...], tuple[str, ...]]]]:
    """Return state id -> (capital, other French spellings, English names)."""
    capitals: dict[str, list[tuple[DatedName, tuple[str, ...], tuple[str, ...]]]] = defaultdict(
        list
    )
    for state, name, since, until, spellings, english in rows("capitals.csv", _CAPITAL):
        dated = DatedName(name=name, since=since or None, until=until or None)
        capitals[state].append((dated, several(spellings), several(english)))
    return capitals


def load_states() -> tuple[dict[str, State], dict[str, Descent], dict[str, str]]:
    """Return states and descents by id, and ids by ISO 3166-1 alpha-2 code."""
    table = list(rows("states.csv", _STATE))
    names, capitals = load_names(), load_capitals()
    descents = {
        row[0]: Descent(
            continues=row[4] or None,
            split_from=row[5] or None,
            ruled_by=row[6] or None,
            merged_into=row[7] or None,
        )
        for row in table
    }
    successors: dict[str, list[str]] = defaultdict(list)
    for id_, descent in descents.items():
        for parent in (descent.continues, descent.split_from):
            if parent:
                successors[parent].append(id_)
    states = {}
    for row in table:
        id_, _, since, until = row[:4]
        others = names.get(id_, {})
        descent = descents[id_]
        for parent in (
            descent.continues,
            descent.split_from,
            descent.ruled_by,
            descent.merged_into,
        ):
            if parent and parent not in descents:
                raise KnowledgeError(f"states.csv: {id_} descends from the unknown {parent!r}.")
        french = dict.fromkeys((*several(row[8]), *others.get("fr", ())))
        by_language = {"fr": tuple(french)}
        for language in ("en", "ru", "ar"):
            if language in others:
                by_language[language] = tuple(dict.fromkeys(others[language]))
        merged = (descent.merged_into,) if descent.merged_into else ()
        states[id_] = State(
            id=id_,
            names=by_language,
            demonyms={"fr": several(row[9]), "en": several(row[10])},
            capitals=tuple(dated for dated, _, _ in capitals.get(id_, ())),
            since=since or None,
            until=until or None,
            predecessors=tuple(
                parent for parent in (descent.continues, descent.split_from) if parent
            ),
            successors=(*successors[id_], *merged),
        )
    return states, descents, {row[1]: row[0] for row in table}


@cache
def alpha2_codes() -> dict[str, str]:
    """Return id of each state to its ISO 3166-1 alpha-2, or withdrawn, code."""
    return {row[0]: row[1] for row in rows("states.csv", _STATE) if row[1]}
