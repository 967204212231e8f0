"""What the features of one article's drafts draw on, gathered once."""

from collections import Counter
from dataclasses import dataclass, field

from dragoman.reading.analysis import Token
from dragoman.reading.events.draft import Draft
from dragoman.reading.events.judge import Reader
from dragoman.types.quotation import Quotation

_SALIENT = 4
_BACK = 2


@dataclass(frozen=True)
class Scene:
    """One article's drafts and what stands around them.

    Attributes:
        reader: the article as the rules read it.
        drafts: every proposal, in text order.
        heads: token index to the actors whose mention it heads, places included.
        counts: actor id to the number of its mentions.
        salient: the ids of the actors named most, most first.
        by_sentence: sentence index to the tokens that head a mention.
        triggers: token index to the types of the drafts it heads.
    """

    reader: Reader
    drafts: tuple[Draft, ...]
    heads: dict[int, tuple[str, ...]]
    counts: Counter[str]
    salient: tuple[str, ...]
    by_sentence: dict[int, tuple[Token, ...]]
    triggers: dict[int, tuple[str, ...]]
    paths: dict[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)

    def quotation(self, token: Token) -> Quotation | None:
        """Return the quotation that `token` stands in; None if it stands in none."""
        for quotation in self.reader.quotations:
            if quotation.span.covers(token.span):
                return quotation
        return None

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
    triggers: dict[int, list[str]] = {}
    for draft in drafts:
        triggers.setdefault(draft.candidate.head.i, []).append(draft.type)
    return Scene(
        reader=reader,
        drafts=drafts,
        heads=heads,
        counts=counts,
        salient=tuple(ranked[:_SALIENT]),
        by_sentence={n: tuple(found) for n, found in by_sentence.items()},
        triggers={i: tuple(types) for i, types in triggers.items()},
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
