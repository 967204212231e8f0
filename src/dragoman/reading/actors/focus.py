"""Weigh which states an article is about, overall and around each sentence."""

from collections import defaultdict
from dataclasses import dataclass

from dragoman.knowledge.model import NameEntry
from dragoman.reading.actors.metonyms import bodies_seated
from dragoman.reading.actors.scan import Scan, plain

_WEIGHTS = {
    "name": 1.5, "acronym": 1.0, "demonym": 0.7, "capital": 1.5, "metonym": 1.5, "city": 2.0,
}  # fmt: skip
"""Places tell where a text plays; demonyms often tell who else is there."""

_TITLE = 4.0
_LEAD = 2.0
_DECAY = 0.5
_WHOLE = 4.0
_REACH = 4
_LOCAL = 0.6
_CLEAR = 1.3


@dataclass(frozen=True)
class Focus:
    """How much an article is about each state.

    Attributes:
        total: state id to weight over the whole article.
        by_sentence: the weights of each sentence alone.
        cities: how many cities of each state are known, to break ties.
        seated: as `bodies_seated` gives them.
    """

    total: dict[str, float]
    by_sentence: tuple[dict[str, float], ...]
    cities: dict[str, int]
    seated: dict[str, NameEntry]

    def choose(self, entries: tuple[NameEntry, ...]) -> NameEntry:
        """Return the entry whose country the article is most about; the first if none."""
        if len(entries) == 1:
            return entries[0]
        return max(
            entries,
            key=lambda e: (
                self.total.get(e.country or "", 0.0),
                self.cities.get(e.country or "", 0),
            ),
        )

    @property
    def main(self) -> str | None:
        """The state the article is most about; None if it names none."""
        if not self.total:
            return None
        return max(self.total, key=lambda c: (self.total[c], c))

    def around(self, sentence: int) -> dict[str, float]:
        """Return how much `sentence`, those before it and the article are about each state."""
        whole = sum(self.total.values()) or 1.0
        weights = {country: weight / whole * _WHOLE for country, weight in self.total.items()}
        decay = 1.0
        for index in range(sentence, max(sentence - _REACH, -1), -1):
            for country, weight in self.by_sentence[index].items():
                weights[country] = weights.get(country, 0.0) + weight * decay * _LOCAL
            decay *= _DECAY
        return weights

    def clear(self, sentence: int) -> str | None:
        """Return the state that `sentence` is about, if none comes near it; None otherwise."""
        weights = self.around(sentence)
        ranked = sorted(weights.values(), reverse=True)
        if len(ranked) > 1 and ranked[0] < ranked[1] * _CLEAR:
            return None
        return self.near(sentence)

    def near(self, sentence: int) -> str | None:
        """Return the state that `sentence` and those before it are most about."""
        weights = self.around(sentence)
        return max(weights, key=lambda c: (weights[c], c)) if weights else None


def weigh(scan: Scan, *, title: str | None) -> Focus:
    """Return how much the text, and its title, speak of each state."""
    total: dict[str, float] = defaultdict(float)
    sentences: list[dict[str, float]] = [defaultdict(float) for _ in scan.analysis.sentences]

    def add(entries: tuple[NameEntry, ...], token: int) -> None:
        countries = dict.fromkeys(e.country for e in entries if e.country)
        sentence = scan.analysis.tokens[token].sentence
        lead = _LEAD if sentence < 3 else 1.0
        for country in countries:
            weight = _WEIGHTS[entries[0].kind] / len(countries)
            total[country] += weight * lead
            sentences[sentence][country] += weight

    seated = bodies_seated(scan)
    for hit in scan.names:
        if hit.entries[0].kind == "capital" and hit.entries[0].form in seated:
            continue  # who speaks of a body does not speak of the state that it has its seat in
        if not (hit.entries[0].caution and hit.entries[0].kind == "city"):
            add(hit.entries, hit.first)
    for token, entries in scan.demonym_at.items():
        add(entries, token)
    for country in _countries_of_title(scan, title):
        total[country] += _TITLE
    return Focus(dict(total), tuple(dict(s) for s in sentences), scan.lexicon.cities, seated)


def _countries_of_title(scan: Scan, title: str | None) -> list[str]:
    if not title:
        return []
    text = plain(title)
    automaton, forms = scan.lexicon.name_finder
    found = []
    for number, start, end in automaton.find_matches_as_indexes(text):
        whole = not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()
        entries = scan.lexicon.names[forms[number]]
        if whole and entries and entries[0].country and not entries[0].caution:
            found.append(entries[0].country)
    for word in text.lower().replace("'", " ").split():
        demonyms = scan.lexicon.demonyms.get(word.strip("«».,:;!?()"))
        if demonyms and demonyms[0].country:
            found.append(demonyms[0].country)
    return found
