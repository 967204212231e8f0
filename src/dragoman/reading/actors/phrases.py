"""Read the noun phrases around nouns of the pack: "l'ancien ministre malien de la Défense"."""

from dataclasses import dataclass, replace

from dragoman.reading.actors.complements import Complement, read_complement
from dragoman.reading.actors.nouns import Noun
from dragoman.reading.actors.people import PersonName
from dragoman.reading.actors.scan import NameHit, NounHit, Scan, plain
from dragoman.types.span import Span

_LONGEST = 16
OTHERS = "+"
"""Begins the number of a group that is told apart from those before."""
_OF_ONE = ("head_of_state", "monarch", "head_of_government", "foreign_minister")
"""Offices that one person holds in each state, so that each state listed has one."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One description of an actor.

    Attributes:
        hit: the noun that heads it.
        first, last: its token indices, determiner included, last exclusive.
        determiner: "definite", "indefinite", "demonstrative", "possessive" or "bare".
        told: what stands behind the noun.
        former: whether it speaks of a former one.
        number: how many it counts, in its words ("trois", "centaine"), or `OTHERS` and a number
            of its own where it tells of others ("d'autres soldats"); "" if it does neither.
    """

    hit: NounHit
    first: int
    last: int
    determiner: str
    told: Complement
    former: bool = False
    number: str = ""

    @property
    def noun(self) -> Noun:
        """The noun that heads the phrase."""
        return self.hit.noun

    @property
    def name(self) -> PersonName | None:
        """A person's name that follows it at once; None if none does."""
        return self.told.name

    @property
    def proper(self) -> NameHit | None:
        """A body's name that follows it at once; None if none does."""
        return self.told.proper

    @property
    def details(self) -> tuple[str, ...]:
        """Words that tell it from others of its class, lower case."""
        return self.told.details

    def each(self) -> "tuple[Phrase, ...]":
        """Return the phrase once for each country it lists ("les présidents russe et turc")."""
        if not self.told.others:
            return (self,)
        noun = self.noun
        each = noun.kind == "military"
        many = self.told.many and noun.office not in _OF_ONE
        if noun.plural and not each and many:
            told = replace(self.told, countries=(), country_token=None, others=(), anywhere=True)
            return (replace(self, told=told),)
        if noun.family == "person" and not (each and self.told.many):
            noun = replace(noun, plural=False, kind="person")
        elif noun.family == "body":
            noun = replace(noun, plural=False)
        hit = replace(self.hit, noun=noun)
        return tuple(
            replace(
                self,
                hit=hit,
                told=replace(self.told, countries=entries, country_token=at, others=()),
            )
            for entries, at in self.told.listed
        )


def read_phrases(scan: Scan, people: dict[int, PersonName]) -> tuple[Phrase, ...]:
    """Return the phrase around every noun hit, in text order.

    Args:
        scan: what the lexicon found.
        people: person names by index of their first token, honorific included.
    """
    phrases = []
    covered = 0
    collective = {i for first, last, _ in scan.phrases for i in range(first, last)}
    for hit in scan.nouns:
        if hit.first < covered or hit.first in collective:
            continue
        phrase = _read(scan, hit, people)
        if phrase is None:
            continue
        phrases.append(phrase)
        if hit.noun.portfolio or phrase.told.charged:
            covered = phrase.last
    return tuple(phrases)


def _read(scan: Scan, hit: NounHit, people: dict[int, PersonName]) -> Phrase | None:
    analysis = scan.analysis
    tokens = analysis.tokens
    if tokens[hit.first].text[0].isupper() and _is_name_part(scan, hit):
        return None
    if hit.last == hit.first + 1 and _is_adjective(scan, hit.first):
        return None
    if is_heading(scan, hit.first) or _ends_set_phrase(scan, hit) or not _is_vouched(scan, hit):
        return None
    sentence = analysis.sentences[tokens[hit.first].sentence]
    stop = min(sentence.last, hit.last + _LONGEST)
    hit = _in_number(scan, hit)
    told, last = read_complement(scan, people, hit, stop)
    first, determiner, former = _left(scan, hit, sentence.first)
    one = _one_of(scan, hit, first, sentence.first)
    if one is not None:
        noun = replace(hit.noun, plural=False, kind="person")
        hit, first, determiner = replace(hit, noun=noun), one, "indefinite"
    return Phrase(
        hit=hit,
        first=first,
        last=last,
        determiner=determiner,
        told=told,
        former=former or tokens[hit.first].lower.split("-")[0] in scan.lexicon.grammar.former,
        number=_number(scan, first, hit.first, determiner),
    )


def _number(scan: Scan, first: int, noun: int, determiner: str) -> str:
    """Return how many the words between `first` and the noun count; see `Phrase.number`."""
    tokens, grammar = scan.analysis.tokens, scan.lexicon.grammar
    if determiner == "indefinite" and any(t.lemma in grammar.others for t in tokens[first:noun]):
        return f"{OTHERS}{first}"
    amounts = grammar.determiners.amounts
    counts = (i for i in range(first, noun) if tokens[i].lower in amounts or _is_number(scan, i))
    return " ".join(tokens[i].lower for i in counts)


def _is_vouched(scan: Scan, hit: NounHit) -> bool:
    """Tell whether a noun of two meanings stands for a body: others of its sector say so.

    "la cour" is a court beside a judge, else a yard.
    """
    grammar, noun = scan.lexicon.grammar, hit.noun
    if noun.form not in grammar.vouched:
        return True
    nouns = (other.noun for other in scan.nouns)
    return any(n.sector == noun.sector and n.form not in grammar.vouched for n in nouns)


