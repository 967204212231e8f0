"""What the reader of context tells apart, numbered."""

from typing import get_args

from dragoman.reading.analysis import Token
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
_TELLING = frozenset({"VERB", "NOUN", "ADJ"})
STATUSES: tuple[str, ...] = get_args(Status)


def kind_of(draft: Draft) -> int:
    """Return the number of a draft's type: those of mutual acts come after all others."""
    return TYPES.index(draft.type) + len(TYPES) * draft.candidate.entry.mutual


def may_be_trigger(token: Token) -> bool:
    """Tell whether an event may be told by `token`: a verb, a noun or an adjective."""
    return token.pos in _TELLING
