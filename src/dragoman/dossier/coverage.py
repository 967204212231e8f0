"""What the record covers: the caveat of every answer about what it does not hold."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.dossier.entry import Side
from dragoman.record.coverage import documents_naming
from dragoman.record.store import Record
from dragoman.record.views import DocumentInfo
from dragoman.types.edtf import bounds

_MOST_PUBLISHERS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """How many articles there are, and from when to when.

    Attributes:
        articles: how many, each address once.
        undated: those of them whose date of publication is not known.
        first, last: ISO days of the earliest and the latest publication; None if none
            is dated.
    """

    articles: int
    undated: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What an answer rests on.

    Attributes:
        whole: all articles of the record.
        naming: those that name every side asked for; the same as `whole` if none is.
        publishers: the most frequent publishers of `whole` with their articles.
        other_publishers: how many more publishers there are.
    """

    whole: Span
    naming: Span
    publishers: tuple[tuple[str, int], ...]
    other_publishers: int


def coverage_of(record: Record, sides: Iterable[Side] = ()) -> Coverage:
    """Return what `record` covers, and how much of it names all `sides`."""
    everything = record.documents()
    ids = [side.ids for side in sides]
    return cover(everything, documents_naming(record, *ids) if ids else everything)


def cover(everything: Sequence[DocumentInfo], naming: Sequence[DocumentInfo]) -> Coverage:
    """Return what all articles cover, and how many name those asked for."""
    counts = Counter(info.publisher for info in everything if info.publisher)
    most = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return Coverage(
        whole=span_of(everything),
        naming=span_of(naming),
        publishers=tuple(most[:_MOST_PUBLISHERS]),
        other_publishers=max(0, len(most) - _MOST_PUBLISHERS),
    )


def span_of(articles: Iterable[DocumentInfo]) -> Span:
    """Return how many articles there are, and from when to when."""
    held = tuple(articles)
    dates = [bounds(info.published) for info in held if info.published]
    firsts = [first for first, _ in dates if first is not None]
    lasts = [last for _, last in dates if last is not None]
    return Span(
        articles=len(held),
        undated=len(held) - len(dates),
        first=min(firsts).isoformat() if firsts else None,
        last=max(lasts).isoformat() if lasts else None,
    )
