"""Claims of uniqueness held against the record: what it holds for them, and against them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from dragoman.dossier.coverage import Span, span_of
from dragoman.dossier.entry import ClaimLine, Entry, Party, Side
from dragoman.dossier.firsts import (
    Firsts,
    find_firsts,
    fitting_happenings,
    sides_of,
)
from dragoman.dossier.fitting import Fit, is_asked, told_titles
from dragoman.dossier.happenings import happenings_of, witness_with
from dragoman.dossier.lines import claim_line
from dragoman.dossier.parties import usual_names
from dragoman.dossier.question import Asked, Question, QuestionError, understand
from dragoman.dossier.sides import find_side
from dragoman.dossier.summary import HAPPENED
from dragoman.knowledge import Knowledge
from dragoman.knowledge.fold import fold
from dragoman.knowledge.titles import Title
from dragoman.record.coverage import documents_naming
from dragoman.record.store import Record
from dragoman.record.views import RecordedClaim, RecordedEvent
from dragoman.types.edtf import bounds

Verdict = Literal["against", "doubtful", "nothing_against", "unchecked"]
"""What the record says of a claim; never that it is true.

"against": it holds a case that the claim rules out. "doubtful": it holds one that may be
such a case. "nothing_against": it holds none. "unchecked": the claim cannot be compared.
"""

Reason = Literal["event", "sides", "date", "degree", "alone"]
"""Why a claim cannot be compared: its event was not understood, or who takes part, or when;
it is one of degree ("unprecedented violence"); no other article names those sides."""

_SAME_DAYS = 3  # what is told this close to the claimed event may be the event itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A claim and what the record holds on it.

    Attributes:
        claim: the claim, with the event it is about if that was read.
        verdict: see `Verdict`.
        reason: why it is unchecked; None if it is not.
        question: what it was taken to claim; None if unchecked.
        against: what happened and the claim rules out, the earliest first.
        doubtful: what happened and it may rule out, in the same order.
        repeated: ids of claims of the same in other articles.
        coverage: the articles that name the sides, the claim's own left out; None if it
            was not compared.
    """

    claim: ClaimLine
    verdict: Verdict
    reason: Reason | None = None
    question: Question | None = None
    against: tuple[Fit, ...] = ()
    doubtful: tuple[Fit, ...] = ()
    repeated: tuple[str, ...] = ()
    coverage: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedClaims:
    """Claims of uniqueness with what the record holds on each.

    Attributes:
        sides: whose claims were asked for; empty for all.
        checks: those that could be compared first, then by time.
        version: version of this form.
    """

    sides: tuple[Side, ...]
    checks: tuple[Checked, ...]
    version: int = 1


