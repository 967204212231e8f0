"""Articles read into the record, one after the other, whatever some of them hold."""

import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dragoman.errors import DragomanError, KnowledgeError, PackError
from dragoman.record.store import Record, UnverifiedError
from dragoman.scale.interrupt import stopping_gently
from dragoman.sources.load import Place, count_articles, find_files, load_file
from dragoman.sources.outcome import Failure, Loaded, Notice
from dragoman.types.document import Document
from dragoman.types.reading import Reading

Reader = Callable[[Document], Reading]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far an ingest has got.

    Attributes:
        phase: "finding" files and counting articles, then "reading" them.
        done: articles dealt with; while finding, articles found.
        total: articles in all; None while finding.
        rate: articles per second since reading began; None before the first.
        left: seconds that are left at this rate; None if not known.
        path: the file in hand.
    """

    phase: Literal["finding", "reading"]
    done: int
    total: int | None
    rate: float | None
    left: float | None
    path: str


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
        failures: articles that could not be recorded, in the order they came.
        notices: what to know about recorded articles.
        stopped: whether it was asked to stop before the end.
        seconds: how long it took.
    """

    read: int
    unchanged: int
    new_versions: int
    failures: tuple[Failure, ...]
    notices: tuple[Noticed, ...]
    stopped: bool
    seconds: float

    @property
    def failed(self) -> dict[str, int]:
        """How many articles failed, by cause, the most frequent cause first."""
        return dict(Counter(failure.cause for failure in self.failures).most_common())


def ingest(
    paths: Iterable[Path],
    *,
    record: Record,
    read: Reader,
    on_progress: Callable[[Progress], None] | None = None,
    reread: bool = False,
    timer: Callable[[], float] = time.monotonic,
) -> IngestReport:
    """Load, read and record every article below `paths`.

    Each article is recorded whole or not at all, so that stopping or crashing at any
    moment loses at most the article in hand; the same command then goes on from there.
    Ctrl-C finishes the article in hand; what fails is kept in the record and the rest
    goes on.

    Args:
        paths: files and folders.
        record: where to record.
        read: reads one document.
        on_progress: called after each article, and for each file found.
        reread: read again what the record already holds, and replace its readings.
        timer: tells seconds, for the rate.

    Raises:
        RecordError: if the record cannot be written; what was recorded stays.
        PackError, KnowledgeError: if no article can be read, for a broken table.
    """
    return _Ingest(record, read, on_progress or (lambda _: None), reread, timer).run(paths)


class _Ingest:
    """One run of `ingest`, with its tally."""

    def __init__(
        self,
        record: Record,
        read: Reader,
        on_progress: Callable[[Progress], None],
        reread: bool,
        timer: Callable[[], float],
    ) -> None:
        self._record = record
        self._read = read
        self._tell = on_progress
        self._reread = reread
        self._timer = timer
        self._tally: Counter[str] = Counter()
        self._failures: list[Failure] = []
        self._notices: list[Noticed] = []

    def run(self, paths: Iterable[Path]) -> IngestReport:
        begun = self._timer()
        run = self._record.start_run()
        stopped = False
        with stopping_gently() as stop:
            found: list[Place | Failure] = []
            total = 0
            for place in find_files(paths):
                if stopped := stop.asked:
                    break
                found.append(place)
                total += 1 if isinstance(place, Failure) else count_articles(place)
                self._tell_progress("finding", total, None, begun, str(place.path))
            reading_began = self._timer()
            for done, outcome in enumerate(self._outcomes(found), 1):
                if stopped := stop.asked:
                    break
                self._take(outcome)
                # Damage can make a file hold more articles than were counted.
                total = max(total, done)
                self._tell_progress("reading", done, total, reading_began, outcome.path)
        report = IngestReport(
            read=self._tally["read"],
            unchanged=self._tally["unchanged"],
            new_versions=self._tally["new_versions"],
            failures=tuple(self._failures),
            notices=tuple(self._notices),
            stopped=stopped,
            seconds=self._timer() - begun,
        )
        self._record.end_run(
            run,
            read=report.read,
            unchanged=report.unchanged,
            new_versions=report.new_versions,
            failed=len(report.failures),
            stopped=report.stopped,
        )
        return report

    def _outcomes(self, found: Iterable[Place | Failure]) -> Iterator[Loaded | Failure]:
        """Load the files that were found, each with a clean slate of failures."""
        for place in found:
            self._record.clear_failures(_whole_path(str(place.path)))
            if isinstance(place, Failure):
                yield place
            else:
                yield from load_file(place)

    def _tell_progress(
        self,
        phase: Literal["finding", "reading"],
        done: int,
        total: int | None,
        since: float,
        path: str,
    ) -> None:
        spent = self._timer() - since
        rate = done / spent if done and spent > 0 and total is not None else None
        left = (total - done) / rate if rate and total is not None else None
        self._tell(Progress(phase=phase, done=done, total=total, rate=rate, left=left, path=path))

    def _take(self, outcome: Loaded | Failure) -> None:
        """Record one article, or keep why that was not possible."""
        failure = self._add(outcome) if isinstance(outcome, Loaded) else outcome
        if failure is None:
            return
        self._failures.append(failure)
        self._record.add_failure(
            path=_whole_path(failure.path),
            article=failure.article,
            cause=failure.cause,
            message=failure.message,
            advice=failure.advice,
            detail=failure.detail,
        )

    def _add(self, loaded: Loaded) -> Failure | None:
        """Read and record one article; return what went wrong, if anything did."""
        document = loaded.document
        known = self._record.find(document, address=loaded.address)
        if known and not known.corrected and not self._reread:
            self._tally["unchanged"] += 1
            return None
        try:
            reading = self._read(document)
        except (PackError, KnowledgeError):
            raise  # no fault of this article: the next one would fail alike
        except DragomanError as error:
            return _failed(loaded, "reading", str(error), "Mend that, then ingest it again.")
        except Exception as error:  # one article that breaks the reader must not stop the batch
            what = f"broke the reader ({type(error).__name__}: {error})"
            trace = traceback.format_exc()
            return _failed(loaded, "bug", what, "Report it as a bug with the article.", trace)
        try:
            added = self._record.add(
                document, reading, address=loaded.address, replace=self._reread
            )
        except UnverifiedError as error:
            problem = error.problems[0]
            what = f"its reading does not fit its text ({problem.where}: {problem.what})"
            return _failed(loaded, "unverified", what, "Report it as a bug with the article.")
        if added.created or added.corrected or self._reread:
            self._tally["read"] += 1
        else:  # another ingest was faster
            self._tally["unchanged"] += 1
        self._tally["new_versions"] += added.created and added.version > 1
        self._notices.extend(
            Noticed(path=loaded.path, article=loaded.article, notice=notice)
            for notice in loaded.notices
        )
        return None


def _failed(
    loaded: Loaded, cause: str, message: str, advice: str, detail: str | None = None
) -> Failure:
    return Failure(
        path=loaded.path,
        article=loaded.article,
        cause=cause,
        message=message,
        advice=advice,
        detail=detail,
    )


def _whole_path(path: str) -> str:
    """Return `path` so that it means the same file wherever the next command is run."""
    return Path(path).absolute().as_posix()
