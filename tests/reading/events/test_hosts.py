"""Nobody is a guest at home."""

import pytest

from dragoman.reading.events.hosts import with_hosts
from dragoman.types.event import Event, EventMention
from dragoman.types.span import Sourced, Span

WORDS = Span(start=0, end=5)
COUNTRIES = {"guest": "MLI", "minister": "RUS", "other": "RUS"}


def part(actor, confidence=0.9):
    return Sourced(value=actor, spans=(WORDS,), rule="judge", confidence=confidence)


def told(value):
    return Sourced(value=value, spans=(WORDS,), rule="judge", confidence=0.9)


def visit(*actors, recipients=(), place="Moscou", mode="visit"):
    return Event(
        id="e1",
        type=told("CONSULT"),
        mode=told(mode),
        status=told("actual"),
        actors=actors,
        recipients=recipients,
        place=told(place) if place else None,
        when=told("2019-06-25"),
        mentions=(EventMention(trigger=WORDS, sentence=WORDS, rule="visit"),),
    )


def sides(event):
    return [p.value for p in event.actors], [p.value for p in event.recipients]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        pytest.param(
            visit(part("guest"), part("minister")), (["guest"], ["minister"]), id="at home"
        ),
        pytest.param(
            visit(part("guest"), part("minister"), recipients=(part("other"), part("minister"))),
            (["guest"], ["other", "minister"]),
            id="named as host already",
        ),
        pytest.param(
            visit(part("guest"), part("minister"), place="Pékin"),
            (["guest", "minister"], []),
            id="both abroad",
        ),
        pytest.param(
            visit(part("guest"), part("minister"), place=None),
            (["guest", "minister"], []),
            id="nobody knows where",
        ),
        pytest.param(
            visit(part("minister"), part("other")), (["minister", "other"], []), id="a tour at home"
        ),
        pytest.param(
            visit(part("minister"), part("guest", 0.2)),
            (["minister", "guest"], []),
            id="an unlikely guest",
        ),
        pytest.param(
            visit(part("stranger"), part("minister")),
            (["stranger", "minister"], []),
            id="a guest of no known state",
        ),
        pytest.param(
            visit(part("guest"), part("minister"), mode="meet"),
            (["guest", "minister"], []),
            id="no visit",
        ),
    ],
)
def test_who_is_at_home_where_a_visit_leads_receives_it(event, expected, knowledge):
    assert sides(with_hosts(event, COUNTRIES, knowledge)) == expected


def test_a_host_says_what_told_it(knowledge):
    (host,) = with_hosts(visit(part("guest"), part("minister")), COUNTRIES, knowledge).recipients

    assert (host.rule, host.spans, host.confidence) == ("role.host", (WORDS,), 0.9)
