"""Where an annotation of others stands: the event whose words its selectors point at."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from dragoman.errors import UnknownNameError
from dragoman.record.store import Record
from dragoman.types.span import Span

_HASH = "urn:sha256:"


class Places:
    """Finds events of a record by article and words."""

    def __init__(self, record: Record) -> None:
        self._record = record

    @cached_property
    def _documents(self) -> Mapping[str, int]:
        """Number of each document by its address and by the hash of its text."""
        found: dict[str, int] = {}
        for document in self._record.documents(superseded=True):
            found[f"{_HASH}{document.sha256}"] = document.id
            if document.url:
                found[document.url] = document.id  # the newest version comes last
        return found

    def holds(self, fact: str) -> bool:
        """Tell whether the record holds a fact with exactly this id."""
        try:
            return self._record.fact(fact).fact == fact
        except UnknownNameError:
            return False

    def find(self, target: Mapping[str, Any]) -> str | None:
        """Return the id of the event that `target` of an annotation points at; None if none.

        Its trigger is the nearest to the words pointed at, or its sentence holds them.
        """
        key = self._document(target)
        if key is None:
            return None
        span = _locate(self._record.text(key), list(_selectors(target)))
        if span is None:
            return None
        best: tuple[int, str] | None = None
        for event in self._record.events(document=key, superseded=True):
            for mention in event.event.mentions:
                if mention.trigger.overlaps(span):
                    rank = 0
                elif mention.sentence.overlaps(span):
                    rank = 1 + abs(mention.trigger.start - span.start)
                else:
                    continue
                best = min(best or (rank, event.fact), (rank, event.fact))
        return best[1] if best else None

    def _document(self, target: Mapping[str, Any]) -> int | None:
        source = target.get("source")
        names = [source.get("id") if isinstance(source, dict) else source, target.get("id")]
        states = target.get("state")
        for state in states if isinstance(states, list) else [states]:
            if isinstance(state, dict):
                names.insert(0, state.get("cached"))
        for name in names:
            if isinstance(name, str) and name in self._documents:
                return self._documents[name]
        return None


def _selectors(target: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the selectors of a target, the finer ones first."""
    held = target.get("selector")
    for selector in held if isinstance(held, list) else [held]:
        if isinstance(selector, dict):
            if isinstance(inner := selector.get("refinedBy"), dict):
                yield inner
            yield selector


def _locate(text: str, selectors: list[Mapping[str, Any]]) -> Span | None:
    """Return the words that selectors point at: by quotation first, by offsets else."""
    position = next((s for s in selectors if s.get("type") == "TextPositionSelector"), None)
    start, end = (position or {}).get("start"), (position or {}).get("end")
    told = isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)
    for selector in selectors:
        exact = selector.get("exact")
        if selector.get("type") != "TextQuoteSelector" or not isinstance(exact, str) or not exact:
            continue
        prefix, suffix = str(selector.get("prefix") or ""), str(selector.get("suffix") or "")
        places = []
        at = text.find(exact)
        while at >= 0:
            after = at + len(exact)
            fits = text[:at].endswith(prefix) + text[after:].startswith(suffix)
            far = abs(at - start) if told else at  # type: ignore[operator]
            places.append((-fits, far, at))
            at = text.find(exact, at + 1)
        if places:
            found = min(places)[2]
            return Span(found, found + len(exact))
        return None
    return Span(start, end) if told else None  # type: ignore[arg-type]
