"""Find bodies that the knowledge base does not know, by the form of their names."""

from dataclasses import dataclass

from dragoman.knowledge.fold import fold
from dragoman.reading.actors.people import PersonName
from dragoman.reading.actors.phrases import is_heading
from dragoman.reading.actors.scan import Scan, plain
from dragoman.types.actor import ActorKind

_LONGEST = 16


@dataclass(frozen=True, slots=True)
class BodyName:
    """The name of an unknown body.

    Attributes:
        first, last: token indices, last exclusive.
        key: folded name, or its acronym; equal keys mean one body.
        kind, sector: as the name or the stock model tells.
        acronym: what stands in parentheses behind it; None if nothing does.
    """

    first: int
    last: int
    key: str
    kind: ActorKind
    sector: str | None
    acronym: str | None = None


def find_body_names(scan: Scan, people: tuple[PersonName, ...]) -> tuple[BodyName, ...]:
    """Return names of bodies: long forms that begin with a word for bodies, and acronyms."""
    tokens = scan.analysis.tokens
    taken = {i for name in people for i in range(name.first, name.last)}
    long = (hit for hit in scan.nouns if hit.last > hit.first + 1)
    described = {i for hit in long for i in range(hit.first, hit.last)}
    found: list[BodyName] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if at in taken or at in scan.name_over or not token.text[0].isupper():
            at += 1
            continue
        body = _long_form(scan, at, people) or _closed_form(scan, at)
        if body is None and at not in described:
            body = _stock(scan, at, taken)
        if body is None:
            at += 1
            continue
        found.append(body)
        at = body.last
    return tuple(found)


def _bearers(scan: Scan, at: int, people: tuple[PersonName, ...]) -> frozenset[int]:
    """Return where names begin that are no part of a body's: of who has a title in it.

    "le président de la Fédération de football Anna Berg"
    """
    tokens, small = scan.analysis.tokens, scan.lexicon.grammar.small_words
    before = at - 1
    while before > 0 and tokens[before].lower in small.of | small.articles:
        before -= 1
    titles = (hit.noun for hit in scan.nouns if hit.last == before + 1)
    if before == at - 1 or not any(n.family == "person" and not n.plural for n in titles):
        return frozenset()
    return frozenset(name.first for name in people if name.evidence)


def _long_form(scan: Scan, at: int, people: tuple[PersonName, ...]) -> BodyName | None:
    tokens, words = scan.analysis.tokens, scan.lexicon.organisation_words
    two = f"{tokens[at].lower} {tokens[at + 1].lower}" if at + 1 < len(tokens) else ""
    kind = words.get(two) or words.get(tokens[at].lower)
    if kind is None or at + 1 in scan.name_at:
        return None
    end = _end(scan, at, _bearers(scan, at, people))
    acronym = acronym_at(scan, end)
    if end - at < 2 or (
        tokens[at].i == scan.analysis.sentences[tokens[at].sentence].first
        and acronym is None
        and not any(t.text[0].isupper() for t in tokens[at + 1 : end])
    ):
        return None
    key = acronym or fold(" ".join(t.text for t in tokens[at:end]))
    return BodyName(at, end, fold(key), kind.kind, kind.sector, acronym)


def _closed_form(scan: Scan, at: int) -> BodyName | None:
    """Return a name of capitalised words that ends in a word for bodies ("Kivu Security Group")."""
    tokens, words = scan.analysis.tokens, scan.lexicon.organisation_words
    foreign = scan.lexicon.grammar.small_words.foreign
    if tokens[at].lower in scan.lexicon.grammar.stop_words or tokens[at].text[-1] in "'’":
        return None
    stop = min(scan.analysis.sentences[tokens[at].sentence].last, at + _LONGEST)
    end = at + 1
    while end < stop and (tokens[end].text[0].isupper() or tokens[end].lower in foreign):
        end += 1
    while end > at + 1 and words.get(tokens[end - 1].lower) is None:
        end -= 1
    kind = words.get(tokens[end - 1].lower)
    if kind is None or end - at < 2:
        return None
    acronym = acronym_at(scan, end)
    key = acronym or fold(" ".join(t.text for t in tokens[at:end]))
    return BodyName(at, end, fold(key), kind.kind, kind.sector, acronym)


