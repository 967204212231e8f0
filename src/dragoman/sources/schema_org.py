"""Articles as schema.org describes them (NewsArticle and its kin, in JSON-LD)."""

import re
from collections.abc import Iterator
from typing import Any

from dragoman.sources.markup import plain

_ARTICLE = re.compile(r"(?:https?://schema\.org/)?\w*(?:Article|NewsArticle|Posting|Report)$")
_DEEPEST = 6


def is_schema_org(value: object) -> bool:
    """Tell whether a JSON value describes articles in JSON-LD."""
    return isinstance(value, dict) and (
        "schema.org" in str(value.get("@context", "")) or "@graph" in value
    )


def articles_in(value: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the articles described in `value`, each as fields of `Article`."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for part in value:
            yield from articles_in(part, depth + 1)
    elif isinstance(value, dict):
        if _is_article(value):
            yield _article(value)
        for key in ("@graph", "mainEntity", "itemListElement", "item", "hasPart"):
            if key in value:
                yield from articles_in(value[key], depth + 1)


def _is_article(value: dict[str, Any]) -> bool:
    types = value.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and _ARTICLE.match(name) for name in names)


def _article(value: dict[str, Any]) -> dict[str, Any]:
    return {
        "text": plain(_words(value.get("articleBody")) or _words(value.get("text")) or ""),
        "id": _words(value.get("identifier")) or _words(value.get("@id")),
        "title": _words(value.get("headline")) or _words(value.get("name")),
        "published": _words(value.get("datePublished")) or _words(value.get("dateCreated")),
        "url": _address(value.get("url"))
        or _address(value.get("mainEntityOfPage"))
        or _address(value.get("@id")),
        "publisher": _name(value.get("publisher")) or _name(value.get("sourceOrganization")),
        "language": _words(value.get("inLanguage")),
    }


def _words(value: object) -> str | None:
    if isinstance(value, list):
        value = next((part for part in value if isinstance(part, str | dict)), None)
    if isinstance(value, dict):
        value = value.get("@value") or value.get("value") or value.get("name")
    return value.strip() if isinstance(value, str) and value.strip() else None


def _name(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return _words(value.get("name")) if isinstance(value, dict) else _words(value)


def _address(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    words = _words(value)
    return words if words and words.startswith(("http://", "https://")) else None
