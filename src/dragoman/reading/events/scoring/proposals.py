"""Every draft worth judging: those the rules take, and those they turn down."""

from dataclasses import replace

from dragoman.reading.events.candidates import find_candidates
from dragoman.reading.events.completion import complete
from dragoman.reading.events.draft import Draft
from dragoman.reading.events.judge import Reader, propose
from dragoman.reading.events.nesting import outermost


def find_proposals(reader: Reader) -> tuple[Draft, ...]:
    """Return the drafts of every trigger, in text order, one of each type a trigger has.

    Drafts that the rules turn down say why in `doubts`.
    """
    taken: list[Draft] = []
    doubted: list[Draft] = []
    for group in find_candidates(reader.analysis, reader.predicates):
        drafts = [propose(reader, candidate) for candidate in group]
        best = next((draft for draft in drafts if not draft.doubts), None)
        types = set()
        if best is not None:
            taken.append(best)
            types.add(best.type)
        for draft in drafts:
            if draft.type not in types:
                types.add(draft.type)
                doubted.append(_doubt(draft, "second") if best is not None else draft)
    outer = outermost(reader.analysis, tuple(taken), reader.predicates.lexicon)
    kept = complete(reader, outer)
    inner = _others(tuple(taken), outer, "nested")
    unfilled = _others(outer, kept, "unfilled")
    rest = sorted((*inner, *unfilled, *doubted), key=lambda d: d.candidate.head.i)
    filled = complete(reader, tuple(rest))
    known = {id(draft.candidate) for draft in filled}
    rest = [*filled, *(draft for draft in rest if id(draft.candidate) not in known)]
    order = sorted(enumerate((*kept, *rest)), key=lambda pair: (pair[1].candidate.head.i, pair[0]))
    return tuple(draft for _, draft in order)


def _others(all: tuple[Draft, ...], some: tuple[Draft, ...], doubt: str) -> tuple[Draft, ...]:
    known = {id(draft.candidate) for draft in some}
    return tuple(_doubt(draft, doubt) for draft in all if id(draft.candidate) not in known)


def _doubt(draft: Draft, doubt: str) -> Draft:
    return replace(draft, doubts=(*draft.doubts, doubt))
