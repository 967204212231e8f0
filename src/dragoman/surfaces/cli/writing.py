"""Files that commands write for the user."""

import os
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
    if path.exists() and not path.is_file():  # a device or a pipe takes what comes
        try:
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise OutputError(path, error) from error
        return
    partial = path.with_name(f".{path.name}.part")
    try:
        partial.write_text(text, encoding="utf-8")
        os.replace(partial, path)  # noqa: PTH105
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise OutputError(path, error) from error
