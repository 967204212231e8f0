"""The words in a piece of HTML or XML, paragraph by paragraph; nothing in it is run."""

import re
from typing import Any

_BLOCKS = {
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "hl1", "hl2", "div", "td", "tr", "blockquote",
    "pre", "section", "article", "figure", "ul", "ol", "table", "dd", "dt", "block", "hedline",
}  # fmt: skip
_SKIPPED = {"script", "style", "head", "noscript", "template", "iframe", "object", "svg", "form"}
_TAG = re.compile(r"<[a-zA-Z/!][^<>]*>|&(?:\w+|#\w+);")
_MOST = 2_000_000


def plain(text: str) -> str:
    """Return `text` without the tags and character references in it, one paragraph each block."""
    if not _TAG.search(text):
        return text.strip()
    from lxml import etree, html

    try:
        # Parsed in a frame of its own, so that loose words keep their place.
        root = html.fromstring(f"<html><body><div>{text[:_MOST]}</div></body></html>")
    except (etree.ParserError, ValueError):
        return ""
    return "\n\n".join(blocks(root))


def local_name(element: Any) -> str:
    """Return the name of an element without its namespace; "" for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def blocks(element: Any) -> list[str]:
    """Return the paragraphs below an element, in order, each on one line."""
    found: list[str] = []
    line: list[str] = []

    def close() -> None:
        words = " ".join("".join(line).split())
        if words:
            found.append(words)
        line.clear()

    # A walk without recursion: pages nest hundreds of elements deep.
    stack: list[tuple[Any, bool]] = [(element, False)]
    while stack:
        node, closing = stack.pop()
        name = local_name(node)
        if closing:
            if name in _BLOCKS:
                close()
            if node is not element:
                line.append(node.tail or "")
            continue
        if not name or name in _SKIPPED:
            line.append(node.tail or "" if node is not element else "")
            continue
        if name in _BLOCKS:
            close()
        elif name == "br":
            line.append(" ")
        line.append(node.text or "")
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(node))
    close()
    return found
