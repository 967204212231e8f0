"""Rules of alerts, held against what was recorded since they last looked."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from dragoman.dossier.sides import find_side
from dragoman.knowledge import Knowledge
from dragoman.record.filters import Side
from dragoman.record.store import Record
from dragoman.record.views import DocumentInfo, RecordedActor, RecordedClaim, RecordedEvent
from dragoman.scale.watch.alert import Alert, to_json
from dragoman.scale.watch.config import AlertRule
from dragoman.scale.watch.relation import (
    IsFirst,
    Pair,
    RelationIndex,
    happening,
    is_first,
    relation_index,
)

_CHECKED = "alerts.checked"
_INDEX = "alerts.index."
_FIRED = tuple[str, str, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule whose names are understood.

    Attributes:
        given: as the file says it.
        pair: the ids that count as either side; None if it is about no pair.
        about: the ids that count as the side it is about; None if it is about none.
    """

    given: AlertRule
    pair: Pair | None
    about: Side | None


class Rules:
    """The rules of one file over one record."""

    def __init__(
        self,
        given: tuple[AlertRule, ...],
        record: Record,
        knowledge: Knowledge,
        *,
        clock: Callable[[], datetime],
        index: RelationIndex = relation_index,
        first: IsFirst = is_first,
    ) -> None:
        """Understand the names in `given`.

        Raises:
            NameNotFoundError: if nothing is known by one of them.
        """

        def side(name: str) -> Side:
            return find_side(name, knowledge, entities=record.entities).ids

        self._rules = tuple(
            Rule(
                rule,
                (side(rule.between[0]), side(rule.between[1])) if rule.between else None,
                side(rule.about) if rule.about else None,
            )
            for rule in given
        )
        self._record, self._clock, self._index, self._first = record, clock, index, first

    def begin(self) -> None:
        """Note what the record holds already, the first time: nothing of it is news."""
        watching = self._record.intake.watching
        if watching.mark(_CHECKED) is None:
            last = max((info.id for info in self._record.documents(superseded=True)), default=0)
            watching.fire((), {_CHECKED: str(last)}, now=self._now())
        _, marks = self._crossed()
        for rule in self._rules:  # what there is no index of yet has not crossed its threshold
            if rule.given.index is not None:
                marks.setdefault(_INDEX + rule.given.name, "under")
        fresh = {name: side for name, side in marks.items() if watching.mark(name) is None}
        if fresh:
            watching.fire((), fresh, now=self._now())

    def look(self) -> int:
        """Hold the rules against what is new; return how many alerts that gave.

        Alerts and how far was looked are noted together: an alert is neither lost nor
        fired twice, whenever the program is killed.
        """
        watching = self._record.intake.watching
        checked = int(watching.mark(_CHECKED) or 0)
        total = 0
        looked = False
        while new := self._record.intake.documents_after(checked):
            looked = True
            for info in new:
                fired = list(self._of_document(info))
                checked = info.id
                total += watching.fire(fired, {_CHECKED: str(checked)}, now=self._now())
        if looked:
            crossed, marks = self._crossed()
            total += watching.fire(crossed, marks, now=self._now())
        return total

    def _now(self) -> str:
        return self._clock().isoformat(timespec="seconds")

    def _of_document(self, info: DocumentInfo) -> Iterator[_FIRED]:
        events = self._record.events(document=info.id)
        claims = self._record.claims(document=info.id)
        for rule in self._rules:
            if rule.given.index is not None:
                continue
            for event in events:
                if self._holds(rule, event):
                    yield self._fired(rule, self._tell_event(rule, event))
            if rule.given.first and rule.pair is not None:
                for claim in claims:
                    if claim.claim.kind == "first" and _meets(claim.actors, rule.pair):
                        yield self._fired(rule, self._tell_claim(rule, claim))

    def _fired(self, rule: Rule, alert: Alert) -> _FIRED:
        return rule.given.name, alert.key, to_json(alert), rule.given.to

    def _holds(self, rule: Rule, event: RecordedEvent) -> bool:
        given, told = rule.given, event.event
        parties = (*event.actors, *event.recipients)
        if given.types and told.type.value not in given.types:
            return False
        if given.statuses and told.status.value not in given.statuses:
            return False
        if rule.about is not None and not any(_is_of(actor, rule.about) for actor in parties):
            return False
        if rule.pair is None:
            return True
        if not _meets(parties, rule.pair):
            return False
        return not given.first or self._first(self._record, rule.pair, event)

    def _tell_event(self, rule: Rule, event: RecordedEvent) -> Alert:
        told = event.event
        sentence = told.mentions[0].sentence
        text = self._record.text(event.document.id)
        return Alert(
            rule=rule.given.name,
            kind="event",
            key=happening(event),
            fact=event.fact,
            type=told.type.value,
            mode=told.mode.value if told.mode else None,
            act=told.act.value if told.act else None,
            status=told.status.value,
            date=told.when.value if told.when else None,
            words=text[sentence.start : sentence.end].strip(),
            actors=tuple(actor.name for actor in event.actors),
            recipients=tuple(actor.name for actor in event.recipients),
            first=rule.given.first,
            title=event.document.title,
            publisher=event.document.publisher,
            url=event.document.url,
            published=event.document.published,
        )

    def _tell_claim(self, rule: Rule, claim: RecordedClaim) -> Alert:
        text = self._record.text(claim.document.id)
        words = text[claim.claim.sentence.start : claim.claim.sentence.end].strip()
        return Alert(
            rule=rule.given.name,
            kind="claim",
            key=claim.fact,
            fact=claim.fact,
            words=words,
            actors=tuple(actor.name for actor in claim.actors),
            first=True,
            title=claim.document.title,
            publisher=claim.document.publisher,
            url=claim.document.url,
            published=claim.document.published,
        )

    def _crossed(self) -> tuple[list[_FIRED], dict[str, str]]:
        """Return the alerts of thresholds that were crossed, and on which side each index is."""
        fired: list[_FIRED] = []
        marks: dict[str, str] = {}
        today = self._clock().date()
        for rule in self._rules:
            limit = rule.given.index
            if limit is None or rule.pair is None:
                continue
            since = (today - timedelta(days=limit.days)).isoformat()
            found = self._index(self._record, rule.pair, since, today.isoformat())
            if found is None or found.events < limit.fewest:
                continue
            if limit.below is not None:
                edge, over = limit.below, found.value < limit.below
            else:
                edge = limit.above if limit.above is not None else 0.0
                over = found.value > edge
            name = _INDEX + rule.given.name
            before = self._record.intake.watching.mark(name)
            marks[name] = "over" if over else "under"
            if over and before == "under":
                alert = Alert(
                    rule=rule.given.name,
                    kind="index",
                    key=f"index/{self._now()}",
                    value=round(found.value, 2),
                    threshold=edge,
                    since=since,
                    actors=rule.given.between or (),
                )
                fired.append(self._fired(rule, alert))
        return fired, marks


def _is_of(actor: RecordedActor, side: Side) -> bool:
    return actor.entity in side or (actor.country is not None and actor.country in side)


def _meets(actors: tuple[RecordedActor, ...], pair: Pair) -> bool:
    """Tell whether two different actors stand on the two sides of a pair."""
    return any(
        _is_of(one, pair[0]) and _is_of(other, pair[1]) and one.entity != other.entity
        for one in actors
        for other in actors
    )
