"""Read marked example sentences: {speaker}, <cue>, [words]."""

import re
from dataclasses import dataclass

_MARKED = re.compile(r"[{}<>\[\]]")
_PAIRS = {"{": "}", "<": ">", "[": "]"}


@dataclass(frozen=True)
class Example:
    """One example: its plain text, and what must be found in it."""

    text: str
    speaker: str | None
    cue: str
    words: str
    direct: bool


def read_example(marked: str) -> Example:
    """Return the plain text of a marked sentence and its expected quotation."""
    found: dict[str, str] = {}
    for opening, closing in _PAIRS.items():
        match = re.search(re.escape(opening) + "(.*?)" + re.escape(closing), marked)
        if match is not None:
            found[opening] = _MARKED.sub("", match[1])
    direct = re.search(r"«\s?\[", marked) is not None
    return Example(
        _MARKED.sub("", marked), found.get("{"), found["<"], found["["].rstrip(" ?!"), direct
    )
