"""Which proposals are events, of whom, when, and which tell of one: the judge at work."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from dragoman.languages.events_schema import Role
from dragoman.reading.events.draft import Draft
from dragoman.reading.events.judge import Reader
from dragoman.reading.events.merge import same_by_rules
from dragoman.reading.events.scoring.choice import Choice
from dragoman.reading.events.scoring.dating import date_options, dated, is_to_come, weigh_dates
from dragoman.reading.events.scoring.dating_again import weigh_dates_again
from dragoman.reading.events.scoring.features import event_features
from dragoman.reading.events.scoring.insight import Context
from dragoman.reading.events.scoring.joining import (
    Floors,
    join_odds,
    settle,
    tell_accords_apart,
)
from dragoman.reading.events.scoring.meaning import embed, event_meaning, pair_meanings
from dragoman.reading.events.scoring.model import Features, Floats, Scorer
from dragoman.reading.events.scoring.placing import choose_places, named_places
from dragoman.reading.events.scoring.scene import Scene, told
from dragoman.reading.events.scoring.sides import (
    Odds,
    Question,
    ask,
    fill_sides,
    likeliest,
    pool,
    surest,
)
from dragoman.reading.events.scoring.together import ask_again, keep_closed
from dragoman.reading.events.scoring.view import view
from dragoman.reading.events.status import is_undone

_BY_CUE = "cue:"
_DENIES = "deny"
_TOLD_BY_NEGATION = ("ACCUSE", "REJECT")
"""Types that a negation may tell of: "il n'a pas accepté", "il n'est pas fiable"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """The trained scorers of a language.

    Attributes:
        projection: of static word vectors, for what words mean.
        event: whether a draft is an event of its type.
        sides: whether an actor stands on a side.
        again: the same, in the light of the answers of `sides` about all actors and drafts.
        date: whether a date is the event's.
        date_again: the same, in the light of the answers of `date` about the events around.
        place: whether a place is the event's.
        same: whether two drafts tell of one happening.
        status: which status an event has.
        attributed: whether it is told on somebody's word.
        least: how sure a draft must be to be looked at.
        settled: how sure it must be what it tells.
        floors: how sure the surest filler of a side must be.
        also: how sure each further filler must be.
        place_floor: how sure the place of an event must be.
    """

    projection: Floats
    event: Scorer
    sides: dict[Role, Scorer]
    again: dict[Role, Scorer]
    date: Scorer
    date_again: Scorer
    place: Scorer
    same: Scorer
    status: Choice
    attributed: Choice
    least: float
    settled: Floors
    floors: dict[Role, float]
    also: float
    place_floor: float


@dataclass(frozen=True)
class Rows:
    """What the scorer of events reads of each draft: features, and meanings."""

    features: list[Features]
    meanings: Floats


@dataclass(frozen=True)
class Told:
    """What the drafts of an article tell of, some events told by several.

    Attributes:
        drafts: those that are events, with the sides that the event's tellings speak for.
        groups: the number of the happening that each tells of.
    """

    drafts: tuple[Draft, ...] = ()
    groups: tuple[int, ...] = ()


def decide(reader: Reader, judge: Judge, context: Context | None) -> tuple[Told, Told]:
    """Return what an article tells of, and the same with each accord told apart.

    Args:
        reader: the article.
        judge: the trained scorers.
        context: the reader of context that they were trained with; None if with none.
    """
    scene = view(reader, context)
    if not scene.drafts:
        return Told(), Told()
    words = embed(reader.analysis, judge.projection)
    odds = weigh_again(judge, scene, side_odds(judge, scene, words, ask(scene)))
    kept = choose(judge, scene, odds, event_rows(scene, words, odds))
    return bring_together(judge, scene, words, odds, kept)


def side_odds(
    judge: Judge, scene: Scene, words: Floats, questions: tuple[Question, ...]
) -> list[Odds]:
    """Return the odds of every actor on every side, one table a draft."""
    odds: list[Odds] = [{} for _ in scene.drafts]
    pairs = dict.fromkeys((q.draft, q.actor) for q in questions)
    place = {pair: k for k, pair in enumerate(pairs)}
    meanings = pair_meanings(scene, words, ((scene.drafts[n], actor) for n, actor in pairs))
    for role, scorer in judge.sides.items():
        asked = [question for question in questions if question.role == role]
        if not asked:
            continue
        mine = meanings[[place[q.draft, q.actor] for q in asked]]
        answers = scorer.score([question.features for question in asked], mine)
        for question, p in zip(asked, answers, strict=True):
            odds[question.draft].setdefault(role, {})[question.actor] = float(p)
    return odds


def weigh_again(judge: Judge, scene: Scene, odds: list[Odds]) -> list[Odds]:
    """Return the odds that the answers `odds` make likely once all are known."""
    found: list[Odds] = [{} for _ in odds]
    for asked in ask_again(scene, odds):
        scorer = judge.again[asked.role]
        answers = scorer.weigh(scorer.stack(asked.columns))
        for (draft, actor), p in zip(asked.about, answers.tolist(), strict=True):
            found[draft].setdefault(asked.role, {})[actor] = p
    return keep_closed(scene, odds, found)


def event_rows(scene: Scene, words: Floats, odds: list[Odds]) -> Rows:
    """Return what the scorer of events reads of the drafts of `scene`."""
    pairs = list(zip(scene.drafts, odds, strict=True))
    return Rows(
        [event_features(scene, draft, surest(o)) for draft, o in pairs],
        np.stack([event_meaning(scene, words, draft, likeliest(o)) for draft, o in pairs]),
    )


