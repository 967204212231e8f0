"""Look actors up by where they stand in the text."""

from bisect import bisect_right
from collections.abc import Sequence

from dragoman.reading.analysis import Token
from dragoman.types.actor import Actor, Mention
from dragoman.types.span import Span

_PLACE = 0.5


class ActorIndex:
    """The actors of one reading, by the spans of their mentions.

    Mentions that are more likely a place than an actor ("à Moscou") are found only
    when `places` is asked for.
    """

    def __init__(self, actors: Sequence[Actor]) -> None:
        self._actors = {actor.id: actor for actor in actors}
        mentions = [(m, actor.id) for actor in actors for m in actor.mentions]
        mentions.sort(key=lambda pair: (pair[0].span.start, -pair[0].span.end, pair[1]))
        self._mentions: list[tuple[Mention, str]] = mentions
        self._starts = [m.span.start for m, _ in mentions]
        self._longest = max((m.span.end - m.span.start for m, _ in mentions), default=0)
        self._heads: dict[int, list[tuple[Mention, str]]] = {}
        for pair in mentions:
            self._heads.setdefault(pair[0].head.start, []).append(pair)

    def actor(self, ident: str) -> Actor:
        """Return the actor of an id."""
        return self._actors[ident]

    def mentions_over(self, span: Span, *, places: bool = False) -> list[tuple[Mention, str]]:
        """Return (mention, actor id) of mentions that overlap `span`, the shortest first."""
        high = bisect_right(self._starts, span.end - 1)
        low = bisect_right(self._starts, span.start - self._longest - 1)
        found = [
            pair
            for pair in self._mentions[low:high]
            if pair[0].span.end > span.start and (places or pair[0].confidence >= _PLACE)
        ]
        return sorted(found, key=lambda pair: pair[0].span.end - pair[0].span.start)

    def at(self, span: Span, *, places: bool = False) -> tuple[str, ...]:
        """Return the ids of the actors that `span` means.

        A mention of exactly that span counts first, then the shortest mention that
        covers it. A collective gives all its members.
        """
        over = self.mentions_over(span, places=places)
        covering = [pair for pair in over if pair[0].span.covers(span)]
        if not covering:
            return ()
        best = covering[0][0].span
        return tuple(dict.fromkeys(i for m, i in covering if m.span == best))

    def of_token(self, token: Token, *, places: bool = False) -> tuple[str, ...]:
        """Return the ids of the actors whose mention `token` heads, or stands in."""
        heads = [
            pair
            for pair in self._heads.get(token.start, ())
            if places or pair[0].confidence >= _PLACE
        ]
        if heads:
            longest = max(m.span.end - m.span.start for m, _ in heads)
            return tuple(dict.fromkeys(i for m, i in heads if m.span.end - m.span.start == longest))
        return self.at(token.span, places=places)
