"""How two sides stood to each other over time, as PLOVER scores what happened."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.dossier.coverage import Coverage, coverage_of
from dragoman.dossier.entry import Entry, Side
from dragoman.dossier.fitting import in_time
from dragoman.dossier.happenings import find_happenings
from dragoman.dossier.periods import By, begin_of, fitting, period_within, periods_between
from dragoman.dossier.summary import HAPPENED
from dragoman.knowledge import Knowledge
from dragoman.ontology import MILESTONE
from dragoman.ontology.model import load_ontology
from dragoman.record.coverage import documents_naming
from dragoman.record.store import Record
from dragoman.record.views import DocumentInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """One month, quarter or year of a relation.

    Attributes:
        period: EDTF date ("2020-08", "2020-35" for a third quarter, "2020").
        cooperation: sum of the scores above 0 of what happened in it; 0 or more.
        conflict: sum of those below 0; 0 or less.
        happenings: how many of each there are; each counts once, however many tell it.
        types: PLOVER type to number of happenings.
        articles: articles of the record published in it.
        naming: those of them that name both sides.
    """

    period: str
    cooperation: float
    conflict: float
    happenings: int
    types: dict[str, int]
    articles: int
    naming: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeCount:
    """How often one sort of event happened between the sides.

    Attributes:
        type: PLOVER type.
        quad: its quadrant.
        score: what one such happening counts, in -10..10.
        happenings: how many.
    """

    type: str
    quad: str
    score: float
    happenings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A relation over time.

    Attributes:
        one, other: the sides.
        by: what the periods are.
        periods: every period from the first happening to the last, empty ones too.
        types: by quadrant, then by number.
        placed: happenings that the periods count.
        unplaced: those whose date is unknown or wider than a period; in `types` alone.
        coverage: what the record covers of both.
        version: version of this form.
    """

    one: Side
    other: Side
    by: By
    periods: tuple[Period, ...]
    types: tuple[TypeCount, ...]
    placed: int
    unplaced: int
    coverage: Coverage
    version: int = 1


def find_relation(
    record: Record,
    knowledge: Knowledge,
    one: Side,
    other: Side,
    *,
    by: By | None = None,
    since: str | None = None,
    until: str | None = None,
    by_article: bool = False,
) -> Relation:
    """Return how `one` and `other` stood to each other.

    Args:
        record: an open record.
        knowledge: names states and organisations.
        one, other: the sides.
        by: what the periods are; None for the finest that can be read.
        since, until: EDTF dates that the happenings must lie between; None for all.
        by_article: place what has no date at that of the first article that tells it.
    """
    sides = (one.ids, other.ids)
    entries = happenings_within(
        record, knowledge, sides, since=since, until=until, by_article=by_article
    )
    return build_relation(
        one,
        other,
        entries=entries,
        articles=record.documents(),
        naming=documents_naming(record, *sides),
        coverage=coverage_of(record, (one, other)),
        by=by,
        by_article=by_article,
    )


def happenings_within(
    record: Record,
    knowledge: Knowledge,
    sides: tuple[frozenset[str], frozenset[str]],
    *,
    since: str | None,
    until: str | None,
    by_article: bool,
) -> tuple[Entry, ...]:
    """Return what happened between two sides in some time, as what is shown dates it."""
    found = find_happenings(
        record, knowledge, sides=sides, since=since, until=until, undated=by_article
    )
    if since is None and until is None:
        return found
    return tuple(
        entry
        for entry in found
        if (when := date_of(entry, by_article=by_article))
        and in_time(when, since, until) is not None
    )


def build_relation(
    one: Side,
    other: Side,
    *,
    entries: Iterable[Entry],
    articles: Sequence[DocumentInfo],
    naming: Sequence[DocumentInfo],
    coverage: Coverage,
    by: By | None = None,
    by_article: bool = False,
) -> Relation:
    """Return the relation that these happenings make; a pure function of them."""
    scored = [entry for entry in entries if counts(entry)]
    by = by or finest(date_of(entry, by_article=by_article) for entry in scored)
    placed: dict[str, list[Entry]] = {}
    unplaced = 0
    for entry in scored:
        period = period_within(date_of(entry, by_article=by_article), by)
        if period is None:
            unplaced += 1
        else:
            placed.setdefault(period, []).append(entry)
    read, named = count_published(articles, by), count_published(naming, by)
    return Relation(
        one=one,
        other=other,
        by=by,
        periods=tuple(
            _period(period, placed.get(period, ()), read[period], named[period])
            for period in spanned(placed, by)
        ),
        types=_types(scored),
        placed=len(scored) - unplaced,
        unplaced=unplaced,
        coverage=coverage,
    )


def counts(entry: Entry) -> bool:
    """Tell whether a happening has a score and did happen."""
    return entry.type != MILESTONE and entry.status in HAPPENED


def score_of(entry: Entry) -> float:
    """Return the PLOVER score of what happened, in -10..10."""
    return load_ontology().type(entry.type).score


def date_of(entry: Entry, *, by_article: bool) -> str | None:
    """Return the EDTF date of a happening; without one, that of its article if so wished."""
    return entry.when or (entry.evidence[0].source.published if by_article else None)


def finest(dates: Iterable[str | None]) -> By:
    """Return the finest periods that can be read for these EDTF dates."""
    held = tuple(dates)
    months = [begin_of(period) for when in held if (period := period_within(when, "month"))]
    known = months or [begin_of(period) for when in held if (period := period_within(when, "year"))]
    return fitting(min(known), max(known)) if known else "month"


def spanned(periods: Iterable[str], by: By) -> tuple[str, ...]:
    """Return every period from the first to the last of `periods`."""
    days = [begin_of(period) for period in periods]
    return tuple(periods_between(min(days), max(days), by)) if days else ()


def count_published(articles: Iterable[DocumentInfo], by: By) -> Counter[str]:
    """Return how many articles were published in each period; unknown dates count nowhere."""
    published = (period_within(info.published, by) for info in articles)
    return Counter(period for period in published if period is not None)


def _period(period: str, entries: Sequence[Entry], articles: int, naming: int) -> Period:
    scores = [score_of(entry) for entry in entries]
    return Period(
        period=period,
        cooperation=round(sum(score for score in scores if score > 0), 2),
        conflict=round(sum(score for score in scores if score < 0), 2),
        happenings=len(scores),
        types=dict(sorted(Counter(entry.type for entry in entries).items())),
        articles=articles,
        naming=naming,
    )


def _types(entries: Iterable[Entry]) -> tuple[TypeCount, ...]:
    number = Counter(entry.type for entry in entries)
    kinds = [kind for kind in load_ontology().types if number[kind.id]]
    quads = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
    kinds.sort(key=lambda kind: (quads.index(kind.quad), -number[kind.id]))
    return tuple(
        TypeCount(type=kind.id, quad=kind.quad, score=kind.score, happenings=number[kind.id])
        for kind in kinds
    )