def choose(judge: Judge, scene: Scene, odds: list[Odds], rows: Rows) -> tuple[Draft, ...]:
    """Keep the likeliest draft of each trigger that is likely enough to be looked at."""
    best: dict[int, tuple[float, int]] = {}
    for n, p in enumerate(judge.event.score(rows.features, rows.meanings)):
        at = scene.drafts[n].candidate.head.i
        if p >= judge.least and (at not in best or p > best[at][0]):
            best[at] = (float(p), n)
    kept = []
    for p, n in best.values():
        row = rows.features[n]
        draft = fill_sides(scene, scene.drafts[n], odds[n], judge.floors, judge.also)
        if not draft.actors and not draft.recipients:
            continue  # An act of nobody on nobody is no relation.
        draft = with_status(scene, draft, judge.status, row)
        told_by = draft.attributed_to if judge.attributed.choose(row) == "yes" else None
        kept.append(replace(draft, confidence=round(p, 3), attributed_to=told_by))
    places = choose_places(scene, kept, named_places(scene), judge.place, judge.place_floor)
    placed = [replace(draft, place=place) for draft, place in zip(kept, places, strict=True)]
    return _with_dates(judge, scene, sorted(placed, key=lambda draft: draft.candidate.head.i))


def _with_dates(judge: Judge, scene: Scene, drafts: list[Draft]) -> tuple[Draft, ...]:
    options = [
        [o for o in date_options(scene, draft) if not is_to_come(scene, draft, o)]
        for draft in drafts
    ]
    first = weigh_dates(scene, drafts, options, judge.date)
    again = weigh_dates_again(scene, drafts, options, first, judge.date_again)
    return tuple(
        replace(draft, when=dated(draft, mine, dates))
        for draft, mine, dates in zip(drafts, options, again, strict=True)
    )


def bring_together(
    judge: Judge, scene: Scene, words: Floats, odds: Sequence[Odds], drafts: tuple[Draft, ...]
) -> tuple[Told, Told]:
    """Return what `drafts` tell of, and the same with each accord told apart.

    Args:
        judge: the trained scorers.
        scene: the article.
        words: its tokens, as `meaning.embed` gives them.
        odds: of the sides of every draft of `scene`.
        drafts: those looked at.
    """
    ruled = ruled_same(scene, drafts)
    same = join_odds(scene, words, drafts, ruled, judge.same)
    settled = settle([draft.confidence for draft in drafts], same, judge.settled)
    at = [n for n, group in enumerate(settled) if group is not None]
    kept = tuple(drafts[n] for n in at)
    groups = tuple(group for group in settled if group is not None)
    among = np.ix_(at, at)
    accords = tell_accords_apart(kept, groups, same[among], ruled[among])
    told = Told(agree(judge, scene, odds, kept, groups), groups)
    if len(set(accords)) == len(set(groups)):
        return told, told
    return told, Told(agree(judge, scene, odds, kept, accords), accords)


def agree(
    judge: Judge,
    scene: Scene,
    odds: Sequence[Odds],
    drafts: tuple[Draft, ...],
    groups: tuple[int, ...],
) -> tuple[Draft, ...]:
    """Return `drafts`, those that tell of one happening with the sides all of them speak for.

    Args:
        judge: the trained scorers.
        scene: the article.
        odds: of the sides of every draft of `scene`.
        drafts: those kept.
        groups: the happening that each tells of.
    """
    place = {told(draft): n for n, draft in enumerate(scene.drafts)}
    tellings: dict[int, list[Odds]] = {}
    for draft, group in zip(drafts, groups, strict=True):
        tellings.setdefault(group, []).append(odds[place[told(draft)]])
    pooled = {group: pool(mine) for group, mine in tellings.items() if len(mine) > 1}
    return tuple(
        fill_sides(scene, draft, pooled[group], judge.floors, judge.also)
        if group in pooled
        else draft
        for draft, group in zip(drafts, groups, strict=True)
    )


def ruled_same(scene: Scene, drafts: tuple[Draft, ...]) -> np.ndarray:
    """Return whether the rules would join every two of `drafts`."""
    lexicon = scene.reader.predicates.lexicon
    countries = scene.reader.participants.countries
    found = np.zeros((len(drafts), len(drafts)), dtype=bool)
    for n, other in enumerate(drafts):
        for m in range(n):
            if drafts[m].type == other.type:
                found[m, n] = same_by_rules(drafts[m], other, lexicon, countries)
    return found


def with_status(scene: Scene, draft: Draft, choice: Choice, row: Features) -> Draft:
    """Return `draft` with the status that `choice` reads from its features, or its words spell."""
    if not _denied(scene, draft):
        return _with_status(draft, choice.choose(row))
    if draft.status.status != "denied":
        return _with_status(draft, "denied", rule="denied.in-words")
    return draft


def _denied(scene: Scene, draft: Draft) -> bool:
    """Tell whether the text says that somebody denies it: what is spelt out is not weighed.

    "X dément avoir attaqué Y", "X a nié que ses troupes aient attaqué Y", "X n'a pas attaqué Y".
    """
    reader = scene.reader
    if draft.type not in _TOLD_BY_NEGATION and is_undone(
        reader.analysis, draft.candidate, reader.predicates
    ):
        return True
    if draft.status.status == "denied" and draft.status.rule.startswith(_BY_CUE):
        return True
    head = draft.candidate.head.span
    return any(
        said.force is not None and said.force.value == _DENIES and said.span.covers(head)
        for said in reader.quotations
        if said.kind == "indirect"
    )


def _with_status(draft: Draft, status: str, *, rule: str = "judge") -> Draft:
    if status == draft.status.status:
        return draft
    reading = replace(draft.status, status=status, rule=rule, cues=())  # type: ignore[arg-type]
    return replace(draft, status=reading)
