"""Files and folders turned into documents, one article after the other."""

import gzip
import os
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

import msgspec

from dragoman.sources.articles import Article, article_from_json, article_from_text, to_document
from dragoman.sources.decode import decode
from dragoman.sources.formats import Format, recognise
from dragoman.sources.outcome import Failure, Loaded, Notice, RefusedError

LARGEST_WHOLE = 256 * 1024 * 1024
"""Bytes of a file that has to be held in memory whole; JSON Lines may be of any size."""

LARGEST_TEXT = 32 * 1024 * 1024
"""Bytes of a file that is one article; far beyond what one can be."""

LONGEST_LINE = 32 * 1024 * 1024
"""Bytes of one line of JSON Lines."""

_HEAD = 1024 * 1024
_ONE_LINE_EACH = "Give such articles as JSON Lines, one object per line."


@dataclass(frozen=True, slots=True)
class Place:
    """A file to load.

    Attributes:
        path: where it is, as the user would write it.
        name: what to call its article if it names none: its path inside the folder
            that was given, or its file name.
    """

    path: Path
    name: str


def load(paths: Iterable[Path]) -> Iterator[Loaded | Failure]:
    """Yield every article below `paths`, in sorted order of their files.

    A file or article that cannot be loaded is yielded as a failure, in its place.
    Files and folders whose names begin with a dot are left out of folders.
    """
    for place in find_files(paths):
        if isinstance(place, Failure):
            yield place
        else:
            yield from load_file(place)


def find_files(paths: Iterable[Path]) -> Iterator[Place | Failure]:
    """Yield the files below `paths`, each folder's in sorted order."""
    for path in paths:
        if path.is_file():
            yield Place(path, path.name)
        elif path.is_dir():
            yield from _walk(path, path)
        elif path.exists():
            yield _failure(
                path, "unreadable", "is neither a file nor a folder", "Give a file or a folder."
            )
        else:
            yield _failure(path, "missing", "there is no such file", "Check the name.")


def _walk(folder: Path, root: Path) -> Iterator[Place | Failure]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield _unreadable(folder, error)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if not entry.is_symlink():  # a link may lead back above itself
                yield from _walk(entry, root)
        elif entry.is_file():
            yield Place(entry, entry.relative_to(root).as_posix())
        elif entry.is_symlink():
            yield _failure(entry, "missing", "is a link that leads nowhere", "Mend the link.")


def count_articles(place: Place) -> int:
    """Return how many articles `place` seems to hold, without decoding them.

    Exact for files without damage; 1 for a file that cannot be read, which will make
    one failure.
    """
    try:
        with _open(place.path) as (file, head):
            held = recognise(head, suffix=_suffix(place.path))
            if held == "text":
                return 1
            if held == "jsonl" and not _wide(head):
                return max(1, sum(1 for line in file if line.strip()))
            text, _ = decode(_whole(file, LARGEST_WHOLE))
            if held == "jsonl":
                return max(1, sum(1 for line in text.splitlines() if line.strip()))
            return max(1, len(_listed(msgspec.json.decode(text.encode()))))
    except (OSError, EOFError, zlib.error, RefusedError, msgspec.DecodeError):
        return 1


def load_file(place: Place) -> Iterator[Loaded | Failure]:
    """Yield every article of one file, or the failure that stands for it."""
    try:
        with _open(place.path) as (file, head):
            if not head.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
                raise (
                    RefusedError(
                        "empty", "is empty", "Give the text of an article, or leave it out."
                    )
                    if not head.strip(b" \t\r\n\xef\xbb\xbf\xff\xfe")
                    else RefusedError(
                        "nul", "holds nothing but NUL characters", "Fetch the article again."
                    )
                )
            yield from _load_open(place, file, recognise(head, suffix=_suffix(place.path)), head)
    except RefusedError as refused:
        yield _refused(place.path, None, refused)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield _failure(
            place.path, "malformed", f"its compression is damaged ({error})", "Fetch it again."
        )
    except OSError as error:
        yield _unreadable(place.path, error)


