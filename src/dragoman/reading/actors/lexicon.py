"""The words of the pack and the names of the knowledge base, made ready to be found."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from ahocorasick_rs import AhoCorasick

from dragoman.knowledge import Knowledge
from dragoman.knowledge.fold import fold, strip_accents
from dragoman.knowledge.model import NameEntry
from dragoman.languages.actors_schema import ActorGrammar, Collective, OrganisationWords
from dragoman.languages.pack import load_section
from dragoman.reading.actors.origins import Origins, count_origins
from dragoman.types.actor import ActorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """One form of a noun of the pack, with all that it tells.

    Attributes:
        form: as it stands in a text, lower case.
        id: class of the noun.
        family: "person", "body" or "group".
        plural: whether the form speaks of many.
        kind, sector: of the actor it describes.
        office, us_office: what it names beside a state; None if nothing.
        portfolio, speaks_for, weak, anaphor, country, anywhere, topic: as in the schema.
        needs: "country", "name" or "definite"; None if it stands alone.
    """

    form: str
    id: str
    family: str
    plural: bool
    kind: ActorKind
    sector: str | None
    office: str | None = None
    us_office: str | None = None
    portfolio: bool = False
    speaks_for: bool = False
    weak: bool = False
    anaphor: bool = False
    needs: str | None = None
    country: str | None = None
    anywhere: bool = False
    topic: bool = False


@dataclass(frozen=True)
class Lexicon:
    """Everything the reader looks up, compiled once per language and knowledge base.

    Attributes:
        grammar: the section of the pack.
        nouns: forms to nouns.
        invariable: forms that are singular and plural alike, to the plural noun.
        names: forms, in exact case, to the entries they may mean.
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
        forms = {form: None for form in self.collectives}
        forms |= {form: None for p in self.grammar.pronouns for form in p.forms if " " in form}
        return _automaton(forms)

    @cached_property
    def collectives(self) -> dict[str, Collective]:
        """Collectives by form."""
        table = {form: c for c in self.grammar.collectives for form in c.forms}
        return {_UNACCENTED.sub("e", form): c for form, c in table.items()} | table

    @cached_property
    def honorifics(self) -> dict[str, str | None]:
        """Forms of address to the gender they tell."""
        return {form: h.gender for h in self.grammar.honorifics for form in h.forms}

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


_UNACCENTED = re.compile(r"\bé")
"""The press often writes "Etat": a capital without its accent."""
_LONG_NAME = 2
"""Spaces in a name from which its case and accents no longer matter."""


def bare(text: str) -> str:
    """Return `text` in lower case and without accents, character by character."""
    if text.isascii():
        return text.lower()
    return "".join(base if len(base := strip_accents(char).lower()) == 1 else char for char in text)


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
    return Lexicon(
        grammar=grammar,
        nouns=_nouns(grammar),
        invariable=_invariable(grammar),
        names={form: tuple(entries) for form, entries in names.items()},
        demonyms={form: tuple(entries) for form, entries in demonyms.items()},
        first_names=_first_names(grammar),
        knowledge=knowledge,
    )


def _first_names(grammar: ActorGrammar) -> dict[str, str | None]:
    table: dict[str, str | None] = {}
    for gender, names in grammar.first_names.items():
        for name in names:
            table[fold(name)] = None if fold(name) in table else gender
    return table


def _nouns(grammar: ActorGrammar) -> dict[str, Noun]:
    found: dict[str, Noun] = {}
    for person in grammar.persons:
        told = {
            "id": person.id, "family": "person", "sector": person.sector,
            "office": person.office, "us_office": person.us_office,
            "portfolio": person.portfolio, "speaks_for": person.speaks_for, "weak": person.weak, "country": person.country, "topic": person.topic,
        }  # fmt: skip
        regular = (_plural(form) for form in person.forms)
        for form in dict.fromkeys((*person.plurals, *regular)):
            found[form] = Noun(form=form, plural=True, kind=person.many, **told)  # type: ignore[arg-type]
        for form in person.forms:
            if form not in person.plurals:
                found[form] = Noun(form=form, plural=False, kind="person", **told)  # type: ignore[arg-type]
    for body in grammar.bodies:
        for form in (*body.forms, *body.plurals):
            many = form in body.plurals and body.many is not None
            needs = body.needs or ("country" if body.bare and form not in body.bare else None)
            found[form] = Noun(
                form=form,
                id=body.id,
                family="body",
                plural=form in body.plurals,
                kind=body.many if many and body.many else body.kind,
                sector=body.many_sector if many else body.sector,
                portfolio=body.portfolio,
                anaphor=body.anaphor,
                needs=needs,
            )
    for group in grammar.groups:
        for form in group.forms:
            found[form] = Noun(
                form=form,
                id=group.id,
                family="group",
                plural=True,
                kind=group.kind,
                sector=group.sector,
                weak=group.weak,
                needs=group.needs,
                anywhere=group.anywhere,
            )
    for form in list(found):
        plain = _UNACCENTED.sub("e", form)
        found.setdefault(plain, replace(found[form], form=plain))
    return found


def _invariable(grammar: ActorGrammar) -> dict[str, Noun]:
    """Return the plural reading of forms that do not change ("les deux pays", "les porte-parole")."""
    found = {}
    for noun in _nouns(grammar).values():
        if noun.family == "group" or noun.form.split(" ")[0][-1] not in "sxz":
            continue
        body = next((b for b in grammar.bodies if b.id == noun.id), None)
        person = next((p for p in grammar.persons if p.id == noun.id), None)
        if body is not None and body.many is not None and noun.form not in body.plurals:
            found[noun.form] = replace(
                noun, plural=True, family="group", kind=body.many, sector=body.many_sector,
                needs=None, anaphor=False, anywhere=True,
            )  # fmt: skip
        elif person is not None and not noun.plural:
            found[noun.form] = replace(noun, plural=True, kind=person.many)
    return found


def _plural(form: str) -> str:
    """Return the regular plural of a noun: an -s on its head and the adjectives beside it."""
    words = form.split(" ")
    stop = next(
        (
            n
            for n, word in enumerate(words)
            if word in ("de", "du", "des", "à", "en") or "'" in word
        ),
        len(words),
    )
    return " ".join(
        word if n >= stop or word[-1] in "sxz" else word + "s" for n, word in enumerate(words)
    )
