"""Find names of persons: capitalised words, their particles, and what vouches for them."""

import re
from dataclasses import dataclass

from dragoman.knowledge.fold import fold
from dragoman.reading.actors.scan import Scan, plain
from dragoman.reading.analysis import Sentence
from dragoman.types.span import Span

_WORD = re.compile(r"[^\W\d_](?:[\w'’.]*\w)?\.?(?:-[^\W\d_][\w'’]*)*")
_JOINED = frozenset((" ", "\u00a0", "\u202f", "", "] ", " ["))
"""What may stand between the words of a name: "[Carla] Moreno" is one name too."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name of a person in the text.

    Attributes:
        first, last: token indices, last exclusive.
        start, end: offsets of the name alone, without honorific.
        full_first: index of the first token, honorific included.
        full_start: offset where an honorific before it begins; `start` if none.
        words: the words of the name, as written.
        gender: "Masc" or "Fem" as honorific or first name tell it; None otherwise.
        evidence: why it is taken for a person; "" if nothing but its form says so.
        stock: majority label of the stock model over its words ("PER", "LOC", ...).
    """

    first: int
    last: int
    start: int
    end: int
    full_first: int
    full_start: int
    words: tuple[str, ...]
    gender: str | None
    evidence: str
    stock: str

    @property
    def span(self) -> Span:
        """The name with its honorific."""
        return Span(self.full_start, self.end)


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    start: int
    end: int
    capital: bool


def find_person_names(scan: Scan) -> tuple[PersonName, ...]:
    """Return capitalised sequences that can name a person, in text order.

    Sequences that nothing vouches for have no `evidence`: titles beside them, or the
    same name elsewhere in the text, may still make them persons.
    """
    found = []
    for sentence in scan.analysis.sentences:
        for group in _sequences(scan, sentence):
            name = _judge(scan, sentence, group)
            if name is not None:
                found.append(name)
    return tuple(found)


def _pieces(scan: Scan, sentence: Sentence) -> list[_Piece]:
    text = scan.analysis.text
    pieces: list[_Piece] = []
    for match in _WORD.finditer(text, sentence.start, sentence.end):
        start, end = match.span()
        elided = scan.lexicon.elided.match(text, start, end)
        inside = bool(pieces) and pieces[-1].capital and text[start - 1] == " "
        if elided and elided.end() < end and not (text[start].isupper() and inside):
            start = elided.end()
        word = text[start:end]
        if word.endswith(".") and len(word) > 2 and word.lower() not in scan.lexicon.honorifics:
            end -= 1
            word = text[start:end]
        pieces.append(_Piece(word, start, end, word[0].isupper() or _is_joined(scan, word)))
    return pieces


def _is_joined(scan: Scan, word: str) -> bool:
    """Tell whether a word is a particle with the name it belongs to ("al-Kazimi")."""
    particle, _, name = word.partition("-")
    return name[:1].isupper() and plain(particle.lower()) in scan.lexicon.grammar.particles


def _sequences(scan: Scan, sentence: Sentence) -> list[list[_Piece]]:
    """Group capitalised pieces that stand together, with lower-case particles between."""
    text, grammar = scan.analysis.text, scan.lexicon.grammar
    groups: list[list[_Piece]] = []
    current: list[_Piece] = []
    waiting: list[_Piece] = []
    previous_end = -1
    for piece in _pieces(scan, sentence):
        joined = previous_end >= 0 and text[previous_end : piece.start] in _JOINED
        previous_end = piece.end
        low = plain(piece.text.lower())
        if not joined:
            if current:
                groups.append(current)
            current, waiting = [], []
        if piece.capital:
            if current and scan.lexicon.honorifics.get(low):
                groups.append(current)
                current, waiting = [piece], []
            elif low in scan.lexicon.honorifics and low not in grammar.stop_words and not current:
                current = [piece]
            elif current or low.strip(".") not in grammar.stop_words:
                stops = low in grammar.stop_words and low not in grammar.particles
                if stops and current and not _goes_on(scan, piece):
                    groups.append(current)
                    current, waiting = [], []
                    continue
                current += [*waiting, piece]
                waiting = []
        elif current and len(waiting) < 2 and _is_particle(scan, piece, low, current):
            waiting.append(piece)
        else:
            if current:
                groups.append(current)
            current, waiting = [], []
            if (
                "-" in low
                and low.split("-")[0] in grammar.particles
                and piece.text.split("-")[-1][:1].isupper()
            ):
                current = [piece]
    if current:
        groups.append(current)
    return groups


def _goes_on(scan: Scan, piece: _Piece) -> bool:
    """Tell whether the model takes a word for a further one of a person's name ("Adam Ni")."""
    tokens = scan.analysis.tokens_in(Span(piece.start, piece.end))
    return bool(tokens) and tokens[0].ent == "PER" and not tokens[0].ent_start


def _is_particle(scan: Scan, piece: _Piece, low: str, current: list[_Piece]) -> bool:
    """Tell whether a lower-case word can stand inside a name.

    "de" only if the model says so, or behind a first name alone, before what is no known
    name ("Henri de Castries").
    """
    grammar = scan.lexicon.grammar
    if low.split("-")[0] not in grammar.particles:
        return False
    if low not in grammar.small_words.inside or _goes_on(scan, piece):
        return True
    tokens = scan.analysis.tokens_in(Span(piece.start, piece.end))
    after = tokens[-1].i + 1 if tokens else len(scan.analysis.tokens)
    if len(current) > 1 or fold(current[0].text) not in scan.lexicon.first_names:
        return False
    named = after < len(scan.analysis.tokens) and scan.analysis.tokens[after].text[0].isupper()
    return named and after not in scan.name_over and after not in scan.demonym_at


