"""Files opened as streams: decompressed, measured, and stopped where they unpack to a flood."""

import bz2
import gzip
import io
import lzma
import os
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, cast

from dragoman.sources import limits
from dragoman.sources.outcome import RefusedError

HEAD = 1024 * 1024
"""Bytes that are looked at to recognise a format."""

DAMAGED = (
    EOFError, zlib.error, gzip.BadGzipFile, lzma.LZMAError, tarfile.TarError, zipfile.BadZipFile,
)  # fmt: skip
"""What is raised where packed bytes are damaged."""


@dataclass(slots=True)
class Meter:
    """How much of a file has been read, or of what a list leads to.

    Attributes:
        read: bytes of the file as it lies on disk.
        part, parts: how many of the addresses that a feed or a sitemap lists are dealt
            with, and how many there are; 0 if it is no such list.
    """

    read: int = 0
    part: int = 0
    parts: int = 0


class _Counted(io.RawIOBase):
    """A stream that tells a meter what is read of it."""

    def __init__(self, inner: BinaryIO, meter: Meter) -> None:
        self._inner, self._meter, self._begun = inner, meter, meter.read

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._inner.seekable()

    def seek(self, offset: int, whence: int = 0) -> int:
        if offset == 0 and whence == os.SEEK_SET:
            self._meter.read = self._begun  # what was only looked at is read again
        return self._inner.seek(offset, whence)

    def tell(self) -> int:
        return self._inner.tell()

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]
        data = self._inner.read(len(buffer))
        buffer[: len(data)] = data
        self._meter.read += len(data)
        return len(data)


class _Unpacked(io.RawIOBase):
    """A decompressed stream that stops where a little unpacks to very much."""

    def __init__(self, inner: IO[bytes], meter: Meter) -> None:
        self._inner, self._meter, self._begun, self._given = inner, meter, meter.read, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]
        data = self._inner.read(len(buffer))
        self._given += len(data)
        packed = max(1, self._meter.read - self._begun)
        if self._given > limits.ALWAYS_SOUND and self._given > limits.SOUND_RATIO * packed:
            raise bomb()
        buffer[: len(data)] = data
        return len(data)


def bomb() -> RefusedError:
    """Return why a file that unpacks to a flood is refused."""
    return RefusedError(
        "bomb",
        f"unpacks to more than {limits.SOUND_RATIO} times its size, as no text does",
        "Do not trust it; unpack it yourself if you know what it is.",
    )


@contextmanager
def open_file(path: Path, meter: Meter) -> Iterator[BinaryIO]:
    """Give the bytes of the file at `path`, decompressed, from its beginning."""
    with path.open("rb") as raw:
        yield unpacked(raw, meter)


def unpacked(raw: BinaryIO, meter: Meter) -> BinaryIO:
    """Return `raw` buffered and, if it is gzip, bzip2 or xz, decompressed."""
    counted = io.BufferedReader(_Counted(raw, meter), 256 * 1024)
    head = counted.peek(6)[:6]
    if head.startswith(b"\x28\xb5\x2f\xfd"):
        raise RefusedError(
            "format", "is packed with zstd", "Unpack it, or pack it with gzip.", detail="zstd"
        )
    opener: IO[bytes] | None = None
    if head.startswith(b"\x1f\x8b"):
        opener = cast("IO[bytes]", gzip.GzipFile(fileobj=counted))
    elif head.startswith(b"BZh"):
        opener = bz2.BZ2File(counted)
    elif head.startswith(b"\xfd7zXZ"):
        opener = lzma.LZMAFile(counted)  # noqa: SIM115
    if opener is None:
        return counted
    return io.BufferedReader(_Unpacked(opener, meter), 256 * 1024)


def take_head(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """Return the first bytes of `stream`, and a stream that begins with them."""
    if stream.seekable():
        head = stream.read(HEAD)
        stream.seek(0)
        return head, stream
    head = stream.read(HEAD)
    return head, io.BufferedReader(_Joined(head, stream), 256 * 1024)


class _Joined(io.RawIOBase):
    """A head and the stream it was taken from, as one."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = io.BytesIO(head), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]
        data = self._head.read(len(buffer)) or self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


@contextmanager
def seekable(stream: BinaryIO) -> Iterator[BinaryIO]:
    """Give `stream` itself if one can jump in it, else what it holds in a temporary file.

    Raises:
        RefusedError: if it is too big for that.
    """
    if stream.seekable():
        yield stream
        return
    with tempfile.TemporaryFile() as spool:
        size = 0
        while block := stream.read(1024 * 1024):
            size += len(block)
            if size > limits.LARGEST_SPOOL:
                raise too_big(limits.LARGEST_SPOOL)
            spool.write(block)
        spool.seek(0)
        yield cast(BinaryIO, spool)


def read_whole(stream: BinaryIO, most: int) -> bytes:
    """Return all that `stream` holds.

    Raises:
        RefusedError: if that is more than `most` bytes.
    """
    data = stream.read(most + 1)
    if len(data) > most:
        raise too_big(most)
    return data


def unpack_whole(data: bytes, most: int) -> bytes:
    """Return `data`, decompressed if it is gzip, bzip2 or xz, as sitemaps often are.

    Raises:
        RefusedError: if it is damaged, or unpacks to more than `most` bytes.
    """
    try:
        return read_whole(unpacked(cast(BinaryIO, io.BytesIO(data)), Meter()), most)
    except (*DAMAGED, OSError) as error:
        raise damaged(error) or error from error


def too_big(most: int) -> RefusedError:
    """Return why a file of more than `most` bytes is refused."""
    return RefusedError(
        "too_big",
        f"has more than {most // 1024 // 1024} MB for one file",
        "Give such articles as JSON Lines, one object per line.",
    )


def damaged(error: Exception) -> RefusedError | None:
    """Return why a file cannot be unpacked, if that is what `error` says."""
    if isinstance(error, DAMAGED) or (
        isinstance(error, OSError) and error.errno is None and "Invalid data" in str(error)
    ):
        return RefusedError("malformed", f"its compression is damaged ({error})", "Fetch it again.")
    return None


def suffix_of(name: str) -> str:
    """Return the end of a name without a final ".gz" or the like, in lower case."""
    bare = name.lower()
    for end in (".gz", ".bz2", ".xz"):
        bare = bare.removesuffix(end)
    return os.path.splitext(bare)[1]  # noqa: PTH122
