"""Quotations of a dossier, each told once."""

from collections.abc import Iterable

from dragoman.knowledge.fold import fold
from dragoman.record.views import RecordedQuotation


def told_once(quotations: Iterable[RecordedQuotation]) -> tuple[RecordedQuotation, ...]:
    """Return `quotations` without those that another one tells.

    That is one with the same words of the same speaker in another article, and one whose
    words stand within another's in one article. Of two such the wider is kept, unless only
    the narrower names who speaks.
    """
    kept: list[RecordedQuotation] = []
    heard: set[tuple[str, str]] = set()
    for quotation in quotations:
        said = (_voice(quotation), fold(quotation.words))
        if said in heard:
            continue
        heard.add(said)
        rivals = [other for other in kept if _overlap(quotation, other)]
        if any(_better(rival, quotation) for rival in rivals):
            continue
        kept = [other for other in kept if other not in rivals]
        kept.append(quotation)
    return tuple(kept)


def _voice(quotation: RecordedQuotation) -> str:
    return quotation.speaker.entity if quotation.speaker else ""


def _overlap(one: RecordedQuotation, other: RecordedQuotation) -> bool:
    """Tell whether the words of one stand within those of the other in the same article."""
    if one.document.id != other.document.id:
        return False
    first, second = one.quotation.span, other.quotation.span
    return first.covers(second) or second.covers(first)


def _better(one: RecordedQuotation, other: RecordedQuotation) -> bool:
    """Tell whether `one` should be told rather than `other`, which it overlaps."""
    if _is_named(one) != _is_named(other):
        return _is_named(one)
    return one.quotation.span.covers(other.quotation.span)


def _is_named(quotation: RecordedQuotation) -> bool:
    """Tell whether a quotation says which person, or which body of a state, speaks."""
    return quotation.speaker is not None and quotation.speaker.kind != "state"
