"""Load the sections of a language pack and check them in full."""

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from dragoman.errors import PackError

Section = TypeVar("Section", bound=BaseModel)

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def installed_languages() -> tuple[str, ...]:
    """Return the ISO 639-1 codes of the languages that have a pack, sorted."""
    root = files("dragoman.languages")
    return tuple(
        sorted(
            folder.name for folder in root.iterdir() if folder.is_dir() and len(folder.name) == 2
        )
    )


def _documents(language: str, section: str) -> list[tuple[str, Any]]:
    """Return (file name, parsed YAML) of a section: one file, or a folder of them."""
    root = files("dragoman.languages") / language
    folder = root / section
    if folder.is_dir():
        found: list[Traversable] = sorted(
            (f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name
        )
    else:
        found = [root / f"{section}.yaml"]
    documents = []
    for file in found:
        try:
            text = file.read_text(encoding="utf-8")
        except FileNotFoundError as missing:
            raise PackError(
                f"the language pack {language!r} has no section {section!r}. "
                f"Installed packs: {', '.join(installed_languages())}."
            ) from missing
        try:
            documents.append((f"{language}/{file.name}", yaml.load(text, Loader=_LOADER)))
        except yaml.YAMLError as broken:
            raise PackError(f"{language}/{file.name} is not YAML: {broken}") from broken
    return documents


def _merge(parts: list[tuple[str, Any]]) -> Any:
    """Join the files of a section: lists are chained, a key may stand in one file only."""
    if len(parts) == 1:
        return parts[0][1]
    merged: dict[str, Any] = {}
    for name, part in parts:
        for key, value in part.items():
            if isinstance(value, list):
                merged.setdefault(key, []).extend(value)
            elif key in merged:
                raise PackError(f"{name}: {key!r} already stands in another file of its section.")
            else:
                merged[key] = value
    return merged


@cache
def load_section(language: str, section: str, schema: type[Section]) -> Section:
    """Return one section of a pack, checked against its schema.

    Args:
        language: ISO 639-1 code of the pack.
        section: name of a YAML file, or of a folder of YAML files whose lists are joined.
        schema: the pydantic model that the whole section must fit.

    Raises:
        PackError: if a file is missing, is not YAML or does not fit; the message
            names the file and the field.
    """
    parts = _documents(language, section)
    try:
        return schema.model_validate(_merge(parts))
    except ValidationError as invalid:
        where = ", ".join(name for name, _ in parts)
        first = invalid.errors()[0]
        field = ".".join(str(step) for step in first["loc"])
        raise PackError(f"{where}: field {field}: {first['msg']}.") from invalid


@cache
def pack_digest(language: str) -> str:
    """Return eight hex digits that change whenever a file of the pack does."""
    digest = hashlib.sha256()

    def add(folder: Traversable) -> None:
        for entry in sorted(folder.iterdir(), key=lambda e: e.name):
            if entry.is_dir():
                add(entry)
            elif entry.name.endswith((".yaml", ".json", ".npz")):
                digest.update(entry.name.encode())
                digest.update(entry.read_bytes())

    add(files("dragoman.languages") / language)
    return digest.hexdigest()[:8]
