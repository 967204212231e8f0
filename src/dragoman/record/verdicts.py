"""What people's judgements of facts say, as the questions of the record need it.

Apart from what writes those judgements, so that asking loads none of it.
"""

from collections.abc import Sequence
from typing import NamedTuple

from dragoman.record.asking import Asking

REJECTED = "rejected"
"""The verdict that there was no such fact."""

_STATED = """
    SELECT id, subject, verdict, "by", decided_at FROM judgements
    WHERE subject IN ({ids}) AND undone_at IS NULL AND verdict LIKE :told
    ORDER BY id
"""


class Stated(NamedTuple):
    """A judgement that says what a field of a fact is, as its row has it."""

    id: int
    subject: str
    verdict: str
    by: str
    decided_at: str


def stated(asking: Asking, ids: Sequence[str]) -> list[Stated]:
    """Return the judgements that say what a field of the facts `ids` is, oldest first."""
    return [Stated(*row) for row in asking.rows(_STATED, ids=ids, told="%=%")]