def _load_open(
    place: Place, file: BinaryIO, held: Format, head: bytes
) -> Iterator[Loaded | Failure]:
    if held == "jsonl" and not _wide(head):
        yield from _load_lines(place, file)
        return
    text, notices = decode(_whole(file, LARGEST_TEXT if held == "text" else LARGEST_WHOLE))
    if held == "text":
        article = article_from_text(text, name=place.name)
        yield _load_article(place, article, None, notices)
    elif held == "jsonl":
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip():
                yield _load_line(place, line.encode(), number, notices)
    else:
        try:
            values = _listed(msgspec.json.decode(text.encode()))
        except msgspec.DecodeError as error:
            raise RefusedError(
                "malformed",
                f"is broken JSON ({error})",
                "Mend it, or fetch it again.",
                detail=str(error),
            ) from error
        if not values:
            raise RefusedError("empty", "holds no article", "Leave it out.")
        for number, value in enumerate(values, 1):
            label = f"article {number}" if len(values) > 1 else None
            yield _load_value(place, value, label, notices)


def _load_lines(place: Place, file: BinaryIO) -> Iterator[Loaded | Failure]:
    """Yield the articles of JSON Lines, never holding more than one line."""
    number = 0
    while line := file.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            while (rest := file.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            refused = RefusedError(
                "too_long", f"is a line of more than {LONGEST_LINE:,} bytes", "Split it."
            )
            yield _refused(place.path, f"line {number}", refused)
        elif line.strip():
            yield _load_line(place, line, number, ())


def _load_line(
    place: Place, line: bytes, number: int, notices: tuple[Notice, ...]
) -> Loaded | Failure:
    label = f"line {number}"
    try:
        text, guessed = decode(line)
        value = msgspec.json.decode(text.encode())
    except RefusedError as refused:
        return _refused(place.path, label, refused)
    except msgspec.DecodeError as error:
        broken = RefusedError(
            "malformed", f"is broken JSON ({error})", "Mend the line.", detail=str(error)
        )
        return _refused(place.path, label, broken)
    return _load_value(place, value, label, (*notices, *guessed))


def _load_value(
    place: Place, value: object, label: str | None, notices: tuple[Notice, ...]
) -> Loaded | Failure:
    try:
        article = article_from_json(value)
    except RefusedError as refused:
        return _refused(place.path, label, refused)
    named = str(article.id) if article.id not in (None, "") else label
    return _load_article(place, article, named, notices)


def _load_article(
    place: Place, article: Article, label: str | None, notices: tuple[Notice, ...]
) -> Loaded | Failure:
    name = f"{place.name}#{label}" if label else place.name
    try:
        document, more = to_document(article, name=name)
    except RefusedError as refused:
        return _refused(place.path, label, refused)
    here = place.path.absolute().as_posix()
    return Loaded(
        document=document,
        path=str(place.path),
        article=label,
        address=document.url or (f"{here}#{label}" if label else here),
        notices=(*notices, *more),
    )


def _listed(value: object) -> list[object]:
    """Return the articles of a JSON file: a list, an object with `articles`, or one."""
    if isinstance(value, dict) and isinstance(value.get("articles"), list):
        value = value["articles"]
    return value if isinstance(value, list) else [value]


@contextmanager
def _open(path: Path) -> Iterator[tuple[BinaryIO, bytes]]:
    """Give the file at `path`, decompressed if it is gzip, and its first bytes."""
    with path.open("rb") as raw:
        packed = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
        file = cast(BinaryIO, gzip.GzipFile(fileobj=raw)) if packed else raw
        head = file.read(_HEAD)
        file.seek(0)
        yield file, head


def _whole(file: BinaryIO, most: int) -> bytes:
    data = file.read(most + 1)
    if len(data) > most:
        raise RefusedError(
            "too_big", f"has more than {most // 1024 // 1024} MB for one file", _ONE_LINE_EACH
        )
    return data


def _suffix(path: Path) -> str:
    """Return the end of a name without a final ".gz", in lower case."""
    name = path.name.lower().removesuffix(".gz")
    return os.path.splitext(name)[1]  # noqa: PTH122


def _wide(head: bytes) -> bool:
    """Tell whether the bytes are UTF-16 or UTF-32, whose lines cannot be cut by bytes."""
    return head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head[:4]


def _refused(path: Path, article: str | None, refused: RefusedError) -> Failure:
    return Failure(
        path=str(path),
        article=article,
        cause=refused.cause,
        message=refused.message,
        advice=refused.advice,
        detail=refused.detail,
    )


def _failure(
    path: Path, cause: str, message: str, advice: str, article: str | None = None
) -> Failure:
    return Failure(path=str(path), article=article, cause=cause, message=message, advice=advice)


def _unreadable(path: Path, error: OSError) -> Failure:
    return _failure(
        path,
        "unreadable",
        f"cannot be read ({error.strerror or error})",
        "Check that you may read it and that its disk answers.",
    )
