"""Quality on real news does not fall below benchmarks/floors.json."""

from pathlib import Path

from benchmarks import floors, quality
from dragoman.reading.read import read


def test_no_figure_falls_below_its_floor(shared: Path, analyser, knowledge):
    scores = quality.measure(
        shared, lambda document: read(document, analyser=analyser, knowledge=knowledge)
    )

    assert floors.fallen(quality.headline(scores)) == ()
