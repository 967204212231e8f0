"""All facts of a pair and of its neighbourhood, in one look at the record.

The questions are written as SQL: putting them together from their parts takes longer than
answering them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Connection, text

from dragoman.record.assemble import assemble, assemble_these
from dragoman.record.dialect import as_list, listed_sql
from dragoman.record.meetings import is_code
from dragoman.record.queries import Filters, Side, chosen, widen
from dragoman.record.verdicts import REJECTED
from dragoman.record.views import (
    RecordedAgreement,
    RecordedClaim,
    RecordedEvent,
    RecordedQuotation,
)

_BETWEEN = """
    SELECT kind, fact FROM meetings WHERE one IN ({one}) AND other IN ({other})
    UNION SELECT kind, fact FROM meetings WHERE one IN ({other}) AND other IN ({one})
"""
_AROUND = """
    WITH first AS (
        SELECT document, entity FROM actors WHERE entity IN ({one})
        UNION SELECT document, entity FROM actors WHERE country IN ({one})
    ), second AS (
        SELECT document, entity FROM actors WHERE entity IN ({other})
        UNION SELECT document, entity FROM actors WHERE country IN ({other})
    ), told AS (
        SELECT DISTINCT first.document FROM first
        JOIN second ON second.document = first.document AND second.entity <> first.entity
    )
    SELECT facts.kind, facts.id FROM told
    JOIN facts ON facts.document = told.document
    JOIN documents ON documents.id = told.document
    WHERE documents.current AND facts.kind IN ('E', 'G') AND EXISTS (
        SELECT 1 FROM participants
        WHERE participants.fact = facts.id AND role IN ('actor', 'recipient', 'party', 'signatory')
        AND (entity IN ({both}) OR country IN ({both}))
    ) AND NOT EXISTS (
        SELECT 1 FROM judgements
        WHERE subject = facts.id AND verdict = :rejected AND undone_at IS NULL
    )
"""
_TELLING = """
    SELECT facts.kind, facts.id FROM members
    JOIN facts ON facts.id = members.fact
    JOIN documents ON documents.id = facts.document
    WHERE members.cluster IN ({clusters}) AND documents.current AND NOT EXISTS (
        SELECT 1 FROM judgements
        WHERE subject = facts.id AND verdict = :rejected AND undone_at IS NULL
    )
"""
_ONE_WITH = "SELECT entity FROM identities WHERE cluster IN ({codes})"


@dataclass(frozen=True, slots=True, kw_only=True)
class PairFacts:
    """What a record holds of two sides; each kind in order of time.

    Attributes:
        events, agreements, claims, quotations: facts between the two.
        around, signed_around: events and agreements of one of them only, in articles
            that name both.
    """

    events: tuple[RecordedEvent, ...]
    agreements: tuple[RecordedAgreement, ...]
    claims: tuple[RecordedClaim, ...]
    quotations: tuple[RecordedQuotation, ...]
    around: tuple[RecordedEvent, ...]
    signed_around: tuple[RecordedAgreement, ...]


def read_pair(
    connection: Connection, sides: tuple[Side, Side], *, since: str | None, until: str | None
) -> PairFacts:
    """Return what the record holds of `sides`, within the EDTF dates given."""
    found = _find(connection, sides)
    if found is None or since is not None or until is not None:
        dates: Filters = {"since": since, "until": until}
        between, around = {**dates, "sides": sides}, {**dates, "around": sides}

        def read(kind: str, filters: Filters) -> tuple[Any, ...]:
            return assemble(connection, kind, chosen(kind, widen(connection, filters)))

        facts = {kind: read(kind, cast(Filters, between)) for kind in "EGCQ"}
        beside = {kind: read(kind, cast(Filters, around)) for kind in "EG"}
    else:
        facts = {kind: assemble_these(connection, kind, found[0][kind]) for kind in "EGCQ"}
        beside = {kind: assemble_these(connection, kind, found[1][kind]) for kind in "EG"}
    return PairFacts(
        events=facts["E"],
        agreements=facts["G"],
        claims=facts["C"],
        quotations=facts["Q"],
        around=beside["E"],
        signed_around=beside["G"],
    )


def read_tellings(connection: Connection, happenings: Iterable[str]) -> tuple[RecordedEvent, ...]:
    """Return every event that tells of one of `happenings`, in order of time."""
    rows = _ask(connection, _TELLING, clusters=sorted(happenings), rejected=REJECTED)
    found = assemble_these(connection, "E", _by_kind(rows)["E"])
    return cast("tuple[RecordedEvent, ...]", found)


def _find(
    connection: Connection, sides: tuple[Side, Side]
) -> tuple[Mapping[str, list[str]], Mapping[str, list[str]]] | None:
    """Return the ids of the facts between two sides and around them, by kind.

    None where the index of pairs does not tell: of somebody who has no code, of sides
    that share somebody.
    """
    if not all(map(is_code, sides[0] | sides[1])):
        return None
    one, other = (_whole(connection, side) for side in sides)
    if one & other:
        return None
    codes = {"one": sorted(filter(is_code, one)), "other": sorted(filter(is_code, other))}
    between = _by_kind(_ask(connection, _BETWEEN, **codes))
    names = {"one": sorted(one), "other": sorted(other), "both": sorted(one | other)}
    rows = _ask(connection, _AROUND, **names, rejected=REJECTED)
    known = {fact for told in between.values() for fact in told}
    return between, _by_kind(row for row in rows if row[1] not in known)


def _whole(connection: Connection, side: Side) -> Side:
    """Return `side` with everybody who is one with one of it."""
    return side | {row[0] for row in _ask(connection, _ONE_WITH, codes=sorted(side))}


def _by_kind(rows: Iterable[Sequence[Any]]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for kind, fact in rows:
        found[kind].append(fact)
    return found


def _ask(connection: Connection, query: str, **values: list[str] | str) -> Sequence[Any]:
    """Return the rows that answer `query`, whose lists stand in it in braces by name."""
    lists = {name: value for name, value in values.items() if isinstance(value, list)}
    asked = query.format(**{name: listed_sql(connection, name) for name in lists})
    given = {
        name: as_list(connection, value) if isinstance(value, list) else value
        for name, value in values.items()
    }
    return connection.execute(text(asked), given).all()
