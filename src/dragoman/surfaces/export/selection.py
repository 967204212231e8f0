"""Which facts are exported, and the count of what was written and what was left out."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from dragoman.record.filters import Filters
from dragoman.record.store import Record
from dragoman.record.streaming import Order, Told
from dragoman.record.views import (
    DocumentInfo,
    RecordedAgreement,
    RecordedClaim,
    RecordedEvent,
    RecordedQuotation,
)
from dragoman.types.reading import Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Some facts of a record, read as they are asked for.

    Attributes:
        record: the open record.
        filters: what must hold of each fact; everything if empty.
        per_article: whether each article's telling of a happening is given, instead of one
            for each happening.
        language: ISO 639-1 code of the words that some forms put to an event.
    """

    record: Record
    filters: Filters = field(default_factory=Filters)
    per_article: bool = False
    language: str = "en"

    @property
    def only_events(self) -> bool:
        """Whether what is asked for can be no other kind of fact: a type or a status is."""
        return bool(self.filters.get("types") or self.filters.get("statuses"))

    def events(self, order: Order = "document") -> Iterator[Told[RecordedEvent]]:
        """Yield the events: one for each happening, or one for each telling."""
        return self.record.streaming.facts(
            "E", order=order, once=not self.per_article, **self.filters
        )

    def tellings(self) -> Iterator[Told[RecordedEvent]]:
        """Yield every article's telling of every event."""
        return self.record.streaming.facts("E", **self.filters)

    def quotations(self, order: Order = "document") -> Iterator[Told[RecordedQuotation]]:
        """Yield the quotations; none where only events are meant."""
        return self._others("Q", order)

    def agreements(self, order: Order = "document") -> Iterator[Told[RecordedAgreement]]:
        """Yield the agreements; none where only events are meant."""
        return self._others("G", order)

    def claims(self, order: Order = "document") -> Iterator[Told[RecordedClaim]]:
        """Yield the claims of uniqueness; none where only events are meant."""
        return self._others("C", order)

    def _others(self, kind: str, order: Order) -> Iterator[Told[Any]]:
        if self.only_events:
            return iter(())
        return self.record.streaming.facts(kind, order=order, **self.filters)

    def documents(self) -> Iterator[tuple[DocumentInfo, Provenance]]:
        """Yield the documents that tell any of them."""
        return self.record.streaming.documents(**self.filters)


@dataclass(slots=True)
class Tally:
    """What became of the facts of one export; filled while it runs.

    Attributes:
        written: how many rows, records or entries were written.
        left_out: how many facts were not, by reason (a key of the catalogue below
            ``export.left_out``).
    """

    written: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
