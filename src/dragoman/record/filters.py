"""What may be asked of the facts of a record."""

from typing import TypedDict

Side = frozenset[str]
"""Ids that count as one side: countries ("RUS", "SUN") and entities ("NATO")."""


def is_code(id: str) -> bool:
    """Tell whether an id names a state or somebody else known everywhere."""
    return ":" not in id


class Filters(TypedDict, total=False):
    """What may be asked of the facts of one kind; everything given must hold.

    Attributes:
        sides: both sides take part, by two different actors. In a quotation one
            side speaks and the other is spoken to or about.
        countries: at least one participant is of these countries or entities.
        around: of these two sides at least one takes part but not both, in a
            document where both are named.
        entity: this very entity takes part.
        of: the speaker of a quotation, the source of a claim or of an event told on
            somebody's word, is of these countries or entities.
        about: a quotation is addressed to or mentions one of these.
        since, until: EDTF dates; the fact may lie within them. Undated facts do not,
            unless `undated` is True.
        types: event types, agreement stages are not meant.
        acts: acts of events or their first part ("visit" finds "visit.leg"), or modes.
        stages: stages of agreements.
        statuses: event statuses.
        spoken: a quotation is "direct" or "indirect".
        force: what kind of saying a quotation is ("say", "deny", ...).
        document: number of the only document to look in.
        superseded: True to take older versions of articles too.
        together: ids of happenings or accords; the fact is one of theirs.
    """

    sides: tuple[Side, Side] | None
    countries: Side | None
    around: tuple[Side, Side] | None
    entity: str | None
    of: Side | None
    about: Side | None
    since: str | None
    until: str | None
    types: frozenset[str] | None
    acts: frozenset[str] | None
    stages: frozenset[str] | None
    statuses: frozenset[str] | None
    undated: bool
    spoken: str | None
    force: str | None
    document: int | None
    superseded: bool
    together: frozenset[str] | None
