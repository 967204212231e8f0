"""What the reader of context tells apart, numbered."""

from typing import get_args

from dragoman.reading.events.draft import Draft
from dragoman.types.event import Status

TYPES = (
    "ACCUSE",
    "AGREE",
    "AID",
    "ASSAULT",
    "COERCE",
    "CONCEDE",
    "CONSULT",
    "COOPERATE",
    "MILESTONE",
    "MOBILIZE",
    "PROTEST",
    "REJECT",
    "REQUEST",
    "RETREAT",
    "SANCTION",
    "SUPPORT",
    "THREATEN",
)
STATUSES: tuple[str, ...] = get_args(Status)


def kind_of(draft: Draft) -> int:
    """Return the number of a draft's type: those of mutual acts come after all others."""
    return TYPES.index(draft.type) + len(TYPES) * draft.candidate.entry.mutual
