"""Web pages: the article told from what stands around it, and what the page says of it."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from urllib.parse import urlsplit

from dragoman.sources import limits
from dragoman.sources.articles import Article
from dragoman.sources.charsets import decode_page
from dragoman.sources.language import check_language
from dragoman.sources.origin import Dated
from dragoman.sources.outcome import Notice, RefusedError

_LADEN = re.compile(rf"<[a-zA-Z](?:[^<>=]*=){{{limits.MOST_ATTRIBUTES}}}")
_LANG = re.compile(r"<html\b[^<>]{0,1000}?\blang\s*=\s*[\"']?([A-Za-z]{2,3})\b", re.IGNORECASE)
_FEWEST_WORDS = 8  # a menu or a notice about cookies has fewer
_EARLIEST = "1900-01-01"
_SPACES = re.compile(r"[ \t]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A web page, taken apart.

    Attributes:
        article: the article in it; its date is left to `dates`.
        dates: what its metadata and its visible parts tell of its date.
        notices: what was guessed about it.
    """

    article: Article
    dates: tuple[Dated, ...]
    notices: tuple[Notice, ...]


def read_page(
    data: bytes, *, charset: str | None, url: str | None, publisher: str | None = None
) -> Page:
    """Return the article in a web page. Nothing in the page is run or loaded.

    Args:
        data: the page, decompressed.
        charset: what its server declares; None if nothing.
        url: where it stands; None if that is not known.
        publisher: of the feed that led to it, for a page that names no site; None if none.

    Raises:
        RefusedError: if no article is found in it.
    """
    from trafilatura import bare_extraction, load_html  # slow to import
    from trafilatura.settings import Document

    text, notices = decode_page(data, charset)
    if _LADEN.search(text):
        raise _too_laden(f"an element with more than {limits.MOST_ATTRIBUTES:,} attributes")
    tree = load_html(text)
    if tree is None:
        raise _no_text()
    if sum(1 for _ in tree.iter()) > limits.MOST_ELEMENTS:
        raise _too_laden(f"more than {limits.MOST_ELEMENTS:,} elements")
    # Dates first: the extraction below takes the page apart.
    dates = _dates(tree)
    found = bare_extraction(
        tree,
        url=url,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        # The library looks for a date of its own, which we do not use: the quickest look.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if not isinstance(found, Document):
        raise _no_text()
    body = _paragraphs(found.text or "", title=found.title)
    if len(body.split()) < _FEWEST_WORDS:
        raise _no_text()
    own = found.url if found.url and found.url.startswith(("http://", "https://")) else None
    lang = match[1] if (match := _LANG.search(text[:20_000])) else found.language
    article = Article(
        text=body,
        title=_line(found.title),
        url=url or own,
        publisher=_publisher(found.sitename, urlsplit(url or own or "").hostname, publisher),
        language=check_language(lang, body),
    )
    return Page(article=article, dates=dates, notices=notices)


@cache
def extractor() -> str:
    """Return the library that tells the article from the rest, with its version."""
    return f"trafilatura {version('trafilatura')}"


def _dates(tree: object) -> tuple[Dated, ...]:
    """Return the dates that the metadata and the visible part of a page tell."""
    from copy import deepcopy

    from htmldate import find_date
    from lxml import html

    def look(parts: list[object]) -> str | None:
        root = html.Element("html")
        body = html.Element("body")
        root.append(body)
        for part in parts:
            (root if getattr(part, "tag", "") in ("head", "body") else body).append(part)
        return find_date(root, original_date=True, extensive_search=False, min_date=_EARLIEST)

    whole = deepcopy(tree)
    described = [*whole.iter("head"), *whole.xpath("//body//script[contains(@type, 'ld+json')]")]  # type: ignore[attr-defined]
    for part in described:
        parent = part.getparent()
        if parent is not None:
            tail = part.tail
            part.tail = None
            if tail:
                parent.replace(part, _stand_in(tail))
            else:
                parent.remove(part)
    found = []
    if (metadata := look(described)) is not None:
        found.append(Dated("metadata", metadata))
    visible = find_date(whole, original_date=True, extensive_search=False, min_date=_EARLIEST)
    if visible is not None:
        found.append(Dated("page", visible))
    return tuple(found)


def _stand_in(tail: str) -> object:
    from lxml import html

    span = html.Element("span")
    span.tail = tail
    return span


def _publisher(site: str | None, host: str | None, announced: str | None) -> str | None:
    """Return who publishes a page: the library gives the host for a page that names no site."""
    named = _line(site)
    is_host = bool(named and host and host.casefold() in named.casefold() and " " not in named)
    return announced if is_host and announced else named


def _paragraphs(text: str, *, title: str | None) -> str:
    """Return the lines of an article as paragraphs, without its headline."""
    lines = [_SPACES.sub(" ", line).strip() for line in text.split("\n")]
    lines = [line for line in lines if line]
    if lines and title and lines[0].casefold() == title.strip().casefold():
        lines = lines[1:]
    return "\n\n".join(lines)


def _line(words: str | None) -> str | None:
    return " ".join(words.split()) if words and words.strip() else None


def _no_text() -> RefusedError:
    return RefusedError(
        "no_text",
        "is a web page in which no article was found",
        "Give the address of an article, or save its text.",
    )


def _too_laden(what: str) -> RefusedError:
    return RefusedError(
        "too_big",
        f"is a web page with {what}, as no article's has",
        "Save the text of the article.",
    )
