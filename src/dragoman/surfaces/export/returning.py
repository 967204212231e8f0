"""What comes back: corrected rows and annotations as judgements, readings of other records."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO, Any

import msgspec

from dragoman.errors import DragomanError
from dragoman.reading.serialise import from_json
from dragoman.record.corrections import FIELDS
from dragoman.record.store import Record
from dragoman.surfaces.export.located import Places
from dragoman.types.document import Document

_URN = "urn:dragoman:"
_REJECTED = "rejected"


class ReturnError(DragomanError):
    """A line or an annotation that cannot be taken."""


@dataclass(slots=True)
class Returned:
    """What came of an import; filled while it runs.

    Attributes:
        read: lines or annotations.
        corrected: values that are now corrected.
        rejected: events that are now rejected.
        added: documents that are now recorded.
        unchanged: lines or annotations that say what the record says.
        unknown: lines or annotations of facts that the record does not hold.
        refused: where, and why, for each that could not be taken.
    """

    read: int = 0
    corrected: int = 0
    rejected: int = 0
    added: int = 0
    unchanged: int = 0
    unknown: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)


def take_back(file: IO[bytes], record: Record, *, by: str) -> Returned:
    """Take what `dragoman export` gave back into `record`.

    Args:
        file: rows of events or whole readings as JSON Lines, or Web Annotations as
            JSON-LD: a page, a collection, a list, a single one, or one a line.
        record: where to.
        by: who decides; stands with every correction.
    """
    returned = Returned()
    places = Places(record)
    for where, item in _items(file, returned):
        returned.read += 1
        try:
            _take(item, record, places, returned, by)
        except DragomanError as error:
            returned.refused.append((where, str(error)))
    return returned


def _items(file: IO[bytes], returned: Returned) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield each object of a file and where it stands: lines, or one JSON value."""
    first = file.readline()
    try:
        whole = [msgspec.json.decode(first)] if first.strip() else []
    except msgspec.DecodeError:
        yield from _annotations(first + file.read(), returned)
        return
    yield from _flat(whole, "line 1")
    for number, line in enumerate(file, start=2):
        if not line.strip():
            continue
        try:
            yield from _flat([msgspec.json.decode(line)], f"line {number}")
        except msgspec.DecodeError as error:
            returned.read += 1
            returned.refused.append((f"line {number}", f"is no JSON: {error}"))


def _annotations(data: bytes, returned: Returned) -> Iterator[tuple[str, Mapping[str, Any]]]:
    try:
        yield from _flat([msgspec.json.decode(data)], "")
    except msgspec.DecodeError as error:
        returned.refused.append(("line 1", f"is neither JSON Lines nor JSON: {error}"))


def _flat(values: Iterable[Any], where: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the single objects in pages, collections and lists."""
    for value in values:
        if isinstance(value, list):
            yield from _flat(value, where)
        elif isinstance(value, dict) and isinstance(inner := _inside(value), list):
            yield from _flat(inner, where)
        elif isinstance(value, dict):
            yield str(value.get("id") or where), value
        else:
            yield where, {"": value}


def _inside(value: Mapping[str, Any]) -> Any:
    """Return the items of a page, or of the first page of a collection; None if it is neither."""
    first = value.get("first")
    return value.get("items") or (first.get("items") if isinstance(first, dict) else None)


def _take(
    item: Mapping[str, Any], record: Record, places: Places, returned: Returned, by: str
) -> None:
    if "reading" in item and "document" in item:
        _take_reading(item, record, returned)
        return
    if "fact" in item:
        fact, values = str(item["fact"]), {name: item[name] for name in FIELDS if name in item}
        rejects = bool(item.get(_REJECTED))
    elif item.get("type") == "Annotation" or "target" in item:
        fact, values, rejects = _read_annotation(item, places)
    else:
        raise ReturnError(
            "is neither a row of events, nor a reading, nor an annotation. New articles are "
            "taken in by dragoman ingest."
        )
    if not fact.startswith("E-"):
        returned.unchanged += 1
        return
    if not places.holds(fact):
        returned.unknown += 1
        return
    wrong = [name for name, one in values.items() if not isinstance(one, str | None)]
    if wrong:
        raise ReturnError(f"{fact}: {wrong[0]} is no text. Give it between quotation marks.")
    changed = record.corrections.correct(fact, values, by=by) if values else 0
    returned.corrected += changed
    gone = rejects and record.corrections.reject(fact, by=by)
    returned.rejected += gone
    returned.unchanged += not changed and not gone


def _take_reading(item: Mapping[str, Any], record: Record, returned: Returned) -> None:
    try:
        document = msgspec.convert(item["document"], Document)
        reading = from_json(msgspec.json.encode(item["reading"]))
    except msgspec.ValidationError as error:
        raise ReturnError(f"the document does not fit its form: {error}") from error
    added = record.add(document, reading)
    returned.added += added.created
    returned.unchanged += not added.created


def _read_annotation(
    item: Mapping[str, Any], places: Places
) -> tuple[str, dict[str, str | None], bool]:
    """Return which fact an annotation is of, what it says of it, and whether it rejects it."""
    values: dict[str, str | None] = {}
    rejects = False
    for body in _listed(item.get("body")):
        said = body if isinstance(body, str) else body.get("value")
        if not isinstance(said, str):
            continue
        purpose = body.get("purpose") if isinstance(body, dict) else None
        name, colon, rest = said.partition(":")
        if said == _REJECTED:
            rejects = True
        elif colon and name in FIELDS:
            values[name] = rest or None
        elif (purpose or item.get("motivation")) == "classifying":
            values["type"] = said
    fact = _fact_of(item, places)
    if not fact.startswith("E-"):
        values = {}
    return fact, values, rejects


def _fact_of(item: Mapping[str, Any], places: Places) -> str:
    """Return the id of the fact that an annotation is, or is about.

    Raises:
        ReturnError: if it is on words that no event of the record stands on.
    """
    own = str(item.get("id") or "")
    if own.startswith(_URN) and own[len(_URN) : len(_URN) + 2] in ("E-", "Q-", "G-", "C-"):
        return own.removeprefix(_URN)
    for target in _listed(item.get("target")):
        name = target if isinstance(target, str) else target.get("id") or target.get("source")
        if isinstance(name, str) and name.startswith(_URN):
            return name.removeprefix(_URN)
        if isinstance(target, dict):
            found = places.find(target)
            if found is not None:
                return found
    raise ReturnError("stands on no event of this record: only events can be corrected.")


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
