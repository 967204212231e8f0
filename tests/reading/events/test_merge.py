"""What several tellings of one happening say together."""

from dataclasses import replace

import pytest

from dragoman.reading.events.candidates import find_candidates
from dragoman.reading.events.draft import Draft
from dragoman.reading.events.lexicon import load_predicates
from dragoman.reading.events.merge import merge, merge_apart
from dragoman.reading.events.status import StatusReading
from dragoman.types.span import Sourced, Span

TEXT = "Le ministre a décidé la reprise des visites. Les visites reprendront le 4 octobre."
PUBLISHED = "2024-09-23"


def telling(candidate, status, when=None):
    dated = Sourced(value=when, spans=(Span(0, 2),), rule="test") if when else None
    return Draft(
        candidate=candidate,
        status=StatusReading(status=status, rule="test"),
        actors=(),
        recipients=(),
        when=dated,
        confidence=0.8,
    )


@pytest.fixture
def two(parse):
    analysis = parse(TEXT)
    candidate = next(group[0] for group in find_candidates(analysis, load_predicates("fr")))
    return analysis, candidate


def merged(two, one, other, published=PUBLISHED):
    analysis, candidate = two
    drafts = (telling(candidate, *one), telling(candidate, *other))
    (event,) = merge(analysis, drafts, (0, 0), published)
    return event.status.value, event.when.value if event.when is not None else None


def test_what_is_dated_after_its_publication_has_not_happened(two):
    told = ("actual",), ("planned", "2024-10-04")

    assert merged(two, *told) == ("planned", "2024-10-04")


@pytest.mark.parametrize("published", ["2024-10-05", "2024-10", None])
def test_what_was_planned_and_may_have_happened_did(two, published):
    told = ("actual",), ("planned", "2024-10-04")

    assert merged(two, *told, published) == ("actual", "2024-10-04")


def test_what_was_denied_stays_denied_whatever_its_date(two):
    told = ("denied",), ("planned", "2024-10-04")

    assert merged(two, *told) == ("denied", "2024-10-04")


def test_a_telling_far_less_sure_has_no_say_in_the_status(two):
    analysis, candidate = two
    sure = telling(candidate, "planned", "2024-10-04")
    doubtful = replace(telling(candidate, "actual"), confidence=0.3)
    (event,) = merge(analysis, (sure, doubtful), (0, 0), PUBLISHED)

    assert event.status.value == "planned"


def test_parts_of_an_event_bear_its_name(two):
    analysis, candidate = two
    drafts = (
        telling(candidate, "actual"),
        telling(candidate, "actual", "2019"),
        telling(candidate, "planned", "2024-10-04"),
    )

    whole = merge(analysis, drafts, (7, 3, 3), PUBLISHED)
    parts = merge_apart(analysis, drafts, (0, 1, 2), (7, 3, 3), PUBLISHED)

    assert [event.id for event in whole] == ["e1", "e2"]
    assert [event.id for event in parts] == ["e1", "e2", "e2"]
    assert [event.when and event.when.value for event in parts] == [None, "2019", "2024-10-04"]