def _ends_set_phrase(scan: Scan, hit: NounHit) -> bool:
    """Tell whether a noun ends words that describe nobody ("dans le cadre de l'enquête")."""
    tokens, text = scan.analysis.tokens, scan.analysis.text
    begin = scan.analysis.sentence_of(tokens[hit.first]).start
    until = f" {plain(text[begin : tokens[hit.last - 1].end].lower())}"
    own = tokens[hit.last - 1].end - tokens[hit.first].start
    return any(len(p) > own + 1 and until.endswith(p) for p in scan.lexicon.set_phrases)


def is_heading(scan: Scan, at: int) -> bool:
    """Tell whether a word stands in a line of capitals, where they tell nothing."""
    tokens = scan.analysis.tokens
    around = [tokens[i].text for i in (at - 1, at, at + 1) if 0 <= i < len(tokens)]
    loud = [word for word in around if word.isalpha() and word.isupper() and len(word) > 1]
    return len(loud) > 1 and tokens[at].text in loud


def _in_number(scan: Scan, hit: NounHit) -> NounHit:
    """Return the hit with its plural noun, where the form alone does not tell the number."""
    plural = scan.lexicon.invariable.get(hit.noun.form)
    if plural is None:
        return hit
    tokens, many = scan.analysis.tokens, scan.lexicon.grammar.determiners.plural
    at = hit.first - 1
    while at >= 0 and hit.first - at < 4:
        if tokens[at].lower in many or _is_number(scan, at):
            return replace(hit, noun=plural)
        if tokens[at].pos not in ("ADJ", "NUM"):
            break
        at -= 1
    return hit


def _one_of(scan: Scan, hit: NounHit, first: int, floor: int) -> int | None:
    """Return where "l'une des élues" begins, whose noun is plural but names one; else None."""
    if hit.noun.family != "person" or not hit.noun.plural:
        return None
    tokens, grammar = scan.analysis.tokens, scan.lexicon.grammar
    at = first - 1
    while at > floor and tokens[at].lower in grammar.small_words.of:
        at -= 1
    if at < floor or tokens[at].lower not in grammar.one or tokens[at].pos == "ADP":
        return None
    if not any(t.lower in grammar.small_words.of for t in tokens[at + 1 : hit.first]):
        return None
    elided = at > floor and tokens[at - 1].lower in grammar.small_words.articles
    return at - 1 if elided else at


def _is_adjective(scan: Scan, at: int) -> bool:
    """Tell whether a word that can be a noun is an adjective here ("accord militaire")."""
    tokens = scan.analysis.tokens
    token = tokens[at]
    if token.pos in ("VERB", "AUX", "ADV", "ADP"):
        if at > 1 and tokens[at - 1].text == "," and tokens[at - 2].pos == "PROPN":
            return False
        return at == 0 or tokens[at - 1].pos not in ("DET", "NUM")
    if at == 0 or tokens[at - 1].pos not in ("NOUN", "PROPN", "ADJ") or _is_number(scan, at - 1):
        return False
    before = at - 1
    while before and tokens[before].pos == "ADJ" and tokens[before].lower in _before(scan):
        before -= 1
    if tokens[before].pos in ("DET", "NUM"):
        return False
    return token.pos == "ADJ" or token.dep == "amod"


def _is_number(scan: Scan, at: int) -> bool:
    """Tell whether a token is a number, or a word for one that is parsed as a noun ("cents")."""
    token = scan.analysis.tokens[at]
    return token.pos == "NUM" or token.lower in scan.lexicon.grammar.determiners.numerals


def _before(scan: Scan) -> frozenset[str]:
    """Return the adjectives that stand before their noun."""
    return scan.lexicon.grammar.modifiers


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
        adjective = tokens[at - 1].pos == "ADJ" or _is_number(scan, at - 1)
        adjective = adjective and at - 1 not in scan.demonym_at
        if not (low in grammar.modifiers or adjective or (low in ("-",) and low in grammar.former)):
            break
        former = former or low in grammar.former
        at -= 1
    counted = at < hit.first and _is_number(scan, at)
    if at == floor:
        return at, "indefinite" if counted else "bare", former
    before = tokens[at - 1]
    low = before.lower
    small = grammar.small_words
    if low in small.of and before.pos == "ADP" and at - 1 > floor:
        many = tokens[at - 2].lower in grammar.determiners.amounts
        if many or (counted and tokens[at - 2].lower in grammar.determiners.bounds):
            return _amount(scan, at - 2, floor), "indefinite", former
    if low in small.contracted and (
        before.pos == "ADP" or low not in grammar.determiners.indefinite
    ):
        return at, "definite", former
    if low in grammar.determiners.definite and low not in grammar.determiners.indefinite:
        return at - 1, "definite", former
    if low in grammar.determiners.demonstrative:
        return at - 1, "demonstrative", former
    if low in grammar.determiners.possessive:
        return at - 1, "possessive", former
    if low in small.of and low not in grammar.determiners.indefinite - small.of:
        return (at, "bare", former) if before.pos == "ADP" else (at - 1, "indefinite", former)
    if low in grammar.determiners.indefinite:
        return at - 1, "indefinite", former
    return at, "indefinite" if counted else "bare", former


def _amount(scan: Scan, at: int, floor: int) -> int:
    """Return where "des centaines", "plus" and the like begin, whose last word is at `at`."""
    tokens, determiners = scan.analysis.tokens, scan.lexicon.grammar.determiners
    before = tokens[at - 1] if at > floor else None
    if before is not None and (before.pos == "NUM" or before.lower in determiners.indefinite):
        return at - 1
    return at


def span_of(scan: Scan, first: int, last: int) -> Span:
    """Return the characters of tokens `first` to `last` (exclusive)."""
    tokens = scan.analysis.tokens
    return Span(tokens[first].start, tokens[last - 1].end)
