"""The file in which SQLite keeps a record: where it may be, how it is opened, what ails it."""

import os
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import quote

from dragoman.errors import RecordError

Connect = Callable[[], sqlite3.Connection]
Explain = Callable[[BaseException], str | None]

BY_FACT = ("ix_meetings_fact", "ix_participants_fact")
"""Indexes by which the rows of a fact are found: a load asks them for versions and families."""

INDEXES = (
    *BY_FACT,
    "ix_actors_country_document",
    "ix_actors_entity_document",
    "ix_bands_document",
    "ix_events_type",
    "ix_facts_kind_earliest",
    "ix_participants_actor",
    "ix_participants_country_role_fact",
    "ix_participants_entity_role_fact",
    "ix_searchables_document",
    "ix_searchables_fact",
)
"""Indexes that only those ask who look for facts, or erase them: no load of new articles."""

ASK_INDEXES = "SELECT name FROM sqlite_master WHERE type = 'index'"

_HEAD = b"SQLite format 3\0"
_SIGNS = (
    ("full", "the disk is full: {path} could not be written. Free some space and run the same "
     "command again; what was recorded before is safe."),
    ("locked", "{path} is being written by another program for too long. Wait for it to end, "
     "then run the same command again."),
    ("busy", "{path} is being written by another program for too long. Wait for it to end, "
     "then run the same command again."),
    ("readonly", "{path} may only be read. Give yourself the right to write it, or name another "
     "record."),
    ("not a database", "{path} is not a record: it is no SQLite file. Name another file."),
    ("malformed", "{path} is damaged. Restore it from a backup, or ingest your articles into a "
     "new record."),
    ("unable to open", "{path} cannot be opened. Check that its folder exists and that you may "
     "read and write there."),
    ("disk i/o", "{path} could not be read or written: the disk answers with an error. Check the "
     "disk and its free space, then run the same command again."),
)  # fmt: skip


def check_place(path: Path, *, create: bool) -> None:
    """Raise if there is no file at `path` and none may or can be made."""
    if path.is_dir():
        raise RecordError(f"{path} is a folder. Name the record's file in it.")
    if path.exists():
        _check_head(path)
        return
    if not create:
        raise RecordError(
            f"there is no record at {path}. Make one with `dragoman ingest`, or name another."
        )
    if not path.parent.is_dir():
        raise RecordError(
            f"the folder {path.parent} for the record does not exist. Create it, or name another."
        )


def _check_head(path: Path) -> None:
    """Raise if the file at `path` holds something that does not begin as SQLite does.

    SQLite itself takes a file of a few bytes for an empty one and writes over it.
    """
    try:
        with path.open("rb") as file:
            head = file.read(len(_HEAD))
    except OSError as error:
        raise RecordError(
            f"{path} cannot be read ({error.strerror}). Give yourself the right to read it."
        ) from error
    if head and head != _HEAD:
        raise RecordError(f"{path} is not a record: it is no SQLite file. Name another file.")


def connector(path: Path, *, read_only: bool, patience: float) -> Connect:
    """Return what opens the file at `path`, with no transaction but those we begin."""
    if read_only:
        # A folder that cannot be written cannot hold the log either: the file stands still.
        still = not os.access(path.parent, os.W_OK) and not log(path).exists()
        query = "mode=ro&immutable=1" if still else "mode=ro"
    else:
        query = "mode=rwc"
    name = f"file:{quote(str(path.absolute()))}?{query}"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(
            name, uri=True, timeout=patience, isolation_level=None, check_same_thread=False
        )

    return connect


def missing_indexes(held: Iterable[str]) -> frozenset[str]:
    """Return those of `INDEXES` that are not `held`: a load laid them aside.

    Args:
        held: what `ASK_INDEXES` gave.
    """
    return frozenset(INDEXES) - frozenset(held)


def log(path: Path) -> Path:
    """Return where SQLite keeps the write-ahead log of `path`."""
    return path.with_name(path.name + "-wal")


def explainer(path: Path) -> Explain:
    """Return what explains the errors of SQLite on the file at `path`."""

    def explain(error: BaseException) -> str | None:
        words = str(error).lower()
        for sign, message in _SIGNS:
            if sign in words:
                return message.format(path=path)
        return None

    return explain
