"""One article into the record: read, linked as a copy, kept unread, or noted as failed."""

import traceback
from collections.abc import Callable, Iterator

from dragoman.errors import DragomanError, KnowledgeError, PackError, RecordError
from dragoman.languages.pack import installed_languages
from dragoman.record.refusal import UnverifiedError
from dragoman.record.store import Record
from dragoman.scale.interrupt import Stop
from dragoman.scale.report import Tally
from dragoman.sources.origin import Origin
from dragoman.sources.outcome import Failure, Loaded
from dragoman.sources.places import whole_path
from dragoman.types.document import Document
from dragoman.types.reading import Reading

Reader = Callable[[Document], Reading]

READING_CAUSES = ("reading", "bug", "unverified")
"""Every cause for which an article that was loaded cannot be recorded."""


class Taker:
    """Takes articles into one record and counts what came of them."""

    def __init__(self, record: Record, read: Reader, *, reread: bool = False) -> None:
        self._record, self._read, self._reread = record, read, reread
        self.tally = Tally()

    def take(self, outcome: Loaded | Failure) -> Failure | None:
        """Record one article, or keep why that was not possible and return it."""
        failure = self.add(outcome) if isinstance(outcome, Loaded) else outcome
        if failure is not None:
            self.tally.fail(failure)
            self._record.add_failure(
                path=whole_path(failure.path),
                article=failure.article,
                cause=failure.cause,
                message=failure.message,
                advice=failure.advice,
                detail=failure.detail,
            )
        return failure

    def add(self, loaded: Loaded) -> Failure | None:
        """Record one article; return what went wrong, if anything did."""
        document, intake = loaded.document, self._record.intake
        known = self._record.find(document, address=loaded.address)
        if known and not known.corrected and not self._reread:
            if intake.link_same(document, address=loaded.address):
                self.tally.copies += 1
            else:
                self.tally.unchanged += 1
            return None
        if not loaded.readable:
            if intake.add_unread(document, address=loaded.address, origin=loaded.origin):
                self.tally.unread[document.language] += 1
            else:
                self.tally.unchanged += 1
            return None
        if known is None and self._is_copy(loaded):
            return None
        return self._read_and_record(loaded)

    def _is_copy(self, loaded: Loaded) -> bool:
        """Tell whether an article is a copy that need not be read, and link it if so."""
        document, intake = loaded.document, self._record.intake
        if intake.is_copy(document, address=loaded.address):
            self.tally.unchanged += 1
            return True
        twin = intake.find_twin(document, address=loaded.address)
        if twin is None or twin.likeness.adds:
            return False
        intake.add_copy(document, address=loaded.address, twin=twin)
        self.tally.copies += 1
        return True

    def _read_and_record(self, loaded: Loaded) -> Failure | None:
        document = loaded.document
        reading = read_safely(loaded, self._read)
        if isinstance(reading, Failure):
            return reading
        try:
            added = self._record.add(
                document,
                reading,
                address=loaded.address,
                replace=self._reread,
                origin=loaded.origin,
            )
        except UnverifiedError as error:
            problem = error.problems[0]
            what = f"its reading does not fit its text ({problem.where}: {problem.what})"
            return _failed(loaded, "unverified", what, "Report it as a bug with the article.")
        if added.created or added.corrected or self._reread:
            self.tally.read += 1
        else:  # another ingest was faster
            self.tally.unchanged += 1
        self.tally.new_versions += added.created and added.version > 1
        self.tally.notice(loaded.path, loaded.article, loaded.notices)
        return None


def read_safely(loaded: Loaded, read: Reader) -> Reading | Failure:
    """Return the reading of an article, or why it cannot be read.

    Raises:
        PackError, KnowledgeError: if no article can be read, for a broken table.
    """
    try:
        return read(loaded.document)
    except (PackError, KnowledgeError):
        raise  # no fault of this article: the next one would fail alike
    except DragomanError as error:
        return _failed(loaded, "reading", str(error), "Mend that, then ingest it again.")
    except Exception as error:  # one article that breaks the reader must not stop the batch
        what = f"broke the reader ({type(error).__name__}: {error})"
        trace = traceback.format_exc()
        return _failed(loaded, "bug", what, "Report it as a bug with the article.", trace)


def surviving(outcomes: Iterator[Loaded | Failure], path: str) -> Iterator[Loaded | Failure]:
    """Yield `outcomes`; where a source breaks what loads it, a failure that ends them.

    Args:
        outcomes: what comes of one place.
        path: the place, as it was given.

    Raises:
        RecordError, PackError, KnowledgeError: no fault of this source.
    """
    try:
        yield from outcomes
    except (RecordError, PackError, KnowledgeError):
        raise
    except Exception as error:  # one source that breaks a parser must not stop the batch
        yield Failure(
            path=path,
            article=None,
            cause="bug",
            message=f"broke what loads it ({type(error).__name__}: {error})",
            advice="Report it as a bug with the file.",
            detail=traceback.format_exc(),
        )


def read_waiting(taker: Taker, record: Record, stop: Stop, tell: Callable[[str], None]) -> None:
    """Read the texts that waited for a pack which is now installed.

    Args:
        taker: takes them in.
        record: where they wait.
        stop: asks to leave off.
        tell: is told the address of each.
    """
    last = 0
    while some := record.intake.unread_in(installed_languages(), after=last):
        for waiting in some:
            if stop.asked:
                return
            last = waiting.id
            outcome = Loaded(
                document=waiting.document,
                path=waiting.address,
                article=None,
                address=waiting.address,
                origin=waiting.origin or Origin(format="text", place=waiting.address),
            )
            if taker.take(outcome) is None:
                record.intake.drop_unread(waiting.id)
            tell(waiting.address)


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
