"""Whether a happening of the record is what a question asks for."""

from dataclasses import dataclass
from itertools import permutations
from typing import Literal

from dragoman.dossier.entry import Entry, Party, Side
from dragoman.dossier.happenings import parties_of
from dragoman.dossier.question import Asked, Question
from dragoman.knowledge import Knowledge
from dragoman.knowledge.edtf import holds
from dragoman.knowledge.fold import fold
from dragoman.knowledge.titles import Title, load_titles, titles_in
from dragoman.languages.questions_schema import EventWords
from dragoman.resolution.names import fold_name
from dragoman.types.edtf import bounds
from dragoman.types.entity import OfficeKind, Tenure

Doubt = Literal["office", "topic", "time"]
"""Why a happening may not be what is asked for: whoever took part is not told to hold the
office; the words asked for do not stand in the text; the date may lie outside the limits."""

MINISTERS: frozenset[OfficeKind] = frozenset(
    {"minister", "foreign_minister", "defence_minister", "interior_minister", "security_minister"}
)
_FEWEST_LETTERS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A happening that is, or may be, what is asked for.

    Attributes:
        entry: the happening.
        doubts: what keeps it from being certain; empty if nothing does.
    """

    entry: Entry
    doubts: tuple[Doubt, ...] = ()


def is_asked(event: EventWords, entry: Entry) -> bool:
    """Tell whether a happening is of the sort that is asked for."""
    if event.types and entry.type not in event.types:
        return False
    acts = [act for act in (entry.act,) if act]
    acts += [f"agreement.{line.stage}" for line in entry.agreements]
    if any(act.startswith(event.but) for act in acts if event.but):
        return False
    if entry.mode is not None and entry.mode in event.modes:
        return True
    if any(act.startswith(event.acts) for act in acts if event.acts):
        return True
    return not event.modes and not event.acts and (event.but == () or entry.mode != "phone")


@dataclass(frozen=True)
class Fitting:
    """Holds happenings against one question.

    Attributes:
        question: what is asked for.
        knowledge: knows who held which office.
    """

    question: Question
    knowledge: Knowledge

    def fit(self, entry: Entry) -> Fit | None:
        """Return `entry` with what is in doubt of it; None if it is something else."""
        if not is_asked(self.question.event, entry):
            return None
        doubts: list[Doubt] = []
        held = self._sides(entry)
        if held is None:
            return None
        if held == "unsure":
            doubts.append("office")
        timely = in_time(entry.when, self.question.since, self.question.until)
        if timely is None:
            return None
        if not timely:
            doubts.append("time")
        if not self._tells_topics(entry):
            doubts.append("topic")
        return Fit(entry=entry, doubts=tuple(doubts))

    def _sides(self, entry: Entry) -> Literal["yes", "unsure"] | None:
        """Tell whether everybody asked for takes part, each as another one."""
        if not self.question.asked:
            return "yes"
        everybody = parties_of(entry)
        best: Literal["yes", "unsure"] | None = None
        places: tuple[Party | None, ...] = (*everybody, None)
        for chosen in permutations(places, len(self.question.asked)):
            answers = [
                self._takes_part(asked, party, entry)
                for asked, party in zip(self.question.asked, chosen, strict=True)
            ]
            if all(answer == "yes" for answer in answers):
                return "yes"
            if "no" not in answers:
                best = "unsure"
        return best

    def _takes_part(
        self, asked: Asked, party: Party | None, entry: Entry
    ) -> Literal["yes", "unsure", "no"]:
        """Tell whether `party` is who is asked for; None stands for where it happened."""
        if party is None:
            hosts = asked.part == "receiver" and asked.title is None and asked.side is not None
            return "yes" if hosts and self._lies_in(entry, asked.side) else "no"
        if asked.part == "doer" and party not in entry.actors:
            return "no"
        if asked.part == "receiver" and party not in entry.recipients:
            return "no"
        others = (other.side for other in self.question.asked if other is not asked)
        if asked.side is None and any(side and is_of(party, side) for side in others):
            return "no"  # a president who visits Mali is not Mali's own
        return self.is_who(asked, party, entry.when)

    def is_who(
        self, asked: Asked, party: Party, when: str | None
    ) -> Literal["yes", "unsure", "no"]:
        """Tell whether a party of a happening at `when` is who is asked for."""
        if asked.side is not None and not is_of(party, asked.side):
            return "no"
        return self._holds(asked.title, party, when) if asked.title is not None else "yes"

    def _lies_in(self, entry: Entry, side: Side | None) -> bool:
        if entry.place is None or side is None:
            return False
        country = self.knowledge.country_of_place(entry.place, entry.when)
        return country is not None and country in side.ids

    def _holds(
        self, title: Title, party: Party, when: str | None
    ) -> Literal["yes", "unsure", "no"]:
        """Tell whether a party held an office: by its role as told, else by its terms."""
        wanted = _offices(title)
        told = told_titles(party)
        if any(_same(title, wanted, other) for other in told):
            return "yes"
        if party.kind == "person":
            terms = self._terms(party, when)
            if any(term.office in wanted and _ported(title, term.title) for term in terms):
                return "yes"
            if terms and when is not None:
                return "no"
        if party.kind in ("military", "armed_group", "igo", "company", "media", "ngo", "court"):
            return "no"
        return "no" if told else "unsure"

    def _terms(self, party: Party, when: str | None) -> list[Tenure]:
        """Return the terms of office that somebody of that name may have held on a date."""
        known = self.knowledge.terms(party.entity) or self.knowledge.terms(party.name)
        line = self.knowledge.lineage(party.country) if party.country else ()
        return [
            term
            for term in known
            if holds(term.since, term.until, when) and (not line or term.country in line)
        ]

    def _tells_topics(self, entry: Entry) -> bool:
        """Tell whether the words that name nobody stand in what the happening was read from."""
        if not self.question.topics:
            return True
        texts = [passage.text for evidence in entry.evidence for passage in evidence.passages]
        texts += [line.title for line in entry.agreements if line.title]
        told = f" {fold(' '.join(texts))}"
        return all(f" {_stem(fold(word))}" in told for word in self.question.topics)


def is_of(party: Party, side: Side) -> bool:
    """Tell whether a party is a side or, of a state, one of its people or bodies."""
    if {party.entity, party.country} & side.ids:
        return True
    names = {fold_name(name) for name in side.names.values()}
    return side.kind == "person" and fold_name(party.name) in names


def in_time(when: str | None, since: str | None, until: str | None) -> bool | None:
    """Tell whether a date lies within limits: True, False if it only may, None if not."""
    if since is None and until is None:
        return True
    if when is None:
        return False
    first, last = bounds(when)
    low = bounds(since)[0] if since else None
    high = bounds(until)[1] if until else None
    if low is not None and last is not None and last < low:
        return None
    if high is not None and first is not None and first > high:
        return None
    late = low is None or (first is not None and first >= low)
    early = high is None or (last is not None and last <= high)
    return late and early


def told_titles(party: Party) -> tuple[Title, ...]:
    """Return the titles by which an article presents a party."""
    words = party.role or (party.name if party.name[:1].islower() else "")
    if not words:
        return ()
    heads = {title.words[0] for title in load_titles()}
    tokens = [_singular(token, heads) for token in fold(words).split()]
    return tuple(title for title, _ in titles_in(tokens))


def _singular(token: str, heads: set[str]) -> str:
    """Return the first word of a title in the singular: "ministres" is "ministre"."""
    return token[:-1] if token.endswith("s") and token[:-1] in heads else token


def _offices(title: Title) -> frozenset[OfficeKind]:
    offices = frozenset(title.offices)
    return MINISTERS if offices == {"minister"} and not title.portfolio else offices


def _same(title: Title, wanted: frozenset[OfficeKind], told: Title) -> bool:
    """Tell whether a title as told is one of the offices that are wanted."""
    if not wanted & frozenset(told.offices):
        return False
    return not title.portfolio or title.portfolio == told.portfolio


def _ported(title: Title, held: str) -> bool:
    """Tell whether a term's title in English has the portfolio that is asked for."""
    return not title.portfolio or any(part in held.lower() for part in title.portfolio)


def _stem(word: str) -> str:
    """Return the beginning of a word that its plural and its adjective share."""
    return word[: max(_FEWEST_LETTERS, len(word) - 2)]
