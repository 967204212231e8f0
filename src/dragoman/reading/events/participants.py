"""From the words that fill a role to the actors of the article."""

from collections.abc import Callable
from dataclasses import dataclass

from dragoman.languages.events_schema import Grammar
from dragoman.reading.analysis import Analysis, Token
from dragoman.reading.events.syntax import complements, conjuncts
from dragoman.types.actor import Actor, Mention

_CLAUSES = ("acl:relcl", "advcl", "ccomp", "parataxis", "conj", "appos")
_DEEP = 3
_PLACE = 0.5


@dataclass(frozen=True)
class Participants:
    """Looks up the actors that a word stands for.

    Attributes:
        actors: the actors of the article, by id.
        at_head: token index to the ids of the actors whose mention it heads.
        at_place: the same for mentions that are more likely a place ("à Moscou").
        over: token index to the shortest mention over it, with its actor's ids.
        states: entity id of a state to its actor.
        demonym: the entity id of the state that an adjective belongs to, or None.
        stand_ins: nouns that pass a role on to their "de" complement.
    """

    analysis: Analysis
    grammar: Grammar
    actors: dict[str, Actor]
    at_head: dict[int, tuple[str, ...]]
    at_place: dict[int, tuple[str, ...]]
    over: dict[int, tuple[Mention, tuple[str, ...]]]
    states: dict[str, str]
    demonym: Callable[[Token], str | None]
    stand_ins: frozenset[str]

    @property
    def countries(self) -> dict[str, str]:
        """The state each actor belongs to, by actor id, where known."""
        return {id: a.country.value for id, a in self.actors.items() if a.country is not None}

    def of(self, token: Token) -> tuple[str, ...]:
        """Return the ids of the actors that `token` stands for; empty if none."""
        if token.i in self.at_head:
            return self.at_head[token.i]
        if token.pos in ("ADJ", "NOUN", "PROPN"):
            state = self.demonym(token)
            if state is not None and state in self.states:
                return (self.states[state],)
        if token.i in self.over:
            mention, ids = self.over[token.i]
            if self._heads(token, mention):
                return ids
        for child in self.analysis.children(token):
            if child.dep in ("appos", "flat:name", "flat:foreign") and child.i in self.at_head:
                return self.at_head[child.i]
        if token.lemma.lower() in self.stand_ins or token.pos == "NUM":
            return self._passed_on(token)
        return ()

    def owners(self, token: Token) -> tuple[str, ...]:
        """Return the actors that the phrase of `token` belongs to: "l'offre de Bruxelles".

        Agents come before other complements; clauses are not entered.
        """
        found: list[tuple[int, int, tuple[str, ...]]] = []
        waiting = [(1, child) for child in self.analysis.children(token)]
        while waiting:
            depth, below = waiting.pop(0)
            if below.dep in _CLAUSES or depth > _DEEP:
                continue
            ids = self.of(below) or self.at_place.get(below.i, ())
            if ids:
                found.append((depth, below.i, ids))
            waiting.extend((depth + 1, child) for child in self.analysis.children(below))
        return min(found)[2] if found else ()

    def kind(self, actor: str) -> str:
        """Return the kind of an actor."""
        return self.actors[actor].kind.value

    def _heads(self, token: Token, mention: Mention) -> bool:
        """Tell whether `token` heads the words of `mention` for the parser."""
        head = self.analysis.head(token)
        return head.i == token.i or not (
            mention.span.start <= head.start and head.end <= mention.span.end
        )

    def _passed_on(self, token: Token) -> tuple[str, ...]:
        for mark, below in complements(self.analysis, token, self.grammar):
            if mark in ("de", None):
                found: list[str] = []
                for one in conjuncts(self.analysis, below):
                    if one.i != token.i:
                        found.extend(self.of(one))
                if found:
                    return tuple(dict.fromkeys(found))
        return ()


def gather(
    analysis: Analysis,
    actors: tuple[Actor, ...],
    *,
    grammar: Grammar,
    stand_ins: tuple[str, ...],
    demonym: Callable[[Token], str | None],
) -> Participants:
    """Index the mentions of `actors` by the tokens of `analysis`."""
    at_head: dict[int, list[str]] = {}
    at_place: dict[int, list[str]] = {}
    over: dict[int, tuple[Mention, list[str]]] = {}
    for actor in actors:
        for mention in actor.mentions:
            heads = analysis.tokens_in(mention.head)
            if heads:
                table = at_head if mention.confidence >= _PLACE else at_place
                table.setdefault(heads[0].i, []).append(actor.id)
            if mention.confidence < _PLACE:
                continue
            for token in analysis.tokens_in(mention.span):
                known = over.get(token.i)
                length = mention.span.end - mention.span.start
                if known is None or length < known[0].span.end - known[0].span.start:
                    over[token.i] = (mention, [actor.id])
                elif known[0].span == mention.span:
                    known[1].append(actor.id)
    return Participants(
        analysis=analysis,
        grammar=grammar,
        actors={actor.id: actor for actor in actors},
        at_head={i: tuple(dict.fromkeys(ids)) for i, ids in at_head.items()},
        at_place={i: tuple(dict.fromkeys(ids)) for i, ids in at_place.items()},
        over={i: (mention, tuple(dict.fromkeys(ids))) for i, (mention, ids) in over.items()},
        states={
            actor.entity.value: actor.id
            for actor in reversed(actors)
            if actor.entity is not None and actor.kind.value == "state"
        },
        demonym=demonym,
        stand_ins=frozenset(stand_ins),
    )
