"""One of several values, by a linear model read from plain arrays."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from dragoman.reading.events.scoring.model import Features, Floats


@dataclass(frozen=True)
class Choice:
    """Tells which of several values is likeliest.

    Attributes:
        values: the values.
        columns: feature name to its column.
        weights: one row a value.
        bias: one number a value.
    """

    values: tuple[str, ...]
    columns: dict[str, int]
    weights: Floats
    bias: Floats

    def odds(self, row: Features) -> dict[str, float]:
        """Return the probability of each value."""
        known = [
            (column, value)
            for name, value in row.items()
            if (column := self.columns.get(name)) is not None
        ]
        score = self.bias.copy()
        if known:
            columns, values = zip(*known, strict=True)
            told = self.weights.T[list(columns)] * np.array(values, dtype=np.float32)[:, None]
            score = np.vstack([score, told]).sum(axis=0)
        odds = np.exp(score - score.max())
        odds /= odds.sum()
        return dict(zip(self.values, (float(p) for p in odds), strict=True))

    def choose(self, row: Features) -> str:
        """Return the likeliest value."""
        odds = self.odds(row)
        return max(self.values, key=lambda value: odds[value])


def to_choice(data: dict[str, Any]) -> Choice:
    """Build a choice from the form that the weights file keeps.

    Raises:
        KeyError, ValueError: if the data are not of that form.
    """
    choice = Choice(
        values=tuple(data["values"]),
        columns={name: n for n, name in enumerate(data["names"])},
        weights=np.asarray(data["weights"], dtype=np.float32),
        bias=np.asarray(data["bias"], dtype=np.float32),
    )
    if choice.weights.shape != (len(choice.values), len(choice.columns)):
        raise ValueError(f"weights of shape {choice.weights.shape} do not fit")
    return choice
