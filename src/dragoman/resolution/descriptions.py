"""Descriptions of somebody brought to what they mean, so that two articles' can be compared."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from dragoman.languages.pack import installed_languages, load_section
from dragoman.languages.resolution_schema import ResolutionRules
from dragoman.resolution.names import fold_name

Lasting = Literal["always", "while", "day"]
_NAME = 6  # letters by which a state's name and its people's are known
_PEOPLE = "peuple"  # what only the name of its state describes, in the plural
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a description means.

    Attributes:
        words: its words without grammar and without the state they belong to.
        lasts: whether it is one somebody in every article ("always": a ministry, a
            people), in articles that follow one another ("while"), or on one day.
        named: whether it tells by itself who is meant, even where no state is known.
        crowd: whether it says no more than how many people there are.
    """

    words: str
    lasts: Lasting
    named: bool
    crowd: bool = False


class Descriptions:
    """Reads folded descriptions ("peuple-belarusse").

    Args:
        lands: id of a state to its folded names and those of its people.
        rules: what the language packs say.
        states: folded usual name of a state to its id.
    """

    def __init__(
        self,
        lands: Mapping[str, frozenset[str]],
        rules: ResolutionRules,
        states: Mapping[str, str],
    ) -> None:
        self.states = states
        self._beginnings = {
            land: frozenset(name[:_NAME] for name in names if len(name) > 2)
            for land, names in lands.items()
        }
        self._rules = rules

    @cached_property
    def _same(self) -> dict[str, str]:
        return {word: head for head, words in self._rules.synonyms.items() for word in words}

    @property
    def protesters(self) -> Meaning:
        """The people who protest in a state, however an article describes them."""
        return Meaning(words=self._rules.protesters, lasts="while", named=False)

    def read(self, folded: str, country: str | None) -> Meaning:
        """Return what the folded description of somebody of `country` means."""
        own = self._beginnings.get(country or "", frozenset())
        words, counted = [], []
        for word in folded.split("-"):
            bare = word[:-1] if word.endswith(("s", "x")) and len(word) > 3 else word
            if word in self._rules.grammar or word[:_NAME] in own:
                continue
            if bare in self._rules.quantities or _NUMBER.fullmatch(word):
                counted.append(word)
                continue
            words.append(self._same.get(bare, bare))
        if not words and country and not counted:
            several = any(word.endswith("s") for word in folded.split("-"))
            words = [_PEOPLE] if several else [folded]
        crowd = bool(counted) and set(words) <= self._rules.crowd
        telling = any(word in self._rules.telling for word in words)
        lasts: Lasting = "always"
        if any(word in self._rules.lasting_for_a_while for word in words):
            lasts = "while"
        elif counted or not words or words[0] in self._rules.passing:
            lasts = "while" if telling and not counted else "day"
        if lasts == "day":
            words += counted  # "deux femmes" are not "trois femmes"
        named = telling or len(words) > 1
        return Meaning(words="-".join(words), lasts=lasts, named=named, crowd=crowd)


@cache
def load_descriptions() -> Descriptions:
    """Return the reader of descriptions in every language that has a pack for it."""
    from dragoman.knowledge.states import load_states

    known = load_states()[0]
    lands = {
        state.id: frozenset(
            fold_name(name).split("-")[0]
            for table in (state.names, state.demonyms)
            for names in table.values()
            for name in names
        )
        for state in known.values()
    }
    parts = [load_section(code, "resolution", ResolutionRules) for code in installed_languages()]
    synonyms: dict[str, tuple[str, ...]] = {}
    for part in parts:
        for head, words in part.synonyms.items():
            synonyms[head] = (*synonyms.get(head, ()), *words)
    rules = ResolutionRules(
        grammar=frozenset().union(*(part.grammar for part in parts)),
        synonyms=synonyms,
        quantities=frozenset().union(*(part.quantities for part in parts)),
        passing=frozenset().union(*(part.passing for part in parts)),
        telling=frozenset().union(*(part.telling for part in parts)),
        protesters=parts[0].protesters,
        crowd=frozenset().union(*(part.crowd for part in parts)),
        elided=frozenset().union(*(part.elided for part in parts)),
        lasting_for_a_while=frozenset().union(*(part.lasting_for_a_while for part in parts)),
    )
    usual = {
        fold_name(names[0]): state.id
        for state in known.values()
        if state.until is None
        for names in state.names.values()
    }
    return Descriptions(lands, rules, usual)
