"""Give a person what an article says beside the name: "X, 73 ans, l'une des élues".

Descriptions that stand right beside a name are joined where names are linked (`apposition`).
What is left is told here, once everybody is known: by the marks around it and by the tree.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.languages.actors_schema import Epithets
from dragoman.reading.actors.cluster import Cluster, Clusters
from dragoman.reading.actors.scan import Scan
from dragoman.reading.analysis import Analysis, Token

_FAR = 14
"""Tokens between a description and the comma before its name."""
_CLOSE = frozenset((",", ".", "(", ")", ";", "!", "?", "»", '"', "--", "–", "—"))
_SUBJECT = ("nsubj", "nsubj:pass")
_CHAINED = ("conj", "appos")


@dataclass(frozen=True, slots=True)
class _Mention:
    """A mention of a cluster, by the indices of its tokens; `last` is behind it."""

    first: int
    last: int
    cluster: Cluster
    named: bool


def join_epithets(scan: Scan, clusters: Clusters) -> None:
    """Merge the people that are only described into those the article says they are."""
    held = _Held(scan.analysis, clusters)
    words = scan.lexicon.grammar.epithets
    again = True
    while again:  # what is joined can carry what is said in one breath with it
        again = False
        for mention in held.described():
            into = _said_of(held, mention, words)
            if into is not None and _fits(into, mention.cluster):
                if into.kind != "person":  # "la Lituanie, membre de l'Otan" stays a state
                    mention.cluster.countries, mention.cluster.sectors = [], []
                held.merge(into, mention.cluster)
                clusters.merge(into, mention.cluster)
                again = True


class _Held:
    """Mentions of an article by where they begin and end."""

    def __init__(self, analysis: Analysis, clusters: Clusters) -> None:
        self.analysis = analysis
        at = {token.start: token.i for token in analysis.tokens}
        until = {token.end: token.i + 1 for token in analysis.tokens}
        self.mentions: list[_Mention] = []
        for cluster in clusters:
            for link in cluster.links:
                first, last = at.get(link.span.start), until.get(link.span.end)
                if first is None or last is None or link.form == "collective":
                    continue
                self.mentions.append(_Mention(first, last, cluster, link.form == "name"))
        self.mentions.sort(key=lambda m: (m.first, -m.last))
        # Asked at every step of every search, in texts of thousands of mentions.
        self._first = {m.first: m for m in reversed(self.mentions)}
        self._last = {m.last: m for m in reversed(self.mentions)}
        self._over: dict[int, _Mention] = {}
        for mention in sorted(self.mentions, key=lambda m: m.last - m.first):
            for inside in range(mention.first, mention.last):
                self._over.setdefault(inside, mention)
        self._into: dict[int, Cluster] = {}

    def whose(self, mention: _Mention) -> Cluster:
        """Return whose mention it is by now."""
        cluster = mention.cluster
        while id(cluster) in self._into:
            cluster = self._into[id(cluster)]
        return cluster

    def merge(self, into: Cluster, other: Cluster) -> None:
        """Remember that `other` is `into`."""
        self._into[id(other)] = into

    def described(self) -> Iterator[_Mention]:
        """Yield the first mention of each person that has no name yet."""
        seen: set[int] = set()
        for mention in self.mentions:
            cluster = mention.cluster
            if id(cluster) in seen or id(cluster) in self._into:
                continue
            seen.add(id(cluster))
            bare = cluster.name is None and cluster.entity is None and not cluster.plural
            if cluster.kind == "person" and bare:
                yield mention

    def ending(self, at: int) -> _Mention | None:
        """Return the widest mention that ends before token `at`."""
        return self._last.get(at)

    def beginning(self, at: int) -> _Mention | None:
        """Return the widest mention that begins with token `at`."""
        return self._first.get(at)

    def over(self, at: int) -> _Mention | None:
        """Return the narrowest mention that holds token `at`."""
        return self._over.get(at)


def _said_of(held: _Held, mention: _Mention, words: Epithets) -> Cluster | None:
    """Return whom a description is said of; None if the text does not say."""
    for told in (
        _behind_name(held, mention, words),
        _before_name(held, mention),
        _by_verb(held, mention, words),
        _in_one_breath(held, mention),
    ):
        if told is not None:
            return told
    return None


def _fits(into: Cluster, other: Cluster) -> bool:
    """Tell whether nothing that is known of both forbids that they are one."""
    if into is other or into.plural:
        return False
    if into.kind != "person":
        return True
    if into.gender and other.gender and into.gender != other.gender:
        return False
    return not (into.country and other.country and into.country != other.country)


def _behind_name(held: _Held, mention: _Mention, words: Epithets) -> Cluster | None:
    """Return the person of "X, 73 ans, l'une des élues" and "X, le porte-parole, a dit"."""
    tokens = held.analysis.tokens
    comma = mention.first - 1
    if comma < 1 or tokens[comma].text != "," or not _closed(held, mention.last):
        return None
    name = held.ending(comma)
    if name is None and comma >= 4 and tokens[comma - 1].lower in words.age:
        name = held.ending(comma - 3) if tokens[comma - 3].text == "," else None
    if name is None or not name.named or tokens[name.first].sentence != tokens[comma].sentence:
        return None
    person = held.whose(name)
    if person.kind == "person" and name.first and tokens[name.first - 1].text == ",":
        return None  # one of a list
    bare = tokens[mention.first].pos != "DET"
    return person if person.kind == "person" or bare else None


def _closed(held: _Held, at: int) -> bool:
    """Tell whether what begins at token `at` ends with a mark before any verb or "et"."""
    for token in held.analysis.tokens[at : at + _FAR]:
        if token.text in _CLOSE:
            return True
        if token.pos == "CCONJ" or token.feat("VerbForm") == "Fin":
            return token.pos != "CCONJ" and _relative(held.analysis, token)
    return False


def _relative(analysis: Analysis, verb: Token) -> bool:
    """Tell whether a finite verb is that of a clause that only describes."""
    return verb.dep.startswith("acl") or analysis.head(verb).dep.startswith("acl")


def _before_name(held: _Held, mention: _Mention) -> Cluster | None:
    """Return the person of "un chercheur détenu en Iran, X," and "Avocat à Paris, X plaide"."""
    tokens = held.analysis.tokens
    opens = held.analysis.sentences[tokens[mention.first].sentence].first == mention.first
    for at in range(mention.last, min(mention.last + _FAR, len(tokens) - 1)):
        token = tokens[at]
        if token.sentence != tokens[mention.first].sentence:
            return None
        if token.text == ",":
            name = held.beginning(at + 1)
            if name is None or not any(
                m.named and m.last <= name.last
                for m in held.mentions
                if name.first <= m.first < name.last
            ):
                return None
            closed = name.last < len(tokens) and tokens[name.last].text in _CLOSE
            person = held.whose(name)
            alone = person.kind == "person" and (closed or opens)
            return person if alone else None
        inner = held.over(at)
        held_in = inner is not None and tokens[inner.first - 1].pos == "ADP"
        if token.feat("VerbForm") == "Fin" or token.pos == "CCONJ":
            return None
        if inner is not None and inner.cluster.kind == "person" and not held_in:
            return None
    return None


def _by_verb(held: _Held, mention: _Mention, words: Epithets) -> Cluster | None:
    """Return the subject of "X a été candidat" and "X est devenu ministre"."""
    analysis = held.analysis
    head = _head_of(analysis, mention)
    below = analysis.children(head)
    clause = head
    if not any(child.dep == "cop" for child in below):
        clause = analysis.head(head)
        if clause.lemma not in words.verbs or head.dep not in ("xcomp", "obj", "obl:arg", "obl"):
            return None
        below = analysis.children(clause)
    if any(child.lower in words.negations for child in (*below, *analysis.children(head))):
        return None
    for child in below:
        if child.dep in _SUBJECT and child.i < mention.first:
            subject = held.over(child.i)
            return held.whose(subject) if subject is not None else None
    return None


def _in_one_breath(held: _Held, mention: _Mention) -> Cluster | None:
    """Return who is called something else just before: "candidat, ex-chef de la police"."""
    analysis = held.analysis
    head = _head_of(analysis, mention)
    if head.dep not in _CHAINED or analysis.tokens[mention.first].pos == "DET":
        return None
    other = held.over(analysis.head(head).i)
    if other is None or other.named or other.last > mention.first:
        return None
    person = held.whose(other)
    return person if person is not other.cluster else None


def _head_of(analysis: Analysis, mention: _Mention) -> Token:
    """Return the word of a mention on which its others hang."""
    for token in analysis.tokens[mention.first : mention.last]:
        if not mention.first <= token.head < mention.last or token.head == token.i:
            return token
    return analysis.tokens[mention.first]
