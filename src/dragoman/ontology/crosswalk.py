"""Events as PLOVER and CAMEO code them, by their own rules."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, Field

from dragoman.ontology import MILESTONE
from dragoman.ontology.model import Quad, load_ontology

_DONE = ("actual", "ongoing")
_INTENT = "AGREE"


class Crosswalk(BaseModel):
    """The tables of the crosswalk.

    Attributes:
        intentions: CAMEO code of a planned event, by type; cooperation only.
        acts: CAMEO code of an act of ours, where it says more than type and mode.
        goldstein: score of CAMEO codes, in -10..10; a code that is missing has that
            of the code above it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    intentions: dict[str, str]
    acts: dict[str, str]
    goldstein: dict[str, float] = Field(min_length=20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """One event in the codes of others.

    Attributes:
        type: PLOVER type.
        mode: PLOVER mode; None if none applies.
        quad: PLOVER quadrant.
        score: PLOVER score, in -10..10.
        cameo: CAMEO code.
        goldstein: Goldstein score of that code, in -10..10.
    """

    type: str
    mode: str | None
    quad: Quad
    score: float
    cameo: str
    goldstein: float


@cache
def load_crosswalk() -> Crosswalk:
    """Return the crosswalk; a malformed table raises pydantic's ValidationError."""
    text = (files("dragoman.ontology") / "crosswalk.yaml").read_text(encoding="utf-8")
    return Crosswalk.model_validate(yaml.safe_load(text))


def goldstein(code: str) -> float:
    """Return the Goldstein score of a CAMEO code; KeyError if its root is unknown."""
    table = load_crosswalk().goldstein
    while code not in table and len(code) > 2:
        code = code[:-1]
    return table[code]


def why_not_coded(type: str, status: str) -> str | None:
    """Return why PLOVER and CAMEO do not code such an event; None if they do.

    "milestone": they have no such type. "not_done": it is proposed, denied, failed or
    hypothetical. "planned_conflict": they have no rule for conflict that is planned.
    """
    if type == MILESTONE:
        return "milestone"
    if status in _DONE:
        return None
    if status != "planned":
        return "not_done"
    return None if type in load_crosswalk().intentions else "planned_conflict"


def code(type: str, mode: str | None, act: str | None, status: str) -> Coded:
    """Return an event as PLOVER and CAMEO code it.

    Planned cooperation becomes AGREE, without a mode.

    Raises:
        ValueError: if they do not code it; see `why_not_coded`.
    """
    reason = why_not_coded(type, status)
    if reason is not None:
        raise ValueError(f"{type} with status {status} is not coded: {reason}")
    tables, ontology = load_crosswalk(), load_ontology()
    if status == "planned":
        cameo, type, mode = tables.intentions[type], _INTENT, None
    else:
        refines = {entry.id: entry.type for entry in ontology.acts}
        own = tables.acts.get(act) if act and refines.get(act) == type else None
        cameo = own or ontology.cameo(type, mode) or ""
    entry = ontology.type(type)
    return Coded(
        type=type,
        mode=mode,
        quad=entry.quad,
        score=entry.score,
        cameo=cameo,
        goldstein=goldstein(cameo),
    )
