"""What an ingest did."""

from collections import Counter
from dataclasses import dataclass, field

from dragoman.sources.outcome import Failure, Notice

MOST_KEPT = 1000
"""Failures and notices of one run that its report holds; the record holds all failures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """A notice about one article that was recorded."""

    path: str
    article: str | None
    notice: Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """What an ingest did.

    Attributes:
        read: articles read and recorded, new versions and corrections included.
        unchanged: articles that the record already held.
        new_versions: articles whose address was known with another text.
        copies: articles that are copies of one in the record, linked and not read.
        unread: articles by language that no pack reads, kept until one does.
        failed: articles that could not be recorded, by cause, the most frequent first.
        failures: the first thousand of them, in the order they came.
        notices: the first thousand things to know about recorded articles.
        stopped: whether it was asked to stop before the end.
        seconds: how long it took.
    """

    read: int
    unchanged: int
    new_versions: int
    copies: int
    unread: dict[str, int]
    failed: dict[str, int]
    failures: tuple[Failure, ...]
    notices: tuple[Noticed, ...]
    stopped: bool
    seconds: float

    @property
    def failed_count(self) -> int:
        """How many articles could not be recorded."""
        return sum(self.failed.values())

    @property
    def unread_count(self) -> int:
        """How many articles wait for a pack of their language."""
        return sum(self.unread.values())


@dataclass(slots=True)
class Tally:
    """What an ingest has done so far; see `IngestReport`."""

    read: int = 0
    unchanged: int = 0
    new_versions: int = 0
    copies: int = 0
    unread: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)
    notices: list[Noticed] = field(default_factory=list)

    def fail(self, failure: Failure) -> None:
        """Count a failure."""
        self.failed[failure.cause] += 1
        if len(self.failures) < MOST_KEPT:
            self.failures.append(failure)

    def notice(self, path: str, article: str | None, notices: tuple[Notice, ...]) -> None:
        """Note what was noticed about a recorded article."""
        for notice in notices[: MOST_KEPT - len(self.notices)]:
            self.notices.append(Noticed(path=path, article=article, notice=notice))

    def report(self, *, stopped: bool, seconds: float) -> IngestReport:
        """Return what was done."""
        return IngestReport(
            read=self.read,
            unchanged=self.unchanged,
            new_versions=self.new_versions,
            copies=self.copies,
            unread=dict(self.unread.most_common()),
            failed=dict(self.failed.most_common()),
            failures=tuple(self.failures),
            notices=tuple(self.notices),
            stopped=stopped,
            seconds=seconds,
        )
