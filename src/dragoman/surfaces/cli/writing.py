"""Files that commands write for the user."""

import os
from collections.abc import Iterable
from pathlib import Path

from dragoman.errors import DragomanError


class OutputError(DragomanError):
    """A file that a command was to write cannot be written.

    Attributes:
        path: the file or folder.
        reason: what the system says.
    """

    def __init__(self, path: Path, error: OSError) -> None:
        """Say which file, why, and what to do."""
        self.path, self.reason = path, error.strerror or str(error)
        super().__init__(f"{path} cannot be written ({self.reason}). Name another file or folder.")


def make_folder(folder: Path) -> None:
    """Make `folder` if it is not there.

    Raises:
        OutputError: if it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(folder, error) from error


def write_text(path: Path, text: str) -> None:
    """Write `text` to `path`, whole or not at all.

    Raises:
        OutputError: if that cannot be done; an older file stays as it was.
    """
    write_chunks(path, [text.encode()])


def write_chunks(path: Path, chunks: Iterable[bytes]) -> None:
    """Write `chunks` to `path` as they come, the whole file or none.

    Raises:
        OutputError: if that cannot be done; an older file stays as it was. What
            `chunks` itself raises goes through, and leaves no file either.
    """
    device = path.exists() and not path.is_file()  # a pipe takes what comes
    partial = path if device else path.with_name(f".{path.name}.part")
    try:
        with partial.open("wb") as file:
            for chunk in chunks:
                file.write(chunk)
        if not device:
            os.replace(partial, path)  # noqa: PTH105
    except BaseException as error:
        if not device:
            partial.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise OutputError(path, error) from error
        raise
