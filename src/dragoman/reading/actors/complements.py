"""Read what stands behind a noun: its country, its body, its portfolio, a name."""

from dataclasses import dataclass, field

from dragoman.knowledge.model import NameEntry
from dragoman.reading.actors.nouns import Noun
from dragoman.reading.actors.people import PersonName
from dragoman.reading.actors.scan import NameHit, NounHit, Scan, plain

Entries = tuple[NameEntry, ...]
_FIELD = 9
"""How many words a field of work can take ("pour le Moyen-Orient et l'Afrique du Nord")."""
_FIELD_WORDS = frozenset(("NOUN", "PROPN", "ADJ", "DET", "X"))
_IN_CHARGE = frozenset(("high-representative", "secretary", "commissioner", "adviser", "envoy"))
_ABROAD = frozenset(("ambassador", "journalist", "envoy"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Complement:
    """What stands behind a noun.

    Attributes:
        countries: entries that tell its country, the first to stand there.
        country_token: token index of them; None if there are none.
        others: further (countries, token) pairs that are listed beside the first.
        organisation: a body the noun belongs to ("le chef de l'AIEA"); None if none.
        inner: a noun of the pack inside; None if none.
        person: a person whose it is ("les avocats de Michael Flynn"); None if none.
        name: a person's name that follows at once; None if none.
        proper: a body's name that follows at once; None if none.
        many: whether the countries listed are of many each ("des élus russes et turcs").
        charged: whether it tells what somebody is in charge of ("à la Santé").
        anywhere: whether it says that it is of no one state ("occidental").
        details: words that tell it from others of its class, lower case.
    """

    countries: Entries = ()
    country_token: int | None = None
    others: tuple[tuple[Entries, int], ...] = ()
    organisation: NameHit | None = None
    inner: Noun | None = None
    person: PersonName | None = None
    name: PersonName | None = None
    proper: NameHit | None = None
    many: bool = False
    charged: bool = False
    anywhere: bool = False
    details: tuple[str, ...] = ()

    @property
    def listed(self) -> tuple[tuple[Entries, int], ...]:
        """Every (countries, token) pair, in text order."""
        if self.country_token is None:
            return ()
        return ((self.countries, self.country_token), *self.others)


def read_complement(
    scan: Scan, people: dict[int, PersonName], hit: NounHit, stop: int
) -> tuple[Complement, int]:
    """Return what stands behind a noun before token `stop`, and the index after its last token."""
    reader = _Reader(scan, people, hit, stop)
    last = reader.read(hit.last)
    told = Complement(
        countries=reader.countries[0][0] if reader.countries else (),
        country_token=reader.countries[0][1] if reader.countries else None,
        others=tuple(reader.countries[1:]),
        organisation=reader.organisation,
        inner=reader.inner,
        person=reader.person,
        name=reader.name,
        proper=reader.proper,
        many=_are_many(scan, reader.countries),
        charged=reader.charged,
        anywhere=reader.anywhere,
        details=tuple(reader.details),
    )
    return told, last


def _are_many(scan: Scan, countries: list[tuple[Entries, int]]) -> bool:
    """Tell whether several countries are listed by demonyms in the plural."""
    tokens, demonyms = scan.analysis.tokens, scan.lexicon.demonyms
    words = [tokens[at].lower for _, at in countries if at in scan.demonym_at]
    return len(words) > 1 and any(w.endswith("s") and w[:-1] in demonyms for w in words)


def find_seat(scan: Scan, at: int, stop: int) -> tuple[Entries, int] | None:
    """Return the first place or demonym inside the name of a body that begins at token `at`.

    Reads on until a mark, a conjunction or a verb; None if the name tells no country.
    """
    tokens = scan.analysis.tokens
    while at < stop and tokens[at].pos not in ("VERB", "AUX", "PUNCT", "PRON", "CCONJ"):
        known = scan.name_at.get(at)
        if (
            known is not None
            and known.entries[0].country
            and known.entries[0].entity_kind != "media"
        ):
            return known.entries, at
        if at in scan.demonym_at:
            return scan.demonym_at[at], at
        at += 1
    return None


@dataclass
class _Reader:
    scan: Scan
    people: dict[int, PersonName]
    hit: NounHit
    stop: int
    countries: list[tuple[Entries, int]] = field(default_factory=list)
    organisation: NameHit | None = None
    inner: Noun | None = None
    person: PersonName | None = None
    name: PersonName | None = None
    proper: NameHit | None = None
    anywhere: bool = False
    worded: bool = False
    charged: bool = False
    details: list[str] = field(default_factory=list)

    def read(self, at: int) -> int:
        """Read tokens from `at` on; return the index after the last that belongs."""
        while at < self.stop:
            if at in self.people:
                inner = self.inner.family if self.inner is not None else ""
                unsure = inner == "body" and self.organisation is None
                if unsure and not self.people[at].evidence:
                    return at
                if inner == "person":
                    self.person = self.person or self.people[at]
                else:
                    self.name = self.people[at]
                return self.people[at].last
            after = self._proper(at) or self._adjective(at) or self._prepositional(at)
            if after is None:
                return at
            at = after
            if self.proper is not None:
                return at
        return at

    def _proper(self, at: int) -> int | None:
        """Read a body's name right behind the noun."""
        known = self.scan.name_at.get(at)
        if known is None or known.entries[0].kind not in ("name", "acronym"):
            return None
        if known.entries[0].entity_kind == "state" or self.hit.noun.family == "group":
            return None
        if self.hit.noun.family == "person":
            self.organisation = self.organisation or known
            return known.last
        self.proper = known
        return known.last

    def _adjective(self, at: int) -> int | None:
        token, grammar = self.scan.analysis.tokens[at], self.scan.lexicon.grammar
        low = token.lower
        if at in self.scan.demonym_at and token.text[0].islower():
            self._country(self.scan.demonym_at[at], at)
            return self._also_demonyms(at + 1)
        first, dash, second = low.partition("-")
        if dash and first in grammar.compounds and second in self.scan.lexicon.demonyms:
            if self.hit.noun.family == "person":
                self._country(self.scan.lexicon.demonyms[grammar.compounds[first]], at)
            self.details.append(low)
            return at + 1
        if low in grammar.anywhere:
            mine = self.hit.noun.plural or not self.worded
            self.anywhere = self.anywhere or (not self.countries and mine)
        elif not ((token.pos == "ADJ" and token.text[0].islower()) or low in grammar.modifiers):
            return None
        self.details.append(low)
        return at + 1

    def _also_demonyms(self, at: int) -> int:
        """Read ", turc et iranien" behind a demonym; after a plural each is a country more."""
        tokens, both = self.scan.analysis.tokens, self.scan.lexicon.grammar.small_words.both
        while (
            at + 1 < self.stop
            and (tokens[at].lower in both or tokens[at].text == ",")
            and at + 1 in self.scan.demonym_at
            and tokens[at + 1].text[0].islower()
        ):
            if self.hit.noun.plural or self.hit.noun.family != "person":
                self.countries.append((self.scan.demonym_at[at + 1], at + 1))
            at += 2
        return at

    def _prepositional(self, at: int) -> int | None:
        tokens, small = self.scan.analysis.tokens, self.scan.lexicon.grammar.small_words
        low = tokens[at].lower
        if low in small.of:
            return self._of(at + 1)
        following = tokens[at + 1].lower if at + 1 < self.stop else ""
        if low in small.both or tokens[at].text == ",":
            after = self._also_states(at)
            if after is not None:
                return after
        if low in small.both and self.hit.noun.portfolio and following in small.of:
            return self._also_portfolio(at + 2)
        if low in small.at and self.hit.noun.family == "person":
            after = self._at(at + 1)
            if after is not None:
                return after
        if low in small.about and self.hit.noun.family == "person" and not self.hit.noun.weak:
            return self._about(at + 1)
        return None

    def _about(self, at: int) -> int | None:
        """Read "pour l'Afrique de l'Ouest à", "en sciences politiques à": a field, then a body."""
        tokens, small = self.scan.analysis.tokens, self.scan.lexicon.grammar.small_words
        end = at
        while end < min(self.stop, at + _FIELD):
            token = tokens[end]
            if token.lower in small.at and end > at and self._is_body(end + 1):
                return self._at(end + 1)
            if token.pos not in _FIELD_WORDS and token.lower not in small.of | small.both:
                return None
            end += 1
        return None

    def _is_body(self, at: int) -> bool:
        """Tell whether the name of a body begins at token `at`, or behind the article there."""
        tokens, lexicon = self.scan.analysis.tokens, self.scan.lexicon
        if at < self.stop and tokens[at].lower in lexicon.grammar.small_words.articles:
            at += 1
        if at >= self.stop:
            return False
        known = self.scan.name_at.get(at)
        if known is not None:
            return known.entries[0].kind in ("name", "acronym") and (
                known.entries[0].entity_kind != "state"
            )
        return tokens[at].lower in lexicon.organisation_words

    def _also_portfolio(self, at: int) -> int | None:
        """Read "et de la Coopération" behind a portfolio."""
        tokens, lexicon = self.scan.analysis.tokens, self.scan.lexicon
        if at >= self.stop:
            return None
        articles = lexicon.grammar.small_words.articles
        if tokens[at].lower in articles | lexicon.portfolio_words or tokens[at].text[0].isupper():
            return self._of(at)
        return None

    def _also_states(self, at: int) -> int | None:
        """Read ", de la France et de la Turquie" behind a country of a plural."""
        tokens, small = self.scan.analysis.tokens, self.scan.lexicon.grammar.small_words
        if not self.countries or not self.hit.noun.plural or at + 2 >= self.stop:
            return None
        if self.countries[-1][1] in self.scan.demonym_at or tokens[at + 1].lower not in small.of:
            return None
        where = at + 2 + (tokens[at + 2].lower in small.articles)
        known = self.scan.name_at.get(where)
        if known is None or known.entries[0].entity_kind != "state":
            return None
        self.countries.append((known.entries, where))
        return known.last

    def _country(self, entries: Entries, at: int) -> None:
        if not self.countries and self.organisation is None:
            self.countries.append((entries, at))

    def _of(self, at: int) -> int | None:
        """Read what follows "de"; None if it is no part of a description."""
        tokens, lexicon = self.scan.analysis.tokens, self.scan.lexicon
        while at < self.stop and (
            tokens[at].lower in lexicon.grammar.small_words.articles
            or (tokens[at].lower in lexicon.grammar.modifiers and at not in self.people)
        ):
            at += 1
        if at >= self.stop:
            return None
        if at in self.people and self.people[at].evidence:
            self.person = self.person or self.people[at]
            return self.people[at].last
        if at in self.scan.demonym_at and at + 1 in self.people:
            self.person = self.person or self.people[at + 1]
            return self.people[at + 1].last
        known = self.scan.name_at.get(at)
        if known is not None:
            entry = known.entries[0]
            if entry.kind in ("city", "capital") or entry.entity_kind == "state":
                if not self.hit.noun.topic:
                    self._country(known.entries, at)
            elif self.organisation is None and not self.countries:
                self.organisation = known
            self.details.append(plain(entry.form.lower()))
            return known.last
        noun = self.scan.noun_at.get(at)
        if noun is not None:
            self.inner = self.inner or noun.noun
            self.details.append(noun.noun.form)
            return noun.last
        if tokens[at].pos in ("NOUN", "PROPN", "ADJ", "X") or tokens[at].text[0].isupper():
            return self._words(at)
        return None

    def _at(self, at: int) -> int | None:
        """Read where a person works ("à l'Université de ...", "chez ...", "à Moscou")."""
        tokens, lexicon = self.scan.analysis.tokens, self.scan.lexicon
        if at < self.stop and tokens[at].lower in lexicon.grammar.small_words.articles:
            at += 1
        if at >= self.stop or self.hit.noun.weak:
            return None
        known = self.scan.name_at.get(at)
        if known is not None:
            entry = known.entries[0]
            if entry.kind in ("city", "capital") or entry.entity_kind == "state":
                if self.hit.noun.id not in _ABROAD:
                    return None
                if self.hit.noun.id == "journalist" and not self.countries:
                    self.countries.append((known.entries, at))
            elif self.organisation is None and not self.countries:
                self.organisation = known
            return known.last
        low = tokens[at].lower
        if low in lexicon.organisation_words or (
            low in lexicon.nouns and tokens[at].text[0].isupper()
        ):
            place = find_seat(self.scan, at, self.stop)
            if place is not None and not self.countries:
                self.countries.append(place)
            return self._words(at)
        if self.hit.noun.portfolio or self.hit.noun.office or self.hit.noun.id in _IN_CHARGE:
            return self._charge(at)
        return None

    def _charge(self, at: int) -> int | None:
        """Read what somebody is in charge of ("à la Santé", "aux droits de l'Homme")."""
        tokens, small = self.scan.analysis.tokens, self.scan.lexicon.grammar.small_words
        charge = tokens[at]
        if charge.pos not in ("NOUN", "PROPN") or at in self.people:
            return None
        told = charge.text[0].isupper() or charge.lower in self.scan.lexicon.portfolio_words
        if not told and self.hit.noun.id not in _IN_CHARGE:
            return None
        self.charged = True
        end = self._words(at)
        while end + 1 < self.stop and tokens[end].lower in small.of | small.articles:
            if tokens[end + 1].lower in small.articles:
                end += 1
            if end + 1 >= self.stop or tokens[end + 1].pos not in ("NOUN", "PROPN", "ADJ"):
                break
            end = self._words(end + 1)
        return end

    def _words(self, at: int) -> int:
        """Read one word, or several that all have a capital."""
        self.worded = True
        tokens = self.scan.analysis.tokens
        self.details.append(tokens[at].lower)
        at += 1
        while (
            at < self.stop
            and (tokens[at - 1].text[0].isupper() or tokens[at - 1].text == "-")
            and (tokens[at].text[0].isupper() or tokens[at].text == "-")
            and at not in self.people
        ):
            self.details.append(tokens[at].lower)
            at += 1
        return at
