"""Articles in JSON and JSON Lines: our own form, schema.org, ninjs, or mapped fields."""

from collections.abc import Iterator

import msgspec

from dragoman.sources import limits
from dragoman.sources.decode import decode
from dragoman.sources.mapping import Mapping
from dragoman.sources.ninjs import article_from_ninjs, is_ninjs
from dragoman.sources.opening import read_whole
from dragoman.sources.outcome import Failure, Loaded, Notice, RefusedError
from dragoman.sources.piece import Options, Piece
from dragoman.sources.schema_org import articles_in, is_schema_org

Outcomes = Iterator[Loaded | Failure]


def load_json(piece: Piece, options: Options) -> Outcomes:
    """Yield the articles of a JSON file: a list, an object with `articles`, or one article."""
    text, notices = decode(read_whole(piece.stream, limits.LARGEST_WHOLE))
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
        yield from load_value(piece, value, options.mapping, label, notices)


def load_lines(piece: Piece, options: Options) -> Outcomes:
    """Yield the articles of JSON Lines, never holding more than one line."""
    if _wide(piece.head):
        text, notices = decode(read_whole(piece.stream, limits.LARGEST_WHOLE))
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip():
                yield from _load_line(piece, line.encode(), number, options.mapping, notices)
        return
    number, longest = 0, limits.LONGEST_LINE
    while raw := piece.stream.readline(longest):
        number += 1
        if len(raw) == longest and not raw.endswith(b"\n"):
            while (rest := piece.stream.readline(longest)) and not rest.endswith(b"\n"):
                pass
            refused = RefusedError(
                "too_long", f"is a line of more than {longest:,} bytes", "Split it."
            )
            yield piece.refused(refused, f"line {number}")
        elif raw.strip():
            yield from _load_line(piece, raw, number, options.mapping, ())


def _load_line(
    piece: Piece, line: bytes, number: int, mapping: Mapping, notices: tuple[Notice, ...]
) -> Outcomes:
    label = f"line {number}"
    try:
        text, guessed = decode(line)
        value = msgspec.json.decode(text.encode())
    except RefusedError as refused:
        yield piece.refused(refused, label)
        return
    except msgspec.DecodeError as error:
        broken = RefusedError(
            "malformed", f"is broken JSON ({error})", "Mend the line.", detail=str(error)
        )
        yield piece.refused(broken, label)
        return
    yield from load_value(piece, value, mapping, label, (*notices, *guessed))


def load_value(
    piece: Piece,
    value: object,
    mapping: Mapping,
    label: str | None,
    notices: tuple[Notice, ...] = (),
) -> Outcomes:
    """Yield what a JSON value holds: one article, or those of a schema.org graph."""
    if mapping.given:
        yield piece.value(value, "json", mapping, label, notices)
    elif is_schema_org(value):
        found = list(articles_in(value))
        if not found:
            refused = RefusedError(
                "no_article", "describes no article in its JSON-LD", "Leave it out."
            )
            yield piece.refused(refused, label)
        for number, fields in enumerate(found, 1):
            part = label
            if len(found) > 1:
                part = f"{label}, article {number}" if label else f"article {number}"
            yield piece.value(fields, "schema.org", mapping, part, notices)
    elif isinstance(value, dict) and is_ninjs(value):
        try:
            fields = article_from_ninjs(value)
        except RefusedError as refused:
            yield piece.refused(refused, label)
            return
        yield piece.value(fields, "ninjs", mapping, label, notices)
    else:
        yield piece.value(value, "json", mapping, label, notices)


def _listed(value: object) -> list[object]:
    """Return the articles of a JSON file: a list, an object with `articles`, or one."""
    if isinstance(value, dict):
        for key in ("articles", "items"):
            if isinstance(value.get(key), list) and not is_schema_org(value):
                value = value[key]
                break
    return value if isinstance(value, list) else [value]


def _wide(head: bytes) -> bool:
    """Tell whether the bytes are UTF-16 or UTF-32, whose lines cannot be cut by bytes."""
    return head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head[:4]
