"""The encoder and its layers, against sums done the long way in floats."""

import math

import numpy as np
import pytest

from dragoman.reading.context.encoder import Encoder
from dragoman.reading.context.layers import Layer, to_run
from dragoman.reading.context.weights import BLOCK, pack, to_rows, unpack

WIDTH, INNER, HEADS = 8, 12, 2


def _layers(seed=0, count=1, spread=0.5):
    rng = np.random.default_rng(seed)

    def some(*shape):
        return rng.normal(0, spread, shape).astype(np.float32)

    return [
        Layer(
            into=(some(WIDTH, 3 * WIDTH), some(3 * WIDTH)),
            out=(some(WIDTH, WIDTH), some(WIDTH)),
            up=(some(WIDTH, INNER), some(INNER)),
            down=(some(INNER, WIDTH), some(WIDTH)),
            norms=(1 + some(WIDTH), some(WIDTH), 1 + some(WIDTH), some(WIDTH)),
        )
        for _ in range(count)
    ]


def _run(layers, marked=0):
    return to_run(layers, width=WIDTH, heads=HEADS, marked=marked)


def _encoder(seed=0, layers=1, spread=0.5):
    rng = np.random.default_rng(100 + seed)

    def some(*shape):
        return rng.normal(0, spread, shape).astype(np.float32)

    return Encoder(
        words=some(11, WIDTH),
        places=some(80, WIDTH),
        norm=(1 + some(WIDTH), some(WIDTH)),
        marks=some(3, WIDTH),
        layers=_run(_layers(seed, layers, spread), marked=layers // 2),
    )


def _read(encoder, ids, marks=()):
    return encoder.encode(np.array(ids), np.array(marks, np.int64).reshape(-1, 2))


def _norm(row, weight, bias):
    mean = sum(row) / len(row)
    spread = math.sqrt(sum((x - mean) ** 2 for x in row) / len(row))
    return [(x - mean) / spread * w + b for x, w, b in zip(row, weight, bias, strict=True)]


def _whole(numbers, steps):
    """Round numbers to steps of which the largest takes so many."""
    step = max(map(abs, numbers)) / steps if steps else 0
    return [round(x / step) * step for x in numbers] if step else list(numbers)


def _dense(row, weights, bias, *, whole=True):
    row = _whole(row, 127 if whole else 0)
    columns = [_whole(column, 63 if whole else 0) for column in weights.T.tolist()]
    return [
        sum(x * w for x, w in zip(row, column, strict=True)) + b
        for column, b in zip(columns, bias.tolist(), strict=True)
    ]


def _long_way(layer, x, *, whole=True):
    each = WIDTH // HEADS

    def dense(row, weights):
        return _dense(row, *weights, whole=whole)

    mixed = [dense(row, layer.into) for row in x]
    seen = [[0.0] * WIDTH for _ in x]
    for head in range(HEADS):
        part = slice(each * head, each * head + each)
        q, k, v = ([row[WIDTH * n : WIDTH * n + WIDTH][part] for row in mixed] for n in range(3))
        for a in range(len(x)):
            odds = [
                math.exp(sum(i * j for i, j in zip(q[a], other, strict=True)) / math.sqrt(each))
                for other in k
            ]
            for d in range(each):
                seen[a][each * head + d] = sum(
                    o * row[d] for o, row in zip(odds, v, strict=True)
                ) / sum(odds)
    first = [
        _norm([i + j for i, j in zip(row, dense(s, layer.out), strict=True)], *layer.norms[:2])
        for row, s in zip(x, seen, strict=True)
    ]
    found = []
    for row in first:
        inner = [g * 0.5 * (1 + math.erf(g / math.sqrt(2))) for g in dense(row, layer.up)]
        more = dense(inner, layer.down)
        found.append(_norm([i + j for i, j in zip(row, more, strict=True)], *layer.norms[2:]))
    return np.array(found)


def test_one_layer_is_what_its_definition_says():
    (layer,) = _layers()
    encoder = _encoder()
    ids = [3, 0, 7]
    x = [_norm(encoder.words[i] + encoder.places[n], *encoder.norm) for n, i in enumerate(ids)]
    found = _read(encoder, ids)

    assert np.allclose(found, _long_way(layer, x), atol=5e-3)
    # And near what floats make of it.
    assert np.abs(found - _long_way(layer, x, whole=False)).mean() < 0.03


def test_a_row_of_large_numbers_does_not_round_the_others_away():
    (layer,) = _layers(seed=3)
    # Nobody looks at anybody.
    layer.into[0][:] = 0
    rows = np.random.default_rng(4).normal(0, 1, (4, WIDTH)).astype(np.float32)
    rows[2] *= 500

    found = _run([layer])(rows, np.zeros((4, WIDTH), np.float32))

    assert np.abs(found - _long_way(layer, rows, whole=False)).max() < 0.15


def test_rows_of_nothing_stay_numbers():
    layers = _layers()
    for weights in (layers[0].into, layers[0].up):
        weights[0][:] = 0
        weights[1][:] = 0

    found = _run(layers)(np.zeros((3, WIDTH), np.float32), np.zeros((3, WIDTH), np.float32))

    assert np.isfinite(found).all()


def test_a_piece_means_something_else_beside_other_pieces():
    encoder = _encoder(layers=2)
    one = _read(encoder, [3, 4])
    other = _read(encoder, [3, 5])

    assert not np.allclose(one[0], other[0], atol=0.05)


def test_marks_of_one_piece_add_up_and_tell_on_the_others():
    encoder = _encoder(layers=2)
    both = Encoder(
        words=encoder.words,
        places=encoder.places,
        norm=encoder.norm,
        marks=encoder.marks[:1] + encoder.marks[2:],
        layers=encoder.layers,
    )

    marked = _read(encoder, [3, 4, 5], [(1, 0), (1, 2)])

    assert np.allclose(marked, _read(both, [3, 4, 5], [(1, 0)]), atol=1e-5)
    assert not np.allclose(marked[0], _read(encoder, [3, 4, 5])[0], atol=0.02)


def test_the_same_pieces_give_the_same_numbers():
    encoder = _encoder(layers=3)
    ids = [n % 11 for n in range(75)]

    assert (_read(encoder, ids) == _read(encoder, ids)).all()


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