def _judge(scan: Scan, sentence: Sentence, group: list[_Piece]) -> PersonName | None:
    """Cut titles and known names off a sequence, and say what vouches for the rest."""
    lexicon = scan.lexicon
    gender, full_start, evidence = None, None, ""
    while group:
        low = plain(group[0].text.lower())
        if low in lexicon.honorifics or (
            low.rstrip(".") + "." in lexicon.honorifics and len(low) <= 4
        ):
            gender = lexicon.honorifics.get(low) or lexicon.honorifics.get(low.rstrip(".") + ".")
            full_start, evidence = group[0].start, "honorific"
        elif (
            low not in lexicon.nouns
            and low not in lexicon.demonyms
            and low not in lexicon.grammar.stop_words
        ) or (len(group) > 1 and fold(group[0].text) in lexicon.first_names):
            break
        group = group[1:]
    group = _without_portfolio(scan, _without_known_names(scan, group))
    while group and not group[-1].capital and "-" not in group[-1].text:
        group = group[:-1]
    if not group:
        return None
    tokens = scan.analysis.tokens_in(Span(group[0].start, group[-1].end))
    words = tuple(piece.text for piece in group)
    known = fold(words[0]) in lexicon.first_names
    if len(words) == 1 and words[0] in lexicon.grammar.acronym_stops:
        return None
    if len(words) > 1 and not known and plain(words[-1].lower()) in lexicon.organisation_words:
        return None
    labels = [token.ent for token in tokens if token.text[:1].isupper()] or [""]
    stock = max(sorted(set(labels)), key=labels.count)
    first_folded = fold(words[0].split("-")[0]) if "-" in words[0] else fold(words[0])
    if gender is None:
        gender = lexicon.first_names.get(fold(words[0]), lexicon.first_names.get(first_folded))
    if not evidence:
        if _names_site(scan, tokens[0].i):
            return None
        evidence = _evidence(scan, sentence, group, stock, first_folded)
    return PersonName(
        first=tokens[0].i,
        last=tokens[-1].i + 1,
        start=group[0].start,
        end=group[-1].end,
        full_first=(
            tokens[0].i
            if full_start is None
            else scan.analysis.tokens_in(Span(full_start, full_start + 1))[0].i
        ),
        full_start=group[0].start if full_start is None else full_start,
        words=words,
        gender=gender,
        evidence=evidence,
        stock=stock,
    )


def _names_site(scan: Scan, at: int) -> bool:
    """Tell whether the name at token `at` is a building's or a storm's ("à l'hôpital Ali Sahl")."""
    tokens, grammar = scan.analysis.tokens, scan.lexicon.grammar
    if at < 2 or tokens[at - 1].lower not in grammar.sites:
        return False
    small = grammar.small_words
    return plain(tokens[at - 2].lower) in small.articles | small.contracted


def _without_portfolio(scan: Scan, group: list[_Piece]) -> list[_Piece]:
    """Cut "Commerce" off "le ministre du Commerce Anna Berg": names of people take no article."""
    if len(group) < 3 or fold(group[0].text) in scan.lexicon.first_names:
        return group
    tokens = scan.analysis.tokens_in(Span(group[0].start, group[0].end))
    small = scan.lexicon.grammar.small_words
    before = scan.analysis.tokens[tokens[0].i - 1].lower if tokens and tokens[0].i else ""
    return group[1:] if before in small.articles | small.contracted else group


def _without_known_names(scan: Scan, group: list[_Piece]) -> list[_Piece]:
    """Cut a sequence at names of states and bodies; keep the longest stretch without them."""
    if not group:
        return group
    if len(group) == 2 and fold(group[0].text) in scan.lexicon.first_names:
        spans = [scan.analysis.tokens_in(Span(p.start, p.end)) for p in group]
        if spans[0] and spans[0][0].ent == "PER" and spans[0][0].i not in scan.name_over:
            return group  # "François Hollande" is of no country
    best: list[_Piece] = []
    run: list[_Piece] = []
    for piece in group:
        tokens = scan.analysis.tokens_in(Span(piece.start, piece.end))
        hit = scan.name_over.get(tokens[0].i) if tokens else None
        foreign = (
            hit is not None
            and not hit.entries[0].caution
            and not (
                hit.entries[0].kind == "city"
                and len(group) > 1
                and hit.end - hit.start == piece.end - piece.start
            )
        )
        if foreign:
            best = max(best, run, key=len)
            run = []
        else:
            run.append(piece)
    return max(best, run, key=len)


def _evidence(scan: Scan, sentence: Sentence, group: list[_Piece], stock: str, first: str) -> str:
    grammar, low = scan.lexicon.grammar, plain(group[0].text.lower())
    if low in grammar.not_actors or low in scan.lexicon.organisation_words:
        return ""
    if all(piece.text.isupper() and len(piece.text) > 1 for piece in group):
        return ""
    known = first in scan.lexicon.first_names
    if len(group) > 1:
        if known and stock != "ORG":
            return "first-name"
        return "stock" if stock == "PER" else ""
    at_start = group[0].start == sentence.start
    borne = known or fold(group[0].text) in scan.lexicon.origins.words
    return "stock" if stock == "PER" and borne and not at_start else ""
