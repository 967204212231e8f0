"""The record that the pages show, with what they ask for again and again kept at hand."""

import gc
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from dragoman.dossier.actor import ActorDossier, actor_dossier
from dragoman.dossier.entry import Dossier, Side
from dragoman.dossier.pair import pair_dossier
from dragoman.dossier.parties import usual_names
from dragoman.dossier.sides import SameSideError, side_with_id
from dragoman.dossier.sketch import Sketch, sketch_actor, sketch_pair
from dragoman.knowledge import Knowledge
from dragoman.record.store import Record
from dragoman.record.survey import ActiveSide
from dragoman.record.views import DocumentInfo, EntityInfo

Answer = TypeVar("Answer")
_MOST_KEPT = 64


class Library:
    """One record and its answers. Answers are forgotten when the record changes.

    Attributes:
        record: the open record.
        knowledge: names states and organisations.
    """

    def __init__(self, record: Record, knowledge: Knowledge) -> None:
        self.record = record
        self.knowledge = knowledge
        self._kept: OrderedDict[object, Any] = OrderedDict()
        self._names: dict[str, tuple[str, ...]] = {}
        self._lock = threading.Lock()

    def stamp(self) -> str:
        """Return what changes whenever the record does."""
        return self.record.stamp()

    def keep(self, key: object, answer: Callable[[], Answer]) -> Answer:
        """Return what `answer` gives, worked out once for each state of the record."""
        whole = (self.stamp(), key)
        with self._lock:
            if whole in self._kept:
                self._kept.move_to_end(whole)
                return self._kept[whole]  # type: ignore[no-any-return]
        with _uncollected():
            found = answer()
        with self._lock:
            self._kept[whole] = found
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return found

    def names(self, language: str) -> tuple[str, ...]:
        """Return what the states and organisations of the knowledge base are called, in order.

        Unlike what is kept of the record, this stands whatever is judged.
        """
        if language not in self._names:
            known = self.knowledge
            ids = (*known.states, *known.organisations)
            found = {usual_names(known, id).get(language, "") for id in ids} - {""}
            self._names[language] = tuple(sorted(found))
        return self._names[language]

    def sides(self) -> tuple[ActiveSide, ...]:
        """Return everybody who takes part in a fact, the most active first."""
        return self.keep("sides", self.record.survey.sides)

    def entities(self) -> tuple[EntityInfo, ...]:
        """Return every entity of the record, the most named first."""
        return self.keep("entities", self.record.entities)

    def documents(self) -> tuple[DocumentInfo, ...]:
        """Return the newest version of every article, in order of recording."""
        return self.keep("documents", self.record.documents)

    def side(self, wanted: str) -> Side:
        """Return the side with this id or name.

        Raises:
            NameNotFoundError: if there is none.
        """
        return side_with_id(wanted, self.knowledge, self.entities)

    def pair(self, one: Side, other: Side) -> Dossier:
        """Return the dossier of two sides.

        Raises:
            SameSideError: if both are one side.
        """
        if one.ids & other.ids:
            raise SameSideError(one.id, other.id)
        return self.keep(
            ("pair", one.id, other.id),
            lambda: pair_dossier(self.record, self.knowledge, one, other),
        )

    def sketch(self, one: Side, other: Side | None = None) -> Sketch:
        """Return the sketched dossier of two sides, or of one.

        Raises:
            SameSideError: if both are one side.
        """
        if other is None:
            return self.keep(
                ("sketch", one.id), lambda: sketch_actor(self.record, self.knowledge, one)
            )
        if one.ids & other.ids:
            raise SameSideError(one.id, other.id)
        return self.keep(
            ("sketch", one.id, other.id),
            lambda: sketch_pair(self.record, self.knowledge, one, other),
        )

    def prepare(self, pairs: int) -> None:
        """Sketch the dossiers of the most active pairs, and what all pages need.

        Args:
            pairs: how many.
        """
        for pair in self.record.survey.pairs(pairs):
            one, other = self.side(pair.one), self.side(pair.other)
            if not one.ids & other.ids:
                self.sketch(one, other)
        self.documents()

    def actor(self, side: Side) -> ActorDossier:
        """Return the dossier of one side."""
        return self.keep(
            ("actor", side.id), lambda: actor_dossier(self.record, self.knowledge, side)
        )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector of cycles from walking what is being made: answers hold none.

    It would take a third of the time of an answer of thousands of values.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def library_at(where: str | Path, knowledge: Knowledge) -> Library:
    """Return the library on the record at `where`.

    Raises:
        RecordError: if there is no record there.
    """
    from dragoman.record.store import open_record

    # What is known stays for as long as the pages do. Walked again at each collection, it would
    # cost a page of thousands of events a third of its time.
    gc.collect()
    gc.freeze()
    return Library(open_record(where, create=False), knowledge)
