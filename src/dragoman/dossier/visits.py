"""Who came, who hosted, how often, and on what journey."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dragoman.dossier.coverage import Coverage, coverage_of
from dragoman.dossier.entry import Entry, Party, Side
from dragoman.dossier.happenings import find_happenings
from dragoman.dossier.lists import Wish
from dragoman.dossier.parties import usual_names
from dragoman.dossier.summary import HAPPENED
from dragoman.knowledge import Knowledge
from dragoman.record.store import Record
from dragoman.types.edtf import bounds

_CONSULT = frozenset({"CONSULT"})
_NEXT_LEG = 4  # days at most between two legs of one journey


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A visit.

    Attributes:
        entry: the happening.
        guest, host: ids of the states or bodies that came and that received; None if
            not told.
        guests: who came.
        hosts: who received, where the text names them.
    """

    entry: Entry
    guest: str | None
    host: str | None
    guests: tuple[Party, ...]
    hosts: tuple[Party, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """Visits of one state to another that took place.

    Attributes:
        guest, host: their ids.
        guest_names, host_names: language code to usual name; empty if unknown.
        visits: how many.
        first, last: EDTF dates of the first and the last that is dated; None if none is.
    """

    guest: str
    host: str
    guest_names: dict[str, str]
    host_names: dict[str, str]
    visits: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Traveller:
    """Somebody who came, and how often.

    Attributes:
        party: who.
        visits: how many that took place.
        first, last: EDTF dates of the first and the last that is dated; None if none is.
    """

    party: Party
    visits: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """Visits of somebody to several hosts in a few days.

    Attributes:
        party: who travelled.
        legs: the visits, in order of time.
    """

    party: Party
    legs: tuple[Visit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visits:
    """What the record holds of visits.

    Attributes:
        wish: what was asked for.
        visits: those that took place and are dated, in order of time.
        undated: those that took place at an unknown date.
        unfulfilled: those planned, proposed, denied, called off.
        directions: how often who came to whom, the most frequent first.
        travellers: who came how often, the most frequent first.
        journeys: journeys with several hosts, at least one of them asked for.
        coverage: what the record covers of the sides.
        version: version of this form.
    """

    wish: Wish
    visits: tuple[Visit, ...]
    undated: tuple[Visit, ...]
    unfulfilled: tuple[Visit, ...]
    directions: tuple[Direction, ...]
    travellers: tuple[Traveller, ...]
    journeys: tuple[Journey, ...]
    coverage: Coverage
    version: int = 1


def find_visits(record: Record, knowledge: Knowledge, wish: Wish) -> Visits:
    """Return the visits of one side to anybody and back, or between two sides.

    Args:
        record: an open record.
        knowledge: names states, and knows where places lie.
        wish: what is asked for; `types` is not heeded.
    """
    ids = frozenset[str]().union(*(side.ids for side in wish.sides))
    entries = find_happenings(
        record,
        knowledge,
        countries=ids,
        types=_CONSULT,
        statuses=wish.statuses,
        since=wish.since,
        until=wish.until,
    )
    return build_visits(
        wish,
        [read_visit(entry, knowledge) for entry in entries if entry.is_visit],
        knowledge,
        coverage_of(record, wish.sides),
    )


def build_visits(
    wish: Wish, visits: Iterable[Visit], knowledge: Knowledge, coverage: Coverage
) -> Visits:
    """Return the answer that these visits make; a pure function of them."""
    held = tuple(visits)
    meant = [visit for visit in held if _is_meant(visit, wish)]
    happened = [visit for visit in meant if visit.entry.status in HAPPENED]
    facts = {visit.entry.facts for visit in meant}
    journeys = find_journeys(visit for visit in held if visit.entry.status in HAPPENED)
    return Visits(
        wish=wish,
        visits=tuple(visit for visit in happened if visit.entry.when is not None),
        undated=tuple(visit for visit in happened if visit.entry.when is None),
        unfulfilled=tuple(visit for visit in meant if visit.entry.status not in HAPPENED),
        directions=_directions(happened, knowledge),
        travellers=_travellers(happened),
        journeys=tuple(
            journey for journey in journeys if any(leg.entry.facts in facts for leg in journey.legs)
        ),
        coverage=coverage,
    )


def read_visit(entry: Entry, knowledge: Knowledge) -> Visit:
    """Return who came and who received in a happening that is a visit."""
    guests, hosts = entry.actors, entry.recipients
    guest = next((party.country or party.entity for party in guests if party.country), None)
    known = [party.country for party in hosts if party.country and party.country != guest]
    host = known[0] if known else None
    if host is None and entry.place:
        host = knowledge.country_of_place(entry.place, entry.when)
    bodies = [party.entity for party in hosts if party.kind == "igo"]
    host = host or (bodies[0] if bodies else None)
    return Visit(
        entry=entry,
        guest=guest,
        host=host if host != guest else None,
        guests=guests,
        hosts=hosts,
    )


def _is_meant(visit: Visit, wish: Wish) -> bool:
    if visit.guest is None and visit.host is None:
        return False
    if len(wish.sides) == 1:
        ids = wish.sides[0].ids
        inside = visit.guest in ids and visit.host in ids
        met = inside if wish.among else _touches(visit, wish.sides[0])
        return visit.host is not None and met
    one, other = wish.sides
    forth = _is(visit.guest, visit.guests, one) and _is(visit.host, visit.hosts, other)
    back = _is(visit.guest, visit.guests, other) and _is(visit.host, visit.hosts, one)
    return forth or back


def _touches(visit: Visit, side: Side) -> bool:
    return _is(visit.guest, visit.guests, side) or _is(visit.host, visit.hosts, side)


def _is(state: str | None, parties: Iterable[Party], side: Side) -> bool:
    return state in side.ids or any(party.entity in side.ids for party in parties)


def _span(visits: Iterable[Visit]) -> tuple[str | None, str | None]:
    """Return the dates of the first and the last visit that is dated."""
    dated = [(days, v.entry.when) for v in visits if v.entry.when and (days := _days(v))]
    if not dated:
        return None, None
    dated.sort(key=lambda pair: pair[0])
    return dated[0][1], dated[-1][1]


def _days(visit: Visit) -> tuple[date, date] | None:
    first, last = bounds(visit.entry.when) if visit.entry.when else (None, None)
    return (first, last) if first is not None and last is not None else None


def _directions(visits: Iterable[Visit], knowledge: Knowledge) -> tuple[Direction, ...]:
    held: dict[tuple[str, str], list[Visit]] = defaultdict(list)
    for visit in visits:
        if visit.guest is not None and visit.host is not None:
            held[visit.guest, visit.host].append(visit)
    found = []
    for (guest, host), some in held.items():
        first, last = _span(some)
        found.append(
            Direction(
                guest=guest,
                host=host,
                guest_names=usual_names(knowledge, guest),
                host_names=usual_names(knowledge, host),
                visits=len(some),
                first=first,
                last=last,
            )
        )
    found.sort(key=lambda direction: (-direction.visits, direction.guest, direction.host))
    return tuple(found)


def _travellers(visits: Iterable[Visit]) -> tuple[Traveller, ...]:
    held: dict[str, list[Visit]] = defaultdict(list)
    parties: dict[str, Party] = {}
    for visit in visits:
        for party in visit.guests:
            if party.kind == "person":
                parties.setdefault(party.entity, party)
                held[party.entity].append(visit)
    found = []
    for entity, some in held.items():
        first, last = _span(some)
        found.append(Traveller(party=parties[entity], visits=len(some), first=first, last=last))
    found.sort(key=lambda traveller: (-traveller.visits, traveller.first or "9999"))
    return tuple(found)


def find_journeys(visits: Iterable[Visit]) -> tuple[Journey, ...]:
    """Return the journeys of persons to at least two hosts, in order of time.

    Two visits are legs of one journey if no more than four days lie between them.
    """
    of: dict[str, list[tuple[tuple[date, date], Visit]]] = defaultdict(list)
    parties: dict[str, Party] = {}
    for visit in visits:
        days = _days(visit)
        if days is None or visit.host is None or (days[1] - days[0]).days > _NEXT_LEG:
            continue
        for party in visit.guests:
            if party.kind == "person":
                parties.setdefault(party.entity, party)
                of[party.entity].append((days, visit))
    found: list[tuple[date, Journey]] = []
    for entity, held in of.items():
        held.sort(key=lambda pair: pair[0])
        legs: list[tuple[tuple[date, date], Visit]] = []
        for days, visit in [*held, ((date.max, date.max), held[0][1])]:
            if legs and (days[0] - legs[-1][0][1]).days > _NEXT_LEG:
                if len({leg.host for _, leg in legs}) > 1:
                    journey = Journey(party=parties[entity], legs=tuple(leg for _, leg in legs))
                    found.append((legs[0][0][0], journey))
                legs = []
            legs.append((days, visit))
    found.sort(key=lambda pair: pair[0])
    return tuple(journey for _, journey in found)
