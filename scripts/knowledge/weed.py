"""Leave out the terms of office that cannot be true."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
LATIN = re.compile(r"[A-Za-z]")
LONGEST = {
    "ambassador": 12,
    "foreign_minister": 30,
    "defence_minister": 30,
    "interior_minister": 30,
    "security_minister": 30,
    "minister": 25,
    "spokesperson": 15,
    "chief_of_staff": 20,
    "head_of_state": 50,
    "head_of_government": 50,
    "monarch": 75,
    "speaker": 30,
    "head_of_organisation": 25,
    "other": 35,
}
"""Years beyond which a term is taken for a mistake of the source.

The few longer ones that are true stand in tenures_extra.csv."""
OPEN_LONGEST = {"ambassador": 8, "minister": 15, "spokesperson": 10}
"""Years after which a term without an end is taken to have ended unnoticed."""
SINGLE = (
    "head_of_state", "monarch", "head_of_government", "foreign_minister",
    "defence_minister", "interior_minister",
)  # fmt: skip

MINISTERS = ("foreign_minister", "defence_minister", "interior_minister")


@dataclass(frozen=True)
class Term:
    """One row to be, with the day its source was read and the holder's birth year."""

    person: str
    wikidata: str
    office: str
    title: str
    country: str
    since: str
    until: str
    source: str
    snapshot: str
    born: int | None = None


def fault(term: Term, births: Mapping[str, str], key: Callable[[str], str]) -> str | None:
    """Return why a term cannot stand; None if it can.

    `births` gives the earliest day of the continuous line of each state.
    """
    if not term.country:
        return "no state"
    if not LATIN.search(term.person):
        return "name not in Latin letters"
    if re.fullmatch(r"Q\d+", term.person):
        return "no name"
    if not term.since and not term.until:
        return "no date"
    for date in (term.since, term.until):
        if date and not DATE.fullmatch(date):
            return "malformed date"
    if term.since and term.until:
        width = min(len(term.since), len(term.until))
        if term.until[:width] < term.since[:width]:
            return "end before start"
        if int(term.until[:4]) - int(term.since[:4]) > LONGEST[term.office]:
            return "longer than plausible"
    if term.since and term.since > term.snapshot:
        return "start after the source was read"
    if term.since and not term.until:
        age = int(term.snapshot[:4]) - int(term.since[:4])
        if age > OPEN_LONGEST.get(term.office, LONGEST[term.office]):
            return "open for longer than plausible"
    if term.born and term.since and int(term.since[:4]) < term.born + 10:
        return "before birth or in childhood"
    birth = births.get(key(term.country))
    if birth and term.until and term.until < birth[: len(term.until)]:
        return "ended before the state was born"
    return None


def weed(
    terms: Iterable[Term], births: Mapping[str, str], key: Callable[[str], str]
) -> tuple[list[Term], Counter[str]]:
    """Return the terms that can stand and how many were left out for each cause."""
    kept: dict[tuple[str, ...], Term] = {}
    causes: Counter[str] = Counter()
    for term in terms:
        cause = fault(term, births, key)
        identity = (term.wikidata or term.person, term.title, term.country, term.since)
        if cause is None and identity in kept:
            cause = "duplicate"
        if cause:
            causes[cause] += 1
        else:
            kept[identity] = term
    return list(kept.values()), causes


def disjoint(terms: list[Term]) -> tuple[list[Term], int]:
    """Return `terms` without those of a minister that enclose the term of another.

    Such a term usually runs two terms of one person together. Also returns how many
    were left out. Heads are spared: rival governments are history, not mistakes.
    """
    seats: dict[tuple[str, str], list[Term]] = {}
    for term in terms:
        if term.office in MINISTERS and len(term.since) == 10:
            seats.setdefault((term.country, term.title), []).append(term)

    def encloses(term: Term) -> bool:
        if term.office not in MINISTERS or len(term.since) != 10 or len(term.until) != 10:
            return False
        return any(
            term.since < other.since and other.until and other.until < term.until
            for other in seats[term.country, term.title]
            if other.wikidata != term.wikidata and len(other.until) == 10
        )

    kept = [term for term in terms if not encloses(term)]
    return kept, len(terms) - len(kept)


def close(terms: list[Term], later: list[Term]) -> tuple[list[Term], int]:
    """Return `terms` with ends supplied to open ones that a successor ended.

    A single seat without an end is taken to end, uncertainly ("?"), when the next
    holder of the same seat begins. `later` holds editorial terms, which also succeed.
    Also returns how many ends were supplied.
    """
    starts: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for term in (*terms, *later):
        if term.office in SINGLE and term.since:
            seat = (term.country, term.office)
            starts.setdefault(seat, []).append((term.since, term.wikidata or term.person))
    for days in starts.values():
        days.sort()
    closed, supplied = [], 0
    for term in terms:
        if not term.until and term.since and term.office in SINGLE:
            me = term.wikidata or term.person
            after = [
                day
                for day, who in starts[term.country, term.office]
                if day > term.since and who != me
            ]
            if after:
                term = replace(term, until=f"{after[0]}?")
                supplied += 1
        closed.append(term)
    return closed, supplied
