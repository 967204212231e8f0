"""The record: readings of many documents in one place, and the questions it answers."""

import zlib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack, cast

from dragoman.errors import UnknownNameError
from dragoman.record.asking import asking_of
from dragoman.record.assemble import assemble, documents_of, every_document, texts_of
from dragoman.record.database import migrate, open_database
from dragoman.record.entities import list_entities, list_judgements
from dragoman.record.filters import Filters
from dragoman.record.rooms import Rooms
from dragoman.record.views import (
    Added,
    AnyFact,
    Counts,
    DocumentInfo,
    EntityInfo,
    FailureGroup,
    Health,
    RecordedAgreement,
    RecordedClaim,
    RecordedEvent,
    RecordedFailure,
    RecordedQuotation,
)

if TYPE_CHECKING:
    from dragoman.record.copying import Copied
    from dragoman.record.pair_facts import PairFacts
    from dragoman.sources.origin import Origin
    from dragoman.types.document import Document
    from dragoman.types.entity import Judgement
    from dragoman.types.reading import Reading

Clock = Callable[[], datetime]
_KINDS = ("E", "Q", "G", "C")
_SHORTEST_PREFIX, _NEAR_AMONG = 4, 100_000
_BEGINNING = "SELECT id FROM facts WHERE id >= :first AND id < :beyond ORDER BY id LIMIT 4"
_OF_KINDS = "SELECT id FROM facts WHERE kind IN ({kinds}) LIMIT :most"
_TEXT = "SELECT text FROM texts WHERE document = :key"
_READING = "SELECT body FROM readings WHERE document = :key"


def utc_now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


def open_record(
    where: str | Path, *, create: bool = True, clock: Clock = utc_now, patience: float = 60.0
) -> "Record":
    """Open the record at `where`; use it in a `with`, or close it.

    Args:
        where: a file, or an address such as "postgresql://user@host/press".
        create: whether to make an empty record if there is none.
        clock: tells the time that is written beside what is recorded.
        patience: seconds to wait while another program writes.

    Raises:
        RecordError: if it cannot be opened; says why and what to do.
    """
    return Record(open_database(where, create=create, patience=patience), clock)


