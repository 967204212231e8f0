"""A map of the world in which the countries that matter stand out."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

WIDTH, HEIGHT = 1000, 452
"""Size of the drawing in its own units; the page scales it."""

_SHADES = 4


@dataclass(frozen=True, slots=True)
class Land:
    """One country.

    Attributes:
        code: ISO 3166-1 alpha-3, or a name for a land without one.
        path: its outline.
        shade: 0 for a country without events, 1 to 4 by how many it has, 5 for one
            that the page is about.
    """

    code: str
    path: str
    shade: int


@cache
def outlines() -> Mapping[str, str]:
    """Return the outline of every country by its code."""
    source = files("dragoman.surfaces.web") / "data" / "world.json"
    found = json.loads(source.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def draw_map(subjects: frozenset[str], counts: Mapping[str, int]) -> tuple[Land, ...] | None:
    """Return the map; None if neither a subject nor a counted country is on it.

    Args:
        subjects: codes of the countries that the page is about.
        counts: number of events by country.
    """
    shapes = outlines()
    if not any(code in shapes for code in (*subjects, *counts)):
        return None
    most = max((n for code, n in counts.items() if code in shapes), default=1)

    def shade(code: str) -> int:
        if code in subjects:
            return _SHADES + 1
        count = counts.get(code, 0)
        return (
            0 if not count else 1 + min(_SHADES - 1, round((_SHADES - 1) * (count / most) ** 0.5))
        )

    return tuple(Land(code, path, shade(code)) for code, path in shapes.items())
