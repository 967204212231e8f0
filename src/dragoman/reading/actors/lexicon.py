"""The words of the pack and the names of the knowledge base, made ready to be found."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ahocorasick_rs import AhoCorasick

from dragoman.knowledge import Knowledge
from dragoman.knowledge.fold import fold, strip_accents
from dragoman.knowledge.model import NameEntry
from dragoman.languages.actors_schema import ActorGrammar, Collective, OrganisationWords
from dragoman.languages.pack import load_section
from dragoman.reading.actors.nouns import Noun, compile_invariable, compile_nouns, unaccented
from dragoman.reading.actors.origins import Origins, count_origins


@dataclass(frozen=True)
class Lexicon:
    """Everything the reader looks up, compiled once per language and knowledge base.

    Attributes:
        grammar: the section of the pack.
        nouns: forms to nouns.
        invariable: forms that are singular and plural alike, to the plural noun.
        names: forms, in exact case, to the entries they may mean; none for parts of the world.
        demonyms: lower-case forms to their entries.
        first_names: folded first names to gender; None where they are of either.
        knowledge: the knowledge base it was made from.
    """

    grammar: ActorGrammar
    nouns: dict[str, Noun]
    invariable: dict[str, Noun]
    names: dict[str, tuple[NameEntry, ...]]
    demonyms: dict[str, tuple[NameEntry, ...]]
    first_names: dict[str, str | None]
    knowledge: Knowledge

    @cached_property
    def noun_finder(self) -> tuple[AhoCorasick, tuple[str, ...]]:
        """The automaton over nouns, and its forms by pattern number."""
        return _automaton(self.nouns)

    @cached_property
    def name_finder(self) -> tuple[AhoCorasick, tuple[str, ...]]:
        """The automaton over names, and its forms by pattern number."""
        return _automaton(self.names)

    @cached_property
    def long_name_finder(self) -> tuple[AhoCorasick, tuple[str, ...]]:
        """The automaton over long names without case and accents, and the names themselves."""
        forms: dict[str, str] = {}
        for form in self.names:
            if form.count(" ") >= _LONG_NAME:
                forms.setdefault(bare(form), form)
        return AhoCorasick(list(forms)), tuple(forms.values())

    @cached_property
    def phrase_finder(self) -> tuple[AhoCorasick, tuple[str, ...]]:
        """The automaton over collectives and pronouns of several words."""
        forms = dict.fromkeys(self.collectives)
        forms |= {form: None for p in self.grammar.pronouns for form in p.forms if " " in form}
        return _automaton(forms)

    @cached_property
    def collectives(self) -> dict[str, Collective]:
        """Collectives by form."""
        table = {form: c for c in self.grammar.collectives for form in c.forms}
        return {unaccented(form): c for form, c in table.items()} | table

    @cached_property
    def elided(self) -> re.Pattern[str]:
        """What stands before an apostrophe and is no part of the word behind it."""
        forms = "|".join(self.grammar.small_words.elisions)
        return re.compile(rf"(?:{forms})['’](?=\w)", re.IGNORECASE)

    @cached_property
    def honorifics(self) -> dict[str, str | None]:
        """Forms of address to the gender they tell."""
        return {form: h.gender for h in self.grammar.honorifics for form in h.forms}

    @cached_property
    def set_phrases(self) -> tuple[str, ...]:
        """Words whose noun describes nobody, each behind a space."""
        return tuple(f" {phrase}" for phrase in self.grammar.set_phrases)

    @cached_property
    def organisation_words(self) -> dict[str, OrganisationWords]:
        """First words of bodies' names, lower case."""
        return {form: w for w in self.grammar.organisation_words for form in w.forms}

    @cached_property
    def cities(self) -> dict[str, int]:
        """How many names of cities each state has."""
        entries = (entry for held in self.names.values() for entry in held)
        return dict(Counter(e.country for e in entries if e.kind == "city" and e.country))

    @cached_property
    def origins(self) -> Origins:
        """How names are spread over countries; read on first use."""
        return count_origins(self.knowledge)

    @cached_property
    def portfolio_words(self) -> frozenset[str]:
        """First words of portfolios."""
        return frozenset(form.split(" ")[0] for form, _, _ in self.portfolios)

    @cached_property
    def portfolios(self) -> tuple[tuple[str, str, str], ...]:
        """(Lower-case form, portfolio id, office), the longest form first."""
        table = [(form, p.id, p.office) for p in self.grammar.portfolios for form in p.forms]
        return tuple(sorted(table, key=lambda row: (-len(row[0]), row[0])))


_LONG_NAME = 2
"""Spaces in a name from which its case and accents no longer matter."""


class _Bare(dict[int, str]):
    """Characters to their lower case without accents, filled as they are met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        base = strip_accents(char).lower()
        self[code] = base if len(base) == 1 else char
        return self[code]


_BARE = _Bare()


def bare(text: str) -> str:
    """Return `text` in lower case and without accents, character by character."""
    return text.translate(_BARE)


def _automaton(forms: Iterable[str]) -> tuple[AhoCorasick, tuple[str, ...]]:
    patterns = tuple(forms)
    return AhoCorasick(list(patterns)), patterns


_LEXICONS: dict[tuple[str, str], Lexicon] = {}


def load_lexicon(language: str, knowledge: Knowledge) -> Lexicon:
    """Return the compiled words of a language over a knowledge base, made once."""
    key = (language, knowledge.digest)
    if key not in _LEXICONS:
        _LEXICONS[key] = _compile(language, knowledge)
    return _LEXICONS[key]


def _compile(language: str, knowledge: Knowledge) -> Lexicon:
    grammar = load_section(language, "actors", ActorGrammar)
    names: dict[str, list[NameEntry]] = {}
    demonyms: dict[str, list[NameEntry]] = {}
    for entry in knowledge.names(language):
        table, form = (names, entry.form.replace("’", "'"))
        if entry.kind == "demonym":
            table, form = demonyms, form.lower()
        held = table.setdefault(form, [])
        if all(entry.entity != other.entity for other in held):
            held.append(entry)
    first_names = _first_names(grammar)
    for region in _regions(knowledge, first_names):
        names.setdefault(region.form, [region])
    return Lexicon(
        grammar=grammar,
        nouns=compile_nouns(grammar),
        invariable=compile_invariable(grammar),
        names={form: tuple(entries) for form, entries in names.items()}
        | {form: () for form in grammar.regions if form not in names},
        demonyms={form: tuple(entries) for form, entries in demonyms.items()},
        first_names=first_names,
        knowledge=knowledge,
    )


def _regions(knowledge: Knowledge, first_names: dict[str, str | None]) -> Iterator[NameEntry]:
    """Yield the regions of states ("Écosse") as places that tell a country, like cities."""
    for places in knowledge.places.values():
        for place in places:
            if place.kind == "region" and place.country and place.name[0].isupper():
                for form in dict.fromkeys((place.name, unaccented_capital(place.name))):
                    yield NameEntry(
                        form=form,
                        kind="city",
                        entity=place.country,
                        entity_kind="state",
                        country=place.country,
                        since=None,
                        until=None,
                        caution=fold(place.name) in first_names,
                    )


def unaccented_capital(form: str) -> str:
    """Return a name as the press writes it with a bare capital ("Ecosse")."""
    return strip_accents(form[0]) + form[1:]


def _first_names(grammar: ActorGrammar) -> dict[str, str | None]:
    table: dict[str, str | None] = {}
    for gender, names in grammar.first_names.items():
        for name in names:
            table[fold(name)] = None if fold(name) in table else gender
    return table
