"""What a record does beside keeping facts, each in a module that is loaded on first use.

A question of one pair needs none of them, and all of them take longer to load than it does
to answer.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from dragoman.record.database import Database

if TYPE_CHECKING:
    from dragoman.record.batches import Loading
    from dragoman.record.corrections import Corrections
    from dragoman.record.intake import Intake
    from dragoman.record.resolving import Resolving
    from dragoman.record.reviewing import Reviewing
    from dragoman.record.search import Search
    from dragoman.record.streaming import Streaming
    from dragoman.record.survey import Survey


class Rooms:
    """An open record as its rooms see it: a database and a clock."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def _now(self) -> str:
        return self._clock().astimezone(UTC).isoformat(timespec="seconds")

    @cached_property
    def intake(self) -> "Intake":
        """What came in beside the readings: copies, unread texts, originals, feeds."""
        from dragoman.record.intake import Intake

        return Intake(self._database, self._now)

    @cached_property
    def streaming(self) -> "Streaming":
        """Facts one after the other, however many."""
        from dragoman.record.streaming import Streaming

        return Streaming(self._database)

    @cached_property
    def survey(self) -> "Survey":
        """What it covers, counted."""
        from dragoman.record.survey import Survey

        return Survey(self._database)

    @cached_property
    def corrections(self) -> "Corrections":
        """What people say of single events."""
        from dragoman.record.corrections import Corrections

        return Corrections(self._database, self._now)

    @cached_property
    def resolving(self) -> "Resolving":
        """Who is who and what is one happening, across its documents."""
        from dragoman.record.resolving import Resolving

        return Resolving(self._database, self._now)

    @cached_property
    def loading(self) -> "Loading":
        """Articles that were read elsewhere, many at a time."""
        from dragoman.record.batches import Loading

        return Loading(self._database, self._now)

    @cached_property
    def reviewing(self) -> "Reviewing":
        """What waits for somebody to judge it."""
        from dragoman.record.reviewing import Reviewing

        return Reviewing(self._database)

    @cached_property
    def search(self) -> "Search":
        """Words in its articles, evidence and quotations."""
        from dragoman.record.search import Search

        return Search(self._database)