def check_claims(record: Record, knowledge: Knowledge, sides: tuple[Side, ...]) -> CheckedClaims:
    """Return the claims that `record` holds about all `sides`, each held against it.

    Args:
        record: an open record.
        knowledge: knows titles, states and who held which office.
        sides: nobody for every claim, one, or two that meet.
    """
    if len(sides) > 1:
        claims = record.claims(sides=(sides[0].ids, sides[1].ids))
    else:
        claims = record.claims(countries=sides[0].ids if sides else None)
    checks = check_these(record, knowledge, claims)
    order: tuple[Verdict, ...] = ("against", "doubtful", "nothing_against", "unchecked")
    ranked = sorted(checks, key=lambda check: order.index(check.verdict))
    return CheckedClaims(sides=sides, checks=tuple(ranked))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the record holds of the first of a kind, and claims made of what it holds.

    Attributes:
        firsts: the happenings.
        claims: claims of uniqueness made of them, each held against the record.
        version: version of this form.
    """

    firsts: Firsts
    claims: tuple[Checked, ...]
    version: int = 1


def ask(record: Record, knowledge: Knowledge, words: str, *, predecessors: bool = True) -> Answer:
    """Return what `record` holds of what `words` ask for; see `find_firsts`."""
    firsts = find_firsts(record, knowledge, words, predecessors=predecessors)
    parts = (firsts.found, firsts.undated, firsts.possible, firsts.unfulfilled)
    facts = {fact for part in parts for fit in part for fact in fit.entry.facts}
    sides = sides_of(firsts.question)
    claims = record.claims(countries=sides[0].ids if sides else None) if facts else ()
    made = [claim for claim in claims if claim.about in facts]
    return Answer(firsts=firsts, claims=check_these(record, knowledge, made))


def check_these(
    record: Record, knowledge: Knowledge, claims: Iterable[RecordedClaim]
) -> tuple[Checked, ...]:
    """Return `claims` in their order, each held against `record`."""
    checker = _Checker(record, knowledge)
    return _with_repetitions([checker.check(claim) for claim in claims])


def _with_repetitions(checks: list[Checked]) -> tuple[Checked, ...]:
    """Return `checks` with those that other articles make of the same happening."""

    def same(one: Checked, other: Checked) -> bool:
        mine, theirs = one.claim, other.claim
        return (
            mine.fact != theirs.fact
            and mine.kind == theirs.kind
            and mine.evidence.source.document != theirs.evidence.source.document
            and _is_same(mine.about, theirs.about)
        )

    return tuple(
        replace(check, repeated=tuple(o.claim.fact for o in checks if same(check, o)))
        for check in checks
    )


def _is_same(one: Entry | None, other: Entry | None) -> bool:
    if one is None or other is None or one.when is None:
        return False
    parties = [{p.entity for p in (*e.actors, *e.recipients)} for e in (one, other)]
    return (one.type, one.when) == (other.type, other.when) and bool(parties[0] & parties[1])


class _Checker:
    def __init__(self, record: Record, knowledge: Knowledge) -> None:
        self._record, self._knowledge = record, knowledge
        self._sides: dict[str, Side] = {}

    def check(self, recorded: RecordedClaim) -> Checked:
        about = self._about(recorded)
        evidence = witness_with(self._record, {})(recorded)
        line = claim_line(recorded, dict.fromkeys(about.facts, about) if about else {}, evidence)
        if line.kind == "unprecedented":
            return Checked(claim=line, verdict="unchecked", reason="degree")
        if about is None or self._is_limit(recorded):
            return Checked(claim=line, verdict="unchecked", reason="event")
        asked = self._read(line, recorded, about)
        if asked is None:
            return Checked(claim=line, verdict="unchecked", reason="event")
        question = self._question(asked, line, about)
        if question is None:
            return Checked(claim=line, verdict="unchecked", reason="sides")
        moment = about.when or recorded.document.published
        if moment is None:
            return Checked(claim=line, verdict="unchecked", reason="date")
        return self._judge(line, question, about, moment)

    def _about(self, recorded: RecordedClaim) -> Entry | None:
        if recorded.about is None:
            return None
        fact = self._record.fact(recorded.about)
        if not isinstance(fact, RecordedEvent):
            return None
        signed = self._record.agreements(document=fact.document.id)
        return happenings_of(self._record, self._knowledge, (fact,), signed)[0]

    def _is_limit(self, recorded: RecordedClaim) -> bool:
        """Tell whether the event is only what limits the claim: "depuis les accords de 1994"."""
        scope = recorded.claim.scope
        fact = self._record.fact(recorded.about or "")
        if scope is None or not isinstance(fact, RecordedEvent):
            return False
        triggers = [mention.trigger for mention in fact.event.mentions]
        return any(span.covers(trigger) for span in scope.spans for trigger in triggers)

    def _read(self, line: ClaimLine, recorded: RecordedClaim, about: Entry) -> Question | None:
        """Return what the words of a claim say, if they speak of the event it is about."""
        start = recorded.claim.span.start - recorded.claim.sentence.start
        for words in (line.words[max(start, 0) :], line.words):
            try:
                question = understand(words, self._knowledge)
            except QuestionError:
                continue
            if is_asked(question.event, about):
                return question
        return None

    def _question(self, said: Question, line: ClaimLine, about: Entry) -> Question | None:
        """Return what is claimed: who takes part in the event, as far as the words go."""
        event = said.event
        if event.directed:
            doer = self._asked(about.actors, "doer", said, line)
            receiver = self._asked(about.recipients, "receiver", said, line)
            receiver = receiver or self._host(about)
            found = [item for item in (doer, receiver) if item is not None]
            whole = doer is not None and receiver is not None
        else:
            parties = (*about.actors, *about.recipients)
            bound = [p for agreement in about.agreements for p in agreement.parties]
            found = []
            for party in (*bound, *parties):
                item = self._asked((party,), "equal", said, line)
                if item and item.side and all(not _meet(item.side, f.side) for f in found):
                    found.append(item)
            found = found[:2]
            whole = len(found) > 1
        sides = [item.side.id for item in found if item.side is not None]
        if not whole or len(set(sides)) < len(sides) or not sides:
            return None
        return replace(said, asked=tuple(found), since=line.since, until=None, topics=())

    def _asked(
        self, parties: tuple[Party, ...], part: Literal["doer", "receiver", "equal"],
        said: Question, line: ClaimLine,
    ) -> Asked | None:  # fmt: skip
        """Return the first party of a state or body as a claim presents it.

        By its title if the words give one; by name if they name it or only point to it
        ("sa première visite"); else by its state.
        """
        for party in parties:
            side = self._side(party)
            if side is None:
                continue
            if part == "receiver" or party.kind != "person":
                return Asked(side=side, part=part)
            if said.foreign:
                free = next((i.title for i in said.asked if i.title and i.side is None), None)
                return Asked(title=free, part=part)
            title = _title(party, side, said)
            if title is not None:
                return Asked(title=title, side=side, part=part)
            state_named = any(item.side and _meet(item.side, side) for item in said.asked)
            if state_named and fold(party.name).split()[-1] not in fold(line.words).split():
                return Asked(side=side, part=part)
            names = {"fr": party.name, "en": party.name}
            person = Side(
                id=party.entity, kind="person", names=names, ids=frozenset({party.entity})
            )
            return Asked(side=person, part=part)
        return None

    def _side(self, party: Party) -> Side | None:
        """Return the state a party is or acts for, or the body it is."""
        id = party.country or (party.entity if usual_names(self._knowledge, party.entity) else None)
        if id is None:
            return None
        if id not in self._sides:
            self._sides[id] = find_side(id, self._knowledge)
        return self._sides[id]

    def _host(self, about: Entry) -> Asked | None:
        if about.place is None:
            return None
        country = self._knowledge.country_of_place(about.place, about.when)
        if country is None:
            return None
        return Asked(side=find_side(country, self._knowledge), part="receiver")

    def _judge(self, line: ClaimLine, question: Question, about: Entry, moment: str) -> Checked:
        fits = fitting_happenings(self._record, self._knowledge, question)
        others = [
            fit
            for fit in fits
            if fit.entry.status in HAPPENED
            and not set(fit.entry.facts) & set(about.facts)
            and not _may_be(fit.entry, about, moment)
        ]
        against: list[Fit] = []
        doubtful: list[Fit] = []
        loose = line.scope is not None and line.since is None
        for fit in others:
            placed = _excluded(line.kind, fit.entry.when, moment)
            if placed is None:
                continue
            sure = placed and not fit.doubts and not fit.entry.attributed_to and not loose
            (against if sure else doubtful).append(fit)
        verdict: Verdict = "nothing_against"
        if against or doubtful:
            verdict = "against" if against else "doubtful"
        covered = self._covered(question, line.evidence.source.document)
        if verdict == "nothing_against" and not covered.articles:
            return Checked(claim=line, verdict="unchecked", reason="alone", question=question)
        return Checked(
            claim=line,
            verdict=verdict,
            question=question,
            against=tuple(against),
            doubtful=tuple(doubtful),
            coverage=covered,
        )

    def _covered(self, question: Question, own: int) -> Span:
        """Return what the record covers of the sides, without the claim's own article."""
        ids = [side.ids for side in sides_of(question)]
        named = documents_naming(self._record, *ids)
        return span_of(info for info in named if info.id != own)


