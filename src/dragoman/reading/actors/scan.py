"""Find the words of the lexicon in a text: one pass each, aligned to tokens."""

from bisect import bisect_right
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from dragoman.knowledge.edtf import holds
from dragoman.knowledge.fold import fold
from dragoman.knowledge.model import NameEntry
from dragoman.reading.actors.lexicon import Lexicon, bare
from dragoman.reading.actors.nouns import Noun
from dragoman.reading.analysis import Analysis, Token


@dataclass(frozen=True, slots=True)
class NameHit:
    """A name of the knowledge base in the text.

    Attributes:
        first, last: its token indices, last exclusive.
        start, end: code point offsets.
        entries: what it may mean, never empty.
    """

    first: int
    last: int
    start: int
    end: int
    entries: tuple[NameEntry, ...]


@dataclass(frozen=True, slots=True)
class NounHit:
    """A noun of the pack in the text; `first` and `last` are token indices, last exclusive."""

    first: int
    last: int
    noun: Noun


@dataclass(frozen=True)
class Scan:
    """All that the lexicon finds in one text.

    Attributes:
        names, nouns: hits in text order; hits of one table never overlap.
        name_at, noun_at: the hit that begins at a token index.
        name_over: the hit that covers a token index.
        demonym_at: what a demonym at a token index may mean.
        phrases: (first, last, form) of collectives and pronouns of several words.
    """

    analysis: Analysis
    lexicon: Lexicon
    names: tuple[NameHit, ...]
    nouns: tuple[NounHit, ...]
    name_at: dict[int, NameHit]
    noun_at: dict[int, NounHit]
    name_over: dict[int, NameHit]
    demonym_at: dict[int, tuple[NameEntry, ...]]
    phrases: tuple[tuple[int, int, str], ...]


def plain(text: str) -> str:
    """Return `text` with straight apostrophes and plain spaces; offsets stay."""
    return text.replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")


def lowered(text: str) -> str:
    """Return `text` in lower case, character by character, so that offsets stay."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


class Aligner:
    """Turns offsets into token indices; None where they cut a token."""

    def __init__(self, analysis: Analysis) -> None:
        self._starts = [token.start for token in analysis.tokens]
        self._ends = [token.end for token in analysis.tokens]

    def tokens(self, start: int, end: int) -> tuple[int, int] | None:
        """Return (first, last exclusive) of the tokens that fill the offsets exactly."""
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, end - 1) - 1
        if first < 0 or self._starts[first] != start or self._ends[last] != end:
            return None
        return first, last + 1

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Return (first, last exclusive) of the tokens that overlap the offsets."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = max(bisect_right(self._starts, end - 1) - 1, first)
        return first, last + 1


def _is_called(analysis: Analysis, first: int, lexicon: Lexicon) -> bool:
    """Tell whether a number names a body: "les Vingt-Sept", not "vingt-sept pour cent"."""
    before = analysis.tokens[first - 1] if first else None
    return before is not None and before.lower in lexicon.grammar.determiners.definite


def scan(analysis: Analysis, lexicon: Lexicon, *, published: str | None) -> Scan:
    """Return what the lexicon finds in a text; linear in its length."""
    text = plain(analysis.text)
    low = lowered(text)
    align = Aligner(analysis)
    names = []
    for first, last, form in _longest(
        _find(lexicon.name_finder, text, align) + _find(lexicon.long_name_finder, bare(text), align)
    ):
        entries = _living(lexicon.names[form], published)
        if not entries:
            continue
        if entries[0].kind == "acronym" and form.lower() in lexicon.nouns:
            continue
        if last < len(analysis.tokens) and analysis.tokens[last].lower in lexicon.grammar.breaks:
            continue
        if form.lower() in lexicon.grammar.called and not _is_called(analysis, first, lexicon):
            continue
        start, end = analysis.tokens[first].start, analysis.tokens[last - 1].end
        names.append(NameHit(first, last, start, end, entries))
    demonyms = {
        token.i: _living(lexicon.demonyms[token.lower], published)
        for token in analysis.tokens
        if token.lower in lexicon.demonyms
    }
    names = _confirmed(_without_surnames(names, analysis, lexicon), demonyms)
    nouns = [
        NounHit(first, last, lexicon.nouns[form])
        for first, last, form in _find(lexicon.noun_finder, low, align)
    ]
    nouns += _hyphened(analysis, lexicon)
    phrases = _find(lexicon.phrase_finder, low, align)
    covered = {i for hit in names for i in range(hit.first, hit.last)}
    covered |= {i for noun in nouns for i in range(noun.first, noun.last)}
    nouns += _peoples(analysis, lexicon, demonyms, covered)
    nouns.sort(key=lambda hit: hit.first)
    return Scan(
        analysis=analysis,
        lexicon=lexicon,
        names=tuple(names),
        nouns=tuple(nouns),
        name_at={hit.first: hit for hit in names},
        noun_at={hit.first: hit for hit in nouns},
        name_over={i: hit for hit in names for i in range(hit.first, hit.last)},
        demonym_at=demonyms,
        phrases=tuple(phrases),
    )


def _find(
    finder: tuple[AhoCorasick, tuple[str, ...]], text: str, align: Aligner
) -> list[tuple[int, int, str]]:
    """Return (first, last, form) of whole-word matches, the leftmost and longest ones."""
    automaton, forms = finder
    whole = [
        (*at, forms[number])
        for number, start, end in automaton.find_matches_as_indexes(text, overlapping=True)
        if (at := align.tokens(start, end)) is not None
    ]
    return _longest(whole)


def _longest(whole: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return the leftmost and longest of overlapping matches."""
    whole.sort(key=lambda match: (match[0], -match[1]))
    kept: list[tuple[int, int, str]] = []
    for match in whole:
        if not kept or match[0] >= kept[-1][1]:
            kept.append(match)
    return kept


