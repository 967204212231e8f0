"""The trained weights of a language pack, read once and checked."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.errors import PackError
from dragoman.languages.events_schema import Role
from dragoman.reading.events.scoring.choice import to_choice
from dragoman.reading.events.scoring.decide import Judge
from dragoman.reading.events.scoring.model import to_scorer

ROLES: tuple[Role, ...] = ("actor", "recipient")


@cache
def load_judge(language: str) -> Judge | None:
    """Return the judge of a language; None if its pack has no weights.

    Raises:
        PackError: if the weights are malformed.
    """
    file = files("dragoman.languages") / language / "models" / "events.json"
    if not file.is_file():
        return None
    try:
        return to_judge(json.loads(file.read_text(encoding="utf-8")))
    except (KeyError, ValueError, TypeError, IndexError) as broken:
        raise PackError(
            f"{language}/models/events.json does not hold a judge of events ({broken!r}). "
            "Train it again: python -m scripts.train.events."
        ) from broken


def to_judge(weights: dict[str, Any]) -> Judge:
    """Build the judge that `weights` describe."""
    return Judge(
        event=to_scorer(weights["event"]),
        sides={role: to_scorer(weights["sides"][role]) for role in ROLES},
        status=to_choice(weights["status"]),
        date=to_choice(weights["date"]),
        attributed=to_choice(weights["attributed"]),
        floor=float(weights["floor"]),
        floors={role: float(weights["floors"][role]) for role in ROLES},
    )
