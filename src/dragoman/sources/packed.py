"""What lies in tar and zip archives, one file after the other, nothing written to disk."""

import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, cast

from dragoman.sources import limits
from dragoman.sources.opening import bomb, seekable
from dragoman.sources.outcome import Failure, RefusedError
from dragoman.sources.piece import Piece


def members(piece: Piece) -> Iterator[Piece | Failure]:
    """Yield the files in an archive, in the order they lie there.

    Files whose names begin with a dot, and what macOS adds, are left out. A file is
    valid until the next one is asked for.

    Raises:
        RefusedError: if the archive is damaged.
    """
    if piece.head.startswith(b"PK"):
        yield from _zipped(piece)
    else:
        yield from _taped(piece)


def _zipped(piece: Piece) -> Iterator[Piece | Failure]:
    with seekable(piece.stream) as file:
        try:
            archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, NotImplementedError) as error:
            raise _damaged(error) from error
        with archive:
            for number, entry in enumerate(archive.infolist()):
                if number >= limits.MOST_MEMBERS:
                    raise _too_many()
                if entry.is_dir() or _is_hidden(entry.filename):
                    continue
                packed = max(1, entry.compress_size)
                flood = limits.SOUND_RATIO * packed
                if entry.file_size > limits.ALWAYS_SOUND and entry.file_size > flood:
                    yield piece.refused(bomb(), entry.filename)
                    continue
                if entry.flag_bits & 1:
                    locked = RefusedError(
                        "unreadable", "is locked with a password", "Unpack it yourself."
                    )
                    yield piece.refused(locked, entry.filename)
                    continue
                try:
                    with archive.open(entry) as stream:
                        yield _member(piece, entry.filename, cast(BinaryIO, stream))
                except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
                    yield piece.refused(_damaged(error), entry.filename)


def _taped(piece: Piece) -> Iterator[Piece | Failure]:
    try:
        with tarfile.open(fileobj=piece.stream, mode="r|") as archive:
            for number, entry in enumerate(archive):
                if number >= limits.MOST_MEMBERS:
                    raise _too_many()
                if not entry.isfile() or _is_hidden(entry.name):
                    continue
                stream = archive.extractfile(entry)
                if stream is not None:
                    yield _member(piece, entry.name, cast(BinaryIO, stream))
    except tarfile.TarError as error:
        raise _damaged(error) from error


def _member(piece: Piece, name: str, stream: BinaryIO) -> Piece:
    label = piece.part(name)
    return replace(
        piece,
        name=f"{piece.name}#{name}",
        stream=cast(BinaryIO, _Forward(stream)),
        head=b"",
        label=label,
        depth=piece.depth + 1,
    )


class _Forward:
    """A member that is read once, from its beginning to its end."""

    def __init__(self, inner: BinaryIO) -> None:
        self._inner = inner

    def read(self, size: int = -1) -> bytes:
        return self._inner.read(size)

    def seekable(self) -> bool:
        return False


def _is_hidden(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return any(part.startswith(".") and part not in (".", "..") for part in parts) or (
        parts[0] == "__MACOSX"
    )


def _damaged(error: Exception) -> RefusedError:
    return RefusedError("malformed", f"is a damaged archive ({error})", "Fetch it again.")


def _too_many() -> RefusedError:
    return RefusedError(
        "too_big", f"holds more than {limits.MOST_MEMBERS:,} files", "Split it into archives."
    )
