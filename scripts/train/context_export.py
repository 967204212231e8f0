"""Turns a trained encoder and its heads into the weights that `load_context` reads, and back."""

from typing import Any

import numpy as np
import torch
from scripts.train.context_net import Block, Net
from scripts.train.published import Published
from torch import Tensor, nn

from dragoman.reading.context.weights import pack, unpack

PUBLISHED_BITS = 4
"""What is published has this many: packing it as many changes nothing."""
Json = dict[str, Any]


def to_weights(published: Published, kept: np.ndarray, net: Net, bits: int) -> Json:
    """Return the weights as nested plain values and arrays.

    Args:
        published: the encoder it began as.
        kept: numbers of the pieces it knows.
        net: what is trained.
        bits: at which the trained matrices are packed.
    """
    base = net.base
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
            "marks": _array(net.marks.weight),
            "marked": len(base.blocks),
            "norm": [_array(base.norm_w), _array(base.norm_b)],
            "layers": [
                *(_layer(block, PUBLISHED_BITS) for block in base.blocks),
                *(_layer(block, bits) for block in net.blocks),
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
            "word": _dense(heads.word),
            "same": _dense(heads.same),
            "alike": _dense(heads.same_out),
        },
    }


def find_kept(published: Published, weights: Json) -> np.ndarray:
    """Return the numbers of the published pieces that `weights` hold, in order."""
    at = {piece: n for n, piece in enumerate(published.pieces)}
    return np.array([at[piece] for piece in weights["pieces"]])


def take_up(net: Net, weights: Json) -> None:
    """Give `net` what trained `weights` hold, so that it can learn further."""
    heads, given = net.heads, weights["heads"]
    _begin(net.marks.weight, weights["encoder"]["marks"])
    layers = weights["encoder"]["layers"][-len(net.blocks) :]
    for block, layer in zip(net.blocks, layers, strict=True):
        for name, weight, bias in _matrices(block):
            packed, told = layer[name]
            _set(weight, unpack(packed))
            _set(bias, told)
        for norm, told in zip(_norms(block), layer["norms"], strict=True):
            _set(norm, told)
    _begin(heads.trigger.weight, given["trigger"][0].T)
    _begin(heads.trigger.bias, given["trigger"][1])
    for dense, told in (
        (heads.side_out, given["sides"]["out"]),
        (heads.date_out, given["dates"]["out"]),
        (heads.word, given["word"]),
        (heads.same, given["same"]),
        (heads.same_out, given["alike"]),
    ):
        _set(dense.weight, told[0].T)
        _set(dense.bias, told[1])
    for matcher, head, word, way in (
        (given["sides"], heads.side_head, heads.side_word, heads.side_way),
        (given["dates"], heads.date_head, heads.date_word, heads.date_way),
    ):
        _set(head.weight, matcher["head"].T)
        _set(head.bias, matcher["bias"])
        _set(word.weight, matcher["word"].T)
        _set(way, matcher["ways"])
    _set(heads.side_type, given["sides"]["kinds"])


def go_back(net: Net, published: Published, kept: float) -> None:
    """Set the trained layers between what they are and what was published.

    Args:
        net: what has learnt.
        published: the encoder it began as.
        kept: the share that stays of what it is.
    """
    first = len(net.base.blocks)
    with torch.no_grad():
        for n, block in enumerate(net.blocks, start=first):
            begun = Block(published, n, 0.0)
            for parameter, before in zip(block.parameters(), begun.parameters(), strict=True):
                parameter.copy_(before.lerp(parameter, kept))


def _set(parameter: Tensor, value: np.ndarray) -> None:
    with torch.no_grad():
        parameter.copy_(torch.from_numpy(np.ascontiguousarray(value, dtype=np.float32)))


def _begin(parameter: Tensor, value: np.ndarray) -> None:
    """Set the first rows: what has been added since `value` was written says nothing yet."""
    with torch.no_grad():
        parameter.zero_()
    _set(parameter[: len(value)], value)


def _matrices(block: Block) -> tuple[tuple[str, Tensor, Tensor], ...]:
    return (
        ("into", block.into_w, block.into_b),
        ("out", block.out_w, block.out_b),
        ("up", block.up_w, block.up_b),
        ("down", block.down_w, block.down_b),
    )


def _norms(block: Block) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    return block.norm1_w, block.norm1_b, block.norm2_w, block.norm2_b


def _layer(block: Block, bits: int) -> Json:
    return {
        name: [list(pack(_array(weight), bits)), _array(bias)]
        for name, weight, bias in _matrices(block)
    } | {"norms": [_array(norm) for norm in _norms(block)]}


def _dense(layer: nn.Linear) -> list[np.ndarray]:
    return [_array(layer.weight).T, _array(layer.bias)]


def _array(value: Tensor) -> np.ndarray:
    return value.detach().numpy().astype(np.float32)
