"""Which field of a table or an object is what."""

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """Names of the fields that hold an article; None for those called as we call them.

    A name with dots reaches into objects: "body.text".

    Attributes:
        text, title, published, url, publisher, id, language: see `Article`.
    """

    text: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    publisher: str | None = None
    id: str | None = None
    language: str | None = None

    @property
    def given(self) -> bool:
        """Whether any name is given."""
        return any(getattr(self, field.name) is not None for field in fields(self))

    def apply(self, row: AnyMapping[str, Any]) -> dict[str, Any]:
        """Return the article in `row` with its fields called as we call them."""
        article: dict[str, Any] = {}
        for field in fields(self):
            asked = getattr(self, field.name)
            value = _reach(row, asked) if asked is not None else row.get(field.name)
            if value is not None:
                article[field.name] = value
        return article

    def columns(self, held: AnyMapping[str, object] | list[str]) -> list[str]:
        """Return which of the columns `held` are needed, a dotted name by its first part."""
        names = list(held)
        wanted = {getattr(self, field.name) or field.name for field in fields(self)}
        return [
            name
            for name in names
            if name in wanted or any(want.startswith(f"{name}.") for want in wanted)
        ]


def _reach(row: AnyMapping[str, Any], name: str) -> Any:
    if name in row:
        return row[name]
    value: Any = row
    for part in name.split("."):
        if not isinstance(value, AnyMapping):
            return None
        value = value.get(part)
    return value
