"""Names of actors and places with the article and the preposition their language wants."""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.dossier.entry import Party
from dragoman.knowledge.exonyms import Exonym, exonyms
from dragoman.knowledge.fold import fold
from dragoman.surfaces.messages.catalogue import Messages
from dragoman.surfaces.messages.isolating import isolated

_MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class Noun:
    """A name as it stands in a sentence.

    Attributes:
        words: the name, its article included ("le Mali", "l'Union soviétique").
        into: how one goes there ("au Mali"); None if it is no place.
        inside: how one is there ("au Mali", "in Mali"); None if it is no place.
        note: what follows in brackets, such as a person's state; "" if nothing.
    """

    words: str
    into: str | None = None
    inside: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Grammar:
    """How one language joins names, from its catalogue."""

    say: Messages

    def party(self, party: Party) -> Noun:
        """Return the noun for a participant."""
        known = party.names.get(self.say.language)
        if party.kind == "state" or party.name in party.country_names.values():
            return self.state(isolated(known or party.name))
        name = isolated(known or party.name)
        country = party.country_names.get(self.say.language)
        note = f" ({country})" if country and self._wants_country(party, name, country) else ""
        if known and party.kind == "person":
            return Noun(name, note=note)
        return Noun(self.described(name, single=party.kind == "person"), note=note)

    def _wants_country(self, party: Party, name: str, country: str) -> bool:
        """Tell whether a reader should be told for which state somebody acts."""
        if country.casefold() in name.casefold():
            return False
        if party.kind != "person" and self.say.language in party.names:
            return False  # a people is called after its state
        foreign = self.say.language != "fr" and name[:1].islower()
        return party.kind in ("person", "group") or foreign

    def described(self, name: str, *, single: bool = False) -> str:
        """Return a name or a description of somebody as it stands in a sentence.

        What people do gives way to who they are ("les manifestants", "protesters").
        A description gets the article that its first word wants; where articles are
        in another language than ours, it is put between quotation marks.

        Args:
            name: as an article writes it.
            single: whether it is one person.
        """
        for deed, doers in self.say.tables["grammar.deeds"]:
            if deed in name.split(" ")[:2]:  # "organisateurs de manifestations" are others
                return self._with_article(doers)
        first = name.split(" ")[0]
        if name[:1].isdigit() or first.casefold() in self.say.tables["grammar.counting"]:
            name = name[:1].lower() + name[1:]  # "Plus de 90 personnes" began its sentence
            return name if self.say.language == "fr" else self.say("grammar.foreign", words=name)
        if name[:1].islower() and self.say.language != "fr":
            return self.say("grammar.foreign", words=name)
        return self._with_article(name, single=single)

    def state(self, name: str) -> Noun:
        """Return the noun for a state by its bare name."""
        if not name[:1].isupper():
            return Noun(self.described(name))
        gender = self._gender(name)
        words = _elide(self.say(f"grammar.article.{gender}") + name, self.say)
        if gender == "masculine" and not words.endswith(f" {name}"):
            gender = "elided"
        return Noun(
            words,
            into=self.say(f"grammar.into.{gender}") + name,
            inside=self.say(f"grammar.inside.{gender}") + name,
        )

    def _gender(self, name: str) -> str:
        """Return which article the name of a state takes."""
        tables, first = self.say.tables, name.split(" ")[0].split("-")[0]
        for gender in ("plural", "bare_in", "bare", "masculine", "feminine"):
            listed = tables.get(f"grammar.states.{gender}", ())
            if name in listed or first in listed:
                return gender
        ending = self.say("grammar.feminine_ending")
        return "feminine" if ending and first.endswith(ending) else "masculine"

    def _with_article(self, name: str, *, single: bool = False) -> str:
        """Return a description with the article that its first word wants, if we know it."""
        if name.startswith(tuple(self.say.tables["grammar.articles"])):
            return name
        first = name.split(" ")[0]
        for article, *nouns in self.say.tables["grammar.nouns"]:
            if first.lower() in nouns:
                return _elide(f"{article}{name}", self.say)
        if single and name[:1].islower():
            endings = tuple(self.say.tables["grammar.woman_endings"])
            return (
                self.say(f"grammar.one.{'feminine' if first.endswith(endings) else 'masculine'}")
                + name
            )
        many = name[:1].islower() and first[-1] in self.say.tables["grammar.plural_endings"]
        return self.say("grammar.plural_article") + name if many else name

    def place(self, words: str, named: str | None = None) -> str:
        """Return a place as an adverbial: "à Moscou", "près de Moscou", "dans la capitale".

        Args:
            words: the place as an article writes it.
            named: usual name of the state, if the place is one.
        """
        words = isolated(words)
        if named is not None:
            return self.state(named).inside or words
        known = self._known_place(words)
        if known is not None and known.is_state:
            return self.state(known.name).inside or words
        words = known.name if known else words
        for theirs, ours in self.say.tables["grammar.place_words"]:
            if words.startswith(theirs):
                rest = words.removeprefix(theirs)
                near = self._known_place(rest)
                return f"{ours}{near.name if near else rest}"
        lower = words.split(" ")[0].lower()
        if lower in self.say.tables["grammar.place_prepositions"]:
            return words
        if words[:1].isupper():
            inside = self._inside(words)
            if inside is not None:
                return inside
            first = words.split(" ")[0]
            key = f"grammar.place_article.{first.lower()}"
            return (
                self.say(key) + words
                if self.say.has(key)
                else self.after("city" if known else "at", words)
            )
        return self.after("within", self.described(words))

    def _inside(self, words: str) -> str | None:
        """Return how one is in a region or in a city with an article; None of other places."""
        for name, inside in self.say.tables["grammar.inside_places"]:
            if words.casefold() == name:
                return str(inside) + words
        return None

    def place_name(self, words: str) -> str:
        """Return a place by its usual name in our language, where the gazetteer knows it."""
        known = self._known_place(words)
        return known.name if known else isolated(words)

    def _known_place(self, words: str) -> Exonym | None:
        """Return the place of the gazetteer that an article's words name; None if none."""
        for prefix in self.say.tables["grammar.place_prefixes"]:
            words = words.removeprefix(prefix)
        return exonyms(self.say.language).get(fold(words)) if words[:1].isupper() else None

    def listed(self, nouns: Sequence[Noun], preposition: str = "") -> str:
        """Return nouns as a list after a preposition: "de la Russie et du Mali".

        Args:
            nouns: at least one.
            preposition: key of `grammar.prepositions`; "" for none; "between" needs
                two nouns and falls back to "of".
        """
        if preposition == "between" and len(nouns) == 1:
            preposition = "of"
        shown, rest = nouns[:_MOST_NAMED], len(nouns) - _MOST_NAMED
        repeated = preposition in self.say.tables["grammar.repeated"]
        parts = []
        for index, noun in enumerate(shown):
            if preposition == "into" and noun.into is not None:
                parts.append(noun.into + noun.note)
            elif preposition and (repeated or index == 0):
                parts.append(self.after(self._kind(preposition, noun), noun.words) + noun.note)
            else:
                parts.append(noun.words + noun.note)
        if rest > 0:
            parts.append(self.say("grammar.others", count=rest))
        if len(parts) == 1:
            return parts[0]
        return ", ".join(parts[:-1]) + self.say("grammar.and") + parts[-1]

    def _kind(self, preposition: str, noun: Noun) -> str:
        """Return the preposition to use where there is no way of going into a noun."""
        return "towards" if preposition == "into" and noun.into is None else preposition

    def after(self, preposition: str, words: str) -> str:
        """Return a noun phrase after a preposition, contracted and elided."""
        joined = f"{self.say(f'grammar.prepositions.{preposition}')} {words}"
        for pair in self.say.tables["grammar.contractions"]:
            if joined.startswith(pair[0]):
                return str(pair[1]) + joined[len(pair[0]) :]
        return _elide(joined, self.say)


def _elide(words: str, say: Messages) -> str:
    """Return `words` with the vowel of a leading article or preposition dropped if due."""
    first, _, rest = words.partition(" ")
    for full, short in say.tables["grammar.elisions"]:
        if first == full and rest[:1] and rest[0] in say("grammar.vowels"):
            return f"{short}{rest}"
    return words
