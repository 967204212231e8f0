"""Floors: figures that CI does not let fall."""

import json
from collections.abc import Iterable
from pathlib import Path

FLOORS = Path(__file__).with_name("floors.json")


def load_floors() -> dict[str, dict[str, float]]:
    """Return the least F1 or accuracy allowed, by set and figure."""
    floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text("utf-8"))
    return floors


def fallen(
    headline: dict[str, dict[str, float]], names: Iterable[str] | None = None
) -> tuple[str, ...]:
    """Return a line for every figure below its floor, and for every floor not measured.

    Args:
        headline: figures by set.
        names: of the sets to look at; None for all that have floors.
    """
    lines = []
    every = load_floors()
    for name in every if names is None else names:
        floors = every[name]
        for figure, floor in floors.items():
            reached = headline.get(name, {}).get(figure)
            if reached is None:
                lines.append(f"{name} {figure}: not measured, floor {floor:.3f}")
            elif reached < floor:
                lines.append(f"{name} {figure}: {reached:.3f} is below its floor {floor:.3f}")
    return tuple(lines)


def raised(headline: dict[str, dict[str, float]], *, slack: float) -> dict[str, dict[str, float]]:
    """Return floors lifted to `slack` below what was reached; none is ever lowered."""
    floors = load_floors() if FLOORS.exists() else {}
    return {
        name: {
            figure: round(max(reached - slack, floors.get(name, {}).get(figure, 0.0)), 3)
            for figure, reached in figures.items()
        }
        for name, figures in headline.items()
    }


def lowered(
    headline: dict[str, dict[str, float]], *, slack: float
) -> tuple[dict[str, dict[str, float]], tuple[str, ...]]:
    """Return the floors with the fallen ones at `slack` below what was reached, and what moved.

    Only for a change that is worth it where it counts; the caller writes down why.
    """
    floors = {name: dict(figures) for name, figures in load_floors().items()}
    moved = []
    for name, figures in floors.items():
        for figure, floor in figures.items():
            reached = headline.get(name, {}).get(figure)
            if reached is not None and reached < floor:
                figures[figure] = round(reached - slack, 3)
                moved.append(f"{name} {figure}: {floor:.3f} -> {figures[figure]:.3f}")
    return floors, tuple(moved)
