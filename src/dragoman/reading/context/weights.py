"""Matrices kept as small whole numbers: a block of 32 in a row shares one scale.

The files they lie in are deflated, which packs numbers of few bits tightly.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]

BLOCK = 32

Packed = tuple[NDArray[np.int8], NDArray[np.float16]]


def pack(matrix: Floats, bits: int) -> Packed:
    """Return `matrix` as whole numbers of `bits` bits and the scale of each block.

    Args:
        matrix: rows of a multiple of 32 numbers.
        bits: 2 to 8.

    Raises:
        ValueError: if the rows do not divide into blocks.
    """
    if matrix.shape[1] % BLOCK:
        raise ValueError(f"rows of {matrix.shape[1]} numbers do not divide into blocks of {BLOCK}")
    blocks = matrix.reshape(-1, BLOCK)
    most = 2 ** (bits - 1)
    at = np.abs(blocks).argmax(axis=1)
    peak = np.take_along_axis(blocks, at[:, None], axis=1)[:, 0]
    # The largest number, with its sign, takes the one end that has a step more than the other.
    scales = (peak / -most).astype(np.float16)
    steps = scales.astype(np.float32)
    whole = np.rint(blocks / np.where(steps == 0, 1, steps)[:, None])
    return np.clip(whole, -most, most - 1).astype(np.int8).reshape(matrix.shape), scales


def unpack(packed: Packed) -> Floats:
    """Return the matrix that was packed."""
    whole, scales = packed
    blocks = whole.reshape(-1, BLOCK).astype(np.float32)
    found: Floats = (blocks * scales.astype(np.float32)[:, None]).reshape(whole.shape)
    return found


@dataclass(frozen=True)
class PackedRows:
    """A packed matrix whose rows are unpacked as they are asked for: a quarter of the memory.

    Attributes:
        whole: rows x numbers.
        scales: rows x blocks.
    """

    whole: NDArray[np.int8]
    scales: NDArray[np.float16]

    def __len__(self) -> int:
        return len(self.whole)

    def __getitem__(self, rows: Integers) -> Floats:
        return unpack((self.whole[rows], self.scales[rows].reshape(-1)))


def to_rows(packed: Packed) -> PackedRows:
    """Return a packed matrix by its rows."""
    whole, scales = packed
    return PackedRows(whole, scales.reshape(len(whole), -1))
