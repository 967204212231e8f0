"""Articles taken into the record, one after the other, whatever some of them hold."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from dragoman.record.archives import ArchiveState
from dragoman.record.store import Record
from dragoman.scale.ahead import ReadingAhead
from dragoman.scale.engines import Engine
from dragoman.scale.interrupt import Stop, stopping_gently
from dragoman.scale.manner import Manner, note_manner, read_manners
from dragoman.scale.pace import Pace, Progress
from dragoman.scale.report import IngestReport, Noticed
from dragoman.scale.taking import Reader, Taker, read_waiting, surviving
from dragoman.sources.load import load_place
from dragoman.sources.opening import Meter
from dragoman.sources.outcome import Failure, Loaded
from dragoman.sources.piece import Options
from dragoman.sources.places import Place, find_places, whole_path

__all__ = ["IngestReport", "Noticed", "Progress", "Reader", "ingest"]

_SAVE_EVERY = 20  # records of an archive; at most so many are looked at twice after a crash


def ingest(
    paths: Iterable[str | Path],
    *,
    record: Record,
    read: Reader,
    options: Options | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    reread: bool = False,
    retry: str | None = None,
    timer: Callable[[], float] = time.monotonic,
    engine: Engine | None = None,
) -> IngestReport:
    """Load, read and record every article below `paths`.

    Each article is recorded whole or not at all, so that stopping or crashing at any
    moment loses at most the article in hand; the same command then goes on from there,
    in web archives at the record where it was. Ctrl-C finishes the article in hand;
    what fails is kept in the record and the rest goes on. Texts that waited for a pack
    which is now installed are read first.

    Args:
        paths: files, folders, patterns, addresses, "-" for standard input.
        record: where to record.
        read: reads one document.
        options: how to take articles from sources.
        on_progress: called after each article, for each file found, and at the end.
        reread: read again what the record already holds, and replace its readings.
        retry: try again what failed with this cause, beside `paths`.
        timer: tells seconds, for the rate.
        engine: where articles are read while earlier ones are recorded; here, one after the
            other, if None. `read` must pickle then. The record becomes the same either way.

    Raises:
        RecordError: if the record cannot be written; what was recorded stays.
        PackError, KnowledgeError: if no article can be read, for a broken table.
    """
    ahead = None
    if engine is not None:
        ahead = ReadingAhead(engine, read, lambda document: reread or record.find(document) is None)
    run = _Ingest(
        record, Taker(record, ahead or read, reread=reread), options or Options(), reread, timer,
        on_progress or (lambda _: None), ahead,
    )  # fmt: skip
    return run.run(paths, retry)


@dataclass(frozen=True, slots=True)
class _Task:
    """A place to load, and how."""

    place: Place | Failure
    options: Options


@dataclass(slots=True)
class _Begun:
    """A place whose articles are being taken.

    Attributes:
        task: the place, and how to load it.
        path: by which the record knows it.
        meter: how much of it was read.
        archive: how far it has got; None if it is no archive.
        since: articles since that was noted.
        noted: what failed so far, by path.
        broken: whether it broke off before its end, as a whole.
        listing: whether it stands at an address that may list pages to fetch.
    """

    task: _Task
    path: str
    meter: Meter
    archive: ArchiveState | None = None
    since: int = 0
    noted: set[str] = field(default_factory=set)
    broken: bool = False
    listing: bool = False


_Item = tuple[_Begun, Loaded | Failure | None]


class _Ingest:
    """One run of `ingest`."""

    def __init__(
        self,
        record: Record,
        taker: Taker,
        options: Options,
        reread: bool,
        timer: Callable[[], float],
        tell: Callable[[Progress], None],
        ahead: ReadingAhead | None,
    ) -> None:
        self._record = record
        self._taker = taker
        self._options = options
        self._reread = reread
        self._timer = timer
        self._pace = Pace(tell, timer)
        self._ahead = ahead

    def run(self, paths: Iterable[str | Path], retry: str | None) -> IngestReport:
        begun = self._timer()
        number = self._record.start_run()
        with stopping_gently() as stop:
            self._record.intake.sign_older()
            read_waiting(
                self._taker,
                self._record,
                stop,
                lambda address: self._pace.count("catching_up", address),
            )
            tasks: list[_Task] = []
            for task in self._tasks(paths, retry):
                if stop.asked:
                    break
                tasks.append(task)
                self._pace.tell("finding", _path(task.place), len(tasks))
            self._pace.plan(task.place for task in tasks)
            self._do_all(tasks, stop)
            if not stop.asked:
                self._resolve()
            stopped = stop.asked
            if not stopped:
                self._pace.tell("done", "")
        report = self._taker.tally.report(stopped=stopped, seconds=self._timer() - begun)
        self._record.end_run(
            number,
            read=report.read,
            unchanged=report.unchanged,
            new_versions=report.new_versions,
            failed=report.failed_count,
            stopped=report.stopped,
        )
        return report

    def _resolve(self) -> None:
        """Bring together what was read with all that is recorded."""
        resolving = self._record.resolving
        self._pace.tell("resolving", "")
        resolving.resolve(on_progress=lambda done: self._pace.tell("resolving", "", done))

    def _tasks(self, paths: Iterable[str | Path], retry: str | None) -> Iterator[_Task]:
        for place in find_places(paths):
            yield _Task(place, self._options)
        if retry is None:
            return
        failures = [
            failure
            for group in self._record.failures()
            if group.cause == retry
            for failure in group.failures
        ]
        offsets: dict[str, list[int]] = {}
        for failure in failures:
            label = failure.article or ""
            known = offsets.setdefault(failure.path, [])
            if label.startswith("offset ") and label[7:].isdigit():
                known.append(int(label[7:]))
        manners = read_manners(self._record)
        for path, records in offsets.items():
            options = replace(
                manners.get(path, Manner()).applied_to(self._options),
                heed_robots=True,
                only=tuple(records) if records else None,
            )
            for place in find_places([path]):
                yield _Task(place, options)

    def _do_all(self, tasks: Iterable[_Task], stop: Stop) -> None:
        """Take the articles of all places, in order, with the next ones being read if possible."""
        stream: Iterator[_Item] = self._stream(tasks)
        if self._ahead is not None:
            stream = self._ahead.over(stream, lambda item: item[1])
        current: _Begun | None = None
        for begun, outcome in () if stop.asked else stream:
            if begun is not current:
                current = begun
                self._pace.begin(begun.task.place, begun.meter)
            if outcome is not None:
                self._take(begun, outcome)
                if stop.asked:
                    break
                continue
            if begun.archive is not None:
                whole = replace(begun.archive, whole=not begun.broken)
                self._record.intake.set_archive(begun.path, whole)
            elif begun.listing:
                self._record.intake.forget_taken(begun.path)
            self._pace.end()
            current = None
        if current is not None and current.archive is not None:
            left = replace(current.archive, whole=False)
            self._record.intake.set_archive(current.path, left)

    def _stream(self, tasks: Iterable[_Task]) -> "Iterator[_Item]":
        """Yield the articles of all places, and None behind the last of each."""
        for task in tasks:
            begun = _Begun(task, whole_path(_path(task.place)), Meter())
            for outcome in self._outcomes(begun):
                yield begun, outcome
            yield begun, None

    def _take(self, begun: "_Begun", outcome: Loaded | Failure) -> None:
        """Take one article; a web archive is left where it can be resumed."""
        failed = self._taker.take(outcome) is not None
        if failed and outcome.path not in begun.noted:
            begun.noted.add(outcome.path)
            note_manner(self._record, outcome.path, begun.task.options)
        elif not failed and outcome.path != begun.task.place.path:  # a page that a list led to
            self._record.clear_failures(whole_path(outcome.path))
            if begun.listing:
                self._record.intake.set_taken(begun.path, outcome.path)
        if failed and outcome.path == begun.task.place.path:
            begun.listing = False  # it may be whole another time: what was taken is remembered
        if begun.archive is not None and outcome.offset is not None:
            begun.archive = replace(
                begun.archive,
                offset=max(outcome.offset, begun.archive.offset),
                held=begun.archive.held + (not failed),
            )
            begun.since += 1
            if begun.since >= _SAVE_EVERY:
                self._record.intake.set_archive(begun.path, begun.archive)
                begun.since = 0
        elif begun.archive is not None and failed:
            begun.broken = True
        self._pace.count("reading", outcome.path)

    def _outcomes(self, begun: "_Begun") -> Iterator[Loaded | Failure]:
        """Load one place, with a clean slate of failures unless it is taken up where it was."""
        task, path = begun.task, begun.path
        place, options = task.place, task.options
        if options.only is not None:
            for offset in options.only:
                self._record.clear_failures(path, f"offset {offset}")
        elif self._reread or self._record.intake.archive(path) is None:
            self._record.clear_failures(path)
        if isinstance(place, Failure):
            yield place
            return

        def begin_at(_path: str, stamp: str) -> int | None:
            state = self._record.intake.archive(path)
            if self._reread or state is None or state.stamp != stamp:
                self._record.clear_failures(path)
                begun.archive = ArchiveState(stamp=stamp, offset=0, held=0, whole=False)
                return 0
            self._taker.tally.unchanged += state.held
            if state.whole:
                return None
            self._record.clear_failures(path, "")  # of the archive as a whole: it is tried again
            begun.archive = state
            return state.offset

        begun.listing = place.is_address
        if place.is_address and not self._reread:
            done = self._record.intake.taken(path)

            def taken(address: str) -> bool:
                self._taker.tally.unchanged += address in done
                return address in done

            options = replace(options, taken=taken)
        outcomes = load_place(place, replace(options, begin_at=begin_at), begun.meter)
        yield from surviving(outcomes, place.path)


def _path(place: Place | Failure) -> str:
    return place.path