class Record(Rooms):
    """An open record. Every method is one transaction; facts come in order of time."""

    def __enter__(self) -> "Record":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file, or of the server."""
        self._database.close()

    @property
    def name(self) -> str:
        """The file, or the address on a server without its password."""
        return self._database.name

    # Writing

    def find(self, document: "Document", *, address: str | None = None) -> Added | None:
        """Return where the text of `document` is recorded; None if it is not."""
        from dragoman.record.writing import find_version

        with self._database.reading() as connection:
            return find_version(connection, document, address=address)

    def add(
        self,
        document: "Document",
        reading: "Reading",
        *,
        address: str | None = None,
        replace: bool = False,
        origin: "Origin | None" = None,
    ) -> Added:
        """Record a document and its reading, all or nothing.

        A text that is already recorded changes nothing, unless its address now gives
        it another date or title: then what was recorded of it is corrected. A new text
        at a known address becomes its newest version; the older ones stay.

        Args:
            document: the document.
            reading: its reading.
            address: what versions of one article share; the document's URL if None.
            replace: put this reading in the place of the one recorded for this text.
            origin: where the document was taken from; None to leave that as it is.

        Raises:
            UnverifiedError: if the reading does not fit the text.
            RecordError: if the record cannot be written.
        """
        from dragoman.record.writing import add_document

        return add_document(
            self._database, document, reading,
            address=address, replace=replace, origin=origin, now=self._now(),
        )  # fmt: skip

    # Facts

    def events(self, **filters: Unpack[Filters]) -> tuple[RecordedEvent, ...]:
        """Return the events that fit every filter; see `Filters`."""
        return cast("tuple[RecordedEvent, ...]", self._facts("E", filters))

    def quotations(self, **filters: Unpack[Filters]) -> tuple[RecordedQuotation, ...]:
        """Return the quotations that fit every filter; see `Filters`."""
        return cast("tuple[RecordedQuotation, ...]", self._facts("Q", filters))

    def agreements(self, **filters: Unpack[Filters]) -> tuple[RecordedAgreement, ...]:
        """Return the agreements that fit every filter; see `Filters`."""
        return cast("tuple[RecordedAgreement, ...]", self._facts("G", filters))

    def claims(self, **filters: Unpack[Filters]) -> tuple[RecordedClaim, ...]:
        """Return the claims of uniqueness that fit every filter; see `Filters`."""
        return cast("tuple[RecordedClaim, ...]", self._facts("C", filters))

    def _facts(self, kind: str, filters: Filters) -> tuple[AnyFact, ...]:
        from dragoman.record.queries import find_ids  # loads SQLAlchemy

        with self._database.reading() as connection:
            return assemble(asking_of(connection), kind, find_ids(connection, kind, filters))

    def pair(
        self,
        one: frozenset[str],
        other: frozenset[str],
        *,
        since: str | None = None,
        until: str | None = None,
    ) -> "PairFacts":
        """Return all facts between two sides, and around them; see `PairFacts`.

        Args:
            one, other: ids that count as each side.
            since, until: EDTF dates that the facts must lie between; None for all.
        """
        from dragoman.record.pair_facts import read_pair

        return read_pair(self._database, (one, other), since=since, until=until)

    def tellings(self, happenings: Iterable[str]) -> tuple[RecordedEvent, ...]:
        """Return the events that tell of `happenings`, each in its article."""
        from dragoman.record.pair_facts import read_tellings

        with self._database.asking() as asking:
            return read_tellings(asking, happenings)

    def fact(self, name: str) -> AnyFact:
        """Return the fact with id `name`, or the only one whose id begins so.

        Raises:
            UnknownNameError: if there is none, or more than one; names near ids.
        """
        wanted = name.strip()
        wanted = wanted[:1].upper() + wanted[1:].lower()
        # A happening or an accord is named by the fact that tells of it first.
        wanted = {"H": "E", "T": "G"}.get(wanted[:1], wanted[:1]) + wanted[1:]
        with self._database.asking() as asking:
            ids = [row[0] for row in asking.rows(_BEGINNING, first=wanted, beyond=wanted + "~")]
            if wanted in ids:
                ids = [wanted]
            if len(ids) == 1 and len(wanted) >= _SHORTEST_PREFIX + 2:
                return assemble(asking, ids[0][0], ids)[0]
            if not ids:
                from rapidfuzz import process  # takes a while to load

                kinds = [wanted[:1]] if wanted[:1] in _KINDS else _KINDS
                held = [row[0] for row in asking.rows(_OF_KINDS, kinds=kinds, most=_NEAR_AMONG)]
                ids = sorted(match[0] for match in process.extract(wanted, held, limit=3))
        if not ids:
            raise UnknownNameError(f"there is no fact {name!r}: the record holds none of its kind.")
        raise UnknownNameError(f"there is no fact {name!r}. Near ids: {', '.join(ids)}.")

    # Documents

    def families(self, documents: Iterable[int] | None = None) -> dict[int, int]:
        """Return document number to the first document of its family of near-copies.

        A document that is like no earlier one is not in it. Families of read documents
        and `Intake.copies` together say how often one dispatch appeared.
        """
        from dragoman.record.families import list_families

        with self._database.asking() as asking:
            return list_families(asking, documents)

    def documents(self, *, superseded: bool = False) -> tuple[DocumentInfo, ...]:
        """Return the documents in order of recording, older versions only if asked for."""
        with self._database.asking() as asking:
            return every_document(asking, superseded=superseded)

    def document(self, key: int) -> DocumentInfo:
        """Return the document with number `key`.

        Raises:
            UnknownNameError: if there is none.
        """
        with self._database.asking() as asking:
            found = documents_of(asking, [key])
        if key not in found:
            raise UnknownNameError(f"there is no document {key} in {self.name}.")
        return found[key]

    def text(self, key: int) -> str:
        """Return the frozen text of the document with number `key`.

        Raises:
            UnknownNameError: if there is no such document.
        """
        return str(self._of_document(key, _TEXT))

    def texts(self, keys: Iterable[int]) -> dict[int, str]:
        """Return the frozen texts of documents by their numbers."""
        with self._database.asking() as asking:
            return texts_of(asking, sorted(set(keys)))

    def reading(self, key: int) -> "Reading":
        """Return the whole reading of the document with number `key`, as people say it is.

        Raises:
            UnknownNameError: if there is no such document.
        """
        from dragoman.reading.serialise import from_json
        from dragoman.record.moves import as_moved

        packed = self._of_document(key, _READING)
        with self._database.reading() as connection:
            return as_moved(connection, from_json(zlib.decompress(packed)))

    def _of_document(self, key: int, query: str) -> Any:
        with self._database.asking() as asking:
            rows = asking.rows(query, key=key)
        if not rows:
            raise UnknownNameError(f"there is no document {key} in {self.name}.")
        return rows[0][0]

    # Entities

    def entities(self) -> tuple[EntityInfo, ...]:
        """Return every entity that takes part in the record, the most named first."""
        with self._database.asking() as asking:
            return list_entities(asking)

    def judgements(self, subject: str) -> "tuple[Judgement, ...]":
        """Return the decisions of identity on one actor or fact, oldest first."""
        with self._database.asking() as asking:
            return list_judgements(asking, subject)

    def add_failure(
        self,
        *,
        path: str,
        cause: str,
        message: str,
        advice: str,
        article: str | None = None,
        detail: str | None = None,
    ) -> None:
        """Keep one article that could not be recorded, in the place of its last failure.

        The arguments are the attributes of `RecordedFailure`.
        """
        from dragoman.record.failures import write_failure

        failure = RecordedFailure(
            path=path,
            article=article,
            cause=cause,
            message=message,
            advice=advice,
            detail=detail,
            at=self._now(),
        )
        with self._database.writing() as connection:
            write_failure(connection, failure)

    def clear_failures(self, path: str, article: str | None = None) -> None:
        """Forget the failures of one file, or of one article in it: it is tried again."""
        from dragoman.record.failures import drop_failures, has_failures

        with self._database.reading() as connection:
            kept = has_failures(connection, path)
        if kept:
            with self._database.writing() as connection:
                drop_failures(connection, path, article)

    def failures(self) -> tuple[FailureGroup, ...]:
        """Return what could not be recorded, by cause, the most frequent cause first."""
        from dragoman.record.failures import list_failures

        with self._database.reading() as connection:
            return list_failures(connection)

    def start_run(self) -> int:
        """Note that an ingest begins; return its number."""
        from dragoman.record.failures import start_run

        with self._database.writing() as connection:
            return start_run(connection, self._now())

    def end_run(
        self, run: int, *, read: int, unchanged: int, new_versions: int, failed: int, stopped: bool
    ) -> None:
        """Note that ingest `run` has ended, with what it did."""
        from dragoman.record.failures import end_run

        values = {"read": read, "unchanged": unchanged, "new_versions": new_versions}
        values |= {"failed": failed, "interrupted": stopped}
        with self._database.writing() as connection:
            end_run(connection, run, self._now(), values)

    # The record as a whole

    def counts(self) -> Counts:
        """Return how much the record holds."""
        from dragoman.record.state import count

        with self._database.reading() as connection:
            return count(connection)

    def copy_to(self, other: "Record", tell: Callable[[str, int], None]) -> "Copied":
        """Copy everything into the empty record `other`, all or nothing; see `copy_record`."""
        from dragoman.record.copying import copy_record

        return copy_record(self._database, other._database, tell=tell)

    def take_back(self, format: str) -> None:
        """Bring the record to an older format; then close it. See `database.migrate`."""
        migrate(self._database, format)

    def stamp(self) -> str:
        """Return what changes whenever the record does, and may change when it does not."""
        from dragoman.record.state import stamp

        return stamp(self._database)

    def health(self) -> Health:
        """Return the state of the record, after the engine's own full checks."""
        from dragoman.record.state import examine

        return examine(self._database)
