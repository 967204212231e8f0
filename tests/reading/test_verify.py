from dataclasses import replace

import pytest

from dragoman.reading.verify import verify
from dragoman.types.actor import Actor, Mention
from dragoman.types.document import Document
from dragoman.types.event import Event, EventMention
from dragoman.types.reading import Provenance, Reading
from dragoman.types.span import Sourced, Span

DOCUMENT = Document(id="1", text="Le Togo a condamné l'attaque à Lomé.")
TOGO, VERB, PLACE, WHOLE = Span(3, 7), Span(8, 18), Span(31, 35), Span(0, 36)


def sourced(value, span, **more):
    return Sourced(value=value, spans=(span,), rule="test", **more)


ACTOR = Actor(
    id="a1",
    name=sourced("Togo", TOGO),
    kind=sourced("state", TOGO),
    mentions=(Mention(span=TOGO, head=TOGO, form="name", rule="test"),),
)
EVENT = Event(
    id="e1",
    type=sourced("ACCUSE", VERB),
    status=sourced("actual", VERB),
    actors=(sourced("a1", TOGO),),
    place=sourced("Lomé", PLACE),
    mentions=(EventMention(trigger=VERB, sentence=WHOLE, rule="test"),),
)
READING = Reading(
    document=DOCUMENT.sha256,
    published=None,
    provenance=Provenance(dragoman="0", pack="fr:0", knowledge="0", model="none"),
    sentences=(WHOLE,),
    actors=(ACTOR,),
    events=(EVENT,),
)


def with_event(**changes) -> Reading:
    return replace(READING, events=(replace(EVENT, **changes),))


def test_a_sound_reading_has_no_problems():
    assert verify(READING, DOCUMENT) == ()


UNSOUND = [
    (replace(READING, document="0" * 64), "document"),
    (replace(READING, sentences=(Span(0, 99),)), "sentences[0]"),
    (with_event(place=sourced("Lome", PLACE)), "events[0].place"),
    (with_event(actors=(sourced("a9", TOGO),)), "e1.actors"),
    (with_event(when=sourced("2022-13", VERB)), "e1"),
    (with_event(type=Sourced(value="ACCUSE", spans=(), rule="test")), "events[0].type"),
    (with_event(type=sourced("ACCUSE", VERB, confidence=1.2)), "events[0].type"),
]


@pytest.mark.parametrize(("reading", "where"), UNSOUND)
def test_what_the_text_does_not_bear_out_is_found(reading, where):
    assert where in {problem.where for problem in verify(reading, DOCUMENT)}