def _living(entries: tuple[NameEntry, ...], published: str | None) -> tuple[NameEntry, ...]:
    """Return the entries that lived when the article came out, or all if none did."""
    if len(entries) == 1:
        return entries
    alive = tuple(e for e in entries if holds(e.since, e.until, published))
    return alive or entries


def _without_surnames(names: list[NameHit], analysis: Analysis, lexicon: Lexicon) -> list[NameHit]:
    """Leave out places by which people of the text are named: "Henri de Castries"."""
    called = {
        hit.entries[0].form
        for hit in names
        if hit.first > 1
        and analysis.tokens[hit.first - 1].lower in lexicon.grammar.small_words.of
        and _is_first_name(analysis.tokens[hit.first - 2], lexicon)
    }
    return [
        hit
        for hit in names
        if hit.entries[0].form not in called or hit.entries[0].kind not in ("city", "capital")
    ]


def _is_first_name(token: Token, lexicon: Lexicon) -> bool:
    return token.text[0].isupper() and fold(token.text) in lexicon.first_names


def _confirmed(names: list[NameHit], demonyms: dict[int, tuple[NameEntry, ...]]) -> list[NameHit]:
    """Leave out capitals that are also first names or common words and no context confirms.

    "Victoria" is the capital of the Seychelles only where the text names them otherwise.
    """
    named = {e.country for hit in names for e in hit.entries if not e.caution}
    named |= {e.country for entries in demonyms.values() for e in entries}
    return [
        hit
        for hit in names
        if not all(e.caution and e.kind == "capital" for e in hit.entries)
        or any(e.country in named for e in hit.entries)
    ]


def _peoples(
    analysis: Analysis,
    lexicon: Lexicon,
    demonyms: dict[int, tuple[NameEntry, ...]],
    covered: set[int],
) -> list[NounHit]:
    """Find demonyms that are nouns ("les Norvégiens", "une Espagnole"), no name behind them."""
    tokens, grammar = analysis.tokens, lexicon.grammar
    plural = grammar.determiners.plural
    determiners = plural | grammar.determiners.indefinite | grammar.small_words.articles
    determiners |= grammar.determiners.demonstrative
    between = grammar.modifiers - determiners
    found = []
    for token in tokens[1:]:
        known = token.i in demonyms or token.lower in grammar.anywhere
        if not known or not token.text[0].isupper() or token.i in covered:
            continue
        after = tokens[token.i + 1].text[0] if token.i + 1 < len(tokens) else " "
        at = token.i - 1
        while at and tokens[at].lower in between:
            at -= 1
        before = tokens[at].lower
        if after.isupper() or before not in determiners or token.text.isupper():
            continue
        countries = {entry.country for entry in demonyms.get(token.i, ())}
        many = before in plural
        noun = Noun(
            form=token.lower,
            id=f"people.{token.lemma.lower()}",
            family="group" if many else "person",
            plural=many,
            kind="group" if many else "person",
            sector="CVL",
            country=countries.pop() if len(countries) == 1 else None,
            anywhere=not countries and token.i not in demonyms,
        )
        found.append(NounHit(token.i, token.i + 1, noun))
    return found


def _hyphened(analysis: Analysis, lexicon: Lexicon) -> list[NounHit]:
    """Find "ex-président": a noun of the pack behind a prefix, in one token."""
    found = []
    for token in analysis.tokens:
        prefix, dash, rest = token.lower.partition("-")
        if dash and prefix in lexicon.grammar.former and rest in lexicon.nouns:
            found.append(NounHit(token.i, token.i + 1, lexicon.nouns[rest]))
    return found
