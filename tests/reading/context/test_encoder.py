"""The encoder in NumPy, against sums done the long way."""

import math
from dataclasses import replace

import numpy as np
import pytest

from dragoman.reading.context.encoder import Encoder, Layer
from dragoman.reading.context.weights import BLOCK, pack, to_rows, unpack


def _encoder(seed=0, width=8, inner=12, words=11, layers=1, spread=0.5):
    rng = np.random.default_rng(seed)

    def some(*shape):
        return rng.normal(0, spread, shape).astype(np.float32)

    return Encoder(
        words=some(words, width),
        places=some(80, width),
        norm=(1 + some(width), some(width)),
        layers=tuple(
            Layer(
                into=(some(width, 3 * width), some(3 * width)),
                out=(some(width, width), some(width)),
                up=(some(width, inner), some(inner)),
                down=(some(inner, width), some(width)),
                norms=(1 + some(width), some(width), 1 + some(width), some(width)),
            )
            for _ in range(layers)
        ),
        heads=2,
        marks=some(3, width),
        marked=layers // 2,
    )


def _read(encoder, ids, marks=()):
    table = encoder.encode(np.array(ids), np.array(marks, np.int64).reshape(-1, 2))
    return table[np.arange(len(ids))]


def _norm(row, weight, bias):
    mean = sum(row) / len(row)
    spread = math.sqrt(sum((x - mean) ** 2 for x in row) / len(row))
    return [(x - mean) / spread * w + b for x, w, b in zip(row, weight, bias, strict=True)]


def _dense(row, weights, bias):
    return [
        sum(x * w for x, w in zip(row, weights[:, k], strict=True)) + bias[k]
        for k in range(len(bias))
    ]


def test_one_layer_is_what_its_definition_says():
    encoder = _encoder()
    layer = encoder.layers[0]
    ids = [3, 0, 7]
    x = [_norm(encoder.words[i] + encoder.places[n], *encoder.norm) for n, i in enumerate(ids)]
    mixed = [_dense(row, *layer.into) for row in x]
    seen = [[0.0] * 8 for _ in ids]
    for head in range(2):
        part = slice(4 * head, 4 * head + 4)
        q, k, v = ([row[8 * n : 8 * n + 8][part] for row in mixed] for n in range(3))
        for a in range(3):
            odds = [
                math.exp(sum(i * j for i, j in zip(q[a], other, strict=True)) / 2) for other in k
            ]
            for d in range(4):
                seen[a][4 * head + d] = sum(
                    o * row[d] for o, row in zip(odds, v, strict=True)
                ) / sum(odds)
    first = [
        _norm([i + j for i, j in zip(row, _dense(s, *layer.out), strict=True)], *layer.norms[:2])
        for row, s in zip(x, seen, strict=True)
    ]
    wanted = []
    for row in first:
        inner = [g * 0.5 * (1 + math.erf(g / math.sqrt(2))) for g in _dense(row, *layer.up)]
        wanted.append(
            _norm(
                [i + j for i, j in zip(row, _dense(inner, *layer.down), strict=True)],
                *layer.norms[2:],
            )
        )

    assert np.allclose(_read(encoder, ids), wanted, atol=5e-3)


def test_a_piece_means_something_else_beside_other_pieces():
    encoder = _encoder(layers=2)
    one = _read(encoder, [3, 4])
    other = _read(encoder, [3, 5])

    assert not np.allclose(one[0], other[0], atol=1e-3)


def test_marks_of_one_piece_add_up_and_tell_on_the_others():
    encoder = _encoder(layers=2)
    both = replace(encoder, marks=encoder.marks[:1] + encoder.marks[2:])

    marked = _read(encoder, [3, 4, 5], [(1, 0), (1, 2)])

    assert np.allclose(marked, _read(both, [3, 4, 5], [(1, 0)]), atol=1e-5)
    assert not np.allclose(marked[0], _read(encoder, [3, 4, 5])[0], atol=1e-3)


def test_rows_asked_for_in_part_or_again_are_those_of_the_whole():
    # More pieces than are passed over together.
    encoder = _encoder(layers=3)
    ids = [n % 11 for n in range(75)]
    whole = _read(encoder, ids)
    table = encoder.encode(np.array(ids), np.zeros((0, 2), np.int64))
    some = np.array([70, 0, 33, 0])

    assert np.allclose(table[some], whole[some], atol=1e-5)
    assert (table[some] == table[some]).all()
    assert (_read(encoder, ids) == whole).all()


def test_an_encoder_without_layers_only_looks_pieces_up():
    encoder = _encoder(layers=0)

    assert np.allclose(
        _read(encoder, [3])[0],
        _norm(encoder.words[3] + encoder.places[0], *encoder.norm),
        atol=1e-5,
    )


def test_attention_however_sharp_stays_a_number():
    assert np.isfinite(_read(_encoder(layers=2, spread=40.0), [n % 11 for n in range(75)])).all()


def test_packing_loses_at_most_half_a_step():
    matrix = np.random.default_rng(1).normal(0, 1, (6, 2 * BLOCK)).astype(np.float32)
    for bits in (4, 6, 8):
        whole, scales = pack(matrix, bits)
        step = np.abs(scales.astype(np.float32)).repeat(BLOCK).reshape(matrix.shape)

        # The far end without a step of its own may lose a whole one.
        assert (np.abs(unpack((whole, scales)) - matrix) <= 1.01 * step).all()
        assert np.mean(np.abs(unpack((whole, scales)) - matrix) <= 0.51 * step) > 0.95


def test_what_was_packed_is_packed_again_without_loss():
    matrix = np.random.default_rng(2).normal(0, 1, (4, BLOCK)).astype(np.float32)
    once = unpack(pack(matrix, 4))

    assert np.allclose(unpack(pack(once, 4)), once, atol=1e-3)


def test_rows_that_do_not_divide_into_blocks_are_refused():
    with pytest.raises(ValueError, match="blocks of 32"):
        pack(np.zeros((2, 40), np.float32), 4)


def test_rows_unpacked_as_they_are_asked_for_are_those_of_the_whole():
    matrix = np.random.default_rng(5).normal(0, 1, (9, 2 * BLOCK)).astype(np.float32)
    packed = pack(matrix, 6)
    rows = to_rows(packed)
    ids = np.array([7, 0, 7, 3])

    assert len(rows) == 9
    assert (rows[ids] == unpack(packed)[ids]).all()
