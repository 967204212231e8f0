"""The trained reader of context of a language pack, read once and checked."""

from functools import cache
from typing import Any

import numpy as np

from dragoman.reading.context.encoder import Encoder
from dragoman.reading.context.layers import Layer, to_run
from dragoman.reading.context.pieces import to_pieces
from dragoman.reading.context.weights import Floats, to_rows, unpack
from dragoman.reading.events.scoring.insight import Context, Matcher
from dragoman.reading.events.scoring.marks import MARKS
from dragoman.reading.events.scoring.weights import load_model

Json = dict[str, Any]


@cache
def load_context(language: str) -> Context | None:
    """Return the reader of context of a language; None if its pack has none.

    Raises:
        PackError: if the weights are malformed.
    """
    return load_model(language, "context", to_context)


def to_context(weights: Json) -> Context:
    """Build the reader of context that `weights` describe.

    Raises:
        KeyError, ValueError: if they are not of that form.
    """
    encoder = weights["encoder"]
    heads = weights["heads"]
    words = to_rows(encoder["words"])
    if len(words) != len(weights["pieces"]):
        raise ValueError(f"{len(words)} rows for {len(weights['pieces'])} pieces")
    return Context(
        pieces=to_pieces(weights["pieces"], weights["scores"], int(weights["unknown"])),
        begin=int(weights["begin"]),
        end=int(weights["end"]),
        encoder=Encoder(
            words=words,
            places=_floats(encoder["places"]),
            norm=_pair(encoder["norm"]),
            marks=_marks(encoder["marks"]),
            layers=to_run(
                (_to_layer(layer) for layer in encoder["layers"]),
                width=words.whole.shape[1],
                heads=int(encoder["heads"]),
                marked=int(encoder["marked"]),
            ),
        ),
        trigger=_pair(heads["trigger"]),
        sides=_to_matcher(heads["sides"]),
        dates=_to_matcher(heads["dates"]),
        word=_pair(heads["word"]),
        same=_pair(heads["same"]),
        alike=_pair(heads["alike"]),
    )


def _marks(data: Any) -> Floats:
    rows = _floats(data)
    if len(rows) != MARKS:
        raise ValueError(f"{len(rows)} rows for {MARKS} marks")
    return rows


def _to_layer(data: Json) -> Layer:
    def dense(name: str) -> tuple[Floats, Floats]:
        packed, bias = data[name]
        # Kept outputs x inputs; the product wants inputs x outputs.
        return unpack(packed).T, _floats(bias)

    first, second, third, fourth = (_floats(norm) for norm in data["norms"])
    return Layer(
        into=dense("into"),
        out=dense("out"),
        up=dense("up"),
        down=dense("down"),
        norms=(first, second, third, fourth),
    )


def _to_matcher(data: Json) -> Matcher:
    return Matcher(
        head=_floats(data["head"]),
        word=_floats(data["word"]),
        bias=_floats(data["bias"]),
        kinds=_floats(data["kinds"]) if data["kinds"] is not None else None,
        ways=_floats(data["ways"]),
        out=_pair(data["out"]),
    )


def _pair(data: Any) -> tuple[Floats, Floats]:
    first, second = data
    return _floats(first), _floats(second)


def _floats(data: Any) -> Floats:
    return np.asarray(data, dtype=np.float32)
