"""What came into a record beside its readings: copies and families of one dispatch."""

from collections.abc import Callable, Iterable

from dragoman.record.copies import (
    Copy,
    Twin,
    find_twin,
    is_copy,
    list_copies,
    list_families,
    sign_older,
    write_copy,
)
from dragoman.record.database import Database
from dragoman.types.document import Document

_AT_ONCE = 500


class Intake:
    """What came in, in one record. Every method is one transaction."""

    def __init__(self, database: Database, now: Callable[[], str]) -> None:
        self._database = database
        self._now = now

    # Copies

    def find_twin(self, document: Document, *, address: str | None) -> Twin | None:
        """Return the recorded document that `document` is one dispatch with, if any."""
        with self._database.reading() as connection:
            return find_twin(connection, document, address=address)

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

    def families(self, documents: Iterable[int] | None = None) -> dict[int, int]:
        """Return document number to the first document of its family of near-copies.

        A document that is like no earlier one is not in it. Families of read documents
        and `copies` together say how often one dispatch appeared.
        """
        with self._database.reading() as connection:
            return list_families(connection, documents)

    def sign_older(self) -> int:
        """Make documents findable by likeness that an older dragoman recorded; how many."""
        signed = 0
        while True:
            with self._database.writing() as connection:
                some = sign_older(connection, most=_AT_ONCE)
            signed += some
            if some < _AT_ONCE:
                return signed
