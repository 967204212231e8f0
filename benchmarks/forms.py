"""The JSON of readings as forms to be filled in: many times as fast as making each reading.

Each form is made of a reading's own types once, so that it has the form which readings have now.
"""

from typing import Any

import msgspec

from dragoman.types.actor import Actor, Mention
from dragoman.types.event import Event, EventMention
from dragoman.types.reading import Provenance, Reading
from dragoman.types.span import Sourced, Span

PROVENANCE = Provenance(dragoman="synthetic", pack="fr:0", knowledge="0", model="none")
"""What is said to have made the readings."""

_START, _END, _FROM, _TO = 900_000_001, 900_000_002, 900_000_003, 900_000_004  # stand for gaps
_PLACE = Span(_START, _END)
_SENTENCE = Span(_FROM, _TO)


class Form:
    """The JSON of a value with gaps.

    `fill` takes what is written in the gaps, by name.
    """

    def __init__(self, value: object, **gaps: object) -> None:
        """Leave gaps in `value` where `gaps`, by name, stand: texts, numbers or whole values."""
        form = _encode(value).replace("%", "%%")
        for name, gap in gaps.items():
            held = gap if isinstance(gap, str) else _encode(gap)
            assert held in form
            form = form.replace(held, f"%({name})s")
        self._form = form

    def fill(self, **given: str | int) -> str:
        """Return the JSON with every gap filled."""
        return self._form % given


def _encode(value: object) -> str:
    return msgspec.json.encode(value, order="deterministic").decode()


def _said(value: str) -> Sourced[Any]:
    return Sourced(value=value, spans=(_PLACE,), rule="made")


_MENTION = Mention(span=_PLACE, head=_PLACE, form="name", rule="made")
_ACTOR = Actor(
    id="@local",
    name=_said("@state"),
    kind=_said("state"),
    country=_said("@state"),
    entity=_said("@state"),
    mentions=(_MENTION,),
)
_EVENT = Event(
    id="@local",
    type=_said("@type"),
    status=_said("actual"),
    actors=(_said("@one"),),
    recipients=(_said("@other"),),
    when=_said("@day"),
    mentions=(EventMention(trigger=_PLACE, sentence=_SENTENCE, rule="made"),),
)
_READING = Reading(
    document="@document",
    published="@published",
    provenance=PROVENANCE,
    sentences=(_SENTENCE,),
    actors=(_ACTOR,),
    events=(_EVENT,),
)

span_form = Form(_SENTENCE, start=_FROM, end=_TO)
mention_form = Form(_MENTION, start=_START, end=_END)
actor_form = Form(_ACTOR, mentions=_MENTION, local="@local", state="@state", start=_START, end=_END)
event_form = Form(
    _EVENT,
    **{name: f"@{name}" for name in ("local", "type", "one", "other", "day")},
    start=_START,
    end=_END,
    first=_FROM,
    last=_TO,
)
reading_form = Form(
    _READING,
    document="@document",
    published="@published",
    actors=_ACTOR,
    events=_EVENT,
    sentences=_SENTENCE,
)
