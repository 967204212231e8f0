"""All facts of a pair and of its neighbourhood, in one look at the record."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from dragoman.record.asking import Asking, asking_of
from dragoman.record.assemble import assemble
from dragoman.record.database import Database
from dragoman.record.filters import Filters, Side, is_code
from dragoman.record.verdicts import REJECTED
from dragoman.record.views import (
    RecordedAgreement,
    RecordedClaim,
    RecordedEvent,
    RecordedQuotation,
)

IdsByKind = Mapping[str, Sequence[str]]

_BETWEEN = """
    SELECT kind, fact FROM meetings WHERE one IN ({one}) AND other IN ({other})
    UNION SELECT kind, fact FROM meetings WHERE one IN ({other}) AND other IN ({one})
"""
# By kind alone SQLite would go through all events of the record; an expression has no index.
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
    WHERE documents.current AND facts.kind || '' IN ('E', 'G') AND EXISTS (
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
    database: Database, sides: tuple[Side, Side], *, since: str | None, until: str | None
) -> PairFacts:
    """Return what the record holds of `sides`, within the EDTF dates given."""
    if since is None and until is None:
        with database.asking() as asking:
            if (found := _find(asking, sides)) is not None:
                return _put_together(asking, *found)
    from dragoman.record.queries import find_ids  # loads SQLAlchemy

    between: Filters = {"since": since, "until": until, "sides": sides}
    around: Filters = {"since": since, "until": until, "around": sides}
    with database.reading() as connection:
        return _put_together(
            asking_of(connection),
            {kind: find_ids(connection, kind, between) for kind in "EGCQ"},
            {kind: find_ids(connection, kind, around) for kind in "EG"},
        )


def _put_together(asking: Asking, between: IdsByKind, around: IdsByKind) -> PairFacts:
    """Return facts between two sides and around them by their ids."""

    def whole(kind: str, ids: IdsByKind) -> tuple[Any, ...]:
        return assemble(asking, kind, ids.get(kind, ()))

    return PairFacts(
        events=whole("E", between),
        agreements=whole("G", between),
        claims=whole("C", between),
        quotations=whole("Q", between),
        around=whole("E", around),
        signed_around=whole("G", around),
    )


def read_tellings(asking: Asking, happenings: Iterable[str]) -> tuple[RecordedEvent, ...]:
    """Return every event that tells of one of `happenings`, in order of time."""
    rows = asking.rows(_TELLING, clusters=sorted(happenings), rejected=REJECTED)
    found = assemble(asking, "E", _by_kind(rows).get("E", ()))
    return cast("tuple[RecordedEvent, ...]", found)


def _find(asking: Asking, sides: tuple[Side, Side]) -> tuple[IdsByKind, IdsByKind] | None:
    """Return the ids of the facts between two sides and around them, by kind.

    None where the index of pairs does not tell: of somebody who has no code, of sides
    that share somebody.
    """
    if not all(map(is_code, sides[0] | sides[1])):
        return None
    one, other = (_whole(asking, side) for side in sides)
    if one & other:
        return None
    codes = {"one": sorted(filter(is_code, one)), "other": sorted(filter(is_code, other))}
    between = _by_kind(asking.rows(_BETWEEN, **codes))
    names = {"one": sorted(one), "other": sorted(other), "both": sorted(one | other)}
    rows = asking.rows(_AROUND, **names, rejected=REJECTED)
    known = {fact for told in between.values() for fact in told}
    return between, _by_kind(row for row in rows if row[1] not in known)


def _whole(asking: Asking, side: Side) -> Side:
    """Return `side` with everybody who is one with one of it."""
    return side | {row[0] for row in asking.rows(_ONE_WITH, codes=sorted(side))}


def _by_kind(rows: Iterable[Sequence[Any]]) -> IdsByKind:
    found: dict[str, list[str]] = defaultdict(list)
    for kind, fact in rows:
        found[kind].append(fact)
    return found