def _end(scan: Scan, at: int, bearers: frozenset[int]) -> int:
    """Return the index after the last token of a name that begins at `at`.

    It ends before one of `bearers`, unless that is what it is named after ("Fondation Anna Berg").
    """
    tokens = scan.analysis.tokens
    sentence = scan.analysis.sentences[tokens[at].sentence]
    limit = min(sentence.last, at + _LONGEST)
    for end in range(at + 2, limit):
        if tokens[end].text == "(" and acronym_at(scan, end):
            if all(t.text not in ",;:.()«»" for t in tokens[at:end]):
                return end
            break
    inside = scan.lexicon.grammar.small_words.inside
    end = at + 1
    last = end
    while end < limit:
        token = tokens[end]
        if end in bearers and tokens[end - 1].text[0].islower():
            break
        if token.text[0].isupper() or (token.pos in ("ADJ", "NOUN") and token.text[0].isalpha()):
            if (
                token.pos == "NOUN"
                and tokens[end - 1].lower not in inside
                and token.text[0].islower()
            ):
                break
            end += 1
            last = end
        elif token.lower in inside or _joins(scan, end, limit):
            end += 1
        else:
            break
    return last


def _joins(scan: Scan, at: int, limit: int) -> bool:
    """Tell whether "à" or "et" stands inside a name ("accès à la justice", "arts et métiers").

    Common nouns on both sides of it do not begin what is named next.
    """
    tokens, small = scan.analysis.tokens, scan.lexicon.grammar.small_words
    if tokens[at].lower not in small.joining or at + 1 >= limit:
        return False
    if tokens[at - 1].pos not in ("NOUN", "ADJ") or tokens[at - 1].text[0].isupper():
        return False
    after = tokens[at + 1]
    if after.lower in small.articles and tokens[at].lower not in small.both and at + 2 < limit:
        after = tokens[at + 2]
    return after.pos == "NOUN" and after.text[0].islower()


def acronym_at(scan: Scan, at: int) -> str | None:
    """Return the acronym in parentheses at token `at`, or None."""
    tokens = scan.analysis.tokens
    if at + 2 >= len(tokens) or tokens[at].text != "(" or tokens[at + 2].text != ")":
        return None
    word = tokens[at + 1].text
    capitals = sum(c.isupper() for c in word)
    return word if len(word) > 1 and capitals >= max(2, len(word) // 2) else None


def _stock(scan: Scan, at: int, taken: set[int]) -> BodyName | None:
    """Return an acronym, or a stretch that the stock model calls an organisation."""
    tokens = scan.analysis.tokens
    token = tokens[at]
    word = plain(token.text)
    grammar = scan.lexicon.grammar
    acronym = word.isupper() and len(word) > 1 and word.isalpha()
    if acronym and is_heading(scan, at):
        return None
    if (
        token.lower in grammar.not_actors
        or token.lower in grammar.stop_words
        or word in grammar.acronym_stops
    ):
        return None
    if token.ent != "ORG" and not (acronym and token.ent in ("MISC", "ORG")):
        return None
    end = at + 1
    while (
        end < len(tokens)
        and tokens[end].ent == token.ent
        and not tokens[end].ent_start
        and end not in taken
        and end not in scan.name_over
    ):
        end += 1
    while end > at + 1 and tokens[end - 1].lower in grammar.small_words.inside:
        end -= 1
    if token.i == scan.analysis.sentences[token.sentence].first and end == at + 1 and not acronym:
        return None
    if token.lower in scan.lexicon.nouns:
        return None
    key = fold(" ".join(t.text for t in tokens[at:end]))
    return BodyName(at, end, key, "other", None, acronym_at(scan, end)) if key else None
