"""Read the noun phrases around nouns of the pack: "l'ancien ministre malien de la Défense"."""

from dataclasses import dataclass, field

from dragoman.knowledge.model import NameEntry
from dragoman.reading.actors.lexicon import Noun
from dragoman.reading.actors.people import PersonName
from dragoman.reading.actors.scan import NameHit, NounHit, Scan, plain
from dragoman.types.span import Span

_LONGEST = 14
_DE = frozenset(("de", "du", "des", "d'"))
_ARTICLES = frozenset(("la", "le", "les", "l'"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """One description of an actor.

    Attributes:
        hit: the noun that heads it.
        first, last: its token indices, determiner included, last exclusive.
        determiner: "definite", "indefinite", "demonstrative", "possessive" or "bare".
        countries: entries that tell its country, the nearest to the noun first.
        country_token: token index of the first of them; None if there is none.
        organisation: a body the phrase belongs to ("le chef de l'AIEA"); None if none.
        inner: a noun of the pack inside its complement; None if none.
        person: a person whose it is ("les avocats de Michael Flynn"); None if none.
        name: a person's name that follows it at once; None if none.
        proper: a body's name that follows it at once; None if none.
        details: words that tell it from others of its class, lower case.
        former: whether it speaks of a former one.
    """

    hit: NounHit
    first: int
    last: int
    determiner: str
    countries: tuple[NameEntry, ...] = ()
    country_token: int | None = None
    organisation: NameHit | None = None
    inner: Noun | None = None
    person: PersonName | None = None
    name: PersonName | None = None
    proper: NameHit | None = None
    details: tuple[str, ...] = ()
    former: bool = False

    @property
    def noun(self) -> Noun:
        """The noun that heads the phrase."""
        return self.hit.noun


@dataclass
class _Reader:
    """Collects what stands to the right of a noun."""

    scan: Scan
    people: dict[int, PersonName]
    countries: tuple[NameEntry, ...] = ()
    country_token: int | None = None
    organisation: NameHit | None = None
    inner: Noun | None = None
    person: PersonName | None = None
    name: PersonName | None = None
    proper: NameHit | None = None
    details: list[str] = field(default_factory=list)

    def right(self, start: int, stop: int, *, portfolio: bool) -> int:
        """Read tokens from `start` on and return the index after the last that belongs."""
        tokens = self.scan.analysis.tokens
        at = start
        while at < stop:
            token = tokens[at]
            low = token.lower
            if at in self.people:
                self.name = self.people[at]
                return self.people[at].last
            if low in self.scan.demonym_at and token.text[0].islower():
                self._country(self.scan.demonym_at[at], at)
                at += 1
            elif (
                at in self.scan.name_at
                and at == start
                and self.scan.name_at[at].entries[0].kind in ("name", "acronym")
            ):
                hit = self.scan.name_at[at]
                if hit.entries[0].entity_kind == "state":
                    return at
                self.proper = hit
                return hit.last
            elif (
                token.pos == "ADJ"
                and token.text[0].islower()
                or low in self.scan.lexicon.grammar.modifiers
            ):
                self.details.append(low)
                at += 1
            elif low in _DE:
                end = self._complement(at + 1, stop)
                if end is None:
                    return at
                at = end
            elif portfolio and low == "et" and at + 1 < stop and tokens[at + 1].lower in _DE:
                end = self._complement(at + 2, stop)
                if end is None:
                    return at
                at = end
            elif (
                portfolio
                and low in ("aux", "à")
                and at + 1 < stop
                and tokens[at + 1].pos in ("NOUN", "ADJ")
            ):
                at = self._plain(at + 1, stop)
            else:
                return at
        return at

    def _country(self, entries: tuple[NameEntry, ...], at: int) -> None:
        if not self.countries and self.organisation is None:
            self.countries, self.country_token = entries, at

    def _complement(self, at: int, stop: int) -> int | None:
        """Read what follows "de"; None if it is no part of a description."""
        tokens = self.scan.analysis.tokens
        if at < stop and tokens[at].lower in _ARTICLES:
            at += 1
        if at >= stop:
            return None
        if at in self.people:
            if self.person is None:
                self.person = self.people[at]
            return self.people[at].last
        hit = self.scan.name_at.get(at)
        if hit is not None:
            entry = hit.entries[0]
            if entry.kind in ("city", "capital") or entry.entity_kind == "state":
                self._country(hit.entries, at)
            elif self.organisation is None and not self.countries:
                self.organisation = hit
            self.details.append(plain(entry.form.lower()))
            return hit.last
        noun = self.scan.noun_at.get(at)
        if noun is not None:
            if self.inner is None:
                self.inner = noun.noun
            self.details.append(noun.noun.form)
            return noun.last
        if tokens[at].pos in ("NOUN", "PROPN", "ADJ", "X", "NUM") or tokens[at].text[0].isupper():
            return self._plain(at, stop)
        return None

    def _plain(self, at: int, stop: int) -> int:
        tokens = self.scan.analysis.tokens
        self.details.append(tokens[at].lower)
        at += 1
        while (
            at < stop
            and tokens[at - 1].text[0].isupper()
            and tokens[at].text[0].isupper()
            and at not in self.people
        ):
            self.details.append(tokens[at].lower)
            at += 1
        return at


def read_phrases(scan: Scan, people: dict[int, PersonName]) -> tuple[Phrase, ...]:
    """Return the phrase around every noun hit, in text order.

    Args:
        scan: what the lexicon found.
        people: person names by index of their first token, honorific included.
    """
    phrases = []
    covered = 0
    for hit in scan.nouns:
        if hit.first < covered:
            continue
        phrase = _read(scan, hit, people)
        if phrase is None:
            continue
        phrases.append(phrase)
        if hit.noun.portfolio:
            covered = phrase.last
    return tuple(phrases)


def _read(scan: Scan, hit: NounHit, people: dict[int, PersonName]) -> Phrase | None:
    analysis = scan.analysis
    tokens = analysis.tokens
    if tokens[hit.first].text[0].isupper() and _is_name_part(scan, hit):
        return None
    sentence = analysis.sentences[tokens[hit.first].sentence]
    stop = min(sentence.last, hit.last + _LONGEST)
    reader = _Reader(scan, people)
    last = reader.right(hit.last, stop, portfolio=hit.noun.portfolio)
    first, determiner, former = _left(scan, hit, sentence.first)
    return Phrase(
        hit=hit,
        first=first,
        last=last,
        determiner=determiner,
        countries=reader.countries,
        country_token=reader.country_token,
        organisation=reader.organisation,
        inner=reader.inner,
        person=reader.person,
        name=reader.name,
        proper=reader.proper,
        details=tuple(reader.details),
        former=former or tokens[hit.first].lower.split("-")[0] in scan.lexicon.grammar.former,
    )


def _is_name_part(scan: Scan, hit: NounHit) -> bool:
    """Tell whether a capitalised noun is inside a name of the knowledge base."""
    over = scan.name_over.get(hit.first)
    return over is not None and (over.last - over.first) > (hit.last - hit.first)


def _left(scan: Scan, hit: NounHit, floor: int) -> tuple[int, str, bool]:
    """Return (first token, kind of determiner, whether former) of the phrase of `hit`."""
    grammar = scan.lexicon.grammar
    tokens = scan.analysis.tokens
    at, former = hit.first, False
    while at > floor:
        low = tokens[at - 1].lower
        if (
            low
            in grammar.determiners.definite
            | grammar.determiners.possessive
            | grammar.determiners.demonstrative
        ):
            break
        adjective = tokens[at - 1].pos in ("ADJ", "NUM") and low not in scan.demonym_at
        if not (low in grammar.modifiers or adjective or low in ("-",) and low in grammar.former):
            break
        former = former or low in grammar.former
        at -= 1
    if at == floor:
        return at, "bare", former
    before = tokens[at - 1]
    low = before.lower
    if low in ("du", "au", "aux") or (low == "des" and before.pos == "ADP"):
        return at, "definite", former
    if low in grammar.determiners.definite and low != "des":
        return at - 1, "definite", former
    if low in grammar.determiners.demonstrative:
        return at - 1, "demonstrative", former
    if low in grammar.determiners.possessive:
        return at - 1, "possessive", former
    if low in ("de", "d'"):
        return at, "bare", former
    if low in grammar.determiners.indefinite:
        return at - 1, "indefinite", former
    if at < hit.first and tokens[at].pos == "NUM":
        return at, "indefinite", former
    return at, "bare", former


def span_of(scan: Scan, first: int, last: int) -> Span:
    """Return the characters of tokens `first` to `last` (exclusive)."""
    tokens = scan.analysis.tokens
    return Span(tokens[first].start, tokens[last - 1].end)
