"""What was read from a file of words, kept where Python keeps compiled modules.

As with those: it is made anew when its source changes, and not kept where that folder may not
be written or Python was told to write none.
"""

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Callable, Sequence
from importlib.util import cache_from_source
from pathlib import Path
from typing import TypeVar

Read = TypeVar("Read")


def kept_beside(name: str, sources: Sequence[bytes], read: Callable[[list[bytes]], Read]) -> Read:
    """Return what `read` makes of `sources`; see above.

    Args:
        name: of the file that keeps it.
        sources: the bytes that it is read from.
        read: makes of them what JSON can hold.
    """
    digest = hashlib.sha256(b"\0".join(sources)).hexdigest()
    path = Path(cache_from_source(__file__)).with_name(name)
    with contextlib.suppress(OSError, ValueError, TypeError):
        held, value = json.loads(path.read_bytes())
        if held == digest:
            return value  # type: ignore[no-any-return]
    made = read(list(sources))
    if not sys.dont_write_bytecode:
        _write(path, json.dumps([digest, made], ensure_ascii=False))
    return made


def _write(path: Path, text: str) -> None:
    """Write a file at once or not at all: another program may read it meanwhile."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        try:
            draft.write_text(text, encoding="utf-8")
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
