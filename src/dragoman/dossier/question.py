"""A question about the record in plain words, and what it was understood to ask for."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from dragoman.dossier.asked_time import take_time
from dragoman.dossier.entry import Side
from dragoman.dossier.sides import side_of
from dragoman.errors import DragomanError
from dragoman.knowledge import Knowledge, Match
from dragoman.knowledge.fold import fold
from dragoman.knowledge.titles import Title, titles_in
from dragoman.languages.questions_schema import (
    QUESTION_LANGUAGES,
    EventWords,
    QuestionWords,
    load_question_words,
)
from dragoman.record.views import EntityInfo
from dragoman.resolution.names import fold_name

Part = Literal["doer", "receiver", "equal"]

_WORDS = re.compile(r"[^\W_]+")
_LONGEST_NAME = 7
_LONGEST_PERSON = 4
_CODE = 3
_MOST_TITLES = 3
_BESIDE = 3  # words that may stand between a title and its state


class QuestionError(DragomanError):
    """A question names no event that we know.

    Attributes:
        words: the question as typed.
    """

    def __init__(self, words: str) -> None:
        """Say the question and how to word one."""
        self.words = words
        super().__init__(
            f"no event was understood in {words!r}. Name one and who takes part, as in "
            "'visit of a Russian foreign minister to Mali' or 'sanctions against Belarus'."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One participant that a question asks for.

    Attributes:
        title: the title it must have; None if any.
        side: the state, body or person; None if a title alone is asked for.
        part: whether it does it, has it done to it, or is on a par with others.
    """

    title: Title | None = None
    side: Side | None = None
    part: Part = "equal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a question asks for.

    Attributes:
        words: the question as typed.
        language: ISO 639-1 code of the language it was understood in.
        event: what sort of event.
        asked: who must take part.
        since, until: EDTF dates that limit it; None if none.
        foreign: whether a title is asked for of any state but the host ("premier chef
            d'État étranger à ...").
        topics: words that are nobody's name, as typed: they must stand in the text.
    """

    words: str
    language: str
    event: EventWords
    asked: tuple[Asked, ...] = ()
    since: str | None = None
    until: str | None = None
    foreign: bool = False
    topics: tuple[str, ...] = ()


def understand(
    words: str,
    knowledge: Knowledge,
    *,
    entities: Callable[[], Iterable[EntityInfo]] = tuple,
    predecessors: bool = True,
) -> Question:
    """Return what `words` ask for, in the language that leaves the fewest words over.

    Args:
        words: a question or its gist, in French or English.
        knowledge: knows titles, states, organisations and persons.
        entities: gives those of the record, for names that `knowledge` lacks.
        predecessors: whether states that one legally continues count as it.

    Raises:
        QuestionError: if no event is understood.
    """
    found = [
        question
        for language in QUESTION_LANGUAGES
        if (question := _Parser(words, language, knowledge, entities, predecessors).parse())
    ]
    if not found:
        raise QuestionError(words)
    return min(found, key=lambda question: len(question.topics))


@dataclass(slots=True)
class _Named:
    """A participant while its place in the words still matters."""

    start: int
    end: int
    title: Title | None = None
    side: Side | None = None
    adjective: bool = False


class _Parser:
    def __init__(
        self,
        words: str,
        language: str,
        knowledge: Knowledge,
        entities: Callable[[], Iterable[EntityInfo]],
        predecessors: bool,
    ) -> None:
        self._typed, self._language = words, language
        self._knowledge, self._entities, self._predecessors = knowledge, entities, predecessors
        self._raw = _WORDS.findall(words)
        self._tokens = [fold(word) for word in self._raw]
        self._free = [True] * len(self._tokens)
        self._lexicon: QuestionWords = load_question_words(language)
        self._ignored = {token for word in self._lexicon.ignored for token in _split(word)}
        preps = self._lexicon.prepositions
        self._small = self._ignored | {
            word
            for form in (*preps.by, *preps.of, *preps.receiver, *preps.equal)
            for word in _split(form)
        }

    def parse(self) -> Question | None:
        since, until, used = take_time(self._tokens, self._lexicon.time)
        self._take(used)
        event = self._take_event()
        if event is None:
            return None
        words, at = event
        named = self._take_titles()
        named += self._take_names()
        named += self._take_persons(alone=not named)
        participants = self._bind(sorted(named, key=lambda item: item.start))
        asked = self._parts(participants, words, at)
        abroad = {fold(word) for word in self._lexicon.foreign}
        left = [
            (token, self._raw[index])
            for index, token in enumerate(self._tokens)
            if self._free[index] and token not in self._small and len(token) > 2
        ]
        return Question(
            words=self._typed,
            language=self._language,
            event=words,
            asked=tuple(asked),
            since=since,
            until=until,
            foreign=any(token in abroad for token, _ in left),
            topics=tuple(raw for token, raw in left if token not in abroad),
        )

    def _take(self, places: Iterable[int]) -> None:
        for place in places:
            self._free[place] = False

    def _take_event(self) -> tuple[EventWords, int] | None:
        """Return the event whose words are the longest, the first of them, and where."""
        best: tuple[int, int, EventWords] | None = None
        for words in self._lexicon.events:
            for form in words.forms:
                wanted = _split(form)
                for start in range(len(self._tokens) - len(wanted) + 1):
                    end = start + len(wanted)
                    if self._tokens[start:end] != wanted or not all(self._free[start:end]):
                        continue
                    if best is None or (-len(wanted), start) < best[:2]:
                        best = (-len(wanted), start, words)
        if best is None:
            return None
        length, start, words = best
        self._take(range(start, start - length))
        return words, start

    def _take_titles(self) -> list[_Named]:
        found: list[_Named] = []
        masked = [token if self._free[at] else "" for at, token in enumerate(self._tokens)]
        while len(found) < _MOST_TITLES:
            titles = titles_in(masked)
            if not titles:
                break
            title, places = titles[0]
            apart = len(places) > 1 and places[1] != places[0] + 1
            if (len(places) == 1 or apart) and self._tokens[places[0]] in self._ignored:
                masked[places[0]] = ""
                continue  # "premier" alone is a title in English and none in French
            for place in places:
                masked[place] = ""
            self._take(places)
            found.append(_Named(places[0], places[-1] + 1, title=title))
        return found

    def _take_names(self) -> list[_Named]:
        found = []
        at = 0
        while at < len(self._tokens):
            step = 1
            for end in range(min(len(self._tokens), at + _LONGEST_NAME), at, -1):
                match = self._named(at, end)
                if match is not None:
                    self._take(range(at, end))
                    side = side_of(match, self._knowledge, predecessors=self._predecessors)
                    adjective = self._is_adjective(" ".join(self._tokens[at:end]), match)
                    found.append(_Named(at, end, side=side, adjective=adjective))
                    step = end - at
                    break
            at += step
        return found

    def _named(self, start: int, end: int) -> Match | None:
        """Return the state or body that these words name; small words name none."""
        if not all(self._free[start:end]) or self._tokens[start] in self._small:
            return None
        name = " ".join(self._tokens[start:end])
        if len(name) <= _CODE and not self._raw[start].isupper():
            return None
        return next(iter(self._knowledge.named(name)), None)

    def _is_adjective(self, word: str, match: Match) -> bool:
        state = self._knowledge.states.get(match.entity)
        forms = state.demonyms.get(self._language, ()) if state else ()
        return any(fold(form) == word for form in forms)

    def _take_persons(self, *, alone: bool) -> list[_Named]:
        """Return persons by name: capitalised words, or any words if nobody else is named."""
        found = []
        at = 0
        while at < len(self._tokens):
            step = 1
            for end in range(min(len(self._tokens), at + _LONGEST_PERSON), at, -1):
                parts = range(at, end)
                if not all(self._free[p] and self._tokens[p] not in self._small for p in parts):
                    continue
                if not (alone or all(self._raw[part][:1].isupper() for part in parts)):
                    continue
                side = self._person(" ".join(self._raw[at:end]))
                if side is not None:
                    self._take(parts)
                    found.append(_Named(at, end, side=side))
                    step = end - at
                    break
            at += step
        return found

    def _person(self, name: str) -> Side | None:
        """Return who bears a name, with everybody of the record who is called so."""
        known = next(iter(self._knowledge.person(name)), None)
        held = tuple(self._entities())
        if known is not None:
            spelt = {fold_name(form) for form in (known.name, *known.variants)}
            same = {e.id for e in held if e.kind == "person" and fold_name(e.name) in spelt}
            return _somebody(known.id, "person", known.name, same)
        folded = fold_name(name)
        for entity in held:
            own = fold_name(entity.name)
            if own == folded or (entity.kind == "person" and own.endswith(f"-{folded}")):
                return _somebody(entity.id, entity.kind, entity.name)
        return None

    def _bind(self, named: list[_Named]) -> list[_Named]:
        """Return participants: a title with the state it serves, or the person who bears it."""
        kept = list(named)
        for titled in [item for item in named if item.title is not None]:
            others = [item for item in kept if item is not titled and item.title is None]
            own = next((o for o in others if self._belongs(titled, o)), None)
            if own is None:
                continue
            kept.remove(own)
            titled.start, titled.end = min(titled.start, own.start), max(titled.end, own.end)
            titled.side = own.side
        for titled in [item for item in kept if item.title is not None]:
            person = next(
                (o for o in kept if o.side and o.side.kind == "person" and o.start == titled.end),
                None,
            )
            if person is not None:  # "le président Poutine"
                kept.remove(titled)
                person.start = titled.start
        return kept

    def _belongs(self, titled: _Named, other: _Named) -> bool:
        """Tell whether a state stands in, right before or right after a title."""
        if other.side is None or other.side.kind == "person":
            return False
        if titled.start <= other.start < titled.end:
            return True
        if other.end == titled.start:
            return other.adjective
        between = self._tokens[titled.end : other.start]
        if not 0 <= other.start - titled.end <= _BESIDE:
            return False
        if not between:
            return other.adjective
        of = {word for form in self._lexicon.prepositions.of for word in _split(form)}
        return between[0] in of and all(word in self._small for word in between)

    def _parts(self, named: list[_Named], event: EventWords, at: int) -> list[Asked]:
        """Return the participants with the part that the words give each."""
        prepositions = [self._preposition(item) for item in named]
        by = "by" in prepositions and not event.received
        asked = []
        doers = 0
        for item, preposition in zip(named, prepositions, strict=True):
            part = self._part(item, preposition, event, at, by=by, doers=doers)
            doers += part == "doer"
            asked.append(Asked(title=item.title, side=item.side, part=part))
        return asked

    def _part(
        self,
        item: _Named,
        preposition: str | None,
        event: EventWords,
        at: int,
        *,
        by: bool,
        doers: int,
    ) -> Part:
        if not event.directed or preposition == "equal":
            return "equal"
        if preposition == "receiver":
            return "receiver"
        if preposition == "by":
            return "receiver" if event.received else "doer"
        if preposition == "of":
            return "receiver" if event.object or by or doers else "doer"
        if item.adjective:  # "sanctions américaines", but "expulsion de Russes par Paris"
            return "receiver" if by else "doer"
        return "receiver" if item.start > at else "doer"

    def _preposition(self, item: _Named) -> str | None:
        """Return the part that the words before a participant give it: a field's name."""
        preps = self._lexicon.prepositions
        start = item.start
        while start > 0:
            for part in ("equal", "receiver", "by", "of"):
                for form in getattr(preps, part):
                    wanted = _split(form)
                    begin = start - len(wanted)
                    if begin >= 0 and self._tokens[begin:start] == wanted:
                        return part
            if self._tokens[start - 1] not in self._ignored or not self._free[start - 1]:
                return None
            start -= 1
        return None


def _somebody(id: str, kind: str, name: str, also: Iterable[str] = ()) -> Side:
    return Side(id=id, kind=kind, names={"fr": name, "en": name}, ids=frozenset({id, *also}))


def _split(form: str) -> list[str]:
    return fold(form).split()
