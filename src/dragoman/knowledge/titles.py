"""Titles, as people type them, and the offices they name."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast, get_args

from dragoman.errors import KnowledgeError
from dragoman.knowledge.fold import fold
from dragoman.knowledge.tables import rows, several
from dragoman.types.entity import OfficeKind

_COLUMNS = ("language", "form", "offices", "country", "words")
_OFFICES = frozenset(get_args(OfficeKind))
_FARTHEST = 4
"""Words that may stand inside a title ("ministre malien démissionnaire de la Défense")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A title and what it names.

    Attributes:
        form: the title as written.
        words: its folded words.
        offices: the offices it may name, the likeliest first.
        country: the only state where it names them; None for any.
        portfolio: parts of English titles, lower case, one of which the office must
            have in its own; empty if the office alone decides.
    """

    form: str
    words: tuple[str, ...]
    offices: tuple[OfficeKind, ...]
    country: str | None
    portfolio: tuple[str, ...]


@cache
def load_titles() -> tuple[Title, ...]:
    """Return the titles of every language, the longest first."""
    found = []
    for _, form, offices, country, portfolio in rows("titles.csv", _COLUMNS):
        named = several(offices)
        if not named or not _OFFICES.issuperset(named):
            raise KnowledgeError(f"titles.csv: {form!r} names an unknown office: {offices!r}.")
        found.append(
            Title(
                form=form,
                words=tuple(fold(form).split()),
                offices=tuple(cast(OfficeKind, office) for office in named),
                country=country or None,
                portfolio=several(portfolio),
            )
        )
    found.sort(key=lambda title: (-len(title.words), not title.country))
    return tuple(found)


def titles_in(words: Sequence[str]) -> list[tuple[Title, tuple[int, ...]]]:
    """Return the longest titles whose words stand in `words` in order, with their places.

    A few other words may stand between: "ministre russe des Affaires étrangères".
    """
    found: list[tuple[Title, tuple[int, ...]]] = []
    for title in load_titles():
        if found and len(title.words) < len(found[0][0].words):
            break
        places = _places(title.words, words)
        if places:
            found.append((title, places))
    return found


def _places(wanted: tuple[str, ...], words: Sequence[str]) -> tuple[int, ...]:
    """Return where `wanted` stands in `words`, the closest together; empty if nowhere."""
    best: tuple[int, ...] = ()
    for start in (at for at, word in enumerate(words) if word == wanted[0]):
        places = [start]
        for word in wanted[1:]:
            after = [at for at in range(places[-1] + 1, len(words)) if words[at] == word]
            if not after:
                break
            places.append(after[0])
        spread = places[-1] - places[0] + 1 - len(wanted)
        whole = len(places) == len(wanted) and spread <= _FARTHEST
        if whole and (not best or spread < best[-1] - best[0] + 1 - len(wanted)):
            best = tuple(places)
    return best
