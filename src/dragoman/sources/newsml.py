"""News as the IPTC's NewsML-G2 describes it, one item or a message of many."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from dragoman.sources.markup import blocks, local_name
from dragoman.sources.outcome import RefusedError

_NS = "{http://iptc.org/std/nar/2006-10-01/}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def hardened_parser() -> etree.XMLParser:
    """Return a parser that loads nothing from elsewhere and expands no entities."""
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )


def parse_xml(data: bytes) -> Any:
    """Return the root of an XML file.

    Raises:
        RefusedError: if it is not well formed.
    """
    try:
        return etree.fromstring(data, hardened_parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise RefusedError(
            "malformed", f"is broken XML ({error})", "Mend it, or fetch it again.",
            detail=str(error),
        ) from error  # fmt: skip


def items_in(data: bytes) -> Iterator[Any]:
    """Yield the news items of a NewsML-G2 file."""
    root = parse_xml(data)
    if local_name(root) == "newsitem":
        yield root
    else:
        yield from root.iter(f"{_NS}newsItem", "newsItem")


def article_from_item(item: Any) -> dict[str, Any]:
    """Return a news item as fields of `Article`.

    Raises:
        RefusedError: if it is no text, or its publisher withdrew it.
    """
    status = _code(_find(item, "itemMeta/pubStatus"))
    if status and status.split(":")[-1] != "usable":
        raise RefusedError(
            "withdrawn",
            f"was withdrawn by its publisher ({status})",
            "Leave it out.",
            detail=status,
        )
    kind = _code(_find(item, "itemMeta/itemClass"))
    if kind and kind.split(":")[-1] not in ("text", "composite"):
        raise RefusedError(
            "no_article", f"is no article but of class {kind!r}", "Leave it out.", detail=kind
        )
    meta = _find(item, "contentMeta")
    language = _find(meta, "language") if meta is not None else None
    provider = _find(item, "itemMeta/provider")
    return {
        "text": _body(item),
        "id": item.get("guid"),
        "title": _text(_find(meta, "headline")) if meta is not None else None,
        "published": _text(_find(item, "contentMeta/contentCreated"))
        or _text(_find(item, "itemMeta/firstCreated"))
        or _text(_find(item, "itemMeta/versionCreated")),
        "url": next(
            (
                str(link.get("href"))
                for link in item.iter(f"{_NS}link")
                if str(link.get("href", "")).startswith(("http://", "https://"))
                and "canonical" in str(link.get("rel", ""))
            ),
            None,
        ),
        "publisher": _text(_find(provider, "name")) or _last(_code(provider))
        if provider is not None
        else None,
        "language": (language.get("tag") if language is not None else None) or item.get(_XML_LANG),
    }


def _find(parent: Any, path: str) -> Any:
    for name in path.split("/"):
        if parent is None:
            return None
        parent = next((child for child in parent if local_name(child) == name.lower()), None)
    return parent


def _code(element: Any) -> str | None:
    if element is None:
        return None
    return element.get("qcode") or element.get("literal") or _text(element)


def _last(code: str | None) -> str | None:
    return code.split(":")[-1] if code else None


def _text(element: Any) -> str | None:
    if element is None:
        return None
    words = " ".join("".join(element.itertext()).split())
    return words or None


def _body(item: Any) -> str:
    content = _find(item, "contentSet")
    if content is None:
        return ""
    for part in content:
        name = local_name(part)
        if name == "inlinexml":
            body = next((e for e in part.iter() if local_name(e) in ("body.content", "body")), part)
            inner = next((e for e in body.iter() if local_name(e) == "body.content"), body)
            if text := "\n\n".join(blocks(inner)):
                return text
        elif name == "inlinedata" and (text := "".join(part.itertext()).strip()):
            return text
    return ""
