"""What the features of one article's drafts draw on, gathered once."""

from collections import Counter
from dataclasses import dataclass, field, replace

import numpy as np

from dragoman.reading.analysis import Token
from dragoman.reading.events.draft import Draft
from dragoman.reading.events.judge import Reader
from dragoman.reading.events.scoring.model import Floats
from dragoman.reading.events.syntax import surface_subjects
from dragoman.types.quotation import Quotation

Told = tuple[int, str]
"""A draft: the index of the token that heads its trigger, and its type."""
_SALIENT = 4
_BACK = 2


@dataclass(frozen=True)
class Insight:
    """What the reader of context makes of the drafts of a scene: logarithms of odds.

    What lies too far from its trigger to be read with it is missing.

    Drafts go by the index of the token that heads their trigger, and their type.

    Attributes:
        alike: how two triggers compare: weights of the difference and the product of their
            numbers in `same`, and a constant.
        event: draft to whether it is an event of its type.
        word: to whether its trigger is a word that tells of its type.
        status: to the logarithm of the share of each status.
        said: to whether it is told on somebody's word.
        published, undated, lately: to whether the day of publication, or no day, or the month
            of publication alone is its date.
        same: to the numbers by which its trigger is compared with others.
        sides: draft to somebody's id to whether that is an actor, and a recipient.
        times: draft to the start of an expression of time to whether it tells the date.
    """

    alike: tuple[Floats, Floats]
    event: dict[Told, float] = field(default_factory=dict)
    word: dict[Told, float] = field(default_factory=dict)
    status: dict[Told, Floats] = field(default_factory=dict)
    said: dict[Told, float] = field(default_factory=dict)
    published: dict[Told, float] = field(default_factory=dict)
    undated: dict[Told, float] = field(default_factory=dict)
    lately: dict[Told, float] = field(default_factory=dict)
    same: dict[Told, Floats] = field(default_factory=dict)
    sides: dict[Told, dict[str, tuple[float, float]]] = field(default_factory=dict)
    times: dict[Told, dict[int, float]] = field(default_factory=dict)

    def one(self, first: Told, second: Told) -> float | None:
        """Return the odds that two drafts tell of one happening; None if one was not read."""
        if first not in self.same or second not in self.same:
            return None
        a, b = self.same[first], self.same[second]
        weights, constant = self.alike
        return float(np.concatenate([np.abs(a - b), a * b]) @ weights[:, 0] + constant[0])


@dataclass(frozen=True)
class Scene:
    """One article's drafts and what stands around them.

    Attributes:
        reader: the article as the rules read it.
        drafts: every proposal, in text order.
        heads: token index to the actors whose mention it heads, places included.
        counts: actor id to the number of its mentions.
        ranks: actor id to the number of actors named more often.
        salient: the ids of the actors named most, most first.
        by_sentence: sentence index to the tokens that head a mention.
        triggers: token index to the types of the drafts it heads.
        places: actor id to the indices of the tokens that head its mentions, in order.
        forms: token index to the form of the mention it heads.
        titled: ids of the actors that the title of the article names.
        lead: index of the first token after the first two sentences.
        insight: what the reader of context makes of the drafts; None without one.
    """

    reader: Reader
    drafts: tuple[Draft, ...]
    heads: dict[int, tuple[str, ...]]
    counts: Counter[str]
    ranks: dict[str, int]
    salient: tuple[str, ...]
    by_sentence: dict[int, tuple[Token, ...]]
    triggers: dict[int, tuple[str, ...]]
    places: dict[str, tuple[int, ...]]
    forms: dict[int, str]
    titled: frozenset[str]
    lead: int
    insight: Insight | None = None
    paths: dict[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)
    subjects: dict[int, str] = field(default_factory=dict)
    quoted: dict[int, Quotation | None] = field(default_factory=dict)
    earlier: dict[int, tuple[Draft, ...]] = field(default_factory=dict)
    typed: dict[str, tuple[Draft, ...]] = field(default_factory=dict)
    beside: dict[int, tuple[Draft, ...]] = field(default_factory=dict)

    def of_type(self, type: str) -> tuple[Draft, ...]:
        """Return the drafts of a type, in text order."""
        if type not in self.typed:
            self.typed[type] = tuple(draft for draft in self.drafts if draft.type == type)
        return self.typed[type]

    def in_sentence(self, sentence: int) -> tuple[Draft, ...]:
        """Return the drafts of the sentence of that index, in text order."""
        if sentence not in self.beside:
            self.beside[sentence] = tuple(
                draft for draft in self.drafts if draft.candidate.head.sentence == sentence
            )
        return self.beside[sentence]

    def quotation(self, token: Token) -> Quotation | None:
        """Return the quotation that `token` stands in; None if it stands in none."""
        if token.i not in self.quoted:
            self.quoted[token.i] = next(
                (said for said in self.reader.quotations if said.span.covers(token.span)), None
            )
        return self.quoted[token.i]

    def subject(self, draft: Draft) -> str:
        """Return what the subject of a verbal trigger is: a pronoun, an actor, other, none."""
        head = draft.candidate.head
        if head.i not in self.subjects:
            self.subjects[head.i] = self._subject(draft)
        return self.subjects[head.i]

    def _subject(self, draft: Draft) -> str:
        if not draft.candidate.entry.verbal:
            return "noun"
        grammar = self.reader.predicates.lexicon.grammar
        head = draft.candidate.head
        found = surface_subjects(self.reader.analysis, head, grammar)
        for token in found:
            if token.pos == "PRON":
                return f"pron:{token.lower}"
        if any(self.heads.get(token.i) for token in found):
            return "actor"
        return "other" if found else "none"

    def before(self, draft: Draft) -> tuple[Draft, ...]:
        """Return the drafts of the two sentences before, and those before in its own."""
        head = draft.candidate.head
        if head.i not in self.earlier:
            self.earlier[head.i] = tuple(
                other
                for other in self.drafts
                if not other.doubts
                and other.candidate.head.i < head.i
                and other.candidate.head.sentence >= head.sentence - _BACK
            )
        return self.earlier[head.i]

    def options(self, draft: Draft) -> tuple[str, ...]:
        """Return the ids of the actors that may take part in `draft`, in a fixed order."""
        head = draft.candidate.head
        found: dict[str, None] = {}
        for sourced in (*draft.actors, *draft.recipients):
            found[sourced.value] = None
        for back in range(_BACK):
            for token in self.by_sentence.get(head.sentence - back, ()):
                for id in self.heads[token.i]:
                    found.setdefault(id)
        quotation = self.quotation(head)
        if quotation is not None and quotation.speaker is not None:
            found.setdefault(quotation.speaker.value)
        for id in self.salient:
            found.setdefault(id)
        return tuple(id for id in found if id in self.reader.participants.actors)


