"""A dossier in figures: what its head paragraph and its charts are made of."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from dragoman.dossier.entry import AgreementLine, Entry
from dragoman.types.edtf import bounds

HAPPENED = frozenset({"actual", "ongoing"})
"""Statuses of what took place."""

COOPERATION, CONFLICT = "cooperation", "conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """What happened in one year.

    Attributes:
        year: the year.
        cooperation, conflict, other: numbers of events; other are milestones.
    """

    year: int
    cooperation: int
    conflict: int
    other: int

    @property
    def events(self) -> int:
        """All of them."""
        return self.cooperation + self.conflict + self.other


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a dossier comes to.

    Attributes:
        events: happenings that took place, dated or not.
        expected: planned or proposed ones.
        denied: denied or failed ones.
        cooperation, conflict: how many of `events` are of which side.
        years: those with dated events that took place, in order.
        first, last: the earliest and the latest of them; None if none is dated.
        visits: number of visits that took place.
        last_visit: the latest dated one.
        agreements: number of agreements that were signed.
        last_agreement: the latest dated one of them.
        deliveries: number of deliveries that took place.
    """

    events: int
    expected: int
    denied: int
    cooperation: int
    conflict: int
    years: tuple[Year, ...]
    first: Entry | None
    last: Entry | None
    visits: int
    last_visit: Entry | None
    agreements: int
    last_agreement: AgreementLine | None
    deliveries: int


def side_of(entry: Entry) -> str | None:
    """Return "cooperation" or "conflict"; None for milestones of states and offices."""
    return _side_of_type(entry.type)


@cache
def _side_of_type(type: str) -> str | None:
    from dragoman.ontology import MILESTONE
    from dragoman.ontology.model import load_ontology  # takes a while to load

    if type == MILESTONE:
        return None
    return load_ontology().type(type).quad.rsplit("_", 1)[1]


def year_of(edtf: str | None) -> int | None:
    """Return the year in which a date begins, or ends if it has no beginning."""
    if edtf is None:
        return None
    first, last = bounds(edtf)
    day = first or last
    return day.year if day else None


def is_delivery(entry: Entry) -> bool:
    """Tell whether an entry hands over arms, goods or gifts."""
    return (entry.act or "").split(".")[0] in ("delivery", "donation")


def summarise(
    chronology: Iterable[Entry], undated: Iterable[Entry], agreements: Iterable[AgreementLine]
) -> Summary:
    """Return the figures of a dossier's entries and agreements."""
    dated = [entry for entry in chronology if entry.status in HAPPENED]
    told = (*chronology, *undated)
    happened = [entry for entry in told if entry.status in HAPPENED]
    sides = Counter(side_of(entry) for entry in happened)
    signed = [line for line in agreements if line.stage == "signed" and line.status in HAPPENED]
    visits = [entry for entry in happened if entry.is_visit]
    return Summary(
        events=len(happened),
        expected=sum(entry.status in ("planned", "proposed") for entry in told),
        denied=sum(entry.status in ("denied", "failed") for entry in told),
        cooperation=sides[COOPERATION],
        conflict=sides[CONFLICT],
        years=count_years(dated),
        first=dated[0] if dated else None,
        last=dated[-1] if dated else None,
        visits=len(visits),
        last_visit=next((entry for entry in reversed(visits) if entry.when), None),
        agreements=len(signed),
        last_agreement=next((line for line in reversed(signed) if line.when), None),
        deliveries=sum(is_delivery(entry) for entry in happened),
    )


def count_years(entries: Iterable[Entry]) -> tuple[Year, ...]:
    """Return how many events began in each year that has any."""
    counts: dict[int, Counter[str | None]] = {}
    for entry in entries:
        year = year_of(entry.when)
        if year is not None:
            counts.setdefault(year, Counter())[side_of(entry)] += 1
    return tuple(
        Year(
            year=year,
            cooperation=found[COOPERATION],
            conflict=found[CONFLICT],
            other=found[None],
        )
        for year, found in sorted(counts.items())
    )
