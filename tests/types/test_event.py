"""Who is told of as taking part, of all whom a reading thinks of."""

import pytest

from dragoman.types.event import Event, EventMention, likely_parts
from dragoman.types.span import Sourced, Span

WORD = Span(0, 6)


def side(**odds: float) -> tuple[Sourced[str], ...]:
    return tuple(
        Sourced(value=id, spans=(WORD,), rule="test", confidence=p) for id, p in odds.items()
    )


def told(
    type: str,
    actors: dict[str, float],
    recipients: dict[str, float] | None = None,
    *,
    mode: str | None = None,
    act: str | None = None,
):
    event = Event(
        id="e1",
        type=Sourced(value=type, spans=(WORD,), rule="test"),
        mode=Sourced(value=mode, spans=(WORD,), rule="test") if mode else None,
        act=Sourced(value=act, spans=(WORD,), rule="test") if act else None,
        status=Sourced(value="actual", spans=(WORD,), rule="test"),
        actors=side(**actors),
        recipients=side(**(recipients or {})),
        mentions=(EventMention(trigger=WORD, sentence=WORD, rule="test"),),
    )
    return tuple([part.value for part in parts] for parts in likely_parts(event))


def test_who_is_unlikely_is_not_told_of():
    assert told("RETREAT", {"france": 0.9, "putin": 0.23}, {"mali": 0.8, "niger": 0.39}) == (
        ["france"],
        ["mali"],
    )


def test_who_is_likely_is_told_of():
    assert told("SANCTION", {"eu": 0.9, "uk": 0.5}) == (["eu", "uk"], [])


def test_the_likeliest_of_a_side_always_stands_for_it():
    assert told("ACCUSE", {"rwanda": 0.2, "congo": 0.3}, {"m23": 0.1}) == (["congo"], ["m23"])


@pytest.mark.parametrize(
    ("type", "mode", "act", "found"),
    [
        ("CONSULT", None, None, ["mali", "chad"]),
        ("CONSULT", "visit", "visit", ["mali"]),
        ("SUPPORT", None, "agreement.signed", ["mali", "chad"]),
        ("SUPPORT", None, "ties.opened", ["mali", "chad"]),
        ("SUPPORT", None, None, ["mali"]),
        ("RETREAT", "ceasefire", None, ["mali", "chad"]),
        ("RETREAT", "withdraw", None, ["mali"]),
    ],
)
def test_what_takes_two_names_two(type, mode, act, found):
    assert told(type, {"mali": 0.8, "togo": 0.2, "chad": 0.3}, mode=mode, act=act)[0] == found


def test_who_is_told_of_keeps_the_order_of_the_reading():
    assert told("CONSULT", {"togo": 0.6, "mali": 0.9}) == (["togo", "mali"], [])


def test_a_visit_needs_one_guest_only():
    assert told("CONSULT", {"lavrov": 0.9, "diop": 0.3}, {"mali": 0.9}) == (["lavrov"], ["mali"])


def test_an_event_of_nobody_stays_one_of_nobody():
    assert told("PROTEST", {}) == ([], [])
