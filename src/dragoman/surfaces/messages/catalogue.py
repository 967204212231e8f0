"""The catalogues: two YAML files per language, every key in each of them."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.surfaces.messages.kept import kept_beside

LANGUAGES = ("en", "fr")
"""ISO 639-1 codes of the languages we speak; the first one when nothing says which."""


@dataclass(frozen=True, slots=True)
class Messages:
    """The catalogue of one language.

    Attributes:
        language: its ISO 639-1 code.
        entries: dotted keys to texts with ``{slots}``; a text that depends on a
            number has two keys, ending in ``.one`` and ``.other``.
        tables: lists and other data of the catalogue by dotted key.
    """

    language: str
    entries: Mapping[str, str]
    tables: Mapping[str, Any]

    def __call__(self, key: str, **slots: object) -> str:
        """Return the text of `key` with its slots filled.

        A slot called ``count`` chooses between ``.one`` and ``.other``.
        """
        return self.raw(key, slots.get("count")).format(**slots)

    def raw(self, key: str, count: object = None) -> str:
        """Return the text of `key` with its slots still open; KeyError if there is none."""
        if key not in self.entries and count is not None:
            key += ".one" if self._is_one(count) else ".other"
        return self.entries[key]

    def has(self, key: str) -> bool:
        """Tell whether the catalogue has `key`."""
        return key in self.entries

    def label(self, kind: str, code: str) -> str:
        """Return the name of a code, such as a status; the code itself if it has none."""
        return self.entries.get(f"{kind}.{code}", code)

    def _is_one(self, count: object) -> bool:
        return count == 1 or (self.language == "fr" and count == 0)


@cache
def load_messages(language: str) -> Messages:
    """Return the catalogue of `language`, one of `LANGUAGES`."""
    names = (f"{language}.yaml", f"pages_{language}.yaml")
    sources = [(files("dragoman.surfaces.messages") / name).read_bytes() for name in names]
    entries, tables = kept_beside(f"{language}.json", sources, _read)
    return Messages(language, entries, tables)


def _read(sources: list[bytes]) -> tuple[dict[str, str], dict[str, Any]]:
    """Return the texts and the tables of a catalogue."""
    import yaml  # takes longer to load than a catalogue that was read before

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    entries: dict[str, str] = {}
    tables: dict[str, Any] = {}
    for source in sources:
        _flatten("", yaml.load(source.decode("utf-8"), Loader=loader), entries, tables)
    rules = tables["typography"]
    return {key: _typeset(text, rules) for key, text in entries.items()}, tables


def _flatten(prefix: str, node: Any, entries: dict[str, str], tables: dict[str, Any]) -> None:
    for key, value in node.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            _flatten(f"{name}.", value, entries, tables)
        elif isinstance(value, list):
            tables[name] = value
        else:
            entries[name] = str(value)


def _typeset(text: str, rules: list[list[str]]) -> str:
    """Return `text` with the spaces that its language's typography wants."""
    for plain, fine in rules:
        text = text.replace(plain, fine)
    return text


def choose_language(asked: str | None, environment: Mapping[str, str] = os.environ) -> str:
    """Return the language to speak.

    Args:
        asked: what the user asked for ("fr", "fr_FR.UTF-8"); None if nothing.
        environment: read as POSIX does: LC_ALL, then LC_MESSAGES, then LANG.
    """
    wishes = [asked, *(environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))]
    locale = next((wish for wish in wishes if wish), "")
    code = locale[:2].lower()
    return code if code in LANGUAGES else LANGUAGES[0]
