"""Bytes to take articles from, and how to take them."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, BinaryIO

from dragoman.sources.articles import Article, article_from_json, to_document
from dragoman.sources.formats import Format
from dragoman.sources.language import is_readable
from dragoman.sources.mapping import Mapping
from dragoman.sources.opening import Meter
from dragoman.sources.origin import Dated, Origin
from dragoman.sources.outcome import Failure, Loaded, Notice, RefusedError

if TYPE_CHECKING:
    from dragoman.sources.fetch import Fetcher


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to take articles from sources.

    Attributes:
        form: the format everything has; None to tell it from content.
        mapping: names of the fields that hold an article.
        fetcher: fetches pages; None where nothing may be fetched.
        keep_originals: whether web pages are kept beside their article.
        begin_at: for an archive's path and stamp, the byte of the record behind which to
            begin; 0 for its start; None if all of it is done.
        only: offsets of the only records of an archive to take; None for all.
        taken: tells whether a page that a feed or a sitemap lists need not be fetched again,
            because a run that was broken off took it.
        heed_robots: whether to ask robots.txt even for addresses that were given.
    """

    form: Format | None = None
    mapping: Mapping = field(default_factory=Mapping)
    fetcher: "Fetcher | None" = None
    keep_originals: bool = True
    begin_at: Callable[[str, str], int | None] = lambda _path, _stamp: 0
    only: tuple[int, ...] | None = None
    taken: Callable[[str], bool] = lambda _address: False
    heed_robots: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Bytes to take articles from: a file, a member of an archive, an answer of a server.

    Attributes:
        path: the file or address it belongs to, as it was given.
        name: what to call its article if it names none.
        address: what versions of its article share if it has no URL; None if nothing
            does, as on standard input.
        stream: the bytes, decompressed, from their beginning.
        head: the first of them.
        meter: tells how much of the file was read.
        label: which part of the file it is; None for the whole.
        url: where it was published; None if unknown.
        charset, media_type: as its server declared them; None if not declared.
        fetched_at: ISO 8601 moment in UTC; None if it was not fetched.
        dates: what others tell of its date, such as the feed it came in.
        title, publisher: what others tell of it; None if nothing.
        depth: how many archives it lies in.
    """

    path: str
    name: str
    address: str | None
    stream: BinaryIO
    head: bytes
    meter: Meter
    label: str | None = None
    url: str | None = None
    charset: str | None = None
    media_type: str | None = None
    fetched_at: str | None = None
    dates: tuple[Dated, ...] = ()
    title: str | None = None
    publisher: str | None = None
    depth: int = 0

    def part(self, label: str | None) -> str | None:
        """Return the label of a part of this piece."""
        if label is None or self.label is None:
            return label or self.label
        return f"{self.label}, {label}"

    def origin(self, form: str, **more: object) -> Origin:
        """Return the origin of an article of this piece."""
        place = None
        if self.fetched_at is None:
            place = f"{self.path}#{self.label}" if self.label else self.path
        origin = Origin(format=form, place=place, fetched_at=self.fetched_at)
        return replace(origin, **more)  # type: ignore[arg-type]

    def loaded(
        self,
        article: Article,
        origin: Origin,
        *,
        label: str | None = None,
        notices: tuple[Notice, ...] = (),
        dates: tuple[Dated, ...] = (),
    ) -> Loaded | Failure:
        """Return what comes of one article of this piece.

        Args:
            article: the article.
            origin: where it was taken from.
            label: which part of this piece it is; None for the whole.
            notices: what was noticed so far.
            dates: what its page tells of its date.
        """
        part = self.part(label)
        name = f"{self.name}#{label}" if label else self.name
        completed = Article(
            text=article.text,
            id=article.id,
            title=article.title or self.title,
            url=article.url or self.url,
            publisher=article.publisher or self.publisher,
            published=article.published,
            language=article.language,
        )
        try:
            document, dated, more = to_document(
                completed, origin, name=name, dates=(*dates, *self.dates)
            )
        except RefusedError as refused:
            return self.refused(refused, label)
        if document.url:
            address = document.url
        elif self.address is None:
            address = f"sha256:{document.sha256}"
        else:
            address = f"{self.address}#{part}" if part else self.address
        return Loaded(
            document=document,
            path=self.path,
            article=part,
            address=address,
            origin=dated,
            notices=(*notices, *more),
            readable=is_readable(document.language),
        )

    def value(
        self, value: object, form: str, mapping: Mapping, label: str | None,
        notices: tuple[Notice, ...] = (),
    ) -> Loaded | Failure:  # fmt: skip
        """Return what comes of one article given as fields."""
        try:
            if mapping.given and isinstance(value, dict):
                value = mapping.apply(value)
            article = article_from_json(value)
        except RefusedError as refused:
            return self.refused(refused, label)
        named = str(article.id) if article.id not in (None, "") else label
        return self.loaded(article, self.origin(form), label=named, notices=notices)

    def refused(self, refused: RefusedError, label: str | None = None) -> Failure:
        """Return the failure of a part of this piece."""
        return Failure(
            path=self.path,
            article=self.part(label),
            cause=refused.cause,
            message=refused.message,
            advice=refused.advice,
            detail=refused.detail,
        )
