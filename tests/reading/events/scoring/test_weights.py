"""Weights written and read again."""

import numpy as np
import pytest

from dragoman.errors import PackError
from dragoman.reading.events.scoring import weights

NESTED = {"floor": 0.4, "names": ["a", "é"], "layers": [[np.eye(2), np.array([0.5])]]}


def test_weights_come_back_as_written(tmp_path):
    weights.write_weights(tmp_path / "w.npz", NESTED)

    found = weights.read_weights(tmp_path / "w.npz")

    assert (found["floor"], found["names"]) == (0.4, ["a", "é"])
    assert found["layers"][0][0].tolist() == [[1, 0], [0, 1]]
    assert found["layers"][0][1].tolist() == [0.5]


def test_the_same_weights_are_the_same_bytes(tmp_path):
    for name in ("one.npz", "two.npz"):
        weights.write_weights(tmp_path / name, NESTED)

    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


def test_a_broken_file_says_how_to_mend_it(tmp_path, monkeypatch):
    (tmp_path / "yy" / "models").mkdir(parents=True)
    (tmp_path / "yy" / "models" / "events.npz").write_bytes(b"no weights")
    monkeypatch.setattr(weights, "files", lambda _package: tmp_path)

    with pytest.raises(PackError, match="Train it again"):
        weights.load_judge("yy")
