"""Acts inside acts: what is only asked, promised or threatened is no event of its own."""

from dragoman.languages.events_schema import EventLexicon
from dragoman.reading.analysis import Analysis
from dragoman.reading.events.draft import Draft
from dragoman.reading.events.syntax import VERBAL


def outermost(
    analysis: Analysis, drafts: tuple[Draft, ...], lexicon: EventLexicon
) -> tuple[Draft, ...]:
    """Drop drafts that are only the content of a request, a promise or a threat.

    A finite clause below ("qui a attaqué") tells of an act of its own and stays.
    """
    holders = {draft.candidate.head.i: draft for draft in drafts if draft.type in lexicon.holding}
    return tuple(d for d in drafts if not _held(analysis, d, holders))


def _held(analysis: Analysis, draft: Draft, holders: dict[int, Draft]) -> bool:
    token = draft.candidate.head
    for above in analysis.ancestors(token):
        finite = token.pos in VERBAL and token.dep in ("acl:relcl", "parataxis", "ROOT", "conj")
        if finite and token.feat("VerbForm") != "Inf":
            return False
        if token.dep in ("nsubj", "nsubj:pass", "obl:mod", "advcl", "conj", "acl"):
            return False
        if above.i in holders and above.i != draft.candidate.head.i:
            return True
        token = above
    return False
