"""Quality on real news does not fall below benchmarks/floors.json."""

from pathlib import Path

from benchmarks import floors, quality
from dragoman.reading.read import read


def test_no_figure_falls_below_its_floor(shared: Path, analyser, knowledge):
    scores = quality.measure(
        shared, lambda document: read(document, analyser=analyser, knowledge=knowledge)
    )

    assert floors.fallen(quality.headline(scores)) == ()


def test_only_fallen_floors_are_lowered_and_each_is_told(monkeypatch):
    held = {"seed": {"detect": 0.8, "dyad": 0.7, "place": 0.5}}
    monkeypatch.setattr(floors, "load_floors", lambda: held)

    eased, moved = floors.lowered({"seed": {"detect": 0.75, "dyad": 0.9}}, slack=0.01)

    assert eased == {"seed": {"detect": 0.74, "dyad": 0.7, "place": 0.5}}
    assert moved == ("seed detect: 0.800 -> 0.740",)
