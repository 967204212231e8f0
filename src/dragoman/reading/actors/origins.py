"""Guess the country of a person from the name and from the states the text is about."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.knowledge import Knowledge
from dragoman.knowledge.edtf import holds
from dragoman.knowledge.fold import fold
from dragoman.types.entity import Tenure

_SMOOTH = 60.0
_FLOOR = 0.002 * 20
_PRIOR = 2.0
_SHORTEST = 3
_RULING = ("head_of_state", "head_of_government", "monarch")
_LEADING = (*_RULING, "foreign_minister", "defence_minister")


@dataclass(frozen=True, slots=True)
class Origins:
    """How names are spread over countries among the office holders of the knowledge base.

    Attributes:
        words: folded word of a name to how many persons of each country bear it.
        size: how many persons of each country there are.
        surnames: folded last word of a name to the terms of leading offices.
    """

    words: dict[str, Counter[str]]
    size: Counter[str]
    surnames: dict[str, tuple[Tenure, ...]]

    def guess(self, name: str, focus: Mapping[str, float]) -> tuple[str, float] | None:
        """Return the likeliest country of a person and its probability.

        Args:
            name: the name as written.
            focus: how much the surroundings are about each state.

        None if neither the name nor the surroundings tell anything.
        """
        words = [word for word in fold(name).split() if word in self.words]
        whole = sum(focus.values()) or 1.0
        people = sum(self.size.values()) or 1
        countries = set(focus) | {c for word in words for c in self.words[word]}
        scores = {}
        for country in sorted(countries):
            share = focus.get(country, 0.0) / whole
            prior = share + _FLOOR * self.size[country] / people + 1e-9
            score = _PRIOR * math.log(prior)
            scores[country] = score + sum(self._lift(word, country, people) for word in words)
        if not scores:
            return None
        best = max(scores, key=lambda c: scores[c])
        total = sum(math.exp(score - scores[best]) for score in scores.values())
        return best, 1.0 / total

    def _lift(self, word: str, country: str, people: int) -> float:
        """Return how much likelier a word of a name is in one country than anywhere (log)."""
        counts = self.words[word]
        anywhere = counts.total() / people
        here = (counts[country] + _SMOOTH * anywhere) / (self.size[country] + _SMOOTH)
        return math.log(here / anywhere)

    def leader(self, surname: str, on: str | None, *, titled: bool) -> Tenure | None:
        """Return the term of the one leader of that surname in office on a date.

        Args:
            surname: last word of the name, as written.
            on: EDTF date; None finds nobody.
            titled: whether the text gives a title, so that ministers count too.
        """
        if on is None:
            return None
        offices = _LEADING if titled else _RULING
        terms = [
            term
            for term in self.surnames.get(fold(surname), ())
            if term.office in offices and holds(term.since, term.until, on)
        ]
        if len({term.country for term in terms}) != 1:
            return None
        return terms[0]


def count_origins(knowledge: Knowledge) -> Origins:
    """Return how the names of the knowledge base are spread over living states."""
    words: dict[str, Counter[str]] = defaultdict(Counter)
    size: Counter[str] = Counter()
    tenures = knowledge.tenures
    for person in tenures.persons.values():
        state = knowledge.states.get(person.country or "")
        if state is None or state.until is not None:
            continue
        size[state.id] += 1
        names = {word for name in (person.name, *person.variants) for word in fold(name).split()}
        for word in names:
            if len(word) >= _SHORTEST:
                words[word][state.id] += 1
    surnames: dict[str, list[Tenure]] = defaultdict(list)
    for ident, terms in tenures.by_person.items():
        person = tenures.persons[ident]
        lasts = {fold(name).split()[-1] for name in (person.name, *person.variants) if fold(name)}
        for term in terms:
            if term.office in _LEADING:
                for last in sorted(lasts):
                    surnames[last].append(term)
    return Origins(dict(words), size, {k: tuple(v) for k, v in surnames.items()})
