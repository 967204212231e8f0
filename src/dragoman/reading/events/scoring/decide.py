"""Which proposals are events, and of whom: the trained judge at work."""

from dataclasses import dataclass, replace

from dragoman.languages.events_schema import Role
from dragoman.reading.events.draft import Draft
from dragoman.reading.events.judge import Reader
from dragoman.reading.events.scoring.choice import Choice
from dragoman.reading.events.scoring.dating import choose_date
from dragoman.reading.events.scoring.features import event_features
from dragoman.reading.events.scoring.model import Features, Scorer
from dragoman.reading.events.scoring.proposals import find_proposals
from dragoman.reading.events.scoring.scene import Scene, make_scene
from dragoman.reading.events.scoring.sides import Odds, Question, ask, fill_sides, surest

_BY_CUE = "cue:"
_DENIES = "deny"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """The trained scorers of a language.

    Attributes:
        event: whether a draft is an event of its type.
        sides: whether an actor stands on a side.
        status: which status an event has.
        date: where its date is told, if anywhere.
        attributed: whether it is told on somebody's word.
        floor: how sure an event must be to be kept.
        floors: how sure the surest filler of a side must be.
    """

    event: Scorer
    sides: dict[Role, Scorer]
    status: Choice
    date: Choice
    attributed: Choice
    floor: float
    floors: dict[Role, float]


def decide(reader: Reader, judge: Judge) -> tuple[Draft, ...]:
    """Return the drafts of an article that are events, in text order, sides filled."""
    scene = make_scene(reader, find_proposals(reader))
    odds = side_odds(judge, scene, ask(scene))
    rows = [event_features(scene, d, surest(o)) for d, o in zip(scene.drafts, odds, strict=True)]
    return choose(judge, scene, odds, rows)


def side_odds(judge: Judge, scene: Scene, questions: tuple[Question, ...]) -> list[Odds]:
    """Return the odds of every actor on every side, one table a draft."""
    odds: list[Odds] = [{} for _ in scene.drafts]
    for role, scorer in judge.sides.items():
        asked = [question for question in questions if question.role == role]
        answers = scorer.score([question.features for question in asked])
        for question, p in zip(asked, answers, strict=True):
            odds[question.draft].setdefault(role, {})[question.actor] = float(p)
    return odds


def choose(judge: Judge, scene: Scene, odds: list[Odds], rows: list[Features]) -> tuple[Draft, ...]:
    """Keep the likeliest draft of each trigger, if it is likely enough."""
    best: dict[int, tuple[float, int]] = {}
    for n, p in enumerate(judge.event.score(rows)):
        at = scene.drafts[n].candidate.head.i
        if p >= judge.floor and (at not in best or p > best[at][0]):
            best[at] = (float(p), n)
    kept = []
    for p, n in best.values():
        draft, row = scene.drafts[n], rows[n]
        when = choose_date(scene, draft, judge.date.odds(row))
        draft = fill_sides(scene, draft, odds[n], judge.floors)
        if not draft.actors and not draft.recipients:
            continue  # An act of nobody on nobody is no relation.
        if not _denied(scene, draft):
            draft = _with_status(draft, judge.status.choose(row))
        elif draft.status.status != "denied":
            draft = _with_status(draft, "denied", rule="denied.in-words")
        told_by = draft.attributed_to if judge.attributed.choose(row) == "yes" else None
        kept.append(replace(draft, confidence=round(p, 3), when=when, attributed_to=told_by))
    return tuple(sorted(kept, key=lambda draft: draft.candidate.head.i))


def _denied(scene: Scene, draft: Draft) -> bool:
    """Tell whether the text says that somebody denies it: what is spelt out is not weighed.

    "X dément avoir attaqué Y", "X a nié que ses troupes aient attaqué Y".
    """
    if draft.status.status == "denied" and draft.status.rule.startswith(_BY_CUE):
        return True
    head = draft.candidate.head.span
    return any(
        said.force is not None and said.force.value == _DENIES and said.span.covers(head)
        for said in scene.reader.quotations
        if said.kind == "indirect"
    )


def _with_status(draft: Draft, status: str, *, rule: str = "judge") -> Draft:
    if status == draft.status.status:
        return draft
    reading = replace(draft.status, status=status, rule=rule, cues=())  # type: ignore[arg-type]
    return replace(draft, status=reading)