def told(draft: Draft) -> Told:
    """Return by what an `Insight` knows a draft."""
    return draft.candidate.head.i, draft.type


def make_scene(reader: Reader, drafts: tuple[Draft, ...]) -> Scene:
    """Gather what the features of `drafts` need."""
    who = reader.participants
    heads: dict[int, tuple[str, ...]] = {}
    for table in (who.at_head, who.at_place):
        for i, ids in table.items():
            heads[i] = tuple(dict.fromkeys((*heads.get(i, ()), *ids)))
    for token in reader.analysis.tokens:
        if token.i not in heads and token.pos == "ADJ":
            ids = who.of(token)
            if ids:
                heads[token.i] = ids
    by_sentence: dict[int, list[Token]] = {}
    for i in sorted(heads):
        token = reader.analysis.tokens[i]
        by_sentence.setdefault(token.sentence, []).append(token)
    counts = Counter({id: len(actor.mentions) for id, actor in who.actors.items()})
    ranked = sorted(counts, key=lambda id: (-counts[id], id))
    places: dict[str, list[int]] = {}
    for i in sorted(heads):
        for id in heads[i]:
            places.setdefault(id, []).append(i)
    forms: dict[int, str] = {}
    starts = {t.start: t.i for t in reader.analysis.tokens}
    for actor in who.actors.values():
        for mention in actor.mentions:
            at = starts.get(mention.head.start)
            if at is not None:
                forms[at] = mention.form
    return Scene(
        reader=reader,
        drafts=drafts,
        heads=heads,
        counts=counts,
        ranks={id: sum(n > count for n in counts.values()) for id, count in counts.items()},
        salient=tuple(ranked[:_SALIENT]),
        by_sentence={n: tuple(found) for n, found in by_sentence.items()},
        triggers=_triggers(drafts),
        places={id: tuple(found) for id, found in places.items()},
        forms=forms,
        titled=_titled(reader),
        lead=max((s.last for s in reader.analysis.sentences[:2]), default=0),
    )


def with_drafts(scene: Scene, drafts: tuple[Draft, ...]) -> Scene:
    """Return the scene of the same article with other drafts."""
    return replace(
        scene,
        drafts=drafts,
        triggers=_triggers(drafts),
        subjects={},
        earlier={},
        typed={},
        beside={},
    )


def _triggers(drafts: tuple[Draft, ...]) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = {}
    for draft in drafts:
        found.setdefault(draft.candidate.head.i, []).append(draft.type)
    return {i: tuple(types) for i, types in found.items()}


def _titled(reader: Reader) -> frozenset[str]:
    """Return the ids of the actors whose name has a word with a capital in the title."""
    words = {word.strip(",:;.?!\"«»'’()") for word in (reader.document.title or "").split()}
    words |= {part for word in words for part in word.replace("’", "'").split("'")}
    return frozenset(
        id
        for id, actor in reader.participants.actors.items()
        if any(w[:1].isupper() and len(w) > 2 and w in words for w in actor.name.value.split())
    )


def path(scene: Scene, start: Token, end: Token) -> tuple[str, ...]:
    """Return the functions passed from `start` up and down the tree to `end`.

    Steps up are written "^dep", steps down "dep". Across sentences: ("far",).
    """
    known = scene.paths.get((start.i, end.i))
    if known is not None:
        return known
    found: tuple[str, ...] = ("far",)
    if start.sentence == end.sentence:
        analysis = scene.reader.analysis
        above = [start, *analysis.ancestors(start)]
        rank = {token.i: n for n, token in enumerate(above)}
        down: list[str] = []
        for token in (end, *analysis.ancestors(end)):
            if token.i in rank:
                up = [f"^{t.dep}" for t in above[: rank[token.i]]]
                found = (*up, *reversed(down))
                break
            down.append(token.dep)
    scene.paths[start.i, end.i] = found
    return found
