"""Turns a trained encoder and its heads into the weights that `load_context` reads."""

from typing import Any

import numpy as np
from scripts.train.context_net import Base, Block, Net
from scripts.train.published import Published
from torch import Tensor, nn

from dragoman.reading.context.weights import pack

PUBLISHED_BITS = 4
"""What is published has this many: packing it as many changes nothing."""
TRAINED_BITS = 6
Json = dict[str, Any]


def to_weights(published: Published, kept: np.ndarray, base: Base, net: Net) -> Json:
    """Return the weights as nested plain values and arrays."""
    place = {int(n): at for at, n in enumerate(kept)}
    heads = net.heads
    return {
        "pieces": [published.pieces[n] for n in kept],
        "scores": [round(float(published.scores[n]), 4) for n in kept],
        "begin": place[published.begin],
        "end": place[published.end],
        "unknown": place[published.unknown],
        "encoder": {
            "heads": published.heads,
            "words": list(pack(_array(base.words), PUBLISHED_BITS)),
            "places": _array(base.places),
            "norm": [_array(base.norm_w), _array(base.norm_b)],
            "layers": [
                *(_layer(block, PUBLISHED_BITS) for block in base.blocks),
                *(_layer(block, TRAINED_BITS) for block in net.blocks),
            ],
        },
        "heads": {
            "trigger": _dense(heads.trigger),
            "sides": {
                "head": _array(heads.side_head.weight).T,
                "word": _array(heads.side_word.weight).T,
                "bias": _array(heads.side_head.bias),
                "kinds": _array(heads.side_type),
                "ways": _array(heads.side_way),
                "out": _dense(heads.side_out),
            },
            "dates": {
                "head": _array(heads.date_head.weight).T,
                "word": _array(heads.date_word.weight).T,
                "bias": _array(heads.date_head.bias),
                "kinds": None,
                "ways": _array(heads.date_way),
                "out": _dense(heads.date_out),
            },
            "same": _dense(heads.same),
            "alike": _dense(heads.same_out),
        },
    }


def _layer(block: Block, bits: int) -> Json:
    return {
        name: [list(pack(_array(weight), bits)), _array(bias)]
        for name, weight, bias in (
            ("into", block.into_w, block.into_b),
            ("out", block.out_w, block.out_b),
            ("up", block.up_w, block.up_b),
            ("down", block.down_w, block.down_b),
        )
    } | {"norms": [_array(x) for x in (block.norm1_w, block.norm1_b, block.norm2_w, block.norm2_b)]}


def _dense(layer: nn.Linear) -> list[np.ndarray]:
    return [_array(layer.weight).T, _array(layer.bias)]


def _array(value: Tensor) -> np.ndarray:
    return value.detach().numpy().astype(np.float32)
