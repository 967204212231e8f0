"""Articles read elsewhere while earlier ones are recorded; the order stays what it was."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from dragoman.reading.serialise import from_json, to_json
from dragoman.scale.engines import Engine, Pending
from dragoman.sources.outcome import Failure, Loaded
from dragoman.types.document import Document
from dragoman.types.reading import Reading

Item = TypeVar("Item")
_AHEAD = 4  # articles under way for each worker: long and short ones even out

_READERS: dict[tuple[str, tuple[Path, ...]], Callable[[Document], Reading]] = {}


@dataclass(frozen=True, slots=True)
class InstalledReader:
    """Reads with the installed packs, in whichever process; a model is loaded once in each.

    Attributes:
        files: what the user adds to the knowledge base.
    """

    files: tuple[Path, ...] = ()

    def __call__(self, document: Document) -> Reading:
        """Return the reading of `document`."""
        key = document.language, self.files
        if key not in _READERS:
            from dragoman.reading.read import load_reader  # loads spaCy

            _READERS[key] = load_reader(document.language, self.files)
        return _READERS[key](document)


class ReadingAhead:
    """A reader whose work is done by an engine, in advance where it can be foreseen."""

    def __init__(
        self,
        engine: Engine,
        read: Callable[[Document], Reading],
        needed: Callable[[Document], bool] = lambda _: True,
    ) -> None:
        """Read with `read`, which must pickle; in advance only what is `needed`."""
        self._engine, self._read, self._needed = engine, read, needed
        self._begun: dict[tuple[str | None, ...], Pending] = {}

    def __call__(self, document: Document) -> Reading:
        """Return the reading of `document`: the one under way, or a new one."""
        pending = self._begun.pop(_name(document), None)
        if pending is None:
            pending = self._engine.submit(_read_packed, self._read, document)
        packed = pending.result()
        assert isinstance(packed, bytes)
        return from_json(packed)

    def over(
        self, items: Iterator[Item], outcome_of: Callable[[Item], Loaded | Failure | None]
    ) -> Iterator[Item]:
        """Yield `items` in their order, and let what comes next be read meanwhile."""
        queue: deque[Item] = deque()
        for item in items:
            self._begin(outcome_of(item))
            queue.append(item)
            if len(queue) > _AHEAD * self._engine.workers:
                yield from self._next(queue, outcome_of)
        while queue:
            yield from self._next(queue, outcome_of)

    def _begin(self, outcome: Loaded | Failure | None) -> None:
        if not isinstance(outcome, Loaded) or not outcome.readable:
            return
        name = _name(outcome.document)
        if name not in self._begun and self._needed(outcome.document):
            self._begun[name] = self._engine.submit(_read_packed, self._read, outcome.document)

    def _next(
        self, queue: "deque[Item]", outcome_of: Callable[[Item], Loaded | Failure | None]
    ) -> Iterator[Item]:
        item = queue.popleft()
        yield item
        outcome = outcome_of(item)
        if isinstance(outcome, Loaded):  # a copy, say: nobody asked for its reading
            unasked = self._begun.pop(_name(outcome.document), None)
            if unasked is not None:
                unasked.cancel()


def _read_packed(read: Callable[[Document], Reading], document: Document) -> bytes:
    """Return a reading as JSON: unpacked ten times as fast as what pickle makes of it."""
    return to_json(read(document))


def _name(document: Document) -> tuple[str | None, ...]:
    """Return what a reading depends on."""
    return document.sha256, document.published, document.title, document.language
