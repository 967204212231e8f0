"""Which entries of a dossier are wanted, as a page's filters say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dragoman.dossier.entry import Entry
from dragoman.dossier.summary import side_of
from dragoman.types.edtf import bounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is asked of entries; everything given must hold.

    Attributes:
        since, until: EDTF dates between which an entry may lie; None for all.
        side: "cooperation" or "conflict"; None for both and for milestones.
        types: PLOVER types; empty for all.
        statuses: statuses; empty for all.
        sources: told by at least so many articles.
        words: words that its evidence must contain, case aside; "" for any.
    """

    since: str | None = None
    until: str | None = None
    side: str | None = None
    types: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    sources: int = 1
    words: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it lets everything through."""
        return self == Choice()


def choose(entries: Iterable[Entry], choice: Choice) -> tuple[Entry, ...]:
    """Return the entries that fit `choice`, in their order."""
    if choice.is_open:
        return tuple(entries)
    since = bounds(choice.since)[0] if choice.since else None
    until = bounds(choice.until)[1] if choice.until else None
    words = choice.words.casefold().split()
    kept = []
    for entry in entries:
        if choice.types and entry.type not in choice.types:
            continue
        if choice.statuses and entry.status not in choice.statuses:
            continue
        if entry.sources < choice.sources:
            continue
        if choice.side and side_of(entry) != choice.side:
            continue
        if (since or until) and not _within(entry, since, until):
            continue
        if words and not _tells(entry, words):
            continue
        kept.append(entry)
    return tuple(kept)


def _within(entry: Entry, since: date | None, until: date | None) -> bool:
    first, last = bounds(entry.when) if entry.when else (None, None)
    if first is None and last is None:
        return False
    late_enough = since is None or last is None or last >= since
    return late_enough and (until is None or first is None or first <= until)


def _tells(entry: Entry, words: list[str]) -> bool:
    """Tell whether the evidence or the participants of an entry contain all `words`."""
    told = [passage.text for evidence in entry.evidence for passage in evidence.passages]
    told += [
        name for p in (*entry.actors, *entry.recipients) for name in (p.name, *p.names.values())
    ]
    text = " ".join(told).casefold()
    return all(word in text for word in words)
