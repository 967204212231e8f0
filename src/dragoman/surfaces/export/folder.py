"""All tables in one folder, with their description as a Frictionless Data Package."""

from collections.abc import Mapping
from typing import Any

import msgspec

from dragoman.surfaces.export.columns import SCHEMA, Column, Table
from dragoman.surfaces.export.formats import Format

_TYPES: Mapping[str, str] = {
    "text": "string",
    "number": "number",
    "whole": "integer",
    "flag": "boolean",
    "day": "date",
}
DESCRIPTION = "datapackage.json"


def describe(format: Format, tables: Mapping[str, Table[Any]]) -> bytes:
    """Return the Data Package of `tables` written in `format` (specification version 1)."""
    package = {
        "profile": "tabular-data-package" if format.name == "csv" else "data-package",
        "name": "dragoman",
        "version": SCHEMA,
        "resources": [_resource(format, table) for table in tables.values()],
    }
    return msgspec.json.format(msgspec.json.encode(package), indent=2) + b"\n"


def _resource(format: Format, table: Table[Any]) -> dict[str, Any]:
    return {
        "name": table.name,
        "path": f"{table.name}{format.suffix}",
        "profile": "tabular-data-resource" if format.name == "csv" else "data-resource",
        "mediatype": format.media_type.partition(";")[0],
        "encoding": "utf-8",
        "description": table.about,
        "schema": {
            "fields": [_field(format, column) for column in table.columns],
            "primaryKey": list(table.key),
            "missingValues": [""],
        },
    }


def _field(format: Format, column: Column[Any]) -> dict[str, Any]:
    lists = "string" if format.name == "csv" else "array"
    return {
        "name": column.name,
        "type": _TYPES.get(column.kind, lists),
        "description": column.about,
        "constraints": {"required": column.required},
    }