def _meet(one: Side, other: Side | None) -> bool:
    return other is not None and bool(one.ids & other.ids)


def _title(party: Party, side: Side, said: Question) -> Title | None:
    """Return the title by which a claim presents a party, if it is one that it bears."""
    borne = {office for title in told_titles(party) for office in title.offices}
    for item in said.asked:
        if item.title is None or (item.side is not None and not _meet(item.side, side)):
            continue
        if item.side is not None or borne & set(item.title.offices):
            return item.title
    return None


def _may_be(entry: Entry, about: Entry, moment: str) -> bool:
    """Tell whether a happening may be the claimed event, told once more."""
    first, last = bounds(moment)
    begins, ends = bounds(entry.when) if entry.when else (None, None)
    if first is None or last is None or begins is None or ends is None:
        return False
    near = (begins - last).days <= _SAME_DAYS and (first - ends).days <= _SAME_DAYS
    doers = {party.entity for party in (*about.actors, *about.recipients)}
    return near and any(party.entity in doers for party in entry.actors)


def _excluded(kind: str, when: str | None, moment: str) -> bool | None:
    """Tell whether a claim of what is at `moment` rules out a happening at `when`.

    True: it does. False: it may. None: it does not.
    """
    if when is None:
        return False
    begins, ends = bounds(when)
    first, last = bounds(moment)
    if first is None or last is None:
        return False
    if kind == "only":
        return True
    if kind == "last":
        return None if ends is not None and ends <= last else begins is not None and begins > last
    if begins is not None and begins >= first:
        return None
    return ends is not None and ends < first
