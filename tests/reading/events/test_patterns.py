"""Every pattern finds its sentences and ignores its others."""

import pytest

from dragoman.knowledge import load_knowledge
from dragoman.languages.events_schema import Finds, Ignores, Pattern
from dragoman.reading.actors import find_actors
from dragoman.reading.analysis import Token
from dragoman.reading.events import find_drafts, prepare
from dragoman.reading.events.candidates import find_candidates
from dragoman.reading.events.filters import is_idle
from dragoman.reading.events.gazetteer import load_gazetteer
from dragoman.reading.events.lexicon import load_predicates
from dragoman.reading.events.roles import find_roles
from dragoman.reading.events.status import find_status
from dragoman.types.document import Document

PREDICATES = load_predicates("fr")
FINDS = [
    pytest.param(pattern, case, id=f"{pattern.id}:{case.text}")
    for pattern in PREDICATES.lexicon.patterns
    for case in pattern.finds
]
IGNORES = [
    pytest.param(pattern, case, id=f"{pattern.id}:{case.text}")
    for pattern in PREDICATES.lexicon.patterns
    for case in pattern.ignores
]


def read(pattern, text, parse):
    """Return (status, actor heads, recipient heads) of each telling by `pattern`."""
    analysis = parse(text)
    gazetteer = load_gazetteer("fr", load_knowledge())

    def accept(token: Token, role: str) -> bool:
        return token.pos not in ("ADJ", "VERB") or gazetteer.demonym(token) is not None

    found = []
    for group in find_candidates(analysis, PREDICATES, sparing=False):
        candidate = next((c for c in group if c.entry.pattern.id == pattern.id), None)
        if candidate is None:
            continue
        status = find_status(analysis, candidate, PREDICATES)
        if status is None or is_idle(analysis, candidate, status, PREDICATES.lexicon):
            continue
        roles = find_roles(analysis, candidate, PREDICATES, accept=accept)
        found.append(
            (
                status.status,
                [filler.head for filler in roles.actors],
                [filler.head for filler in roles.recipients],
            )
        )
    return found


def names(heads: list[Token], expected: tuple[str, ...], text: str) -> list[str]:
    """Return for each head the expected words that hold it, or the head itself."""
    spans = [(text.find(words), text.find(words) + len(words), words) for words in expected]
    return [
        next((w for start, end, w in spans if start <= head.start < end), head.text)
        for head in heads
    ]


@pytest.mark.parametrize(("pattern", "case"), FINDS)
def test_pattern_finds(pattern: Pattern, case: Finds, parse):
    found = read(pattern, case.text, parse)

    assert found, "no trigger matched"
    status, actors, recipients = found[0]
    if case.actors:
        assert names(actors, case.actors, case.text) == list(case.actors)
    if case.recipients:
        assert names(recipients, case.recipients, case.text) == list(case.recipients)
    assert case.status in (None, status)


@pytest.mark.parametrize(("pattern", "case"), IGNORES)
def test_pattern_ignores(pattern: Pattern, case: Ignores, parse, knowledge):
    analysis = parse(case.text)
    document = Document(id="test", text=case.text, published="2024-05-02")
    actors = find_actors(analysis, document=document, times=(), knowledge=knowledge)

    reader = prepare(
        analysis, document=document, actors=actors, times=(), quotations=(), knowledge=knowledge
    )

    # What the pack alone takes for an event: the trained judge weighs, and may err.
    found = {draft.candidate.entry.pattern.id for draft in find_drafts(reader)}
    assert pattern.id not in found
