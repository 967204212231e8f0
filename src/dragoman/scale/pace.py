"""How far a long run has got, how fast it goes, and how long it may still take."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from dragoman.sources.opening import Meter
from dragoman.sources.outcome import Failure
from dragoman.sources.places import Place

Phase = Literal["finding", "catching_up", "reading", "loading", "indexing", "resolving", "done"]

_WINDOW = 30.0
_UNKNOWN_SIZE = 100_000
_NOT_QUITE = 0.999


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far an ingest or a load has got.

    Attributes:
        phase: "finding" files, "catching_up" with texts that waited for a pack,
            "reading", "loading" what was read elsewhere and "indexing" it, "resolving" what
            the articles tell together, and "done" once.
        done: articles dealt with; while finding, files found.
        fraction: share of the bytes that are dealt with; 1 only when all is done; None
            if that is not known.
        rate: articles per second, lately; None before the first.
        left: seconds that are left at the present pace; None if not known.
        path: the file in hand.
    """

    phase: Phase
    done: int
    fraction: float | None
    rate: float | None
    left: float | None
    path: str


class Pace:
    """Measures a run by the bytes of its files: articles need not be counted beforehand."""

    def __init__(self, tell: Callable[[Progress], None], timer: Callable[[], float]) -> None:
        self._tell, self._timer = tell, timer
        self._sizes: dict[int, int] = {}
        self._finished = 0
        self._total = 0
        self._places = 0
        self._certain = True
        self._done = 0
        self._current: tuple[Place | Failure, Meter] | None = None
        self._marks: deque[tuple[float, int, float]] = deque()

    def plan(self, found: Iterable[Place | Failure]) -> None:
        """Take in what there is to do."""
        for place in found:
            self._total += _size(place)
            self._places += 1
            self._certain = self._certain and not _is_open_ended(place)
        self._marks.append((self._timer(), 0, 0.0))

    def begin(self, place: Place | Failure, meter: Meter | None = None) -> Meter:
        """Begin with one file; return the meter that its reader is to move, or moves already."""
        meter = meter or Meter()
        self._current = (place, meter)
        return meter

    def end(self) -> None:
        """Be done with the file in hand."""
        if self._current is not None:
            self._finished += _size(self._current[0])
            self._current = None

    def count(self, phase: Phase, path: str) -> None:
        """Count one more article, and tell."""
        self._done += 1
        self.tell(phase, path)

    def tell(self, phase: Phase, path: str, done: int | None = None) -> None:
        """Tell how far it is."""
        if phase == "finding":
            self._tell(
                Progress(
                    phase=phase, done=done or 0, fraction=None, rate=None, left=None, path=path
                )
            )
            return
        now = self._timer()
        bytes_done = self._finished + (_dealt_with(*self._current) if self._current else 0)
        self._marks.append((now, self._done, bytes_done))
        while len(self._marks) > 2 and self._marks[0][0] < now - _WINDOW:
            self._marks.popleft()
        since, done_then, bytes_then = self._marks[0]
        spent = now - since
        rate = (self._done - done_then) / spent if spent > 0 and self._done else None
        fraction: float | None = None
        left: float | None = None
        if phase == "done":
            fraction = 1.0
        elif phase == "reading" and self._total and self._is_measured():
            fraction = min(bytes_done / self._total, _NOT_QUITE)
            speed = (bytes_done - bytes_then) / spent if spent > 0 else 0.0
            if speed > 0 and (self._certain or self._places == 1):
                left = (self._total - bytes_done) / speed
        self._tell(
            Progress(
                phase=phase, done=self._done, fraction=fraction, rate=rate, left=left, path=path
            )
        )

    def _is_measured(self) -> bool:
        """Tell whether the share that is done is known: not of one thing without an end."""
        if self._places != 1 or self._current is None:
            return True
        place, meter = self._current
        return not _is_open_ended(place) or meter.parts > 0


class Counted:
    """Measures a run of so many articles."""

    def __init__(
        self, total: int, tell: Callable[[Progress], None], timer: Callable[[], float]
    ) -> None:
        self._total, self._tell, self._timer = total, tell, timer
        self._done = 0
        self._begun = timer()

    def count(self, articles: int) -> None:
        """Count `articles` more as loaded, and tell."""
        self._done += articles
        self.tell("loading")

    def tell(self, phase: Phase) -> None:
        """Tell how far it is."""
        spent = self._timer() - self._begun
        rate = self._done / spent if spent > 0 and self._done else None
        loading = phase == "loading" and self._total > 0
        self._tell(
            Progress(
                phase=phase,
                done=self._done,
                fraction=min(self._done / self._total, _NOT_QUITE) if loading else None,
                rate=rate,
                left=max(0, self._total - self._done) / rate if loading and rate else None,
                path="",
            )
        )


def _dealt_with(place: Place | Failure, meter: Meter) -> float:
    """Return how many of the bytes that a place counts for are dealt with."""
    size = _size(place)
    if meter.parts:
        return size * meter.part / meter.parts
    return 0 if _is_open_ended(place) else min(meter.read, size)


def _is_open_ended(place: Place | Failure) -> bool:
    """Tell whether nobody knows beforehand how much a place holds."""
    return isinstance(place, Place) and not place.size and (place.is_address or place.is_input)


def _size(place: Place | Failure) -> int:
    if isinstance(place, Failure):
        return 1
    if place.is_address or place.is_input:
        return _UNKNOWN_SIZE
    return max(1, place.size)
