"""Quality on real news does not fall below benchmarks/floors.json."""

from pathlib import Path

import pytest

from benchmarks import floors, quality
from dragoman.reading.read import read

# Read apart, so that two workers share them.
PARTS = ((*quality.JOINT.split("+"), quality.JOINT), ("held-out",), ("timebank-open", "seed"))


@pytest.mark.parametrize("names", PARTS, ids="+".join)
def test_no_figure_falls_below_its_floor(names, shared: Path, analyser, knowledge):
    scores = quality.measure(
        shared,
        lambda document: read(document, analyser=analyser, knowledge=knowledge),
        tuple(name for name in names if name != quality.JOINT),
    )

    assert floors.fallen(quality.headline(scores), names) == ()


def test_every_floor_is_held_by_some_part():
    assert {name for names in PARTS for name in names} == set(floors.load_floors())


def test_only_fallen_floors_are_lowered_and_each_is_told(monkeypatch):
    held = {"seed": {"detect": 0.8, "dyad": 0.7, "place": 0.5}}
    monkeypatch.setattr(floors, "load_floors", lambda: held)

    eased, moved = floors.lowered({"seed": {"detect": 0.75, "dyad": 0.9}}, slack=0.01)

    assert eased == {"seed": {"detect": 0.74, "dyad": 0.7, "place": 0.5}}
    assert moved == ("seed detect: 0.800 -> 0.740",)
