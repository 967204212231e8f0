"""Towards which of two poles a state leans, over time, and when that changes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.dossier.changes import (
    RESAMPLES,
    SEED,
    Bounds,
    Change,
    Measure,
    find_changes,
    level_bounds,
)
from dragoman.dossier.coverage import Coverage, coverage_of
from dragoman.dossier.entry import Entry, Side
from dragoman.dossier.happenings import parties_of
from dragoman.dossier.periods import By, period_within
from dragoman.dossier.relation import (
    count_published,
    counts,
    date_of,
    finest,
    happenings_within,
    score_of,
    spanned,
)
from dragoman.knowledge import Knowledge
from dragoman.record.coverage import documents_naming
from dragoman.record.store import Record
from dragoman.record.views import DocumentInfo
from dragoman.types.edtf import middle

_FULL = 10.0  # the highest score
_NEAR = {"month": 46, "quarter": 138, "year": 550}  # days: a period and a half


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaning:
    """One month, quarter or year.

    Attributes:
        period: EDTF date.
        leaning: mean over what happened, in -1..1: what a happening with the first pole
            scores counts for it, what one with the second scores against it; None if
            nothing happened.
        low, high: bounds of nine in ten resamples of the articles; None likewise, and
            where one article tells it all.
        first, second: happenings with each pole.
        first_score, second_score: mean PLOVER score of them, in -10..10; None if none.
        articles: articles of the record published in it that name the state.
    """

    period: str
    leaning: float | None
    low: float | None
    high: float | None
    first: int
    second: int
    first_score: float | None
    second_score: float | None
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """The leaning of a state between two poles.

    Attributes:
        state: the state.
        poles: the two; 1 leans wholly to the first, -1 to the second.
        by: what the periods are.
        periods: every period from the first happening to the last, empty ones too.
        changes: changes of level that resamples support.
        placed, unplaced: happenings that are counted, and those whose date is unknown
            or wider than a period.
        shared: happenings with both poles at once, which count for neither.
        coverage: what the record covers of the state.
        resamples, seed: how the bounds were drawn.
        version: version of this form.
    """

    state: Side
    poles: tuple[Side, Side]
    by: By
    periods: tuple[Leaning, ...]
    changes: tuple[Change, ...]
    placed: int
    unplaced: int
    shared: int
    coverage: Coverage
    resamples: int = RESAMPLES
    seed: int = SEED
    version: int = 1


def find_alignment(
    record: Record,
    knowledge: Knowledge,
    state: Side,
    poles: tuple[Side, Side],
    *,
    by: By | None = None,
    since: str | None = None,
    until: str | None = None,
    by_article: bool = False,
) -> Alignment:
    """Return how `state` leans between two poles.

    Args:
        record: an open record.
        knowledge: names states and organisations.
        state: the state.
        poles: the two between which it is seen.
        by: what the periods are; None for the finest that can be read.
        since, until: EDTF dates that the happenings must lie between; None for all.
        by_article: place what has no date at that of the first article that tells it.
    """
    first, second = (
        happenings_within(
            record,
            knowledge,
            (state.ids, pole.ids),
            since=since,
            until=until,
            by_article=by_article,
        )
        for pole in poles
    )
    return build_alignment(
        state,
        poles,
        first=first,
        second=second,
        articles=documents_naming(record, state.ids),
        coverage=coverage_of(record, (state,)),
        by=by,
        by_article=by_article,
    )


@dataclass(frozen=True, slots=True)
class _Placed:
    """A happening in its period, and what it counts for the first pole, in -1..1."""

    entry: Entry
    period: str
    measure: Measure


def build_alignment(
    state: Side,
    poles: tuple[Side, Side],
    *,
    first: Iterable[Entry],
    second: Iterable[Entry],
    articles: Sequence[DocumentInfo],
    coverage: Coverage,
    by: By | None = None,
    by_article: bool = False,
) -> Alignment:
    """Return the alignment that these happenings make; a pure function of them.

    Args:
        state, poles: see `find_alignment`.
        first, second: happenings of the state with each pole.
        articles: those that name the state.
        coverage: what the record covers of the state.
        by, by_article: see `find_alignment`.
    """
    kept = [
        (entry, sign)
        for entries, sign in ((first, 1.0), (second, -1.0))
        for entry in entries
        if counts(entry)
    ]
    joint = [entry for entry, sign in kept if _has(entry, poles[sign > 0])]
    alone = [(entry, sign) for entry, sign in kept if not _has(entry, poles[sign > 0])]
    by = by or finest(date_of(entry, by_article=by_article) for entry, _ in alone)
    placed = sorted(_place(alone, by, by_article=by_article), key=lambda item: item.measure.day)
    periods = spanned([item.period for item in placed], by)
    filled = sorted({item.period for item in placed})
    bounds_of: dict[str, Bounds] = {}
    if placed:
        groups = [filled.index(item.period) for item in placed]
        found = level_bounds([item.measure for item in placed], groups)
        bounds_of = dict(zip(filled, found, strict=True))
    read = count_published(articles, by)
    return Alignment(
        state=state,
        poles=poles,
        by=by,
        periods=tuple(
            _leaning(
                period,
                [item for item in placed if item.period == period],
                bounds_of.get(period),
                read[period],
            )
            for period in periods
        ),
        changes=find_changes([item.measure for item in placed], near=_NEAR[by]),
        placed=len(placed),
        unplaced=len(alone) - len(placed),
        shared=len({entry.facts for entry in joint}),
        coverage=coverage,
    )


def _has(entry: Entry, pole: Side) -> bool:
    """Tell whether a pole takes part in a happening."""
    return any({party.entity, party.country} & pole.ids for party in parties_of(entry))


def _place(entries: Iterable[tuple[Entry, float]], by: By, *, by_article: bool) -> list[_Placed]:
    found = []
    for entry, sign in entries:
        when = date_of(entry, by_article=by_article)
        period = period_within(when, by)
        if period is None or when is None:
            continue
        measure = Measure(
            day=middle(when),
            value=sign * score_of(entry) / _FULL,
            source=entry.evidence[0].source.document,
        )
        found.append(_Placed(entry, period, measure))
    return found


def _leaning(period: str, items: Sequence[_Placed], bounds: Bounds, articles: int) -> Leaning:
    first = [item for item in items if item.measure.value * score_of(item.entry) > 0]
    second = [item for item in items if item.measure.value * score_of(item.entry) < 0]
    low, high = bounds or (None, None)
    return Leaning(
        period=period,
        leaning=_mean([item.measure.value for item in items], 3),
        low=low,
        high=high,
        first=len(first),
        second=len(second),
        first_score=_mean([score_of(item.entry) for item in first], 2),
        second_score=_mean([score_of(item.entry) for item in second], 2),
        articles=articles,
    )


def _mean(values: Sequence[float], digits: int) -> float | None:
    return round(sum(values) / len(values), digits) if values else None
