"""The vocabulary of events, loaded from its tables and checked in full."""

from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from dragoman.ontology import MILESTONE

Quad = Literal["verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"]


class _Checked(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class EventType(_Checked):
    """One PLOVER event type.

    Attributes:
        id: its name, such as "CONSULT".
        quad: PLOVER quadrant: verbal or material, cooperation or conflict.
        score: Goldstein value of its CAMEO root, in -10..10.
        cameo: CAMEO code it maps to when no mode is known.
        modes: each mode with the CAMEO code it maps to.
    """

    id: str
    quad: Quad
    score: float = Field(ge=-10, le=10)
    cameo: str = Field(pattern=r"^\d{2,4}$")
    modes: dict[str, str]


class Act(_Checked):
    """A finer code of ours below a PLOVER type."""

    id: str
    type: str
    about: str


class Term(_Checked):
    """A word of the vocabulary and what it means."""

    id: str
    about: str


class Ontology(_Checked):
    """Everything an event may be said to be.

    Attributes:
        types: the 16 PLOVER types.
        contexts, sectors: PLOVER's lists.
        acts: our refinements of PLOVER types.
        milestones: acts of MILESTONE events.
        statuses: whether an event happened.
        stages: how far an agreement has got.
    """

    types: tuple[EventType, ...]
    contexts: frozenset[str]
    sectors: frozenset[str]
    acts: tuple[Act, ...]
    milestones: tuple[Term, ...]
    statuses: tuple[Term, ...]
    stages: tuple[str, ...]

    def type(self, id: str) -> EventType:
        """Return the PLOVER type called `id`; KeyError if there is none."""
        for event_type in self.types:
            if event_type.id == id:
                return event_type
        raise KeyError(id)

    def cameo(self, type: str, mode: str | None) -> str | None:
        """Return the CAMEO code of a type and mode; None for milestones."""
        if type == MILESTONE:
            return None
        event_type = self.type(type)
        return event_type.modes.get(mode, event_type.cameo) if mode else event_type.cameo

    def allows(self, type: str, mode: str | None = None, act: str | None = None) -> bool:
        """Tell whether a type may carry a mode and an act."""
        if type == MILESTONE:
            return mode is None and act in {term.id for term in self.milestones}
        known = {event_type.id: event_type for event_type in self.types}
        if type not in known or (mode is not None and mode not in known[type].modes):
            return False
        return act is None or act in {entry.id for entry in self.acts}


@cache
def load_ontology() -> Ontology:
    """Return the ontology; a malformed table raises pydantic's ValidationError."""
    tables: dict[str, object] = {}
    for name in ("plover.yaml", "additions.yaml"):
        text = (files("dragoman.ontology") / name).read_text(encoding="utf-8")
        tables.update(yaml.safe_load(text))
    return Ontology.model_validate(tables)
