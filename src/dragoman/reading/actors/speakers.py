"""Whoever speaks is an actor: make names and nouns of those who speak ready to be linked."""

from dataclasses import replace

from dragoman.knowledge.fold import fold
from dragoman.reading.actors.nouns import Noun
from dragoman.reading.actors.people import PersonName
from dragoman.reading.actors.scan import NounHit, Scan, plain
from dragoman.reading.analysis import Token
from dragoman.types.span import Span

_OUTSIDE = ("DET", "ADP", "PUNCT", "ADJ", "NUM")


def with_speakers(scan: Scan, speakers: tuple[Span, ...]) -> Scan:
    """Return the scan with a noun at the head of every description that speaks.

    A noun that ends like those of people describes a person, or a group in the plural;
    one that the pack knows needs nothing more to name an actor.
    """
    over = {i: hit for hit in scan.nouns for i in range(hit.first, hit.last)}
    added: list[NounHit] = []
    freed: dict[int, NounHit] = {}
    for span in speakers:
        head = head_of(scan, span)
        if head is None:
            continue
        hit = over.get(head.i)
        if hit is not None:
            if hit.noun.needs in ("country", "name"):
                freed[hit.first] = replace(hit, noun=replace(hit.noun, needs=None))
        elif head.i not in scan.name_over and _names_somebody(scan, head):
            added.append(NounHit(head.i, head.i + 1, _unknown(head)))
    if not added and not freed:
        return scan
    nouns = [freed.get(hit.first, hit) for hit in scan.nouns] + added
    nouns.sort(key=lambda hit: hit.first)
    return replace(scan, nouns=tuple(nouns), noun_at={hit.first: hit for hit in nouns})


def _names_somebody(scan: Scan, head: Token) -> bool:
    """Tell whether a noun that the pack does not know is of those that name people."""
    if not head.text[0].islower():
        return False
    word = head.lower
    if word in scan.lexicon.grammar.others and head.pos != "DET":
        return True  # "« ... », dit un autre"
    if head.pos != "NOUN":
        return False
    endings = scan.lexicon.grammar.agent_endings
    return word.endswith(endings) or word.removesuffix("s").endswith(endings)


def _unknown(head: Token) -> Noun:
    plural = head.feat("Number") == "Plur"
    return Noun(
        form=head.lower,
        id=f"speaker.{head.lemma}",
        family="person",
        plural=plural,
        kind="group" if plural else "person",
        sector="CVL",
        bearer=True,
    )


def head_of(scan: Scan, span: Span) -> Token | None:
    """Return the noun or name by which grammar holds the words of a speaker."""
    tokens = scan.analysis.tokens_in(span)
    if not tokens:
        return None
    first, last = tokens[0].i, tokens[-1].i
    for token in tokens:
        if not first <= token.head <= last and token.pos not in _OUTSIDE:
            return token
    named = next((t for t in tokens if t.pos in ("NOUN", "PROPN")), None)
    others = scan.lexicon.grammar.others
    return named or next((t for t in tokens if t.lower in others), None)


def speaking_names(
    scan: Scan, candidates: tuple[PersonName, ...], speakers: tuple[Span, ...]
) -> tuple[frozenset[int], frozenset[int]]:
    """Return first tokens of names that speak: those of persons, and those of bodies.

    An article, a word for bodies, or capitals throughout make it a body.
    """
    at = {i: name for name in candidates for i in range(name.first, name.last)}
    persons: set[int] = set()
    bodies: set[int] = set()
    for span in speakers:
        head = head_of(scan, span)
        name = at.get(head.i) if head is not None else None
        if name is None or name.evidence:
            continue
        (bodies if _is_body(scan, name) else persons).add(name.first)
    return frozenset(persons), frozenset(bodies)


def _is_body(scan: Scan, name: PersonName) -> bool:
    grammar, lexicon = scan.lexicon.grammar, scan.lexicon
    before = scan.analysis.tokens[name.first - 1].lower if name.first else ""
    words = [plain(word.lower()) for word in name.words]
    if fold(name.words[0]) in lexicon.first_names:
        return False
    return (
        before in grammar.small_words.articles
        or before in grammar.small_words.contracted
        or name.stock == "ORG"
        or any("." in word[:-1] for word in words)
        or all(word.isupper() and len(word) > 1 for word in name.words)
        or bool({words[0], words[-1]} & lexicon.organisation_words.keys())
    )
