"""Readings as JSON and back, and the JSON Schema of that form."""

from typing import Any

import msgspec

from dragoman.errors import RecordError
from dragoman.types.reading import SCHEMA_VERSION, Reading

_DECODER = msgspec.json.Decoder(Reading)


def to_json(reading: Reading) -> bytes:
    """Return `reading` as UTF-8 JSON; `from_json` gives back an equal value."""
    return msgspec.json.encode(reading, order="deterministic")


def from_json(data: bytes) -> Reading:
    """Return the reading that `data` holds.

    Raises:
        RecordError: if the data is not a reading of this schema version.
    """
    try:
        reading = _DECODER.decode(data)
    except msgspec.ValidationError as invalid:
        raise RecordError(f"stored reading does not fit the schema: {invalid}.") from invalid
    if reading.schema > SCHEMA_VERSION:
        raise RecordError(
            f"stored reading has schema {reading.schema}, this dragoman knows up to "
            f"{SCHEMA_VERSION}. Update dragoman."
        )
    return reading


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a serialised reading, versioned."""
    schema = msgspec.json.schema(Reading)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "dragoman reading",
        "version": SCHEMA_VERSION,
        **schema,
    }
