"""News as the IPTC's ninjs describes it, in versions 1 and 2."""

from typing import Any

from dragoman.sources.markup import plain
from dragoman.sources.outcome import RefusedError

_SIGNS = (
    "body_text", "body_html", "body_xhtml", "bodies", "headlines", "versioncreated",
    "contentcreated", "firstcreated", "pubstatus", "versionCreated", "contentCreated", "pubStatus",
    "firstCreated",
)  # fmt: skip
_NAMED = ("uri", "altids", "type", "version", "standard")


def is_ninjs(value: object) -> bool:
    """Tell whether a JSON value is a ninjs item; one with a plain `text` is ours."""
    if not isinstance(value, dict) or "text" in value:
        return False
    signs = sum(sign in value for sign in _SIGNS)
    return bool(signs and any(name in value for name in _NAMED)) or signs > 1


def article_from_ninjs(value: dict[str, Any]) -> dict[str, Any]:
    """Return a ninjs item as fields of `Article`.

    Raises:
        RefusedError: if it is a picture or another medium, or its publisher withdrew it.
    """
    kind = value.get("type", "text")
    if kind not in ("text", "composite"):
        raise RefusedError(
            "no_article", f"is no article but of type {kind!r}", "Leave it out.", detail=str(kind)
        )
    status = str(value.get("pubstatus") or value.get("pubStatus") or "usable")
    if status != "usable":
        raise RefusedError(
            "withdrawn",
            f"was withdrawn by its publisher ({status})",
            "Leave it out.",
            detail=status,
        )
    address = value.get("uri")
    url = value.get("url") or value.get("link")
    return {
        "text": _body(value),
        "id": str(address) if address is not None else None,
        "title": _headline(value),
        "published": _first(
            value, "contentcreated", "contentCreated", "firstcreated", "firstCreated",
            "versioncreated", "versionCreated",
        ),
        "url": url or (address if str(address).startswith(("http://", "https://")) else None),
        "publisher": _publisher(value),
        "language": value.get("language"),
    }  # fmt: skip


def _first(value: dict[str, Any], *names: str) -> str | None:
    return next((str(value[name]) for name in names if value.get(name)), None)


def _body(value: dict[str, Any]) -> str:
    if isinstance(text := value.get("body_text"), str) and text.strip():
        return text
    bodies = value.get("bodies")
    if isinstance(bodies, list):
        parts = [part for part in bodies if isinstance(part, dict) and part.get("value")]
        plain_first = sorted(parts, key=lambda part: "html" in str(part.get("contenttype", "")))
        if plain_first:
            return plain(str(plain_first[0]["value"]))
    return plain(str(_first(value, "body_xhtml", "body_html") or ""))


def _headline(value: dict[str, Any]) -> str | None:
    headlines = value.get("headlines")
    if isinstance(headlines, list):
        for part in headlines:
            if isinstance(part, dict) and part.get("value"):
                return plain(str(part["value"]))
    found = _first(value, "headline", "title", "slugline")
    return plain(found) if found else None


def _publisher(value: dict[str, Any]) -> str | None:
    sources = value.get("infosources")
    if isinstance(sources, list) and sources and isinstance(sources[0], dict):
        return sources[0].get("name")
    return _first(value, "provider", "source", "copyrightholder", "copyrightHolder")
