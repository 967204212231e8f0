"""Chronologies and lists of what happened: of one side, of a pair, among a group."""

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.dossier.chronology import split_dated
from dragoman.dossier.coverage import Coverage, coverage_of
from dragoman.dossier.entry import Entry, Side
from dragoman.dossier.happenings import find_happenings, parties_of
from dragoman.dossier.summary import is_delivery
from dragoman.knowledge import Knowledge
from dragoman.record.filters import Filters
from dragoman.record.store import Record

_CARRIES = ("AID", "COOPERATE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked for; everything given must hold.

    Attributes:
        sides: one side, or two that meet.
        since, until: EDTF dates that it must lie between; None for all.
        types: event types; None for all.
        statuses: event statuses; None for all.
        among: only what two different states of the one side have with each other.
    """

    sides: tuple[Side, ...]
    since: str | None = None
    until: str | None = None
    types: frozenset[str] | None = None
    statuses: frozenset[str] | None = None
    among: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronology:
    """What happened, in order of time.

    Attributes:
        wish: what was asked for.
        dated: in order of time.
        undated: in order of publication.
        coverage: what the record covers of the sides.
        version: version of this form.
    """

    wish: Wish
    dated: tuple[Entry, ...]
    undated: tuple[Entry, ...]
    coverage: Coverage
    version: int = 1


def find_chronology(record: Record, knowledge: Knowledge, wish: Wish) -> Chronology:
    """Return what `record` holds of what is wished for, in order of time.

    Args:
        record: an open record.
        knowledge: names states and organisations.
        wish: what is asked for.
    """
    return _chronology(record, wish, wished_for(record, knowledge, wish))


def find_deliveries(record: Record, knowledge: Knowledge, wish: Wish) -> Chronology:
    """Return what was delivered, given or sent, in order of time; see `find_chronology`."""
    entries = wished_for(record, knowledge, wish)
    return _chronology(record, wish, (entry for entry in entries if hands_over(entry)))


def hands_over(entry: Entry) -> bool:
    """Tell whether something changes hands: goods by kind of act or by what is counted."""
    return is_delivery(entry) or (entry.type in _CARRIES and bool(entry.quantities))


def wished_for(record: Record, knowledge: Knowledge, wish: Wish) -> tuple[Entry, ...]:
    """Return the happenings that are wished for, in order of time, undated last."""
    filters: Filters = {
        "since": wish.since,
        "until": wish.until,
        "types": wish.types,
        "statuses": wish.statuses,
    }
    one = wish.sides[0]
    if len(wish.sides) > 1:
        filters["sides"] = (one.ids, wish.sides[1].ids)
    else:
        filters["countries"] = one.ids
    entries = find_happenings(record, knowledge, **filters)
    if wish.among:
        entries = tuple(entry for entry in entries if _among(entry, one))
    return entries


def _among(entry: Entry, group: Side) -> bool:
    """Tell whether two different members of a group take part."""
    inside = {party.country or party.entity for party in parties_of(entry)} & group.ids
    return len(inside) > 1


def _chronology(record: Record, wish: Wish, entries: Iterable[Entry]) -> Chronology:
    dated, undated = split_dated(entries)
    return Chronology(
        wish=wish, dated=dated, undated=undated, coverage=coverage_of(record, wish.sides)
    )
