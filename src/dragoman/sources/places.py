"""What a user names on the command line: files, folders, patterns, addresses, standard input."""

import glob
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.sources.outcome import Failure

STANDARD_INPUT = "-"
"""What stands for standard input."""

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


@dataclass(frozen=True, slots=True)
class Place:
    """Something to load.

    Attributes:
        path: a file, an address, or "-", as the user would write it.
        name: what to call its article if it names none: its path inside the folder
            that was given, its file name, or its address.
        size: bytes of the file; 0 if that is not known.
    """

    path: str
    name: str
    size: int = 0

    @property
    def is_address(self) -> bool:
        """Whether it must be fetched."""
        return is_address(self.path)

    @property
    def is_input(self) -> bool:
        """Whether it is standard input."""
        return self.path == STANDARD_INPUT

    @property
    def whole(self) -> str:
        """The path so that it means the same wherever the next command is run."""
        return whole_path(self.path)


def is_address(path: str) -> bool:
    """Tell whether `path` is an address such as https://example.org/ and no file."""
    return bool(_ADDRESS.match(path))


def whole_path(path: str) -> str:
    """Return `path` so that it means the same wherever the next command is run."""
    if is_address(path) or path == STANDARD_INPUT:
        return path
    return Path(path).absolute().as_posix()


def find_places(paths: Iterable[str | Path]) -> Iterator[Place | Failure]:
    """Yield what there is to load below `paths`, each folder's files in sorted order.

    Files and folders whose names begin with a dot are left out of folders. A path with
    `*`, `?` or `[` that is no file is a pattern; `**` goes through folders.
    """
    for given in paths:
        path = str(given)
        if path == STANDARD_INPUT or is_address(path):
            yield Place(path, path if path != STANDARD_INPUT else "stdin")
            continue
        file = Path(path)
        if file.is_file():
            yield _file(file, file.name)
        elif file.is_dir():
            yield from _walk(file, file)
        elif glob.has_magic(path) and not file.exists():
            yield from _matching(path)
        elif file.exists():
            yield failure(
                path, "unreadable", "is neither a file nor a folder", "Give a file or a folder."
            )
        else:
            yield failure(path, "missing", "there is no such file", "Check the name.")


def _matching(pattern: str) -> Iterator[Place | Failure]:
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207
    if not found:
        yield failure(pattern, "missing", "no file fits this pattern", "Check it.")
    for name in found:
        file = Path(name)
        if file.is_file():
            yield _file(file, file.name)
        elif file.is_dir() and "**" not in pattern:
            yield from _walk(file, file)


def _walk(folder: Path, root: Path) -> Iterator[Place | Failure]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield unreadable(str(folder), error)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if not entry.is_symlink():  # a link may lead back above itself
                yield from _walk(entry, root)
        elif entry.is_file():
            yield _file(entry, entry.relative_to(root).as_posix())
        elif entry.is_symlink():
            yield failure(str(entry), "missing", "is a link that leads nowhere", "Mend the link.")


def _file(path: Path, name: str) -> Place:
    try:
        size = path.stat().st_size
    except OSError:
        size = 0  # opening it will say why
    return Place(str(path), name, size)


def failure(
    path: str, cause: str, message: str, advice: str, article: str | None = None
) -> Failure:
    """Return the failure of one file or article."""
    return Failure(path=path, article=article, cause=cause, message=message, advice=advice)


def unreadable(path: str, error: OSError) -> Failure:
    """Return the failure of a file that the system does not let us read."""
    return failure(
        path,
        "unreadable",
        f"cannot be read ({error.strerror or error})",
        "Check that you may read it and that its disk answers.",
    )
