"""What came into a record beside its readings: copies, unread texts, originals, archives."""

from collections.abc import Callable, Iterable
from functools import cached_property

from sqlalchemy import select

from dragoman.record.archives import (
    ArchiveState,
    drop_mark,
    list_marks,
    read_archive,
    read_mark,
    write_archive,
    write_mark,
)
from dragoman.record.assemble import document_info
from dragoman.record.copies import (
    Copy,
    Twin,
    find_same,
    find_twin,
    is_copy,
    list_copies,
    sign_older,
    write_copy,
)
from dragoman.record.database import Database
from dragoman.record.origins import Kept, list_kept, read_origin, write_origin
from dragoman.record.tables import documents
from dragoman.record.unread import Unread, count_unread, drop_unread, list_unread, write_unread
from dragoman.record.views import DocumentInfo
from dragoman.record.watching import Watching
from dragoman.sources.origin import Origin
from dragoman.types.document import Document

_AT_ONCE = 500
_MANNER = "manner/"
_TAKEN = "taken/"
_FEW = 50


class Intake:
    """What came in, in one record. Every method is one transaction."""

    def __init__(self, database: Database, now: Callable[[], str]) -> None:
        self._database = database
        self._now = now

    @cached_property
    def watching(self) -> Watching:
        """What watching feeds keeps."""
        return Watching(self._database)

    # Copies

    def find_twin(self, document: Document, *, address: str | None) -> Twin | None:
        """Return the recorded document that `document` is one dispatch with, if any."""
        with self._database.reading() as connection:
            return find_twin(connection, document, address=address)

    def link_same(self, document: Document, *, address: str) -> bool:
        """Link this address to the recorded document with the very same text elsewhere.

        False if the text is recorded at this address, or was linked before.
        """
        with self._database.reading() as connection:
            twin = find_same(connection, document, address=address)
            if twin is None or is_copy(connection, document, address=address):
                return False
        return self.add_copy(document, address=address, twin=twin)

    def add_copy(self, document: Document, *, address: str, twin: Twin) -> bool:
        """Link a copy that is not read to its twin; False if that was done before."""
        with self._database.writing() as connection:
            return write_copy(
                connection, document, address=address, twin=twin, added_at=self._now()
            )

    def is_copy(self, document: Document, *, address: str) -> bool:
        """Tell whether this very text at this address is linked as a copy."""
        with self._database.reading() as connection:
            return is_copy(connection, document, address=address)

    def copies(self, document: int | None = None) -> tuple[Copy, ...]:
        """Return the copies of the document with that number, or all, in the order they came."""
        with self._database.reading() as connection:
            return list_copies(connection, document)

    # Unread

    def add_unread(self, document: Document, *, address: str, origin: Origin | None = None) -> bool:
        """Keep a text in a language that no pack reads; False if it was kept before."""
        now = self._now()
        with self._database.writing() as connection:
            return write_unread(connection, document, address=address, added_at=now, origin=origin)

    def unread(self) -> dict[str, int]:
        """Return how many texts wait for a pack, by language, the most frequent first."""
        with self._database.reading() as connection:
            return count_unread(connection)

    def unread_in(self, languages: Iterable[str], *, after: int = 0) -> tuple[Unread, ...]:
        """Return some texts in `languages` that wait, those behind the number `after`."""
        with self._database.reading() as connection:
            return list_unread(connection, languages, after=after, most=_FEW)

    def drop_unread(self, id: int) -> None:
        """Forget a waiting text, because it is now read."""
        with self._database.writing() as connection:
            drop_unread(connection, id)

    # Origins

    def origin(self, document: int, *, whole: bool = False) -> Origin | None:
        """Return where the document with that number was taken from; None if not known.

        Args:
            document: its number.
            whole: whether to give the page it was extracted from, too.
        """
        with self._database.reading() as connection:
            return read_origin(connection, document, whole=whole)

    def set_origin(self, document: int, origin: Origin) -> None:
        """Note where the document with that number was taken from."""
        with self._database.writing() as connection:
            write_origin(connection, document, origin)

    def kept(self, *, after: int, extractor: str) -> tuple[Kept, ...]:
        """Return some documents behind number `after` that another extractor extracted."""
        with self._database.reading() as connection:
            return list_kept(connection, after=after, extractor=extractor)

    def documents_after(self, document: int) -> tuple[DocumentInfo, ...]:
        """Return some documents that were recorded after the one with that number, in order."""
        query = select(documents).where(documents.c.id > document)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(documents.c.id).limit(_AT_ONCE))
            return tuple(document_info(row) for row in rows)

    # Archives

    def archive(self, path: str) -> ArchiveState | None:
        """Return how far the archive at `path` has been taken in; None if it never was."""
        with self._database.reading() as connection:
            return read_archive(connection, path)

    def set_archive(self, path: str, state: ArchiveState) -> None:
        """Note how far the archive at `path` has been taken in."""
        with self._database.writing() as connection:
            write_archive(connection, path, state)

    # Lists of pages

    def taken(self, path: str) -> frozenset[str]:
        """Return the pages listed at `path` that a run took before it was broken off."""
        with self._database.reading() as connection:
            return frozenset(list_marks(connection, f"{_TAKEN}{path} "))

    def set_taken(self, path: str, address: str) -> None:
        """Note that the page at `address`, listed at `path`, was taken."""
        with self._database.writing() as connection:
            write_mark(connection, f"{_TAKEN}{path} {address}", self._now())

    def forget_taken(self, path: str) -> None:
        """Forget which pages listed at `path` were taken: all were dealt with."""
        for address in self.taken(path):
            with self._database.writing() as connection:
                drop_mark(connection, f"{_TAKEN}{path} {address}")

    # Failures

    def manners(self) -> dict[str, str]:
        """Return how what failed was taken, by path, as `scale.manner` writes it."""
        with self._database.reading() as connection:
            return list_marks(connection, _MANNER)

    def set_manner(self, path: str, manner: str | None) -> None:
        """Note how what failed at `path` was taken; None if in the usual way."""
        with self._database.reading() as connection:
            if read_mark(connection, _MANNER + path) == manner:
                return
        with self._database.writing() as connection:
            if manner is None:
                drop_mark(connection, _MANNER + path)
            else:
                write_mark(connection, _MANNER + path, manner)

    def sign_older(self) -> int:
        """Make documents findable by likeness that an older dragoman recorded; how many."""
        signed = 0
        while True:
            with self._database.writing() as connection:
                some = sign_older(connection, most=_AT_ONCE)
            signed += some
            if some < _AT_ONCE:
                return signed
